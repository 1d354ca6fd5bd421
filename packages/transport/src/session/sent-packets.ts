import { widen } from "../wire/bytes.js";
import { NUMBER_SPAN } from "../wire/frame.js";

const REMEMBERED = 1024;

/** Numbers the packets of one lane and remembers when they left and how large they were, so that a report of the peer's gives a round trip and a rate. */
export class SentPackets {
  /** The number of the last packet that left; the first is 1. */
  last = 0;
  readonly #times = new Float64Array(REMEMBERED);
  /** Of all packets up to each one. */
  readonly #bytes = new Float64Array(REMEMBERED);

  /** The packet after the last one has left. */
  note(now: number, bytes: number): void {
    const before = this.#bytes[this.last % REMEMBERED]!;
    this.last++;
    this.#times[this.last % REMEMBERED] = now;
    this.#bytes[this.last % REMEMBERED] = before + bytes;
  }

  /** Bytes of the packets behind one number, up to another; 0 when either is not remembered. */
  bytesBetween(from: number, to: number): number {
    if (from <= this.last - REMEMBERED || to > this.last) return 0;
    return this.#bytes[to % REMEMBERED]! - this.#bytes[from % REMEMBERED]!;
  }

  /** When the packet with this number (cut to 16 bits) left; undefined when it is not remembered or never was. */
  sentAt(low: number): number | undefined {
    const number = widen(low, this.last, NUMBER_SPAN);
    return number > this.last || number <= this.last - REMEMBERED || number < 1 ? undefined : this.#times[number % REMEMBERED];
  }
}
