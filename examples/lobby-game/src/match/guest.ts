import { HostClock } from "./host-clock.js";
import type { Input } from "./input.js";
import type { InputPacket } from "./input-packet.js";
import { Snapshots } from "./interpolation.js";
import type { MatchState } from "./match-state.js";
import { Prediction } from "./prediction.js";
import { MOST_TICKS_A_FRAME, ROUNDING_MS, TICK_MS } from "./ticks.js";

/** Inputs are sent every so many ticks: 30 times a second. */
const SEND_EVERY_TICKS = 2;

/** What a guest makes of the host's states: others as they were a moment ago, its own piece as it will be. Knows nothing of the network. */
export class Guest {
  readonly snapshots: Snapshots = new Snapshots();
  readonly clock: HostClock = new HostClock();
  readonly prediction: Prediction;
  /** By how much our own piece was corrected since {@link run} was called last, tray radii: old place minus new. */
  correctedX = 0;
  correctedY = 0;
  #restMs = 0;
  #sinceSent = 0;
  #round = 0;

  constructor(self: bigint) {
    this.prediction = new Prediction(self);
  }

  /** Part of a tick since our last input, 0..1: how far a picture is ahead of what is foreseen. */
  get fraction(): number {
    return Math.max(0, this.#restMs / TICK_MS);
  }

  /** A state of our host has come, in whatever order. */
  take(state: MatchState, nowMs: number): void {
    if (!this.snapshots.add(state)) return;
    this.clock.hear(state.tick, nowMs);
    const before = this.prediction.piece;
    const x = before?.x;
    const y = before?.y;
    this.prediction.correct(state);
    const after = this.prediction.piece;
    if (x !== undefined && y !== undefined && after !== undefined && state.round === this.#round) {
      this.correctedX += x - after.x;
      this.correctedY += y - after.y;
    }
    this.#round = state.round;
  }

  /** Another host begins to be heard: what was known of the last one's time is void. */
  restart(): void {
    this.snapshots.clear();
    this.clock.forget();
    this.correctedX = 0;
    this.correctedY = 0;
    this.#round = 0;
  }

  /** We hosted for a while: inputs of before then are done with. */
  returnFromHosting(): void {
    this.prediction.forget();
  }

  /**
   * Time passes.
   * @returns inputs that are to be sent to the host now; undefined: none.
   */
  run(elapsedMs: number, input: Input): InputPacket | undefined {
    this.#restMs = Math.min(this.#restMs + elapsedMs, TICK_MS * MOST_TICKS_A_FRAME);
    for (; this.#restMs >= TICK_MS - ROUNDING_MS; this.#restMs -= TICK_MS) {
      this.prediction.add(input);
      this.#sinceSent += 1;
    }
    if (this.#sinceSent < SEND_EVERY_TICKS) return undefined;
    this.#sinceSent %= SEND_EVERY_TICKS;
    return this.prediction.packet();
  }
}
