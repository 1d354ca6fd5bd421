import { widen } from "../wire/bytes.js";
import { NUMBER_SPAN } from "../wire/frame.js";

/** Most connections send little, and a relay has thousands: the memory begins small, and doubles when it is full. */
const FIRST_REMEMBERED = 16;
const MOST_REMEMBERED = 1024;

/** Numbers the packets of one lane and remembers when they left and how large they were, so that a report of the peer's gives a round trip and a rate. */
export class SentPackets {
  /** The number of the last packet that left; the first is 1. */
  last = 0;
  #times = new Float64Array(FIRST_REMEMBERED);
  /** Of all packets up to each one. */
  #bytes = new Float64Array(FIRST_REMEMBERED);

  /** The packet after the last one has left. */
  note(now: number, bytes: number): void {
    const before = this.#bytes[this.last % this.#remembered]!;
    this.last++;
    if (this.last === this.#remembered && this.last < MOST_REMEMBERED) this.#grow();
    this.#times[this.last % this.#remembered] = now;
    this.#bytes[this.last % this.#remembered] = before + bytes;
  }

  /** Bytes of the packets behind one number, up to another; 0 when either is not remembered. */
  bytesBetween(from: number, to: number): number {
    if (from <= this.last - this.#remembered || to > this.last) return 0;
    return this.#bytes[to % this.#remembered]! - this.#bytes[from % this.#remembered]!;
  }

  /** Bytes of all packets behind a number; of as many as are remembered, if those are fewer. */
  bytesBehind(number: number): number {
    const from = Math.max(number, this.last - this.#remembered + 1, 0);
    return this.#bytes[this.last % this.#remembered]! - this.#bytes[from % this.#remembered]!;
  }

  /** When the packet with this number (cut to 16 bits) left; undefined when it is not remembered or never was. */
  sentAt(low: number): number | undefined {
    const number = widen(low, this.last, NUMBER_SPAN);
    return number > this.last || number <= this.last - this.#remembered || number < 1 ? undefined : this.#times[number % this.#remembered];
  }

  /** Whether the packet with this number (cut to 16 bits) left so long ago that it is not remembered. */
  hasForgotten(low: number): boolean {
    const number = widen(low, this.last, NUMBER_SPAN);
    return number >= 1 && number <= this.last - this.#remembered;
  }

  get #remembered(): number {
    return this.#times.length;
  }

  /** Up to now every number was smaller than the memory, and stood at its own place; so it does in the larger one. */
  #grow(): void {
    const [times, bytes] = [this.#times, this.#bytes];
    this.#times = new Float64Array(times.length * 2);
    this.#bytes = new Float64Array(bytes.length * 2);
    this.#times.set(times);
    this.#bytes.set(bytes);
  }
}
