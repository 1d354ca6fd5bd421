/** A clock that only moves when told to, and the things that are to happen on it. */
export class VirtualTime {
  /** Milliseconds since the beginning. */
  now = 0;
  readonly #heap: Entry[] = [];
  #sequence = 0;

  /** How many things are still to happen, called off or not. */
  get waiting(): number {
    return this.#heap.length;
  }

  /** When the next thing happens; Infinity for never. */
  get nextAtMs(): number {
    while (this.#heap.length > 0 && this.#heap[0]!.run === undefined) this.#pop();
    return this.#heap[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Calls `run` when the clock reaches `atMs`; things due at the same time happen in the order they were asked for. Answers what {@link cancel} takes. */
  schedule(atMs: number, run: () => void): Scheduled {
    const entry: Entry = { at: Math.max(atMs, this.now), order: this.#sequence++, run };
    this.#heap.push(entry);
    this.#siftUp(this.#heap.length - 1);
    return entry;
  }

  /** Calls it off; nothing when it has happened. */
  cancel(scheduled: Scheduled): void {
    (scheduled as Entry).run = undefined;
  }

  /** Moves the clock forward by `ms`, and does whatever falls due on the way. */
  advance(ms: number): void {
    this.advanceTo(this.now + ms);
  }

  /** Moves the clock to `atMs`, and does whatever falls due on the way. */
  advanceTo(atMs: number): void {
    for (let first = this.#heap[0]; first !== undefined && first.at <= atMs; first = this.#heap[0]) {
      this.#pop();
      const { run } = first;
      if (run === undefined) continue;
      this.now = first.at;
      run();
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

/** Something that is to happen. */
export interface Scheduled {
  /** When. */
  readonly at: number;
}

interface Entry extends Scheduled {
  readonly order: number;
  /** Undefined once it is called off. */
  run: (() => void) | undefined;
}

function before(one: Entry, other: Entry): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
