import { widen } from "../wire/bytes.js";
import { NUMBER_SPAN } from "../wire/frame.js";
import { BitRing } from "./bit-ring.js";

const WINDOW = 1024;

/** What became of a packet number. */
export type Arrival = "new" | "late" | "duplicate" | "stale";

/**
 * The packet numbers seen on one lane: widens them, tells duplicates, and counts what the link quality is made of.
 * Behaves as Valve's: a number that comes late takes its drop back and counts as weird.
 */
export class PacketWindow {
  /** The highest number seen; 0 before the first (numbers start at 1). */
  highest = 0;
  /** Packets that arrived, each counted once. */
  arrived = 0;
  /** When the highest one arrived, ms. */
  highestAt = 0;
  received = 0;
  dropped = 0;
  weird = 0;
  readonly #seen = new BitRing(WINDOW);

  /** Takes note of a packet; `stale` ones are further back than the window remembers, and may be duplicates. */
  arrive(now: number, low: number): Arrival {
    const number = widen(low, this.highest, NUMBER_SPAN);
    if (number > this.highest) {
      this.#forget(number);
      this.dropped += number - this.highest - 1;
      this.highest = number;
      this.highestAt = now;
      this.#mark(number);
      return "new";
    }
    this.weird++;
    if (number <= this.highest - WINDOW || number <= 0) return "stale";
    if (this.#seen.has(number)) return "duplicate";
    this.dropped = Math.max(0, this.dropped - 1);
    this.#mark(number);
    return "late";
  }

  /** Begins a new interval of the three counters. */
  resetCounters(): void {
    this.received = this.dropped = this.weird = 0;
  }

  #mark(number: number): void {
    this.#seen.mark(number);
    this.received++;
    this.arrived++;
  }

  #forget(upTo: number): void {
    const from = Math.max(this.highest + 1, upTo - WINDOW + 1);
    for (let number = from; number <= upTo; number++) this.#seen.clear(number);
  }
}
