import type { SteadyTimer, TimerFactory } from "./steady-timer.js";

/** A timer that can be set earlier, and knows when it was to ring. Without {@link start} it does nothing. */
export class Alarm {
  #timer: SteadyTimer | undefined;
  #atMs = Infinity;

  /** When it rings, or should have rung. */
  get atMs(): number {
    return this.#atMs;
  }

  start(make: TimerFactory, ring: () => void): void {
    this.#timer = make(ring);
  }

  stop(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#atMs = Infinity;
  }

  set(atMs: number): void {
    if (this.#timer === undefined) return;
    this.#atMs = atMs;
    this.#timer.arm(atMs);
  }

  /** Rings then at the latest. */
  setBy(atMs: number): void {
    if (atMs < this.#atMs) this.set(atMs);
  }
}
