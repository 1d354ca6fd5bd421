import type { LobbyType } from "@samovar/transport";
import type { Signal } from "../../godot/signal.js";
import type { CHAT_MEMBER_CHANGES, CHAT_ROOM_ENTER_RESPONSES } from "../constants/chat.js";

type ValueOf<Table> = Table[keyof Table];

/** One of `LOBBY_TYPE_*`. A plain number will do, as in GDScript; the literals are what an editor suggests. */
export type LobbyTypeArgument = LobbyType | (number & {});

/** One of `CHAT_MEMBER_STATE_CHANGE_*`. */
export type ChatMemberStateChange = ValueOf<typeof CHAT_MEMBER_CHANGES>;

/** One of `CHAT_ROOM_ENTER_RESPONSE_*`. */
export type ChatRoomEnterResponse = ValueOf<typeof CHAT_ROOM_ENTER_RESPONSES>;

/** One entry of `getAllLobbyData`. */
export interface LobbyDataEntry {
  /** The same as the key it stands under, from 0. */
  index: number;
  key: string;
  value: string;
}

/** What `getLobbyGameServer` answers. */
export type LobbyGameServerInfo =
  /** The owner has named none. */
  | { ret: false }
  /** `ip` `"0.0.0.0"` and `port` 0 when it is named by its `id` alone; `id` 0n when it has none. */
  | { ret: true; ip: string; port: number; id: bigint };

/** One entry of `getFavoriteGames`: there are none. */
export interface FavoriteGame {
  ret: boolean;
  app: number;
  ip: string;
  game_port: number;
  query_port: number;
  flags: number;
  played: number;
}

/** Handler of `lobby_created`. `connect` is a `RESULT_*`, **1 for success**; `lobby_id` 0n otherwise. */
export type LobbyCreatedHandler = (connect: number, lobby_id: bigint) => void;
/** Handler of `lobby_joined`. `permissions` is always 0, `locked` always false. `lobby` is filled in also when `response` is a refusal. */
export type LobbyJoinedHandler = (lobby: bigint, permissions: number, locked: boolean, response: ChatRoomEnterResponse) => void;
/** Handler of `lobby_match_list`. The array is the handler's own, and empty when nothing was found. */
export type LobbyMatchListHandler = (lobbies: bigint[]) => void;
/** Handler of `lobby_chat_update`. `making_change_id` is `changed_id`: nobody is thrown out by another player. */
export type LobbyChatUpdateHandler = (
  lobby_id: bigint,
  changed_id: bigint,
  making_change_id: bigint,
  chat_state: ChatMemberStateChange,
) => void;
/** Handler of `lobby_data_update`. `member_id` is `lobby_id` for the lobby itself, else the member whose data changed. */
export type LobbyDataUpdateHandler = (success: 0 | 1, lobby_id: bigint, member_id: bigint) => void;
/** Handler of `lobby_message`. `chat_type` is always 1 (`CHAT_ENTRY_TYPE_CHAT_MSG`). */
export type LobbyMessageHandler = (lobby_id: bigint, user: bigint, message: string, chat_type: number) => void;
/** Handler of `lobby_invite`. `game` is our own app id. */
export type LobbyInviteHandler = (inviter: bigint, lobby: bigint, game: bigint) => void;
/** Handler of `lobby_game_created`. */
export type LobbyGameCreatedHandler = (lobby_id: bigint, server_id: bigint, server_ip: string, port: number) => void;
/** Handler of `lobby_kicked`. `due_to_disconnect` is always 1: we could not be reached for too long. */
export type LobbyKickedHandler = (lobby_id: bigint, admin_id: bigint, due_to_disconnect: number) => void;

/** The signals of Matchmaking. What they speak of is readable already when they fire. */
export interface MatchmakingSignals {
  /** The answer to `createLobby`. A `lobby_joined` and a `lobby_data_update` follow when it went well. */
  readonly lobby_created: Signal<LobbyCreatedHandler>;
  /** The answer to `joinLobby`, and for the creator as well. Nobody else hears it: they get `lobby_chat_update`. */
  readonly lobby_joined: Signal<LobbyJoinedHandler>;
  /** The answer to `requestLobbyList`; does not come when no answer was to be had, see {@link steamworks_error}. */
  readonly lobby_match_list: Signal<LobbyMatchListHandler>;
  /** Somebody else came or went. When the owner went, the new one can be asked for already, and a `lobby_data_update` follows. */
  readonly lobby_chat_update: Signal<LobbyChatUpdateHandler>;
  /**
   * Data, the owner or the settings of the lobby changed, or the data of a member; whoever changed it hears it too. Also the answer to
   * `requestLobbyData`; only then can `success` be 0: there is no such lobby.
   */
  readonly lobby_data_update: Signal<LobbyDataUpdateHandler>;
  /** Somebody said something; what we say ourselves included. */
  readonly lobby_message: Signal<LobbyMessageHandler>;
  /** Somebody invites us. Nothing happens by itself, see the option `onLobbyInvite`. */
  readonly lobby_invite: Signal<LobbyInviteHandler>;
  /** The owner has named a game server; the owner hears it too. */
  readonly lobby_game_created: Signal<LobbyGameCreatedHandler>;
  /** We sit there no more. */
  readonly lobby_kicked: Signal<LobbyKickedHandler>;
  /**
   * A search failed: `("lobby_match_list", "io_failure")`. GodotSteam had this signal before 3.27 and 4.11; since then only the error in the
   * log, which comes here as well.
   */
  readonly steamworks_error: Signal<(failed_signal: string, io_failure: string) => void>;
}
