import { widen } from "../wire/bytes.js";
import { NUMBER_SPAN } from "../wire/frame.js";

/**
 * Most connections send little, and a relay has thousands: the memory begins small, and doubles when it is full of what may still be asked for. A report is
 * later than this only behind a queue at the relay that a minute does not empty.
 */
const FIRST_REMEMBERED = 16;
const MOST_REMEMBERED = 1024;
const REMEMBERED_MS = 60_000;
/** Of each packet: when it left, and the bytes of all packets up to it. In one array: each array costs more than what is in it. */
const ENTRY = 2;
const BYTES = 1;

/** Numbers the packets of one lane and remembers when they left and how large they were, so that a report of the peer's gives a round trip and a rate. */
export class SentPackets {
  /** The number of the last packet that left; the first is 1. */
  last = 0;
  /** The last number of which nothing is known any more. That of 0 is: nothing had left. */
  #forgotten = -1;
  #room = FIRST_REMEMBERED;
  #entries = new Float64Array(FIRST_REMEMBERED * ENTRY);

  /** The packet after the last one has left. */
  note(now: number, bytes: number): void {
    const before = this.#bytesUpTo(this.last);
    this.last++;
    if (this.last - this.#forgotten > this.#room) {
      if (this.#room < MOST_REMEMBERED && now - this.#entries[this.#placeOf(this.last)]! < REMEMBERED_MS) this.#grow();
      else this.#forgotten++;
    }
    const place = this.#placeOf(this.last);
    this.#entries[place] = now;
    this.#entries[place + BYTES] = before + bytes;
  }

  /** Bytes of the packets behind one number, up to another; 0 when either is not remembered. */
  bytesBetween(from: number, to: number): number {
    if (from <= this.#forgotten || to > this.last) return 0;
    return this.#bytesUpTo(to) - this.#bytesUpTo(from);
  }

  /** Bytes of all packets behind a number; of as many as are remembered, if those are fewer. */
  bytesBehind(number: number): number {
    const from = Math.max(number, this.#forgotten + 1);
    return this.#bytesUpTo(this.last) - this.#bytesUpTo(from);
  }

  /** When the packet with this number (cut to 16 bits) left; undefined when it is not remembered or never was. */
  sentAt(low: number): number | undefined {
    const number = widen(low, this.last, NUMBER_SPAN);
    return number > this.last || number <= this.#forgotten || number < 1 ? undefined : this.#entries[this.#placeOf(number)];
  }

  /** Whether the packet with this number (cut to 16 bits) left so long ago that it is not remembered. */
  hasForgotten(low: number): boolean {
    const number = widen(low, this.last, NUMBER_SPAN);
    return number >= 1 && number <= this.#forgotten;
  }

  #bytesUpTo(number: number): number {
    return this.#entries[this.#placeOf(number) + BYTES]!;
  }

  /** Where a number's entry stands, and before it that of the oldest number, when the memory is full. */
  #placeOf(number: number): number {
    return (number % this.#room) * ENTRY;
  }

  #grow(): void {
    const before = this.#entries;
    this.#room *= 2;
    this.#entries = new Float64Array(this.#room * ENTRY);
    for (let number = this.#forgotten + 1; number < this.last; number++) {
      const place = (number * ENTRY) % before.length;
      this.#entries.set(before.subarray(place, place + ENTRY), this.#placeOf(number));
    }
  }
}
