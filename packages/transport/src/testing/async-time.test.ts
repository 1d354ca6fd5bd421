import { expect, test, vi } from "vitest";
import { AsyncTime } from "./async-time.js";
import { VirtualTime } from "./virtual-time.js";

function clock() {
  const time = new VirtualTime();
  return { time, run: new AsyncTime(time) };
}

test("time stands still unless somebody waits", async () => {
  const { time, run } = clock();
  time.schedule(10, () => {});
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(time.now).toBe(0);
  await run.advance(25);
  expect(time.now).toBe(25);
});

test("what follows on a promise comes before the next instant, however many awaits it takes", async () => {
  const { time, run } = clock();
  const seen: string[] = [];
  const long = async (): Promise<void> => {
    for (let i = 0; i < 1000; i++) await Promise.resolve();
    seen.push(`the chain ended at ${time.now}`);
    time.schedule(time.now, () => seen.push(`and what it wanted at once came at ${time.now}`));
  };
  time.schedule(10, () => void long());
  time.schedule(11, () => seen.push("11"));
  await run.advance(20);
  expect(seen).toEqual(["the chain ended at 10", "and what it wanted at once came at 10", "11"]);
});

test("several may wait at once, and each is released when its time has come", async () => {
  const { time, run } = clock();
  const seen: string[] = [];
  await Promise.all(
    [30, 10, 20].map(async (ms) => {
      await run.advance(ms);
      seen.push(`${ms} at ${time.now}`);
    }),
  );
  expect(seen).toEqual(["10 at 10", "20 at 20", "30 at 30"]);
});

test("a condition is looked at when something happened, and time stops when it holds", async () => {
  const { time, run } = clock();
  let rung = false;
  time.schedule(40, () => {
    rung = true;
  });
  expect(await run.until(() => rung, 1000)).toBe(true);
  expect(time.now).toBe(40);
  expect(await run.until(() => !rung, 1000)).toBe(false);
  expect(time.now).toBe(1040);
});

test("what a scheduled call throws reaches whoever waits, and time goes on afterwards", async () => {
  const { time, run } = clock();
  time.schedule(10, () => {
    throw new Error("oh");
  });
  await expect(run.advance(20)).rejects.toThrow("oh");
  expect(time.now).toBe(10);
  await run.advance(20);
  expect(time.now).toBe(30);
});

test("what was called off neither happens nor counts", async () => {
  const { time, run } = clock();
  let rung = 0;
  const scheduled = time.schedule(10, () => rung++);
  time.schedule(20, () => rung++);
  time.cancel(scheduled);
  expect(time.nextAtMs).toBe(20);
  await run.advance(50);
  time.cancel(scheduled);
  expect([rung, time.nextAtMs]).toEqual([1, Number.POSITIVE_INFINITY]);
});

test("it does not go backward", () => {
  const { run } = clock();
  expect(() => run.until(() => true, -1)).toThrow("not forward");
});

test("it does without setImmediate, which no browser has, and with a test's own clocks in its place", async () => {
  vi.stubGlobal("setImmediate", undefined);
  vi.resetModules();
  const { AsyncTime: InBrowser } = await import("./async-time.js");
  vi.unstubAllGlobals();
  vi.useFakeTimers();
  try {
    for (const Clock of [InBrowser, AsyncTime]) {
      const time = new VirtualTime();
      const run = new Clock(time);
      const seen: number[] = [];
      time.schedule(10, () => void Promise.resolve().then(() => seen.push(time.now)));
      await run.advance(20);
      expect([seen, time.now]).toEqual([[10], 20]);
    }
  } finally {
    vi.useRealTimers();
  }
});
