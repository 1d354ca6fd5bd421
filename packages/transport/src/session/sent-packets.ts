import { widen } from "../wire/bytes.js";
import { NUMBER_SPAN } from "../wire/frame.js";

const REMEMBERED = 1024;

/** Numbers the packets of one lane and remembers when they left, so that a report of the peer's gives a round trip. */
export class SentPackets {
  /** The number of the last packet that left; the first is 1. */
  last = 0;
  readonly #times = new Float64Array(REMEMBERED);

  /** The packet after the last one has left. */
  note(now: number): void {
    this.last++;
    this.#times[this.last % REMEMBERED] = now;
  }

  /** When the packet with this number (cut to 16 bits) left; undefined when it is not remembered or never was. */
  sentAt(low: number): number | undefined {
    const number = widen(low, this.last, NUMBER_SPAN);
    return number > this.last || number <= this.last - REMEMBERED || number < 1 ? undefined : this.#times[number % REMEMBERED];
  }
}
