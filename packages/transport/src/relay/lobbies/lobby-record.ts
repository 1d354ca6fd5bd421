import type { Departure, LobbyGameServer, LobbyListing, LobbyType, LobbyView, Pairs } from "../../wire/lobby.js";

/** PRIVATE, FRIENDS_ONLY, PUBLIC, INVISIBLE, PRIVATE_UNIQUE. */
export const PRIVATE = 0;
export const FRIENDS_ONLY = 1;
export const PUBLIC = 2;
export const INVISIBLE = 3;
export const PRIVATE_UNIQUE = 4;

/** How a member went. */
export const LEFT: Departure = 2;
export const DISCONNECTED: Departure = 4;

/** A member's place in a lobby, with what only the relay knows of it. */
export interface Seat {
  readonly id: bigint;
  readonly data: Pairs;
  /** The page or process that sits there; `undefined` after a restore, until one says that it does. */
  readonly life: number | undefined;
  /** From {@link LobbyRecord.sequence}: tells one who left and came again from one who stayed. */
  readonly joined: number;
  /** Until when the seat waits for a member who is away, ms since 1970; `undefined` for one who is there. */
  readonly awayUntilMs: number | undefined;
}

/** A member who went. */
export interface Departed {
  readonly member: bigint;
  readonly state: Departure;
  readonly by: bigint;
  /** From {@link LobbyRecord.sequence}. */
  readonly sequence: number;
}

/** Everything the relays know of one lobby. Never changed in place: each change makes another one. */
export interface LobbyRecord {
  readonly id: bigint;
  /** That of {@link LobbyView}: counts the changes that members see. What they do not see (who is away, who is invited) leaves it as it is. */
  readonly revision: number;
  readonly type: LobbyType;
  readonly joinable: boolean;
  readonly limit: number;
  /** One of the seats'; 0n only while a PRIVATE_UNIQUE lobby is empty. */
  readonly owner: bigint;
  /** In the order they came. */
  readonly seats: readonly Seat[];
  readonly data: Pairs;
  readonly server: LobbyGameServer | undefined;
  /** How often a game server was named: naming the same one again is news, too. */
  readonly serverCount: number;
  /** Whether people who were not invited could ever learn of it; until then whoever knows the id was told it by a member. */
  readonly exposed: boolean;
  /** The last {@link MAX_INVITED} who were invited, oldest first. */
  readonly invited: readonly bigint[];
  /** Counts arrivals and departures. */
  readonly sequence: number;
  /** The last {@link MAX_DEPARTURES}, oldest first. */
  readonly departures: readonly Departed[];
  /** Since when nobody sits there, ms since 1970; PRIVATE_UNIQUE only. */
  readonly emptySinceMs: number | undefined;
  /** Where the record was rebuilt from what a member presented: that one's revision, and `sequence` then. */
  readonly adopted: { readonly revision: number; readonly sequence: number } | undefined;
}

/** Invitations a lobby remembers. Ours. */
export const MAX_INVITED = 256;
/** Departures a lobby remembers: no fewer than can go at once, so that the difference of two revisions has them all. Ours. */
export const MAX_DEPARTURES = 256;

/** `0x0186…`: universe 1, type 8 (chat), with the flags of a lobby. */
const LOBBY_BASE = 0x0186_0000_0000_0000n;

/** A lobby's id: 44 random bits. Nobody can guess one, as long as nobody can guess `random`'s 32 bits. */
export function newLobbyId(random: () => number): bigint {
  const account = random() >>> 0 || 1;
  const instance = random() & 0xfff;
  return LOBBY_BASE | (BigInt(instance) << 32n) | BigInt(account);
}

/** Whether the id has the form of a lobby's. */
export function isLobbyId(id: bigint): boolean {
  return (id & ~0xfff_ffff_ffffn) === LOBBY_BASE && (id & 0xffff_ffffn) !== 0n;
}

/** What its members see. */
export function viewOf({ id, revision, type, joinable, limit, owner, seats, data, server }: LobbyRecord): LobbyView {
  return { id, revision, type, joinable, limit, owner, members: seats.map((seat) => ({ id: seat.id, data: seat.data })), data, ...(server && { server }) };
}

/** What everybody else may see. */
export function listingOf({ id, seats, limit, joinable, data, server }: LobbyRecord): LobbyListing {
  return { id, members: seats.length, limit, joinable, data, ...(server && { server }) };
}

// Records are never changed in place. In a full lobby every change asks for every seat.
const seatsById = new WeakMap<readonly Seat[], ReadonlyMap<bigint, Seat>>();

export function seatOf({ seats }: LobbyRecord, player: bigint): Seat | undefined {
  let byId = seatsById.get(seats);
  if (byId === undefined) seatsById.set(seats, (byId = new Map(seats.map((seat) => [seat.id, seat]))));
  return byId.get(player);
}

const encoder = new TextEncoder();
// Pairs are never changed in place, so what was counted once holds.
const sizes = new WeakMap<Pairs, number>();
const texts = new WeakMap<Pairs, string>();
const maps = new WeakMap<Pairs, ReadonlyMap<string, string>>();

/** Bytes of UTF-8. */
export function bytesOf(text: string): number {
  return encoder.encode(text).length;
}

/** The pairs as JSON. */
export function pairsJson(pairs: Pairs): string {
  let text = texts.get(pairs);
  if (text === undefined) texts.set(pairs, (text = JSON.stringify(pairs)));
  return text;
}

/** Bytes of the pairs' JSON. */
export function pairsBytes(pairs: Pairs): number {
  let size = sizes.get(pairs);
  if (size === undefined) sizes.set(pairs, (size = bytesOf(pairsJson(pairs))));
  return size;
}

/** The pairs, to look up in. */
export function pairsMap(pairs: Pairs): ReadonlyMap<string, string> {
  let map = maps.get(pairs);
  if (map === undefined) maps.set(pairs, (map = new Map(pairs)));
  return map;
}
