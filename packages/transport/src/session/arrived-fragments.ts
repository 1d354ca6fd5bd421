import { WINDOW_FRAGMENTS } from "../wire/frame.js";
import { BitRing } from "./bit-ring.js";

/** The bitmap of an ACK frame under construction: one for all connections. */
const bitmap = new Uint8Array(WINDOW_FRAGMENTS / 8);

/** Which reliable fragments have arrived: all before `base`, and some within the window behind it. */
export class ArrivedFragments {
  /** Every fragment before this number has arrived. */
  base = 0;
  /** Whether the fragment added last is the first to come ahead of a missing one. */
  openedGap = false;
  /** One more than the highest number that arrived. */
  #end = 0;
  readonly #seen = new BitRing(WINDOW_FRAGMENTS);

  /** Whether something between `base` and the highest arrived number is missing. */
  get hasGap(): boolean {
    return this.#end > this.base;
  }

  /** Whether this fragment is still wanted: within the window, and not here yet. */
  wants(number: number): boolean {
    return number >= this.base && number < this.base + WINDOW_FRAGMENTS && !this.#seen.has(number);
  }

  /** Takes note of a wanted fragment. */
  add(number: number): void {
    this.openedGap = number > this.base && !this.hasGap;
    this.#seen.mark(number);
    this.#end = Math.max(this.#end, number + 1);
    while (this.#seen.has(this.base)) {
      this.#seen.clear(this.base);
      this.base++;
    }
  }

  /** The bitmap of an ACK frame; to be read before the next call, on whichever connection. */
  writeBitmap(): Uint8Array {
    const count = Math.max(0, this.#end - this.base - 1);
    const length = Math.ceil(count / 8);
    bitmap.fill(0, 0, length);
    for (let index = 0; index < count; index++) {
      if (this.#seen.has(this.base + 1 + index)) bitmap[index >> 3]! |= 1 << (index & 7);
    }
    return bitmap.subarray(0, length);
  }
}
