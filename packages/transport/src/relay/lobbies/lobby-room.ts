import { MAX_INVISIBLE_LOBBIES, MAX_REGULAR_LOBBIES } from "../../wire/lobby.js";
import { INVISIBLE, type LobbyRecord } from "./lobby-record.js";
import { seatHeldBy, type Sitter } from "./lobby-rules.js";
import type { LobbySeats } from "./lobby-seats.js";

/** A seat that gives way to another one. */
export interface GivenUp {
  readonly lobby: bigint;
  /** Whether the page that took the other one sits there, and not an earlier one of the same player. */
  readonly isHeld: boolean;
}

/**
 * Whether one may sit in one more lobby of this kind, and in one more at all: of what kind a lobby is can be changed. Where another page of the same player sits does not count.
 * @param mayMove whether regular lobbies that one sits in would give way to another regular one.
 */
export function hasRoomFor(seats: LobbySeats, sitter: Sitter, type: number, mayMove: boolean): boolean {
  const held = (records: readonly LobbyRecord[]): number => records.filter((record) => seatHeldBy(record, sitter) !== undefined).length;
  const ofKind = held(seats.ofKind(sitter.player, type));
  const gives = type !== INVISIBLE && mayMove ? ofKind : 0;
  return ofKind - gives < mostOf(type) && held(seats.of(sitter.player)) - gives < MAX_REGULAR_LOBBIES + MAX_INVISIBLE_LOBBIES;
}

/** Whether one sits there, or may. */
export function hasRoomIn(record: LobbyRecord, seats: LobbySeats, sitter: Sitter, mayMove: boolean): boolean {
  return seatHeldBy(record, sitter) !== undefined || hasRoomFor(seats, sitter, record.type, mayMove);
}

/**
 * What gives way to a seat that was taken: too many seats of the player's earlier pages, and if one `moves`, regular ones that the same page took before this regular one. So of two that are
 * taken at once the later one stays.
 */
export function givenUpFor(lobby: bigint, seats: LobbySeats, sitter: Sitter, type: number, moves: boolean): readonly GivenUp[] {
  const taken = seats.ofKind(sitter.player, type);
  const surplus = Math.max(0, taken.length - mostOf(type));
  const firstKept = moves && type !== INVISIBLE ? taken.findIndex(({ id }) => id === lobby) : 0;
  return taken
    .map((record, index) => ({ lobby: record.id, isHeld: seatHeldBy(record, sitter) !== undefined, index }))
    .filter((seat) => seat.lobby !== lobby && (!seat.isHeld || seat.index < firstKept))
    .slice(0, surplus);
}

function mostOf(type: number): number {
  return type === INVISIBLE ? MAX_INVISIBLE_LOBBIES : MAX_REGULAR_LOBBIES;
}
