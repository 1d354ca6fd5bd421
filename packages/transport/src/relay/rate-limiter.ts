/** How often something may be done: a burst at once, and so many a second in the long run. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Addresses remembered. The least recently seen is forgotten first, which gives it a full bucket again. Ours. */
const MAX_KEYS = 10_000;

/** A token bucket for each key; memory bounded. */
export class RateLimiter {
  readonly #rate: Rate;
  readonly #now: () => number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** @param now monotonic, in ms. */
  constructor(rate: Rate, now: () => number) {
    this.#rate = rate;
    this.#now = now;
  }

  /**
   * Takes one, or as much as something costs; what costs more than a burst costs a burst.
   * @returns 0 when there was enough, else the ms until there will be.
   */
  take(key: string, cost = 1): number {
    const { burst, perSecond } = this.#rate;
    const wanted = Math.min(cost, burst);
    const now = this.#now();
    const bucket = this.#buckets.get(key) ?? { tokens: burst, at: now };
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) * perSecond) / 1000);
    bucket.at = now;
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > MAX_KEYS) {
      const oldest = this.#buckets.keys().next();
      if (oldest.done !== true) this.#buckets.delete(oldest.value);
    }
    if (bucket.tokens < wanted) return Math.ceil(((wanted - bucket.tokens) * 1000) / perSecond);
    bucket.tokens -= wanted;
    return 0;
  }
}
