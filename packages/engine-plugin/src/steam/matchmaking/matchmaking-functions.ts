import type { PeerArgument } from "../api.js";
import type { LobbyArgument, TextArgument } from "./lobby-arguments.js";
import type { FavoriteGame, LobbyDataEntry, LobbyGameServerInfo, LobbyTypeArgument } from "./matchmaking-types.js";

/**
 * Lobbies. Questions are answered at once, from a mirror of the lobbies we sit in and of those that were found or looked at. While Steam is
 * not running everything answers false, 0, 0n, `""`, `{}` or `[]` and is reported once; no signal follows. What is set or said and not taken answers false and is
 * reported, each function once.
 *
 * Of a lobby we do not sit in nobody learns the members, the owner or what is said: those answer 0n, `""` or false.
 */
export interface Matchmaking {
  /**
   * Makes a lobby and sits us in it. `lobby_created` follows, and when it went well `lobby_joined` and `lobby_data_update`.
   * @param max_members 1 to 250.
   *
   * `connect` of the signal: 1 OK, 8 INVALID_PARAM (no such type), 25 LIMIT_EXCEEDED (we sit in one already, made too many
   * in a short time, or the relay is full), 3, 16 or 2: the relay is not there, does not answer within 20 s, or was restarted meanwhile.
   */
  createLobby(lobby_type: LobbyTypeArgument, max_members?: number): void;
  /**
   * Joins a lobby. `lobby_joined` follows, whatever came of it; `response` is
   * 1 SUCCESS (also when we sit there already, after a reload for instance: the seat is the same), 2 DOESNT_EXIST, 3 NOT_ALLOWED (not
   * joinable, or not invited), 4 FULL, 5 ERROR (no answer, or we sit in another one), 15 RATE_LIMIT_EXCEEDED.
   *
   * Asked again before it is answered, it is one question with one answer.
   */
  joinLobby(steam_lobby_id: LobbyArgument): void;
  /** The same for what `int(text)` answers: its type says number or bigint, but an id is always a bigint. */
  joinLobby<T extends number | bigint>(steam_lobby_id: bigint extends T ? T : never): void;
  /**
   * Leaves at once, without a signal; the others hear it. What we set or said before it still arrives. A lobby that is still being joined is
   * not kept: its `lobby_joined` comes with 5 ERROR.
   */
  leaveLobby(steam_lobby_id: LobbyArgument): void;
  /** Invites a player, whether it is there or not: true says only that it was sent. The player gets `lobby_invite`. */
  inviteUserToLobby(steam_lobby_id: LobbyArgument, steam_id_invitee: PeerArgument): boolean;

  /**
   * Searches, by the filters added since the last search; `lobby_match_list` follows. Only PUBLIC and INVISIBLE lobbies are found, that
   * can be joined and are not full; near values first. A search under way is given up.
   */
  requestLobbyList(): void;
  /** Only lobbies whose value compares so, as text; one that does not have the key counts as `""`. */
  addRequestLobbyListStringFilter(key_to_match: string, value_to_match: TextArgument, comparison_type: number): void;
  /** Only lobbies whose value compares so, as a number. */
  addRequestLobbyListNumericalFilter(key_to_match: string, value_to_match: number, comparison_type: number): void;
  /** Excludes nothing, but puts lobbies first whose value is near. Several: the one added first weighs most. */
  addRequestLobbyListNearValueFilter(key_to_match: string, value_to_be_close_to: number): void;
  /** Only lobbies with at least so many free seats. */
  addRequestLobbyListFilterSlotsAvailable(slots_available: number): void;
  /** `LOBBY_DISTANCE_FILTER_*`. Makes no difference: all players of a relay are equally near. */
  addRequestLobbyListDistanceFilter(distance_filter: number): void;
  /** At most so many, 1 to 50; 50 by default. */
  addRequestLobbyListResultCountFilter(max_results: number): void;

  /** How many sit there, also of a lobby that was found; 0 when it is unknown. */
  getNumLobbyMembers(steam_lobby_id: LobbyArgument): number;
  /** In the order they came, from 0; 0n beyond the last. */
  getLobbyMemberByIndex(steam_lobby_id: LobbyArgument, member: number): bigint;
  getLobbyOwner(steam_lobby_id: LobbyArgument): bigint;
  /** The owner's: makes another member the owner. Everybody gets `lobby_data_update`. */
  setLobbyOwner(steam_lobby_id: LobbyArgument, steam_id_new_owner: PeerArgument): boolean;
  /** 0 when the lobby is unknown. */
  getLobbyMemberLimit(steam_lobby_id: LobbyArgument): number;
  /** The owner's: 1 to 250. Nobody is sent away. */
  setLobbyMemberLimit(steam_lobby_id: LobbyArgument, max_members: number): boolean;
  /** The owner's. */
  setLobbyType(steam_lobby_id: LobbyArgument, lobby_type: LobbyTypeArgument): boolean;
  /** The owner's: whether anybody may join at all, invited or not. New lobbies can be joined. */
  setLobbyJoinable(steam_lobby_id: LobbyArgument, joinable: boolean): boolean;

  /** `""` when the lobby or the key is unknown. */
  getLobbyData(steam_lobby_id: LobbyArgument, key: string): string;
  /**
   * The owner's. Can be read here at once; the others get it a moment later, together with what else was set, and a `lobby_data_update`.
   * @returns false when we are not the owner, the key is empty or longer than 255 bytes, the value longer than 8192, or all of it longer than 65,536.
   */
  setLobbyData(steam_lobby_id: LobbyArgument, key: string, value: TextArgument): boolean;
  /** The owner's. False when there is no such key. */
  deleteLobbyData(steam_lobby_id: LobbyArgument, key: string): boolean;
  /** Everything, under 0, 1, 2, … as in GDScript, in the order the keys were first set: `{ 0: { index: 0, key: "mode", value: "duel" } }`. */
  getAllLobbyData(steam_lobby_id: LobbyArgument): Record<number, LobbyDataEntry>;
  /** `""` when it was never set. (GodotSteam spoils what is not ASCII; here it is what was set.) */
  getLobbyMemberData(steam_lobby_id: LobbyArgument, steam_id_user: PeerArgument, key: string): string;
  /** Our own. Everybody gets `lobby_data_update` with our id. Too long: reported, nothing happens. */
  setLobbyMemberData(steam_lobby_id: LobbyArgument, key: string, value: TextArgument): void;
  /** Fetches what can be known of a lobby from outside; `lobby_data_update` follows. False while the relay is not reached. */
  requestLobbyData(steam_lobby_id: LobbyArgument): boolean;

  /** Says something to all members, ourselves included: `lobby_message` follows. False when we do not sit there, it is empty, or longer than 4095 bytes. */
  sendLobbyChatMsg(steam_lobby_id: LobbyArgument, message_body: TextArgument): boolean;

  /**
   * The owner's: names a game server, by its address, its id, or both; every member gets `lobby_game_created`. Reported, and nothing happens,
   * when we are not the owner or it is no address. Nothing is connected: what the members make of it is theirs.
   */
  setLobbyGameServer(steam_lobby_id: LobbyArgument, server_ip?: string, server_port?: number, steam_id_game_server?: PeerArgument): void;
  getLobbyGameServer(steam_lobby_id: LobbyArgument): LobbyGameServerInfo;

  /** There are no favourite servers here. @returns always an empty array */
  getFavoriteGames(): FavoriteGame[];
  /** There are no favourite servers here; reported once. @returns 0 */
  addFavoriteGame(ip: string, port: number, query_port: number, flags: number, last_played: number): number;
  /** There are no favourite servers here; reported once. @returns false */
  removeFavoriteGame(app_id: number, ip: string, port: number, query_port: number, flags: number): boolean;
}
