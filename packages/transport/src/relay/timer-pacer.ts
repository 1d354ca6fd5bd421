import type { Pacer } from "./paced-downlink.js";

/** Short enough that a paced lane never runs dry at the rates we pace, long enough to cost nothing. */
const INTERVAL_MS = 5;

/** One interval timer for all downlinks, running only while one of them has something waiting. */
export class TimerPacer implements Pacer {
  readonly #pumps = new Set<() => boolean>();
  #timer: NodeJS.Timeout | undefined;

  add(pump: () => boolean): void {
    this.#pumps.add(pump);
    this.#timer ??= setInterval(() => this.#tick(), INTERVAL_MS);
  }

  /** Forgets all; what they had waiting is not sent. */
  stop(): void {
    this.#pumps.clear();
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    for (const pump of this.#pumps) if (!pump()) this.#pumps.delete(pump);
    if (this.#pumps.size === 0) this.stop();
  }
}
