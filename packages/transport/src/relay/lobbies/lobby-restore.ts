import { MAX_LOBBY_MEMBERS, type LobbyView } from "../../wire/lobby.js";
import { MAX_DEPARTURES, seatOf, type LobbyRecord, type Seat } from "./lobby-record.js";
import { back, isSearchable, nextOwner, type Outcome, type Refusal, type Sitter } from "./lobby-rules.js";
import { FAIL } from "../answers.js";

/** A lobby as a member presents it, its seal verified. */
export interface Presented {
  readonly lobby: LobbyView;
  readonly exposed: boolean;
}

const noMember: Refusal = { refused: FAIL, why: "you did not sit in this lobby" };

/**
 * Brings a lobby back that this relay has lost, from what one of its members knew of it.
 *
 * - None there: as presented, at the presented revision. Everybody but the one who presents it counts as away until `awayUntilMs`.
 * - There, and presented is an earlier or the same state than what it was brought back from: the member is back in its seat, if there is one.
 * - There, and presented is a later one: that one holds, save that those stay who came since, and those stay away who went since.
 *   Data and settings that were changed since are lost: members of two minds existed for a moment.
 * - There without having been brought back: somebody made it here, and it is left alone.
 */
export function restore(existing: LobbyRecord | undefined, { lobby, exposed }: Presented, sitter: Sitter, awayUntilMs: number): Outcome {
  if (!lobby.members.some(({ id }) => id === sitter.player)) return noMember;
  if (existing === undefined) return { record: back(recordFrom(lobby, exposed, awayUntilMs), sitter) };
  if (existing.adopted === undefined || lobby.revision <= existing.adopted.revision) {
    return seatOf(existing, sitter.player) === undefined ? noMember : { record: back(existing, sitter) };
  }
  const later = replaced(existing, recordFrom(lobby, exposed, awayUntilMs), existing.adopted.sequence);
  return seatOf(later, sitter.player) === undefined ? noMember : { record: back(later, sitter) };
}

function recordFrom(lobby: LobbyView, exposed: boolean, awayUntilMs: number): LobbyRecord {
  const { id, revision, type, joinable, limit, owner, members, data, server } = lobby;
  const seats = members.map(({ id: member, data: own }, index): Seat => ({ id: member, data: own, life: undefined, joined: index + 1, awayUntilMs }));
  const sequence = seats.length;
  return {
    id, revision, type, joinable, limit, owner, seats, data, server, serverCount: server === undefined ? 0 : 1,
    exposed: exposed || isSearchable(type), invited: [], sequence, departures: [], emptySinceMs: undefined, adopted: { revision, sequence },
  };
}

/** The later state, with the traffic since the adoption of the earlier one. */
function replaced(existing: LobbyRecord, later: LobbyRecord, since: number): LobbyRecord {
  const gone = existing.departures.filter(({ sequence }) => sequence > since);
  const kept = later.seats
    .filter(({ id }) => !gone.some(({ member }) => member === id))
    .map((seat) => heldAs(seat, seatOf(existing, seat.id)));
  const fresh = existing.seats
    .filter(({ id, joined }) => joined > since && !kept.some((seat) => seat.id === id))
    .slice(0, MAX_LOBBY_MEMBERS - kept.length)
    .map((seat) => withoutData(seat));
  // One count for both, above all that was: seats of two sources cannot be told apart by it otherwise.
  const start = Math.max(existing.sequence, later.sequence);
  const seats = [...kept, ...fresh].map((seat, index) => joinedAt(seat, start + index + 1));
  const sequence = start + seats.length;
  const owner = seats.some(({ id }) => id === later.owner) ? later.owner : nextOwner(seats);
  return {
    ...later, seats, owner, sequence,
    revision: Math.max(existing.revision, later.revision) + 1,
    invited: existing.invited,
    exposed: existing.exposed || later.exposed,
    departures: gone.slice(-MAX_DEPARTURES),
    adopted: { revision: later.revision, sequence },
  };
}

/** By whom the seat is held now, and whether that one is away. */
function heldAs(seat: Seat, now: Seat | undefined): Seat {
  return now === undefined ? seat : { ...seat, life: now.life, awayUntilMs: now.awayUntilMs };
}

function withoutData(seat: Seat): Seat {
  return { ...seat, data: [] };
}

function joinedAt(seat: Seat, joined: number): Seat {
  return { ...seat, joined };
}
