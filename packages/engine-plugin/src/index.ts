export type { SteamConstants } from "./steam/constants/index.js";

export { ERR_CANT_ACQUIRE_RESOURCE, ERR_INVALID_PARAMETER, ERR_UNAVAILABLE, OK } from "./godot/error.js";
export type { ObjectMethods } from "./godot/object-methods.js";
export type { ObjectSignals, SignalInfo } from "./godot/object-signals.js";
export {
  CONNECT_APPEND_SOURCE_OBJECT,
  CONNECT_DEFERRED,
  CONNECT_ONE_SHOT,
  CONNECT_ONESHOT,
  CONNECT_PERSIST,
  CONNECT_REFERENCE_COUNTED,
  Signal,
  type SignalConnection,
  type SignalHost,
  type SignalPromiseOptions,
  type SignalValue,
} from "./godot/signal.js";

export type { Absent } from "./steam/absent.js";
export type { AbsentSignals } from "./steam/absent/absent-signals.js";
export type { Api, PeerArgument, PeerIdentity } from "./steam/api.js";
export type { Apps } from "./steam/apps.js";
export type { AuthSessionTicket, AuthTickets, AuthTicketsSignals } from "./steam/auth-tickets.js";
export type { Avatars } from "./steam/friends/avatars.js";
export type { Diagnosis, PeerDiagnosis, SessionKind, UnreadMessages } from "./steam/diagnosis/diagnosis-types.js";
export type { FriendGame, FriendList, RecentPlayer, UserSteamFriend } from "./steam/friends/friend-list.js";
export type { Friends } from "./steam/friends.js";
export type { FriendsProvider, FriendsSignals, PersonaStateChangeHandler } from "./steam/friends/friends-types.js";
export type { Identities, IdentityEntry } from "./steam/identity.js";
export type { ImageFunctions, ImageRGBA, ImageSize } from "./steam/friends/images.js";
export type { InvitationOptions, InvitationSignals, ReceivedInvitation } from "./steam/matchmaking/invitations.js";
export type { Invitation, InviteDialog } from "./steam/matchmaking/invite-dialog.js";
export type { LobbyArgument, TextArgument } from "./steam/matchmaking/lobby-arguments.js";
export { consoleLogger, type Logger } from "./steam/logger.js";
export type { Main, SteamInitExResult, SteamInitResult } from "./steam/main.js";
export type { Matchmaking } from "./steam/matchmaking/matchmaking-functions.js";
export type {
  ChatMemberStateChange,
  ChatRoomEnterResponse,
  FavoriteGame,
  LobbyChatUpdateHandler,
  LobbyCreatedHandler,
  LobbyDataEntry,
  LobbyDataUpdateHandler,
  LobbyGameCreatedHandler,
  LobbyGameServerInfo,
  LobbyInviteHandler,
  LobbyJoinedHandler,
  LobbyKickedHandler,
  LobbyMatchListHandler,
  LobbyMessageHandler,
  LobbyTypeArgument,
  MatchmakingSignals,
} from "./steam/matchmaking/matchmaking-types.js";
export type { Networking } from "./steam/networking.js";
export type { NetworkingSignals, P2PPacket, P2PSessionState } from "./steam/networking-types.js";
export type {
  NetworkingSockets,
  NetworkingSocketsSignals,
  SocketConfigValue,
  SocketConnectionInfo,
  SocketConnectionStatus,
  SocketLaneStatus,
  SocketOptions,
  SocketRealTimeStatus,
} from "./steam/networking-sockets/networking-sockets-types.js";
export type { NetworkingMessages } from "./steam/networking-messages.js";
export type {
  NetworkingMessage,
  NetworkingMessagesSignals,
  PayloadClass,
  SessionConnectionDetails,
  SessionConnectionInfo,
  SessionFailedHandler,
  SessionRealTimeStatus,
  SessionRequestHandler,
  SessionState,
} from "./steam/networking-messages-types.js";
export type { Overlay, OverlayHandler, OverlayRequest, OverlaySignals } from "./steam/friends/overlay.js";
export type { Persona } from "./steam/friends/persona.js";
export { memoryPlayedWith, type PlayedWithStore } from "./steam/friends/played-with.js";
export type { RichPresence } from "./steam/friends/rich-presence.js";
export { createSteam, type Steam, type SteamOptions, type SteamSignals } from "./steam/steam.js";
export type { User, UserSignals } from "./steam/user.js";
export type { Utils } from "./steam/utils.js";

export type { EngineLike } from "./excalibur/engine-like.js";
export type { RelayOptions } from "./excalibur/relay-endpoint.js";
export type { SteamLoadable } from "./excalibur/steam-loadable.js";
export { SteamPlugin, type SteamPluginOptions } from "./excalibur/steam-plugin.js";
