import {
  MAX_ALL_MEMBERS_DATA_BYTES, MAX_LOBBY_DATA_BYTES, MAX_LOBBY_KEY_BYTES, MAX_LOBBY_MEMBERS, MAX_LOBBY_VALUE_BYTES, MAX_MEMBER_DATA_BYTES,
  type Departure, type LobbyGameServer, type LobbyType, type Pairs,
} from "../../wire/lobby.js";
import * as Answers from "../answers.js";
import {
  bytesOf, DISCONNECTED, FRIENDS_ONLY, INVISIBLE, MAX_DEPARTURES, MAX_INVITED, pairsBytes, pairsMap, PRIVATE_UNIQUE, PUBLIC, seatOf,
  type LobbyRecord, type Seat,
} from "./lobby-record.js";

/**
 * What a rule says: the lobby as it is then (the very same record when nothing changes, `undefined` when it is no more), or a refusal. `refused` is an EResult;
 * of {@link join} a `CHAT_ROOM_ENTER_RESPONSE_*`.
 */
export type Outcome = { readonly record: LobbyRecord | undefined } | Refusal;

/** Why not, for a person to read. */
export interface Refusal {
  readonly refused: number;
  readonly why: string;
}

/** A member's page: seats are held by one life of a player. */
export interface Sitter {
  readonly player: bigint;
  readonly life: number;
}

/** The same answer whether there is no such lobby or one does not sit there: it is no oracle. */
export const notAMember: Refusal = { refused: Answers.ACCESS_DENIED, why: "you do not sit in this lobby" };
const notTheOwner: Refusal = { refused: Answers.ACCESS_DENIED, why: "only the lobby's owner may do that" };

/** A new lobby with its maker as the owner. */
export function create(id: bigint, { player, life }: Sitter, type: LobbyType, limit: number): { readonly record: LobbyRecord } | Refusal {
  const bad = checkLimit(limit);
  if (bad !== undefined) return bad;
  const seat: Seat = { id: player, data: [], life, joined: 1, awayUntilMs: undefined };
  return {
    record: {
      id, revision: 1, type, joinable: true, limit, owner: player, seats: [seat], data: [], server: undefined, serverCount: 0,
      exposed: isSearchable(type), invited: [], sequence: 1, departures: [], emptySinceMs: undefined, adopted: undefined,
    },
  };
}

/**
 * One who comes. A member who comes again, with the same life or another, keeps the seat, and nobody is told.
 * @param isShown whether a member shows itself to the player: friends, as far as a relay knows any.
 */
export function join(record: LobbyRecord, { player, life }: Sitter, isShown: boolean): Outcome {
  const seat = seatOf(record, player);
  if (seat !== undefined) return { record: back(record, { player, life }) };
  if (!mayKnow(record, player, isShown)) return { refused: Answers.JOIN_NOT_ALLOWED, why: "this lobby is for those who are invited" };
  if (!record.joinable) return { refused: Answers.JOIN_NOT_ALLOWED, why: "this lobby takes nobody at the moment" };
  if (record.seats.length >= record.limit) return { refused: Answers.JOIN_FULL, why: "this lobby is full" };
  const sequence = record.sequence + 1;
  const taken: Seat = { id: player, data: [], life, joined: sequence, awayUntilMs: undefined };
  return {
    record: changed(record, {
      sequence, seats: [...record.seats, taken], emptySinceMs: undefined,
      owner: record.seats.length === 0 ? player : record.owner,
    }),
  };
}

/**
 * Whether one who does not sit there may look at the lobby, and come if there is room. The id of a lobby that was never exposed is a secret: whoever knows it was told it by a member, as in a link.
 */
export function mayKnow(record: LobbyRecord, player: bigint, isShown: boolean): boolean {
  if (isSearchable(record.type) || !record.exposed || record.invited.includes(player) || seatOf(record, player) !== undefined) return true;
  return record.type === FRIENDS_ONLY && isShown;
}

/** Those who go. An empty lobby is no more, save a PRIVATE_UNIQUE one. Whoever does not sit there changes nothing. */
export function remove(record: LobbyRecord, players: ReadonlySet<bigint>, state: Departure, nowMs: number): { readonly record: LobbyRecord | undefined } {
  const going = record.seats.filter(({ id }) => players.has(id));
  if (going.length === 0) return { record };
  const seats = record.seats.filter(({ id }) => !players.has(id));
  if (seats.length === 0 && record.type !== PRIVATE_UNIQUE) return { record: undefined };
  const departures = going.map(({ id }, index) => ({ member: id, state, by: id, sequence: record.sequence + index + 1 }));
  return {
    record: changed(record, {
      seats,
      sequence: record.sequence + going.length,
      departures: [...record.departures, ...departures].slice(-MAX_DEPARTURES),
      owner: players.has(record.owner) ? nextOwner(seats) : record.owner,
      emptySinceMs: seats.length === 0 ? nowMs : undefined,
    }),
  };
}

/** The seat waits for a member who cannot be reached; for one who is away already as long as before. Only if this life sits there. */
export function away(record: LobbyRecord, { player, life }: Sitter, untilMs: number): LobbyRecord {
  const seat = seatOf(record, player);
  if (seat === undefined || seat.life !== life || seat.awayUntilMs !== undefined) return record;
  return reseated(record, { ...seat, awayUntilMs: untilMs });
}

/** A member is there again. */
export function back(record: LobbyRecord, { player, life }: Sitter): LobbyRecord {
  const seat = seatOf(record, player);
  if (seat === undefined || (seat.life === life && seat.awayUntilMs === undefined)) return record;
  return reseated(record, { ...seat, life, awayUntilMs: undefined });
}

/** Those whose seats have waited long enough go as DISCONNECTED. */
export function expire(record: LobbyRecord, nowMs: number): { readonly record: LobbyRecord | undefined } {
  const due = record.seats.filter(({ awayUntilMs }) => awayUntilMs !== undefined && awayUntilMs <= nowMs);
  return remove(record, new Set(due.map(({ id }) => id)), DISCONNECTED, nowMs);
}

/** The owner's: sets and removes data of the lobby. */
export function setData(record: LobbyRecord, sitter: Sitter, set: Pairs, removed: readonly string[]): Outcome {
  const refusal = ownerOnly(record, sitter) ?? checkPairs(set);
  if (refusal !== undefined) return refusal;
  const data = merged(record.data, set, removed);
  if (data === record.data) return { record };
  if (pairsBytes(data) > MAX_LOBBY_DATA_BYTES) return tooMuch("all data of a lobby", MAX_LOBBY_DATA_BYTES);
  return { record: changed(record, { data }) };
}

/** A member's own data. */
export function setMemberData(record: LobbyRecord, sitter: Sitter, set: Pairs): Outcome {
  const seat = seatHeldBy(record, sitter);
  if (seat === undefined) return notAMember;
  const refusal = checkPairs(set);
  if (refusal !== undefined) return refusal;
  const data = merged(seat.data, set, []);
  if (data === seat.data) return { record };
  const bytes = pairsBytes(data);
  if (bytes > MAX_MEMBER_DATA_BYTES) return tooMuch("all data of a member", MAX_MEMBER_DATA_BYTES);
  const others = record.seats.reduce((sum, other) => (other === seat ? sum : sum + pairsBytes(other.data)), 0);
  if (others + bytes > MAX_ALL_MEMBERS_DATA_BYTES) return tooMuch("the data of all members", MAX_ALL_MEMBERS_DATA_BYTES);
  const next = reseated(record, { ...seat, data });
  return { record: changed(next, {}) };
}

/** The owner's: hands the lobby to another member. */
export function setOwner(record: LobbyRecord, sitter: Sitter, to: bigint): Outcome {
  const refusal = ownerOnly(record, sitter);
  if (refusal !== undefined) return refusal;
  if (seatOf(record, to) === undefined) return { refused: Answers.INVALID_PARAM, why: "the new owner does not sit in the lobby" };
  return { record: to === record.owner ? record : changed(record, { owner: to }) };
}

/** The owner's: type, joinability, and how many may sit there; those who are too many by a new limit stay. */
export function setSettings(
  record: LobbyRecord,
  sitter: Sitter,
  wanted: { readonly type?: LobbyType | undefined; readonly joinable?: boolean | undefined; readonly limit?: number | undefined },
): Outcome {
  const { type = record.type, joinable = record.joinable, limit = record.limit } = wanted;
  const refusal = ownerOnly(record, sitter) ?? checkLimit(limit);
  if (refusal !== undefined) return refusal;
  if (type === record.type && joinable === record.joinable && limit === record.limit) return { record };
  // Friends of members may have seen it while it was FRIENDS_ONLY.
  const exposed = record.exposed || isSearchable(type) || (record.type === FRIENDS_ONLY && type !== FRIENDS_ONLY);
  return { record: changed(record, { type, joinable, limit, exposed }) };
}

/** The owner's: names the game server. The same one again is news as well. */
export function setServer(record: LobbyRecord, sitter: Sitter, server: LobbyGameServer): Outcome {
  return ownerOnly(record, sitter) ?? { record: changed(record, { server, serverCount: record.serverCount + 1 }) };
}

/** Remembers whom a member invited. The last {@link MAX_INVITED} count. */
export function invite(record: LobbyRecord, sitter: Sitter, player: bigint): Outcome {
  if (seatHeldBy(record, sitter) === undefined) return notAMember;
  if (record.invited.includes(player)) return { record };
  return { record: { ...record, invited: [...record.invited, player].slice(-MAX_INVITED) } };
}

/** The seat, if it is this life that sits there. */
export function seatHeldBy(record: LobbyRecord, { player, life }: Sitter): Seat | undefined {
  const seat = seatOf(record, player);
  return seat?.life === life ? seat : undefined;
}

/** PUBLIC and INVISIBLE. */
export function isSearchable(type: LobbyType): boolean {
  return type === PUBLIC || type === INVISIBLE;
}

/** Of those who stay: the longest-seated who is there, or whoever has sat there longest when all are away; 0n for nobody. */
export function nextOwner(seats: readonly Seat[]): bigint {
  return (seats.find(({ awayUntilMs }) => awayUntilMs === undefined) ?? seats[0])?.id ?? 0n;
}

function ownerOnly(record: LobbyRecord, sitter: Sitter): Refusal | undefined {
  if (seatHeldBy(record, sitter) === undefined) return notAMember;
  return record.owner === sitter.player ? undefined : notTheOwner;
}

function checkLimit(limit: number): Refusal | undefined {
  if (limit > MAX_LOBBY_MEMBERS) return { refused: Answers.LIMIT_EXCEEDED, why: `a lobby takes at most ${MAX_LOBBY_MEMBERS} members` };
  return limit < 1 ? { refused: Answers.INVALID_PARAM, why: "a lobby takes at least one member" } : undefined;
}

function checkPairs(pairs: Pairs): Refusal | undefined {
  for (const [key, value] of pairs) {
    if (key === "") return { refused: Answers.INVALID_PARAM, why: "a key cannot be empty" };
    if (bytesOf(key) > MAX_LOBBY_KEY_BYTES) return { refused: Answers.LIMIT_EXCEEDED, why: `a key has at most ${MAX_LOBBY_KEY_BYTES} bytes` };
    if (bytesOf(value) > MAX_LOBBY_VALUE_BYTES) return { refused: Answers.LIMIT_EXCEEDED, why: `a value has at most ${MAX_LOBBY_VALUE_BYTES} bytes` };
  }
  return undefined;
}

function tooMuch(what: string, bytes: number): Refusal {
  return { refused: Answers.LIMIT_EXCEEDED, why: `${what} together may have ${bytes} bytes as JSON, and would have more` };
}

/** The very same pairs when nothing is new. Keys keep the place they first had. */
function merged(before: Pairs, set: Pairs, removed: readonly string[]): Pairs {
  const known = pairsMap(before);
  if (set.every(([key, value]) => known.get(key) === value) && !removed.some((key) => known.has(key))) return before;
  const next = new Map(known);
  for (const [key, value] of set) next.set(key, value);
  for (const key of removed) next.delete(key);
  return [...next];
}

function reseated(record: LobbyRecord, seat: Seat): LobbyRecord {
  return { ...record, seats: record.seats.map((other) => (other.id === seat.id ? seat : other)) };
}

function changed(record: LobbyRecord, patch: Partial<LobbyRecord>): LobbyRecord {
  return { ...record, ...patch, revision: record.revision + 1 };
}
