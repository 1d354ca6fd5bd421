import type { VirtualTime } from "./virtual-time.js";

/** Somebody who waits for time to pass. */
interface Waiter {
  /** Whether what is waited for has come; looked at after each instant. */
  readonly isMet: () => boolean;
  readonly deadlineMs: number;
  readonly settle: (met: boolean) => void;
  readonly fail: (error: unknown) => void;
}

/** So many instants without the clock moving mean that two things set each other off for ever. */
const MOST_AT_ONE_TIME = 100_000;

/**
 * Runs virtual time for programs that wait with `await`: after everything due at one instant has happened, every promise that can settle does, and whatever
 * follows on it runs, before the clock moves on. So a chain of any number of `await`s takes no virtual time, as it takes none to speak of in a browser.
 *
 * What is waited for outside this clock (a file, `fetch`, `setTimeout`) is not waited for here: time runs on meanwhile.
 *
 * Several callers may wait at once; the clock runs as far as the most patient of them wants, and stops for each of the others on the way.
 */
export class AsyncTime {
  readonly #time: VirtualTime;
  readonly #waiters: Waiter[] = [];
  #running = false;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  /** Moves the clock forward by `ms`. Rejects with what a scheduled call threw meanwhile, or what {@link fail} was told. */
  async advance(ms: number): Promise<void> {
    await this.until(() => false, ms);
  }

  /**
   * Moves the clock forward until the condition holds, at most by `withinMs`; answers whether it does. Not at all when it holds already. The condition is looked at
   * whenever something has happened. Rejects as {@link advance} does.
   */
  until(condition: () => boolean, withinMs: number): Promise<boolean> {
    if (!(withinMs >= 0)) throw new RangeError(`Time goes forward only, and ${withinMs} ms is not forward.`);
    return new Promise((settle, fail) => {
      this.#waiters.push({ isMet: condition, deadlineMs: this.#time.now + withinMs, settle, fail });
      if (!this.#running) void this.#run();
    });
  }

  /** Everybody who waits now gets this error. @returns whether anybody did. */
  fail(error: unknown): boolean {
    const waiters = this.#waiters.splice(0);
    for (const { fail } of waiters) fail(error);
    return waiters.length > 0;
  }

  async #run(): Promise<void> {
    this.#running = true;
    let stuck = 0;
    // What the caller does right after the call that made it wait (another such call, perhaps) comes before time moves.
    await promisesSettled();
    for (;;) {
      if (this.#release()) await promisesSettled();
      if (this.#waiters.length === 0) break;
      const before = this.#time.now;
      const deadlineMs = Math.min(...this.#waiters.map((waiter) => waiter.deadlineMs));
      try {
        this.#time.advanceTo(Math.min(this.#time.nextAtMs, deadlineMs));
      } catch (error) {
        this.fail(error);
      }
      await promisesSettled();
      stuck = this.#time.now > before ? 0 : stuck + 1;
      if (stuck > MOST_AT_ONE_TIME) this.fail(new Error(`At ${before} ms things set each other off without end, and time cannot go on.`));
    }
    this.#running = false;
  }

  /** Lets those go who have what they wait for, or have waited long enough. @returns whether there were any. */
  #release(): boolean {
    const { now } = this.#time;
    let released = false;
    for (const waiter of [...this.#waiters]) {
      const met = waiter.isMet();
      if (!met && (now < waiter.deadlineMs || this.#time.nextAtMs <= now)) continue;
      this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
      waiter.settle(met);
      released = true;
    }
    return released;
  }
}

/** Comes back when every promise that could settle has, which only a task of its own can tell. */
const promisesSettled: () => Promise<void> = nextTask();

function nextTask(): () => Promise<void> {
  // Taken at once: a test may put clocks of its own in their place later.
  const { setImmediate } = globalThis as { readonly setImmediate?: (run: () => void) => unknown };
  if (setImmediate !== undefined) return () => new Promise((resolve) => void setImmediate(resolve));
  // A browser's timers wait longer than this, and longer still in a hidden tab.
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(0);
    });
}
