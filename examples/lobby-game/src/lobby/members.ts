import { playerName } from "../net/player-name.js";
import type { Post } from "../net/post.js";
import type { GameSteam } from "../steam.js";
import { colourOf, resolveColours } from "./colours.js";
import { MEMBER_KEY } from "./lobby-data.js";

/** Somebody who sits in our lobby. */
export interface Member {
  readonly steam_id: bigint;
  /** 1 to 24 characters; may look like markup. */
  readonly name: string;
  /** 0..7, no two alike. */
  readonly colour: number;
  readonly ready: boolean;
  readonly rematch: boolean;
  readonly self: boolean;
  /** Owns the lobby. */
  readonly host: boolean;
  /** Round trip in ms; -1 while unknown, 0 for ourselves. */
  readonly ping: number;
}

/** Everybody in a lobby but who was asked to leave it, in the order in which they came. */
export function readMembers(Steam: GameSteam, post: Post, lobby_id: bigint, banned: ReadonlySet<bigint>): Member[] {
  const seats = Array.from({ length: Steam.getNumLobbyMembers(lobby_id) }, (_, seat) => Steam.getLobbyMemberByIndex(lobby_id, seat));
  const ids = seats.filter((id) => !banned.has(id));
  const get = (id: bigint, key: string) => Steam.getLobbyMemberData(lobby_id, id, key);
  const colours = resolveColours(ids.map((id) => colourOf(get(id, MEMBER_KEY.colour))));
  const [owner, ourselves] = [Steam.getLobbyOwner(lobby_id), Steam.getSteamID()];
  return ids.map((id, seat) => ({
    steam_id: id,
    name: playerName(Steam, id),
    colour: colours[seat] ?? 0,
    ready: get(id, MEMBER_KEY.ready) === "1",
    rematch: get(id, MEMBER_KEY.rematch) === "1",
    self: id === ourselves,
    host: id === owner,
    ping: id === ourselves ? 0 : post.ping(id),
  }));
}
