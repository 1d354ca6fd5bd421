/** Things that are to happen at a time: whichever is due first comes first, and of those due at the same time the one put in first. */
export class DueQueue<T> {
  readonly #heap: { readonly dueMs: number; readonly order: number; readonly item: T }[] = [];
  #count = 0;

  get length(): number {
    return this.#heap.length;
  }

  /** When the first one is due; Infinity when there is none. */
  get dueMs(): number {
    return this.#heap[0]?.dueMs ?? Infinity;
  }

  push(dueMs: number, item: T): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push({ dueMs, order: this.#count++, item });
    for (let above = (index - 1) >> 1; index > 0 && this.#isBefore(index, above); above = (index - 1) >> 1) {
      this.#swap(index, above);
      index = above;
    }
  }

  /** Takes the first one, due or not. */
  shift(): T | undefined {
    const heap = this.#heap;
    if (heap.length === 0) return undefined;
    this.#swap(0, heap.length - 1);
    const { item } = heap.pop()!;
    for (let index = 0; ; ) {
      let least = index;
      for (const below of [2 * index + 1, 2 * index + 2]) if (below < heap.length && this.#isBefore(below, least)) least = below;
      if (least === index) return item;
      this.#swap(index, least);
      index = least;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one]!, this.#heap[other]!];
    return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
  }

  #swap(one: number, other: number): void {
    [this.#heap[one], this.#heap[other]] = [this.#heap[other]!, this.#heap[one]!];
  }
}
