import type { EngineLike } from "./engine-like.js";

/** How often it is looked whether frames still come. Browsers let a hidden tab have a timer once a second. */
const BACKGROUND_INTERVAL_MS = 500;

/**
 * Calls `pump` once a frame, before anything of the frame is updated; and when no frames come (the tab is hidden, the engine is
 * stopped or not started yet), about once a second all the same, in the engine's context.
 */
export class Pump {
  readonly #subscriptions: { close(): void }[];
  readonly #timer: ReturnType<typeof setInterval>;
  #framed = false;

  constructor(engine: EngineLike, pump: () => void) {
    this.#subscriptions = [
      engine.on("preframe", () => {
        this.#framed = true;
        pump();
      }),
      engine.on("hidden", () => {
        this.#framed = false;
      }),
    ];
    this.#timer = setInterval(() => {
      if (!this.#framed) engine.scope(pump);
      this.#framed = false;
    }, BACKGROUND_INTERVAL_MS);
  }

  /** Stops for good. */
  stop(): void {
    for (const subscription of this.#subscriptions) subscription.close();
    clearInterval(this.#timer);
  }
}
