/** Most queues are short; of some there are thousands. */
const FIRST_CAPACITY = 1;

/** A queue that takes from the front in constant time, and leaves no garbage: a ring, twice as large whenever it is full. */
export class Fifo<T> {
  #ring: (T | undefined)[] = new Array<T | undefined>(FIRST_CAPACITY).fill(undefined);
  #head = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(item: T): void {
    if (this.#length === this.#ring.length) this.#grow();
    this.#ring[(this.#head + this.#length) & (this.#ring.length - 1)] = item;
    this.#length++;
  }

  peek(): T | undefined {
    return this.#ring[this.#head];
  }

  /** The one so many behind the front; undefined beyond the end. */
  at(index: number): T | undefined {
    return index < this.#length ? this.#ring[(this.#head + index) & (this.#ring.length - 1)] : undefined;
  }

  shift(): T | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#ring[this.#head];
    // What was taken is nobody's here any more.
    this.#ring[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    this.#length--;
    return item;
  }

  /** The first that `wanted` says true to; those before it are thrown away. */
  seek(wanted: (item: T) => boolean): T | undefined {
    for (let item = this.peek(); item !== undefined; item = this.peek()) {
      if (wanted(item)) return item;
      this.shift();
    }
    return undefined;
  }

  /** Keeps what `keep` says true to, in order. */
  filter(keep: (item: T) => boolean): void {
    for (let left = this.#length; left > 0; left--) {
      const item = this.shift() as T;
      if (keep(item)) this.push(item);
    }
  }

  #grow(): void {
    const larger = new Array<T | undefined>(this.#ring.length * 2).fill(undefined);
    for (let index = 0; index < this.#length; index++) larger[index] = this.#ring[(this.#head + index) & (this.#ring.length - 1)];
    this.#ring = larger;
    this.#head = 0;
  }
}
