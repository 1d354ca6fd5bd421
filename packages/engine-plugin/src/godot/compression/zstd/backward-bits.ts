import { damaged } from "../limits.js";

const WIDEST_QUICK_READ = 24;

/** The one error of this folder. */
export const damagedFrame = (): Error => damaged("a Zstandard frame");

/** Bits read from the end of the bytes to their beginning, as Zstandard stores them. Before the beginning there are zeros, and {@link left} is negative. */
export class BackwardBits {
  readonly #bytes: Uint8Array;
  /** How many bits have not been read. */
  left: number;

  constructor(bytes: Uint8Array) {
    const last = bytes[bytes.length - 1] ?? 0;
    // The highest bit that is set marks where the bits end.
    if (last === 0) throw damagedFrame();
    this.#bytes = bytes;
    this.left = 8 * (bytes.length - 1) + highestBit(last);
  }

  /** The next `count` bits, at most 31, as a number. */
  read(count: number): number {
    this.left -= count;
    const bytes = this.#bytes;
    const shift = this.left & 7;
    let at = this.left >> 3;
    // What lies outside of the array is undefined, which these operators take for 0.
    if (count <= WIDEST_QUICK_READ) {
      const four = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
      return (four >>> shift) & ((1 << count) - 1);
    }
    let value = (bytes[at] ?? 0) >> shift;
    for (let have = 8 - shift; have < count; have += 8) value += (bytes[++at] ?? 0) * 2 ** have;
    return value % 2 ** count;
  }
}

/** The place of the highest bit that is set, counted from 0. */
export function highestBit(value: number): number {
  return 31 - Math.clz32(value);
}
