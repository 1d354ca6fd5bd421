/** So many at once, then so many a second: for whatever one player may do only so often. */
export class Allowance {
  readonly #burst: number;
  readonly #perSecond: number;
  #left: number;
  #atUs = 0;

  /** @param burst at once. @param perSecond of those that come back. */
  constructor(burst: number, perSecond: number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#left = burst;
  }

  /** Takes one, if there is one. @param nowUs the time in microseconds, of any clock, never going back. */
  take(nowUs: number): boolean {
    this.#left = Math.min(this.#burst, this.#left + ((nowUs - this.#atUs) / 1_000_000) * this.#perSecond);
    this.#atUs = nowUs;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}

/** An {@link Allowance} for each member. */
export class Allowances {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #each = new Map<bigint, Allowance>();

  /** As those of {@link Allowance}. */
  constructor(burst: number, perSecond: number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
  }

  /** Takes one of a member's, if there is one; `nowUs` as in {@link Allowance}. */
  take(member: bigint, nowUs: number): boolean {
    let allowance = this.#each.get(member);
    if (allowance === undefined) this.#each.set(member, (allowance = new Allowance(this.#burst, this.#perSecond)));
    return allowance.take(nowUs);
  }

  /** The member is gone, or all are. */
  forget(member?: bigint): void {
    if (member === undefined) this.#each.clear();
    else this.#each.delete(member);
  }
}
