import { describe, expect, it } from "vitest";
import { pageTimer } from "./steady-timer.js";

/** A page whose clock, visibility and timers a test turns by hand. */
class Page {
  nowMs = 0;
  hidden = false;
  workersAllowed = true;
  rung: number[] = [];
  timeouts = new Set<{ atMs: number; ring: () => void }>();
  workers: { atMs: number; ring: () => void; forbidden: () => void }[] = [];
  #changed = (): void => {};

  readonly timer = pageTimer(() => this.rung.push(this.nowMs), {
    clock: () => this.nowMs,
    hidden: () => this.hidden,
    onVisibilityChange: (changed) => {
      this.#changed = changed;
      return () => (this.#changed = () => {});
    },
    createWorker: (ring, forbidden) => {
      if (!this.workersAllowed) throw new Error("forbidden by policy");
      const worker = { atMs: Infinity, ring, forbidden };
      this.workers.push(worker);
      return {
        set: (delayMs) => (worker.atMs = delayMs < 0 ? Infinity : this.nowMs + delayMs),
        close: () => (worker.atMs = Infinity),
      };
    },
    after: (delayMs, ring) => {
      const timeout = { atMs: this.nowMs + delayMs, ring };
      this.timeouts.add(timeout);
      return () => this.timeouts.delete(timeout);
    },
  });

  hide(hidden: boolean): void {
    this.hidden = hidden;
    this.#changed();
  }

  /** Runs to a time. A hidden page's own timers ring on the full minute only. */
  runTo(untilMs: number): void {
    for (; this.nowMs < untilMs; this.nowMs++) this.#tick();
    this.#tick();
  }

  #tick(): void {
    for (const worker of this.workers) {
      if (worker.atMs > this.nowMs) continue;
      worker.atMs = Infinity;
      worker.ring();
    }
    if (this.hidden && this.nowMs % 60_000 !== 0) return;
    for (const timeout of this.timeouts) {
      if (timeout.atMs > this.nowMs) continue;
      this.timeouts.delete(timeout);
      timeout.ring();
    }
  }
}

describe("the steady timer", () => {
  it("rings once, at its time", () => {
    const page = new Page();
    page.timer.arm(5);
    page.runTo(100);
    expect(page.rung).toEqual([5]);
  });

  it("keeps only the last time it was given", () => {
    const page = new Page();
    page.timer.arm(5);
    page.timer.arm(50);
    page.timer.arm(20);
    page.runTo(100);
    expect(page.rung).toEqual([20]);
    page.timer.arm(110);
    page.timer.arm(Infinity);
    page.runTo(200);
    expect(page.rung).toEqual([20]);
  });

  it("is put off without a new wait each time, and rings at the last time", () => {
    const page = new Page();
    const waits = new Set<object>();
    for (let packet = 0; packet < 100; packet++) {
      page.timer.arm(page.nowMs + 50);
      for (const wait of page.timeouts) waits.add(wait);
      page.runTo(page.nowMs + 1);
    }
    page.runTo(1000);
    // At 149, or a millisecond sooner, as it may.
    expect(page.rung).toEqual([148]);
    expect(waits.size).toBeLessThan(5);
  });

  it("waits once only when the worker's earlier setting rings in a page that is seen again", () => {
    const page = new Page();
    page.timer.arm(40);
    page.hide(true);
    page.timer.arm(20);
    page.hide(false);
    page.timer.arm(60);
    page.runTo(30);
    expect(page.timeouts.size).toBe(1);
    page.runTo(100);
    expect(page.rung).toEqual([60]);
    expect(page.timeouts.size).toBe(0);
  });

  it("needs no worker in a page that is seen", () => {
    const page = new Page();
    page.timer.arm(5);
    page.runTo(10);
    expect(page.workers).toHaveLength(0);
  });

  it("keeps time in a hidden page", () => {
    const page = new Page();
    page.runTo(1);
    page.hide(true);
    for (const atMs of [100, 1_100, 2_100]) {
      page.timer.arm(atMs);
      page.runTo(atMs);
    }
    expect(page.rung).toEqual([100, 1_100, 2_100]);
  });

  it("takes a running wait along when the page is hidden, and back when it is seen again", () => {
    const page = new Page();
    page.timer.arm(100);
    page.runTo(50);
    page.hide(true);
    page.runTo(100);
    expect(page.rung).toEqual([100]);
    page.timer.arm(300);
    page.runTo(200);
    page.hide(false);
    page.runTo(1_000);
    expect(page.rung).toEqual([100, 300]);
  });

  it("makes do with the page's own timers where a worker is forbidden", () => {
    const page = new Page();
    page.workersAllowed = false;
    page.hide(true);
    page.timer.arm(10);
    page.runTo(60_000);
    expect(page.rung).toEqual([60_000]);
  });

  it("makes do with them too when the worker turns out to be forbidden only later", () => {
    const page = new Page();
    page.hide(true);
    page.timer.arm(10);
    const [worker] = page.workers;
    if (worker === undefined) throw new Error("no worker was made");
    worker.atMs = Infinity;
    worker.forbidden();
    page.runTo(60_000);
    expect(page.rung).toEqual([60_000]);
  });

  it("waits longer than setTimeout can", () => {
    const page = new Page();
    const atMs = 0x7fff_ffff + 10;
    page.timer.arm(atMs);
    page.nowMs = 0x7fff_ffff;
    page.runTo(atMs + 5);
    expect(page.rung).toEqual([atMs]);
  });

  it("never rings once it is disposed of", () => {
    const page = new Page();
    page.hide(true);
    page.timer.arm(5);
    page.timer.dispose();
    page.hide(false);
    page.runTo(100);
    expect(page.rung).toEqual([]);
  });
});
