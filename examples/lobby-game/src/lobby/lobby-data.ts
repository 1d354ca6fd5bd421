// What stands in the data of a lobby and of its members: the one place that knows the keys.

import { MOST_PLAYERS, SURFACES } from "../match/options.js";
import { plainText } from "../net/plain-text.js";
import type { GameSteam } from "../steam.js";
import type { LobbyKind, LobbyOptions } from "./lobby-options.js";

/** Other games are played over the same relay: their lobbies have no such value, and no search of ours finds them. */
export const GAME = "sumovar";
/** Goes up when two versions cannot play together any more. */
export const VERSION = "1";

/** Keys of a lobby's data. */
export const KEY = {
  game: "game",
  version: "version",
  name: "name",
  surface: "surface",
  rounds: "rounds",
  bots: "bots",
  /** A {@link LobbyKind}: Steam keeps a lobby's type to itself. */
  kind: "kind",
  /** "lobby" or "match". */
  phase: "phase",
  /** "1": nobody may join. */
  locked: "locked",
  /** "1": it could be found by a search once, so that its id is no secret any more. */
  found: "found",
  /** Ids of who was asked to leave, with commas between. */
  banned: "banned",
} as const;

/** Keys of a member's data. */
export const MEMBER_KEY = { colour: "colour", ready: "ready", rematch: "rematch" } as const;

const KINDS: readonly LobbyKind[] = ["public", "private", "friends", "invisible"];
/** Of a lobby's name, characters. */
export const LONGEST_NAME = 40;

/** Whether searches find a lobby of this kind. */
export function isSearchable(kind: LobbyKind): boolean {
  return kind === "public" || kind === "invisible";
}

/** The options of a lobby, as its data says. Whatever stands there, what comes out makes sense. */
export function readOptions(Steam: GameSteam, lobby_id: bigint): LobbyOptions {
  const get = (key: string) => Steam.getLobbyData(lobby_id, key);
  return {
    name: plainText(get(KEY.name), LONGEST_NAME) || "A lobby",
    type: KINDS.find((kind) => kind === get(KEY.kind)) ?? "private",
    size: within(Steam.getLobbyMemberLimit(lobby_id), 2, MOST_PLAYERS),
    surface: SURFACES.find((surface) => surface === get(KEY.surface)) ?? "copper",
    rounds: within(Number(get(KEY.rounds)), 1, 3),
    bots: within(Number(get(KEY.bots)), 0, MOST_PLAYERS - 1),
  };
}

/** Writes options into a lobby of ours: those that are given and differ from what stands there. */
export function writeOptions(Steam: GameSteam, lobby_id: bigint, options: Partial<LobbyOptions>): void {
  const set = (key: string, value: string | undefined) => {
    if (value !== undefined && Steam.getLobbyData(lobby_id, key) !== value) Steam.setLobbyData(lobby_id, key, value);
  };
  const { name, type, size, surface, rounds, bots } = options;
  set(KEY.name, name === undefined ? undefined : plainText(name, LONGEST_NAME) || undefined);
  set(KEY.surface, surface);
  set(KEY.rounds, rounds === undefined ? undefined : `${within(rounds, 1, 3)}`);
  set(KEY.bots, bots === undefined ? undefined : `${within(bots, 0, MOST_PLAYERS - 1)}`);
  if (type !== undefined && Steam.getLobbyData(lobby_id, KEY.kind) !== type) {
    Steam.setLobbyType(lobby_id, lobbyType(Steam, type));
    set(KEY.kind, type);
    if (isSearchable(type)) set(KEY.found, "1");
  }
  if (size !== undefined) {
    // Nobody is put out by it.
    const limit = Math.max(within(size, 2, MOST_PLAYERS), Steam.getNumLobbyMembers(lobby_id));
    if (limit !== Steam.getLobbyMemberLimit(lobby_id)) Steam.setLobbyMemberLimit(lobby_id, limit);
  }
}

/** What `createLobby` and `setLobbyType` call it. */
export function lobbyType(Steam: GameSteam, kind: LobbyKind): number {
  return { public: Steam.LOBBY_TYPE_PUBLIC, private: Steam.LOBBY_TYPE_PRIVATE, friends: Steam.LOBBY_TYPE_FRIENDS_ONLY, invisible: Steam.LOBBY_TYPE_INVISIBLE }[kind];
}

/** Who was asked to leave. */
export function readBanned(Steam: GameSteam, lobby_id: bigint): ReadonlySet<bigint> {
  const ids = Steam.getLobbyData(lobby_id, KEY.banned).split(",");
  return new Set(ids.filter((id) => /^[0-9]{1,20}$/.test(id)).map(BigInt));
}

/** A whole number within bounds; the lower one for what is no number. */
function within(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, Math.trunc(value))) : least;
}
