const MIN_SPACING_MS = 100;
const SAMPLES_KEPT = 3;
/** Samples outside -1..2000 ms are discarded, as Valve's library does: they say more of a stopped program than of the network. */
const MAX_SAMPLE_MS = 2000;
const SMOOTHING = 1 / 8;
/** Differences of times are not exact: a link of 50 ms is not to read 49. */
const FLOAT_ERROR_MS = 0.01;

/**
 * The round trip, from samples. `ping` behaves as Steam's: of the three latest samples at least 100 ms apart the two best count
 * (a sample inside the spacing replaces the newest if it is smaller).
 */
export class Ping {
  /** Smoothed round trip for time-outs, in ms; undefined before the first sample. */
  smoothedMs: number | undefined;
  /** How much the round trip varies: the smoothed deviation of samples from {@link smoothedMs}; -1 before the second sample. */
  jitterMs = -1;
  /** The best round trip of the last two ten-second spans: the link without queues. */
  baseMs = Number.POSITIVE_INFINITY;
  readonly #samples: number[] = [];
  #newestAt = Number.NEGATIVE_INFINITY;
  #previousBest = Number.POSITIVE_INFINITY;
  #currentBest = Number.POSITIVE_INFINITY;
  #spanStart = Number.NEGATIVE_INFINITY;

  add(now: number, sampleMs: number): void {
    if (sampleMs < -1 || sampleMs > MAX_SAMPLE_MS) return;
    const sample = Math.max(0, sampleMs);
    if (this.smoothedMs !== undefined) {
      const deviation = Math.abs(sample - this.smoothedMs);
      this.jitterMs = this.jitterMs < 0 ? deviation : this.jitterMs + (deviation - this.jitterMs) * SMOOTHING;
    }
    this.smoothedMs = this.smoothedMs === undefined ? sample : this.smoothedMs + (sample - this.smoothedMs) * SMOOTHING;
    this.#trackBest(now, sample);
    const last = this.#samples.length - 1;
    if (now - this.#newestAt < MIN_SPACING_MS && last >= 0) {
      this.#samples[last] = Math.min(this.#samples[last]!, sample);
      return;
    }
    this.#newestAt = now;
    this.#samples.push(sample);
    if (this.#samples.length > SAMPLES_KEPT) this.#samples.shift();
  }

  /** In whole ms; -1 before the first sample. */
  get ms(): number {
    const [first, second, third] = [...this.#samples].sort((a, b) => a - b);
    if (first === undefined) return -1;
    return Math.floor((third === undefined || second === undefined ? first : (first + second) / 2) + FLOAT_ERROR_MS);
  }

  #trackBest(now: number, sample: number): void {
    if (now - this.#spanStart > 10_000) {
      this.#previousBest = this.#currentBest;
      this.#currentBest = sample;
      this.#spanStart = now;
    }
    this.#currentBest = Math.min(this.#currentBest, sample);
    this.baseMs = Math.min(this.#previousBest, this.#currentBest);
  }
}
