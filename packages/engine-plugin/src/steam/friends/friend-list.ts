import type { PeerArgument } from "../api.js";
import { FRIEND_FLAGS as F, FRIEND_RELATIONS as R } from "../constants/friends.js";
import type { SteamContext } from "../context.js";
import type { FriendsProvider } from "./friends-types.js";
import { int32 } from "../gdscript-arguments.js";
import { type LobbyArgument, lobbyId } from "../matchmaking/lobby-arguments.js";
import type { PeopleBook } from "./people-book.js";
import type { PlayedWith } from "./played-with.js";

/** One of {@link FriendList.getUserSteamFriends}. */
export interface UserSteamFriend {
  id: bigint;
  /** `""` while it is being asked for. */
  name: string;
  /** `PERSONA_STATE_*` */
  status: number;
}

/** One of {@link FriendList.getRecentPlayers}. */
export interface RecentPlayer extends UserSteamFriend {
  /** When we last played together, in seconds since 1970. */
  time: number;
}

/** What a friend plays, see {@link FriendList.getFriendGamePlayed}. */
export interface FriendGame {
  /** The app id: this game's. */
  id: number;
  /** Always `"0.0.0.0"`, and the ports 0: a player behind a relay has no address that anybody else could use. */
  ip: string;
  game_port: number;
  query_port: number;
  /** The lobby the friend sits in, when it is one that friends may see; 0n otherwise. */
  lobby: bigint;
}

/**
 * Who is a friend. A browser has no Steam friends, so they come from elsewhere: from the application, when it gives the option `friends`; otherwise they are whom this browser
 * has played with (at most 256, the latest first): members of our lobbies, whoever we exchanged messages with, and whom `setPlayedWith` named.
 */
export interface FriendList {
  /**
   * How many friends there are.
   * @param friend_flags bits of `FRIEND_FLAG_*`. By default IMMEDIATE (4) in the generation of the page, ALL in the current one.
   */
  getFriendCount(friend_flags?: number): number;
  /**
   * A friend, as they were counted last.
   * @param friend_flags the same as were counted. @returns 0n beyond the end.
   */
  getFriendByIndex(friend_number: number, friend_flags: number): bigint;
  /** Whether a player is a friend in one of these ways. */
  hasFriend(steam_id: PeerArgument, friend_flags: number): boolean;
  /** All friends (FRIEND_FLAG_IMMEDIATE): a new array of new dictionaries. */
  getUserSteamFriends(): UserSteamFriend[];
  /** What a player is to us: `FRIEND_RELATION_*`. */
  getFriendRelationship(steam_id: PeerArgument): number;
  /**
   * What a player plays: always this game, since nothing else is known. **`{}`** for whoever is not there, or does not show himself to us.
   *
   * `lobby` is 0n when there is none, as in GodotSteam from 3.24 and 4.6.3 on; before, it was the text "No valid lobby".
   */
  getFriendGamePlayed(steam_id: PeerArgument): FriendGame | Partial<FriendGame>;
  /** Remembers that we play with somebody, from now on and after a reload. */
  setPlayedWith(steam_id: PeerArgument): void;
  /** How many players we have played with, in this browser. */
  getCoplayFriendCount(): number;
  /** One of them, the latest first; 0n beyond the end. */
  getCoplayFriend(friend_number: number): bigint;
  /** The app we played together: this one's id; 0 for somebody never met. */
  getFriendCoplayGame(friend_id: PeerArgument): number;
  /** When that was, in seconds since 1970; 0 for somebody never met. */
  getFriendCoplayTime(friend_id: PeerArgument): number;
  /** Whom we have played with, the latest first: a new array of new dictionaries. */
  getRecentPlayers(): RecentPlayer[];
  /** How many sit in a lobby, ourselves left out; 0 unless we sit there. */
  getFriendCountFromSource(source_id: LobbyArgument): number;
  /** One of them; 0n beyond the end. */
  getFriendFromSourceByIndex(source_id: LobbyArgument, friend_number: number): bigint;
  /** Whether a player sits in a lobby, as far as we can see: we sit there too. */
  isUserInSource(steam_id: PeerArgument, source_id: LobbyArgument): boolean;
  /** There are no groups of friends: 0. */
  getFriendsGroupCount(): number;
  /** There are no groups of friends: `[]`. */
  getUserFriendsGroups(): [];
  /** There are no clans: 0. */
  getClanCount(): number;
  /** There are no clans: `[]`. */
  getUserSteamGroups(): [];
}

/** Which flag a relationship counts under. */
const FLAG_OF: Readonly<Record<number, number>> = {
  [R.FRIEND_RELATION_BLOCKED]: F.FRIEND_FLAG_BLOCKED,
  [R.FRIEND_RELATION_REQUEST_RECIPIENT]: F.FRIEND_FLAG_FRIENDSHIP_REQUESTED,
  [R.FRIEND_RELATION_FRIEND]: F.FRIEND_FLAG_IMMEDIATE,
  [R.FRIEND_RELATION_REQUEST_INITIATOR]: F.FRIEND_FLAG_REQUESTING_FRIENDSHIP,
  [R.FRIEND_RELATION_IGNORED]: F.FRIEND_FLAG_IGNORED,
  [R.FRIEND_RELATION_IGNORED_FRIEND]: F.FRIEND_FLAG_IGNORED_FRIEND,
};

/** The part of Friends that knows who is one. */
export function createFriendList(
  { api, app, endpoint, identities, log, ready }: SteamContext,
  provider: FriendsProvider | undefined,
  book: PeopleBook,
  played: PlayedWith,
) {
  const { lobbies } = endpoint;
  const guarded = (call: string) => ready("Friends", call);

  /** Everybody there is a relation to. */
  const related = (): bigint[] => {
    const ids = provider === undefined ? played.list() : (book.guardProvider("list", () => [...new Set(provider.list())]) ?? []);
    return ids.filter((id) => id !== endpoint.self);
  };
  const relationship = (id: bigint, among: readonly bigint[] = related()): number => {
    const { FRIEND_RELATION_FRIEND, FRIEND_RELATION_NONE } = R;
    return book.ofProvider("relationship", id) ?? (among.includes(id) ? FRIEND_RELATION_FRIEND : FRIEND_RELATION_NONE);
  };
  const others = (lobby: bigint) => lobbies.members(lobby).filter((id) => id !== endpoint.self);
  const list = (flags: number): bigint[] => {
    const all = related();
    const found = new Set(all.filter((id) => (FLAG_OF[relationship(id, all)] ?? 0) & flags));
    if (flags & F.FRIEND_FLAG_CHAT_MEMBER) for (const lobby of lobbies.mine()) for (const id of others(lobby)) found.add(id);
    return [...found];
  };
  const met = (): bigint[] => played.list().filter((id) => id !== endpoint.self);
  const show = (id: bigint): UserSteamFriend => ({ id, name: book.name(id) ?? "", status: book.state(id) });

  let counted: { flags: number; ids: readonly bigint[] } = { flags: -1, ids: [] };

  const functions: FriendList = {
    getFriendCount(given = api === "identity" ? F.FRIEND_FLAG_IMMEDIATE : F.FRIEND_FLAG_ALL) {
      if (!guarded("getFriendCount")) return 0;
      const flags = int32(given);
      counted = { flags, ids: list(flags) };
      return counted.ids.length;
    },
    getFriendByIndex(index, given) {
      if (!guarded("getFriendByIndex")) return 0n;
      const flags = int32(given);
      return (flags === counted.flags ? counted.ids : list(flags))[int32(index)] ?? 0n;
    },
    hasFriend: (id, flags) => guarded("hasFriend") && list(int32(flags)).includes(identities.resolve(id)),
    getUserSteamFriends: () => (guarded("getUserSteamFriends") ? list(F.FRIEND_FLAG_IMMEDIATE).map(show) : []),
    getFriendRelationship: (id) => (guarded("getFriendRelationship") ? relationship(identities.resolve(id)) : 0),
    getFriendGamePlayed(argument) {
      if (!guarded("getFriendGamePlayed")) return {};
      const id = identities.resolve(argument);
      if (book.state(id) === 0) return {};
      const lobby = id === endpoint.self ? lobbies.mine()[0] : book.person(id)?.lobby;
      return { id: app.get(), ip: "0.0.0.0", game_port: 0, query_port: 0, lobby: lobby ?? 0n };
    },
    setPlayedWith(argument) {
      if (!guarded("setPlayedWith")) return;
      meet(identities.resolve(argument));
    },
    getCoplayFriendCount: () => (guarded("getCoplayFriendCount") ? met().length : 0),
    getCoplayFriend: (index) => (guarded("getCoplayFriend") ? (met()[int32(index)] ?? 0n) : 0n),
    getFriendCoplayGame: (id) => (guarded("getFriendCoplayGame") && played.has(identities.resolve(id)) ? app.get() : 0),
    getFriendCoplayTime: (id) => (guarded("getFriendCoplayTime") ? played.metS(identities.resolve(id)) : 0),
    getRecentPlayers: () => (guarded("getRecentPlayers") ? met().map((id) => Object.assign(show(id), { time: played.metS(id) })) : []),
    getFriendCountFromSource: (lobby) => (guarded("getFriendCountFromSource") ? others(lobbyId(lobby, log)).length : 0),
    getFriendFromSourceByIndex: (lobby, index) =>
      (guarded("getFriendFromSourceByIndex") ? others(lobbyId(lobby, log))[int32(index)] : undefined) ?? 0n,
    isUserInSource: (id, lobby) => guarded("isUserInSource") && lobbies.members(lobbyId(lobby, log)).includes(identities.resolve(id)),
    getFriendsGroupCount: () => 0,
    getUserFriendsGroups: () => [],
    getClanCount: () => 0,
    getUserSteamGroups: () => [],
  };

  /** Remembers somebody, and shows us to them. */
  const meet = (id: bigint): void => {
    if (id === 0n || id === endpoint.self) return;
    played.meet(id, Math.floor(endpoint.network.relayTimeMs / 1000), endpoint.people.get(id)?.name ?? "");
    endpoint.people.showTo([id]);
  };

  return { functions, related, meet };
}
