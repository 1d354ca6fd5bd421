import type { ControlClock } from "../control-part.js";
import type { LobbyRecord } from "./lobby-record.js";

/** An empty PRIVATE_UNIQUE lobby waits so long for somebody to come. Ours. */
export const EMPTY_LOBBY_MS = 24 * 3_600_000;
/** Empty lobbies kept; the ones empty for longest give way. Ours. */
export const MAX_EMPTY_LOBBIES = 1000;
/** What was due and was not changed is looked at again so much later. Ours. */
const AGAIN_MS = 1000;

/** Knows when seats that wait, and empty lobbies, have waited long enough; one timer for all. */
export class LobbyExpiry {
  readonly #clock: ControlClock;
  readonly #due: (lobby: bigint, nowMs: number) => void;
  readonly #dueAt = new Map<bigint, number>();
  /** Since when they are empty, by the time of their getting so. */
  readonly #empty = new Map<bigint, number>();
  #disarm: (() => void) | undefined;
  #armedFor = Infinity;

  /** @param due is called for a lobby in which something is due at `nowMs`; it is to change the record. */
  constructor(clock: ControlClock, due: (lobby: bigint, nowMs: number) => void) {
    this.#clock = clock;
    this.#due = due;
  }

  update(lobby: bigint, now: LobbyRecord | undefined): void {
    const dueAt = now === undefined ? Infinity : dueOf(now);
    if (dueAt === Infinity) this.#dueAt.delete(lobby);
    else this.#dueAt.set(lobby, dueAt);
    this.#empty.delete(lobby);
    if (now?.emptySinceMs !== undefined) this.#empty.set(lobby, now.emptySinceMs);
    if (this.#empty.size > MAX_EMPTY_LOBBIES) {
      const [oldest] = this.#empty.keys();
      // In its turn, and not in the midst of seeing another change.
      if (oldest !== undefined) this.#dueAt.set(oldest, 0);
    }
    this.#arm();
  }

  /** Whether an empty lobby is to go: for its time, or because there are too many. */
  isOver(lobby: bigint, emptySinceMs: number, nowMs: number): boolean {
    return emptySinceMs + EMPTY_LOBBY_MS <= nowMs || (this.#empty.size > MAX_EMPTY_LOBBIES && this.#empty.keys().next().value === lobby);
  }

  stop(): void {
    this.#disarm?.();
    this.#dueAt.clear();
  }

  #arm(): void {
    let earliest = Infinity;
    for (const dueAt of this.#dueAt.values()) earliest = Math.min(earliest, dueAt);
    if (earliest === this.#armedFor) return;
    this.#disarm?.();
    this.#disarm = undefined;
    this.#armedFor = earliest;
    if (earliest === Infinity) return;
    // At least a little later: the wall clock may be set back while we wait.
    this.#disarm = this.#clock.after(Math.max(1, earliest - this.#clock.wallMs()), () => {
      this.#armedFor = Infinity;
      this.#disarm = undefined;
      const nowMs = this.#clock.wallMs();
      for (const [lobby, dueAt] of [...this.#dueAt]) {
        if (dueAt > nowMs) continue;
        // Unless the record changes, which says anew when something is due: the store may be out of reach, or there was nothing to do after all.
        this.#dueAt.set(lobby, nowMs + AGAIN_MS);
        this.#due(lobby, nowMs);
      }
      this.#arm();
    });
  }
}

function dueOf(record: LobbyRecord): number {
  let dueAt = record.emptySinceMs === undefined ? Infinity : record.emptySinceMs + EMPTY_LOBBY_MS;
  for (const { awayUntilMs = Infinity } of record.seats) dueAt = Math.min(dueAt, awayUntilMs);
  return dueAt;
}
