/** A queue that takes from the front in constant time; an array's `shift` moves all the rest. */
export class Fifo<T> {
  #items: T[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  peek(): T | undefined {
    return this.#items[this.#head];
  }

  shift(): T | undefined {
    if (this.#head === this.#items.length) return undefined;
    const item = this.#items[this.#head++];
    if (this.#head > 64 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }

  /** Keeps what `keep` says true to, in order; returns how many went. */
  filter(keep: (item: T) => boolean): number {
    const before = this.length;
    this.#items = this.#items.slice(this.#head).filter(keep);
    this.#head = 0;
    return before - this.#items.length;
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#items.slice(this.#head)[Symbol.iterator]();
  }
}
