import { ACCOUNT_TYPES, UNIVERSES } from "./accounts.js";
import { BUFFER_SIZES } from "./buffers.js";
import { CHAT_ENTRY_TYPES, CHAT_MEMBER_CHANGES, CHAT_ROOM_ENTER_RESPONSES } from "./chat.js";
import { CHAT_INSTANCES } from "./chat-instances.js";
import { CONNECTION_ENDS, CONNECTION_INFO_FLAGS, CONNECTION_STATES, NETWORKING_LIMITS } from "./connection.js";
import { AVATAR_SIZES, FRIEND_FLAGS, FRIEND_RELATIONS, FRIENDS_LIMITS, PERSONA_CHANGES, PERSONA_STATES } from "./friends.js";
import { IDENTITY_TYPES } from "./identity-types.js";
import { INIT_RESULTS } from "./init.js";
import { LEADERBOARD_DISPLAYS, LEADERBOARD_REQUESTS, LEADERBOARD_SORTS, LEADERBOARD_UPLOADS, STATS_LIMITS } from "./leaderboards.js";
import { FAVORITE_FLAGS, LOBBY_COMPARISONS, LOBBY_DISTANCES, LOBBY_LENGTHS, LOBBY_SPELLINGS, LOBBY_TYPES } from "./lobbies.js";
import { CONFIG_SCOPES, CONFIG_TYPES, CONFIG_VALUES, GET_CONFIG_VALUE_RESULTS, ICE_ENABLE, NETWORKING_AVAILABILITY } from "./networking-utils.js";
import { P2P_SEND, P2P_SEND_GODOT2, P2P_SESSION_ERRORS } from "./p2p.js";
import { RESULTS } from "./results.js";
import { SEND_FLAGS } from "./send-flags.js";
import { AUTH_RESPONSES, BEGIN_AUTH_RESULTS, TICKET_HANDLES, VOICE_RESULTS } from "./user.js";

type Accounts = typeof ACCOUNT_TYPES;
type Universes = typeof UNIVERSES;
type BufferSizes = typeof BUFFER_SIZES;
type ChatInstances = typeof CHAT_INSTANCES;
type ChatEntryTypes = typeof CHAT_ENTRY_TYPES;
type ChatMemberChanges = typeof CHAT_MEMBER_CHANGES;
type ChatRoomEnterResponses = typeof CHAT_ROOM_ENTER_RESPONSES;
type FavoriteFlags = typeof FAVORITE_FLAGS;
type LobbyComparisons = typeof LOBBY_COMPARISONS;
type LobbyDistances = typeof LOBBY_DISTANCES;
type LobbyLengths = typeof LOBBY_LENGTHS;
type LobbySpellings = typeof LOBBY_SPELLINGS;
type LobbyTypes = typeof LOBBY_TYPES;
type ConnectionEnds = typeof CONNECTION_ENDS;
type ConnectionInfoFlags = typeof CONNECTION_INFO_FLAGS;
type ConnectionStates = typeof CONNECTION_STATES;
type IdentityTypes = typeof IDENTITY_TYPES;
type InitResults = typeof INIT_RESULTS;
type LeaderboardDisplays = typeof LEADERBOARD_DISPLAYS;
type LeaderboardRequests = typeof LEADERBOARD_REQUESTS;
type LeaderboardSorts = typeof LEADERBOARD_SORTS;
type LeaderboardUploads = typeof LEADERBOARD_UPLOADS;
type ConfigScopes = typeof CONFIG_SCOPES;
type ConfigTypes = typeof CONFIG_TYPES;
type ConfigValues = typeof CONFIG_VALUES;
type GetConfigValueResults = typeof GET_CONFIG_VALUE_RESULTS;
type IceEnable = typeof ICE_ENABLE;
type Availability = typeof NETWORKING_AVAILABILITY;
type P2PSends = typeof P2P_SEND;
type P2PSendsGodot2 = typeof P2P_SEND_GODOT2;
type P2PSessionErrors = typeof P2P_SESSION_ERRORS;
type NetworkingLimits = typeof NETWORKING_LIMITS;
type Results = typeof RESULTS;
type StatsLimits = typeof STATS_LIMITS;
type SendFlags = typeof SEND_FLAGS;
type AuthResponses = typeof AUTH_RESPONSES;
type AvatarSizes = typeof AVATAR_SIZES;
type BeginAuthResults = typeof BEGIN_AUTH_RESULTS;
type FriendFlags = typeof FRIEND_FLAGS;
type FriendRelations = typeof FRIEND_RELATIONS;
type FriendsLimits = typeof FRIENDS_LIMITS;
type PersonaChanges = typeof PERSONA_CHANGES;
type PersonaStates = typeof PERSONA_STATES;
type TicketHandles = typeof TICKET_HANDLES;
type VoiceResults = typeof VOICE_RESULTS;

/**
 * GodotSteam's constants: flat, `Steam.RESULT_OK`, and those that belong to an enumeration also within it as in Godot 4,
 * `Steam.Result.RESULT_OK`. Each has its literal type. They can be read before anything is connected.
 */
export interface SteamConstants
  extends Accounts,
    Universes,
    BufferSizes,
    ChatInstances,
    ChatEntryTypes,
    ChatMemberChanges,
    ChatRoomEnterResponses,
    FavoriteFlags,
    LobbyComparisons,
    LobbyDistances,
    LobbyLengths,
    LobbySpellings,
    LobbyTypes,
    ConnectionEnds,
    ConnectionInfoFlags,
    ConnectionStates,
    IdentityTypes,
    InitResults,
    LeaderboardDisplays,
    LeaderboardRequests,
    LeaderboardSorts,
    LeaderboardUploads,
    ConfigScopes,
    ConfigTypes,
    ConfigValues,
    GetConfigValueResults,
    IceEnable,
    Availability,
    P2PSends,
    P2PSendsGodot2,
    P2PSessionErrors,
    NetworkingLimits,
    Results,
    SendFlags,
    StatsLimits,
    AuthResponses,
    AvatarSizes,
    BeginAuthResults,
    FriendFlags,
    FriendRelations,
    FriendsLimits,
    PersonaChanges,
    PersonaStates,
    TicketHandles,
    VoiceResults {
  /** `ACCOUNT_TYPE_*` */
  readonly AccountType: Accounts;
  /** `CHAT_ENTRY_TYPE_*` */
  readonly ChatEntryType: ChatEntryTypes;
  /** `CHAT_MEMBER_STATE_CHANGE_*` */
  readonly ChatMemberStateChange: ChatMemberChanges;
  /** `CHAT_ROOM_ENTER_RESPONSE_*` */
  readonly ChatRoomEnterResponse: ChatRoomEnterResponses;
  /** `LOBBY_COMPARISON_*` */
  readonly LobbyComparison: LobbyComparisons;
  /** `LOBBY_DISTANCE_FILTER_*` */
  readonly LobbyDistanceFilter: LobbyDistances;
  /** `LOBBY_TYPE_*` */
  readonly LobbyType: LobbyTypes;
  /** `CHAT_INSTANCE_FLAG_*` */
  readonly ChatSteamIDInstanceFlags: ChatInstances;
  /** `LEADERBOARD_DATA_REQUEST_*` */
  readonly LeaderboardDataRequest: LeaderboardRequests;
  /** `LEADERBOARD_DISPLAY_TYPE_*` */
  readonly LeaderboardDisplayType: LeaderboardDisplays;
  /** `LEADERBOARD_SORT_METHOD_*` */
  readonly LeaderboardSortMethod: LeaderboardSorts;
  /** `LEADERBOARD_UPLOAD_SCORE_METHOD_*` */
  readonly LeaderboardUploadScoreMethod: LeaderboardUploads;
  /** `AUTH_SESSION_RESPONSE_*` */
  readonly AuthSessionResponse: AuthResponses;
  /** `AVATAR_*` */
  readonly AvatarSizes: AvatarSizes;
  /** `BEGIN_AUTH_SESSION_RESULT_*` */
  readonly BeginAuthSessionResult: BeginAuthResults;
  /** `FRIEND_FLAG_*` */
  readonly FriendFlags: FriendFlags;
  /** `FRIEND_RELATION_*` */
  readonly FriendRelationship: FriendRelations;
  /** `PERSONA_CHANGE_*` */
  readonly PersonaChange: PersonaChanges;
  /** `PERSONA_STATE_*` */
  readonly PersonaState: PersonaStates;
  /** `VOICE_RESULT_*` */
  readonly VoiceResult: VoiceResults;
  /** `NETWORKING_AVAILABILITY_*` */
  readonly NetworkingAvailability: Availability;
  /** `NETWORKING_CONFIG_TYPE_*` */
  readonly NetworkingConfigDataType: ConfigTypes;
  /** `NETWORKING_CONFIG_SCOPE_*` */
  readonly NetworkingConfigScope: ConfigScopes;
  /** `NETWORKING_CONFIG_*`, the values. */
  readonly NetworkingConfigValue: ConfigValues;
  /** `NETWORKING_GET_CONFIG_VALUE_*` */
  readonly NetworkingGetConfigValueResult: GetConfigValueResults;
  /** `P2P_SEND_*` */
  readonly P2PSend: P2PSends;
  /** `P2P_SESSION_ERROR_*` */
  readonly P2PSessionError: P2PSessionErrors;
  /** `CONNECTION_END_*` */
  readonly NetworkingConnectionEnd: ConnectionEnds;
  /** `CONNECTION_STATE_*` */
  readonly NetworkingConnectionState: ConnectionStates;
  /** `IDENTITY_TYPE_*` */
  readonly NetworkingIdentityType: IdentityTypes;
  /** `RESULT_*` */
  readonly Result: Results;
  /** `STEAM_API_INIT_RESULT_*` */
  readonly SteamAPIInitResult: InitResults;
  /** `UNIVERSE_*` */
  readonly Universe: Universes;
}

/** See {@link SteamConstants}. */
export const steamConstants: SteamConstants = {
  ...ACCOUNT_TYPES,
  ...UNIVERSES,
  ...BUFFER_SIZES,
  ...CHAT_INSTANCES,
  ...CHAT_ENTRY_TYPES,
  ...CHAT_MEMBER_CHANGES,
  ...CHAT_ROOM_ENTER_RESPONSES,
  ...FAVORITE_FLAGS,
  ...LOBBY_COMPARISONS,
  ...LOBBY_DISTANCES,
  ...LOBBY_LENGTHS,
  ...LOBBY_SPELLINGS,
  ...LOBBY_TYPES,
  ...CONNECTION_ENDS,
  ...CONNECTION_INFO_FLAGS,
  ...CONNECTION_STATES,
  ...IDENTITY_TYPES,
  ...INIT_RESULTS,
  ...LEADERBOARD_DISPLAYS,
  ...LEADERBOARD_REQUESTS,
  ...LEADERBOARD_SORTS,
  ...LEADERBOARD_UPLOADS,
  ...CONFIG_SCOPES,
  ...CONFIG_TYPES,
  ...CONFIG_VALUES,
  ...GET_CONFIG_VALUE_RESULTS,
  ...ICE_ENABLE,
  ...NETWORKING_AVAILABILITY,
  ...P2P_SEND,
  ...P2P_SEND_GODOT2,
  ...P2P_SESSION_ERRORS,
  ...NETWORKING_LIMITS,
  ...RESULTS,
  ...SEND_FLAGS,
  ...AUTH_RESPONSES,
  ...AVATAR_SIZES,
  ...BEGIN_AUTH_RESULTS,
  ...FRIEND_FLAGS,
  ...FRIEND_RELATIONS,
  ...FRIENDS_LIMITS,
  ...PERSONA_CHANGES,
  ...PERSONA_STATES,
  ...TICKET_HANDLES,
  ...VOICE_RESULTS,
  ...STATS_LIMITS,
  AccountType: ACCOUNT_TYPES,
  AuthSessionResponse: AUTH_RESPONSES,
  AvatarSizes: AVATAR_SIZES,
  BeginAuthSessionResult: BEGIN_AUTH_RESULTS,
  FriendFlags: FRIEND_FLAGS,
  FriendRelationship: FRIEND_RELATIONS,
  PersonaChange: PERSONA_CHANGES,
  PersonaState: PERSONA_STATES,
  VoiceResult: VOICE_RESULTS,
  ChatEntryType: CHAT_ENTRY_TYPES,
  ChatMemberStateChange: CHAT_MEMBER_CHANGES,
  ChatRoomEnterResponse: CHAT_ROOM_ENTER_RESPONSES,
  LobbyComparison: LOBBY_COMPARISONS,
  LobbyDistanceFilter: LOBBY_DISTANCES,
  LobbyType: LOBBY_TYPES,
  ChatSteamIDInstanceFlags: CHAT_INSTANCES,
  LeaderboardDataRequest: LEADERBOARD_REQUESTS,
  LeaderboardDisplayType: LEADERBOARD_DISPLAYS,
  LeaderboardSortMethod: LEADERBOARD_SORTS,
  LeaderboardUploadScoreMethod: LEADERBOARD_UPLOADS,
  NetworkingAvailability: NETWORKING_AVAILABILITY,
  NetworkingConfigDataType: CONFIG_TYPES,
  NetworkingConfigScope: CONFIG_SCOPES,
  NetworkingConfigValue: CONFIG_VALUES,
  NetworkingGetConfigValueResult: GET_CONFIG_VALUE_RESULTS,
  P2PSend: P2P_SEND,
  P2PSessionError: P2P_SESSION_ERRORS,
  NetworkingConnectionEnd: CONNECTION_ENDS,
  NetworkingConnectionState: CONNECTION_STATES,
  NetworkingIdentityType: IDENTITY_TYPES,
  Result: RESULTS,
  SteamAPIInitResult: INIT_RESULTS,
  Universe: UNIVERSES,
};
