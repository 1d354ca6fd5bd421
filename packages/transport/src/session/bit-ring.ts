/** A mark for each of so many numbers in a row, in a ring: a number's mark stands where that of the number one ring before it stood. */
export class BitRing {
  readonly #size: number;
  readonly #bits: Uint8Array;

  /** @param size how many numbers, a multiple of eight. */
  constructor(size: number) {
    this.#size = size;
    this.#bits = new Uint8Array(size / 8);
  }

  has(number: number): boolean {
    const place = number % this.#size;
    return (this.#bits[place >> 3]! & (1 << (place & 7))) !== 0;
  }

  mark(number: number): void {
    const place = number % this.#size;
    this.#bits[place >> 3]! |= 1 << (place & 7);
  }

  clear(number: number): void {
    const place = number % this.#size;
    this.#bits[place >> 3]! &= ~(1 << (place & 7));
  }
}
