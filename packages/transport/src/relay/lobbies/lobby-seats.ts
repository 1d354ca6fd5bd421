import type { Company } from "../control-part.js";
import { FRIENDS_ONLY, INVISIBLE, PUBLIC, seatOf, type LobbyRecord } from "./lobby-record.js";

/** Who came, who went, and everybody who sits there now. */
export interface Traffic {
  readonly came: readonly bigint[];
  readonly went: readonly bigint[];
  readonly members: readonly bigint[];
}

/**
 * Where everybody sits: the records the other way round.
 *
 * In a lobby that was brought back, a seat that nobody has taken again yet is nobody's company: whoever presents a lobby of old is not to learn of those who once sat there with them.
 */
export class LobbySeats implements Company {
  readonly #lobbiesOf = new Map<bigint, Map<bigint, LobbyRecord>>();

  /** A record changed. */
  update(now: LobbyRecord | undefined, before: LobbyRecord | undefined): Traffic {
    const lobby = (now ?? before)?.id ?? 0n;
    for (const { id } of before?.seats ?? []) {
      if (now !== undefined && seatOf(now, id) !== undefined) continue;
      const lobbies = this.#lobbiesOf.get(id);
      if (lobbies?.delete(lobby) === true && lobbies.size === 0) this.#lobbiesOf.delete(id);
    }
    if (now !== undefined) {
      for (const { id, life } of now.seats) {
        const lobbies = this.#lobbiesOf.get(id) ?? new Map<bigint, LobbyRecord>();
        if (before !== undefined && seatOf(before, id)?.life !== life) lobbies.delete(lobby);
        this.#lobbiesOf.set(id, lobbies.set(lobby, now));
      }
    }
    const members = takersOf(now);
    return {
      came: members.filter((player) => before === undefined || !isTaken(before, player)),
      went: takersOf(before).filter((player) => now === undefined || !isTaken(now, player)),
      members,
    };
  }

  /** The lobbies a player sits in, in the order in which the pages that sit there came. */
  of(player: bigint): readonly LobbyRecord[] {
    return [...(this.#lobbiesOf.get(player)?.values() ?? [])];
  }

  sharesLobby(one: bigint, other: bigint): boolean {
    return this.#takenBy(one).some((record) => isTaken(record, other));
  }

  companions(player: bigint): Iterable<bigint> {
    const all = new Set(this.#takenBy(player).flatMap(takersOf));
    all.delete(player);
    return all;
  }

  lobbyToShow(player: bigint): bigint {
    return this.#takenBy(player).find(({ type }) => type === PUBLIC || type === FRIENDS_ONLY)?.id ?? 0n;
  }

  /** The lobbies a player sits in that count against the same limit: INVISIBLE ones, or all others. */
  ofKind(player: bigint, type: number): readonly LobbyRecord[] {
    return this.of(player).filter((record) => (record.type === INVISIBLE) === (type === INVISIBLE));
  }

  #takenBy(player: bigint): readonly LobbyRecord[] {
    return this.of(player).filter((record) => isTaken(record, player));
  }
}

function isTaken(record: LobbyRecord, player: bigint): boolean {
  return seatOf(record, player)?.life !== undefined;
}

function takersOf(record: LobbyRecord | undefined): bigint[] {
  return record?.seats.flatMap(({ id, life }) => (life === undefined ? [] : [id])) ?? [];
}
