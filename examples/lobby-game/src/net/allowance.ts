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
