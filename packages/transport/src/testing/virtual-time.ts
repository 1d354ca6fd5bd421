/** A clock that only moves when told to, and the things that are to happen on it. */
export class VirtualTime {
  /** Milliseconds since the beginning. */
  now = 0;
  readonly #heap: Entry[] = [];
  #sequence = 0;

  /** How many things are still to happen. */
  get waiting(): number {
    return this.#heap.length;
  }

  /** Calls `run` when the clock reaches `atMs`; things due at the same time happen in the order they were asked for. */
  schedule(atMs: number, run: () => void): void {
    const entry = { at: Math.max(atMs, this.now), order: this.#sequence++, run };
    this.#heap.push(entry);
    this.#siftUp(this.#heap.length - 1);
  }

  /** Moves the clock forward by `ms`, and does whatever falls due on the way. */
  advance(ms: number): void {
    this.advanceTo(this.now + ms);
  }

  /** Moves the clock to `atMs`, and does whatever falls due on the way. */
  advanceTo(atMs: number): void {
    for (let first = this.#heap[0]; first !== undefined && first.at <= atMs; first = this.#heap[0]) {
      this.#pop();
      this.now = first.at;
      first.run();
    }
    this.now = Math.max(this.now, atMs);
  }

  #pop(): void {
    const last = this.#heap.pop()!;
    if (this.#heap.length === 0) return;
    this.#heap[0] = last;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      let least = index;
      if (left < this.#heap.length && before(this.#heap[left]!, this.#heap[least]!)) least = left;
      if (right < this.#heap.length && before(this.#heap[right]!, this.#heap[least]!)) least = right;
      if (least === index) return;
      [this.#heap[index], this.#heap[least]] = [this.#heap[least]!, this.#heap[index]!];
      index = least;
    }
  }

  #siftUp(from: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(this.#heap[index]!, this.#heap[parent]!)) return;
      [this.#heap[index], this.#heap[parent]] = [this.#heap[parent]!, this.#heap[index]!];
      index = parent;
    }
  }
}

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

function before(one: Entry, other: Entry): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
