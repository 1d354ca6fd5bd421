import { MOST_AHEAD_TICKS } from "./host-clock.js";
import type { MatchState } from "./match-state.js";
import { type Piece, TICK_RATE } from "./world.js";

/** As many states are kept: more than the longest delay has room for. */
const KEPT = 32;

/** A place on the tray, and how fast it changes: tray radii, tray radii a second. */
export interface Motion {
  x: number;
  y: number;
  vx: number;
  vy: number;
}

/** The last states of one host, to show what lies between them. */
export class Snapshots {
  readonly #states: MatchState[] = [];
  #before: MatchState | undefined;
  #after: MatchState | undefined;
  #between = 0;
  #beyondS = 0;

  /** The newest. */
  get newest(): MatchState | undefined {
    return this.#states.at(-1);
  }

  /** Takes a state in, whatever the order they come in. Answers whether it is the newest. */
  add(state: MatchState): boolean {
    let at = this.#states.length;
    while (at > 0 && (this.#states[at - 1]?.tick ?? 0) > state.tick) at -= 1;
    if (this.#states[at - 1]?.tick === state.tick) return false;
    this.#states.splice(at, 0, state);
    if (this.#states.length > KEPT) this.#states.shift();
    return this.newest === state;
  }

  clear(): void {
    this.#states.length = 0;
    this.#before = undefined;
    this.#after = undefined;
  }

  /**
   * Chooses the tick, a fraction, that {@link motion} is to be of.
   * @returns the state it falls in: the last that is not later, or the first there is.
   */
  seek(tick: number): MatchState | undefined {
    let at = this.#states.length - 1;
    while (at > 0 && (this.#states[at]?.tick ?? 0) > tick) at -= 1;
    const before = this.#states[at];
    const after = this.#states[at + 1];
    this.#before = before;
    this.#after = after !== undefined && after.round === before?.round ? after : undefined;
    this.#between = 0;
    this.#beyondS = 0;
    if (before === undefined || tick <= before.tick) return before;
    if (after !== undefined) this.#between = (tick - before.tick) / (after.tick - before.tick);
    else if (before.phase === "playing" || before.phase === "round-over") this.#beyondS = Math.min(tick - before.tick, MOST_AHEAD_TICKS) / TICK_RATE;
    return before;
  }

  /** Where a piece was in the tick chosen last; `into` stays as it is when there was no such piece. Beyond the newest state: where it would be if it went on. */
  motion(id: bigint, into: Motion): void {
    const from = pieceOf(this.#before, id);
    if (from === undefined) return;
    const to = pieceOf(this.#after, id) ?? from;
    const share = to === from ? 0 : this.#between;
    const aheadS = from.fellAt < 0 ? this.#beyondS : 0;
    into.vx = from.vx + (to.vx - from.vx) * share;
    into.vy = from.vy + (to.vy - from.vy) * share;
    into.x = from.x + (to.x - from.x) * share + from.vx * aheadS;
    into.y = from.y + (to.y - from.y) * share + from.vy * aheadS;
  }

  /** How far the tick chosen last is from the state before it to the one after it, 0..1. */
  get between(): number {
    return this.#between;
  }

  /** The state after the tick chosen last, of the same round. */
  get after(): MatchState | undefined {
    return this.#after;
  }
}

/** The player's piece. */
export function pieceOf(state: MatchState | undefined, id: bigint): Piece | undefined {
  // No closure: this is asked for every piece in every frame.
  const pieces = state?.world.pieces;
  if (pieces === undefined) return undefined;
  for (let seat = 0; seat < pieces.length; seat += 1) if (pieces[seat]?.id === id) return pieces[seat];
  return undefined;
}
