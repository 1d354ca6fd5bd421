/** Something to be done at a time. */
interface Due {
  readonly at: number;
  readonly run: () => void;
}

/**
 * Runs things when they are due, in the order of their times, and those of the same time in the order they were given.
 * One timer for all of them; on Node that is at most a millisecond late on an idle machine.
 */
export class DelayLine {
  readonly #now: () => number;
  #waiting: Due[] = [];
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Infinity;

  /** @param now a clock in ms that never goes back. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** What is due already runs before this returns, unless something waits that is due sooner. */
  add(at: number, run: () => void): void {
    let index = this.#waiting.length;
    // From the end, where nearly everything belongs.
    while (index > 0 && (this.#waiting[index - 1] as Due).at > at) index--;
    this.#waiting.splice(index, 0, { at, run });
    this.#runDue();
  }

  /** Forgets what waits. */
  clear(): void {
    this.#waiting = [];
    clearTimeout(this.#timer);
    this.#timerAt = Infinity;
  }

  #runDue(): void {
    const now = this.#now();
    let count = 0;
    while (count < this.#waiting.length && (this.#waiting[count] as Due).at <= now) count++;
    for (const { run } of this.#waiting.splice(0, count)) run();
    this.#arm(now);
  }

  #arm(now: number): void {
    const at = this.#waiting[0]?.at ?? Infinity;
    if (at === this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    if (at === Infinity) return;
    this.#timer = setTimeout(() => {
      this.#timerAt = Infinity;
      this.#runDue();
    }, Math.max(0, Math.ceil(at - now)));
  }
}
