/** The latest values of a figure, oldest first, as many as it was made for. Keeps no garbage: a graph is redrawn all the time. */
export class History {
  readonly #values: Float64Array;
  #next = 0;
  #length = 0;

  constructor(capacity: number) {
    this.#values = new Float64Array(capacity);
  }

  /** How many values there can be. */
  get capacity(): number {
    return this.#values.length;
  }

  /** How many values there are. */
  get length(): number {
    return this.#length;
  }

  /** Adds a value; NaN is a gap. The oldest goes when there are too many. */
  push(value: number): void {
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.capacity;
    this.#length = Math.min(this.#length + 1, this.capacity);
  }

  /** The value at a place, 0 being the oldest; NaN for a gap, and where there is none. */
  at(index: number): number {
    if (index < 0 || index >= this.#length) return Number.NaN;
    return this.#values[(this.#next - this.#length + index + this.capacity) % this.capacity] ?? Number.NaN;
  }

  /** The largest value, gaps aside; 0 when there is none above. */
  get max(): number {
    let max = 0;
    for (let index = 0; index < this.#length; index++) {
      const value = this.at(index);
      if (value > max) max = value;
    }
    return max;
  }

  /** Forgets everything. */
  clear(): void {
    this.#length = 0;
  }
}
