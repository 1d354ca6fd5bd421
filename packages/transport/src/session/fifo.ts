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
    this.#items = this.#items.slice(this.#head).filter(keep);
    this.#head = 0;
  }
}
