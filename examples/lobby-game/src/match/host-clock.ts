import { TICK_RATE } from "./world.js";

const TICKS_A_MS = TICK_RATE / 1000;
/** Others are shown no less than so far behind the host, ticks: 100 ms. */
const LEAST_DELAY_TICKS = 0.1 * TICK_RATE;
/** And no more, ticks: 400 ms. */
const MOST_DELAY_TICKS = 0.4 * TICK_RATE;
/** How many arrivals it goes by: some three seconds. */
const REMEMBERED = 64;
/** This share of the arrivals may come too late. */
const ON_TIME = 0.95;
/** Without news from the host the picture goes on for so long, ticks: 100 ms. */
export const MOST_AHEAD_TICKS = 6;
/** Beyond the truth by so much, it is no matter of jitter, ticks. */
const WAY_OFF_TICKS = 60;
/** How quickly it gives way when states come later than they used to. */
const YIELD = 0.05;
/** As much faster or slower than life as the others may be shown. */
const MOST_STRETCH = 0.1;

/**
 * Reckons which tick the host is in, and which tick is to be shown, from when states of which tick arrived.
 *
 * The state that was under way for the shortest time counts; what comes later than that is jitter. Others are shown 100 ms behind that, more where states come unevenly, so that there is nearly
 * always a state after what is shown. What is shown moves on steadily and never back, except by {@link forget}.
 */
export class HostClock {
  /** The host's tick minus our time in ticks. */
  #offset = Number.NaN;
  #shown = Number.NaN;
  #newest = 0;
  readonly #ages = new Float64Array(REMEMBERED);
  readonly #sorted = new Float64Array(REMEMBERED);
  #heard = 0;
  #delay = LEAST_DELAY_TICKS;

  /** How far behind the host others are shown, ticks. */
  get delayTicks(): number {
    return this.#delay;
  }

  /** A state of the tick has arrived. Older ones than what was there do not count. */
  hear(tick: number, nowMs: number): void {
    const sample = tick - nowMs * TICKS_A_MS;
    if (Number.isNaN(this.#offset) || Math.abs(sample - this.#offset) > WAY_OFF_TICKS) {
      this.#offset = sample;
      this.#newest = tick;
      return;
    }
    if (tick <= this.#newest) return;
    this.#offset += sample > this.#offset ? sample - this.#offset : (sample - this.#offset) * YIELD;
    // How old the newest state had become by the time this one came.
    this.#ages[this.#heard % REMEMBERED] = this.estimate(nowMs) - this.#newest;
    this.#heard += 1;
    this.#newest = tick;
    this.#reckonDelay();
  }

  /** Which tick the host is in; NaN before anything was heard. */
  estimate(nowMs: number): number {
    return this.#offset + nowMs * TICKS_A_MS;
  }

  /**
   * Which tick to show in this frame; a fraction. NaN before anything was heard.
   * @param elapsedMs since the last frame.
   */
  show(nowMs: number, elapsedMs: number): number {
    const most = this.#newest + MOST_AHEAD_TICKS;
    const target = Math.min(this.estimate(nowMs) - this.#delay, most);
    const ahead = target - this.#shown;
    if (Number.isNaN(ahead) || ahead > WAY_OFF_TICKS) {
      this.#shown = target;
      return target;
    }
    const elapsed = elapsedMs * TICKS_A_MS;
    const stretch = Math.max(-MOST_STRETCH, Math.min(MOST_STRETCH, (ahead - elapsed) * 0.05));
    // Far too early, it stands still until the host is there.
    if (ahead > -WAY_OFF_TICKS / 4) this.#shown = Math.max(this.#shown, Math.min(most, this.#shown + elapsed * (1 + stretch)));
    return this.#shown;
  }

  /** Another host: what was known of the last one's time means nothing any more. The delay is kept. */
  forget(): void {
    this.#offset = Number.NaN;
    this.#shown = Number.NaN;
    this.#newest = 0;
  }

  #reckonDelay(): void {
    const count = Math.min(this.#heard, REMEMBERED);
    if (count < 10) return;
    this.#sorted.fill(Number.POSITIVE_INFINITY);
    this.#sorted.set(this.#ages.subarray(0, count));
    this.#sorted.sort();
    const age = this.#sorted[Math.floor((count - 1) * ON_TIME)] ?? 0;
    this.#delay = Math.max(LEAST_DELAY_TICKS, Math.min(MOST_DELAY_TICKS, age + 1));
  }
}
