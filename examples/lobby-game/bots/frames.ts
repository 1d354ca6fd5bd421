import type { Bot } from "./bot.js";

const FRAME_MS = 1000 / 60;

/** Gives bots their sixty frames a second, and lets others wait for what comes of it. */
export class Frames {
  readonly #bots: readonly Bot[];
  readonly #after = new Set<() => void>();
  readonly #timer: ReturnType<typeof setInterval>;
  #lastMs = performance.now();

  constructor(bots: readonly Bot[]) {
    this.#bots = bots;
    this.#timer = setInterval(() => this.#frame(), FRAME_MS);
  }

  /** Calls back after every frame, until `stop`. @returns how to end that earlier */
  each(act: () => void): () => void {
    this.#after.add(act);
    return () => void this.#after.delete(act);
  }

  /** Resolves as soon as something is so, and rejects with what was waited for when it is not within the time. */
  until(what: string, holds: () => boolean, patienceMs: number): Promise<void> {
    const giveUpMs = performance.now() + patienceMs;
    return new Promise((resolve, reject) => {
      const stop = this.each(() => {
        if (holds()) resolve();
        else if (performance.now() < giveUpMs) return;
        else reject(new Error(`${what} did not come about within ${Math.round(patienceMs / 1000)} s.`));
        stop();
      });
    });
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#after.clear();
  }

  #frame(): void {
    const nowMs = performance.now();
    const elapsedMs = nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    for (const bot of this.#bots) bot.frame(elapsedMs);
    for (const act of [...this.#after]) act();
  }
}
