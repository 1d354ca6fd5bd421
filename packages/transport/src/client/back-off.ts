/** The wait before the second attempt. */
const FIRST_WAIT_MS = 250;
/** The longest wait, which every later attempt keeps to. */
const LONGEST_WAIT_MS = 4_000;

/**
 * How long to wait before each attempt to find a lost relay: none before the first, then about 250 ms, doubling up to
 * 4 s. From the second attempt on the wait is drawn from the upper half of that, so that the players of a
 * restarted relay do not all come back in the same instant.
 */
export class BackOff {
  readonly #random: () => number;
  #attempts = 0;

  /** @param random answers a uint32, evenly spread. */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** The wait before the next attempt, in ms; never more than 4,000. */
  nextMs(): number {
    const attempt = this.#attempts++;
    if (attempt === 0) return 0;
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
    return Math.round(longest * (0.5 + this.#random() / 2 ** 33));
  }

  /** Starts over: the next wait is 0. */
  reset(): void {
    this.#attempts = 0;
  }
}
