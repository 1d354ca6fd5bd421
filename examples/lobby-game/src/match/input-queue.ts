import { type Input, NO_INPUT } from "./input.js";
import type { InputPacket } from "./input-packet.js";

/** With more than this waiting, it goes on with the newest. */
const MOST_WAITING = 16;
/** How many are left waiting then. */
const LEFT_AFTER_SKIP = 2;
/** How long it watches before it takes a waiting input for one too many, ticks. */
const WATCH_TICKS = 60;
/** The last input holds for so long when no other comes, ticks. Then it counts as none. */
const HOLD_TICKS = 30;
/** A number so far ahead is a new count. */
const NEW_COUNT = 1000;

/**
 * A player's inputs on their way into the host's world: one is used in each tick, in the order in which they were made.
 *
 * They arrive unevenly, so some wait here. When none waits, the last one is used once more, and from then on one more waits than before. When for a second more waited than were
 * needed, the ones too many are skipped. A dash that is skipped happens with the next input. So the delay follows the network, and no input is used twice for long.
 */
export class InputQueue {
  readonly #waiting = new Map<number, Input>();
  #next: number;
  #newest: number;
  #begun = false;
  #last: Input = NO_INPUT;
  #starvedTicks = 0;
  #watchedTicks = 0;
  #leastLeft = MOST_WAITING;

  /** @param ack the number used last, as far as is known. */
  constructor(ack = -1, last: Input = NO_INPUT) {
    this.#next = ack + 1;
    this.#newest = ack;
    this.#last = last;
  }

  /** The number of the input used last; -1 when there was none. */
  get ack(): number {
    return this.#next - 1;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#newest - this.#next + 1;
  }

  /** Takes in what a packet brings; what was there or is used up already, it leaves out. */
  add({ number, inputs }: InputPacket): void {
    if (number > this.#newest + NEW_COUNT || (!this.#begun && number >= this.#next)) this.#begin(Math.max(0, number - 1));
    if (number < this.#next) return;
    for (let at = inputs.length - 1, its = number; at >= 0 && its >= this.#next; at -= 1, its -= 1) {
      const input = inputs[at];
      if (input !== undefined && !this.#waiting.has(its)) this.#waiting.set(its, input);
    }
    this.#newest = Math.max(this.#newest, number);
    if (this.waiting > MOST_WAITING) this.#skip(this.waiting - LEFT_AFTER_SKIP);
  }

  /** The input for this tick. */
  take(): Input {
    if (this.waiting <= 0) {
      this.#starvedTicks += 1;
      this.#watchedTicks = 0;
      this.#leastLeft = MOST_WAITING;
      if (this.#starvedTicks > HOLD_TICKS) this.#last = NO_INPUT;
      return this.#last;
    }
    this.#starvedTicks = 0;
    // A gap can only be what eight packets in a row have lost: the input before it holds.
    this.#last = this.#waiting.get(this.#next) ?? this.#last;
    this.#waiting.delete(this.#next);
    this.#next += 1;
    this.#watch();
    return this.#last;
  }

  #watch(): void {
    this.#leastLeft = Math.min(this.#leastLeft, this.waiting);
    this.#watchedTicks += 1;
    if (this.#watchedTicks < WATCH_TICKS) return;
    if (this.#leastLeft > 1) this.#skip(this.#leastLeft - 1);
    this.#watchedTicks = 0;
    this.#leastLeft = MOST_WAITING;
  }

  #skip(count: number): void {
    let dashed = false;
    for (let skipped = 0; skipped < count; skipped += 1) {
      dashed ||= this.#waiting.get(this.#next)?.dash ?? false;
      this.#waiting.delete(this.#next);
      this.#next += 1;
    }
    const next = this.#waiting.get(this.#next);
    if (dashed && next !== undefined) this.#waiting.set(this.#next, { ...next, dash: true });
  }

  #begin(next: number): void {
    this.#waiting.clear();
    this.#next = Math.max(next, 0);
    this.#newest = this.#next - 1;
    this.#begun = true;
  }
}
