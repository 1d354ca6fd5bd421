import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KeptReady } from "./kept-ready.js";

const GOOD_FOR_MS = 60_000;
const MAKE_MS = 50;

let made = 0;
let discarded: number[] = [];
let fails = false;

function kept(): KeptReady<number> {
  return new KeptReady({
    make: async () => {
      await new Promise((resolve) => setTimeout(resolve, MAKE_MS));
      if (fails) throw new Error("no more of them");
      return ++made;
    },
    discard: (one) => {
      discarded.push(one);
      return Promise.resolve();
    },
    goodForMs: GOOD_FOR_MS,
  });
}

/** How many ms of virtual time somebody who takes one waits for it. */
async function taken(ready: KeptReady<number>): Promise<{ one: number | undefined; waited: number }> {
  const asked = Date.now();
  const one = ready.take().then((got) => ({ one: got, waited: Date.now() - asked }));
  await vi.advanceTimersByTimeAsync(4 * MAKE_MS);
  return one;
}

beforeEach(() => {
  vi.useFakeTimers();
  made = 0;
  discarded = [];
  fails = false;
});
afterEach(() => void vi.useRealTimers());

describe("what is kept ready", () => {
  it("is there at once, and so is the next one", async () => {
    const ready = kept();
    await vi.advanceTimersByTimeAsync(MAKE_MS);
    expect(await taken(ready)).toEqual({ one: 1, waited: 0 });
    expect(await taken(ready)).toEqual({ one: 2, waited: 0 });
    expect(made).toBe(3);
  });

  it("goes to one of those who ask at once, and none is given twice", async () => {
    const ready = kept();
    const all = Promise.all(Array.from({ length: 5 }, () => taken(ready)));
    await vi.advanceTimersByTimeAsync(GOOD_FOR_MS / 2);
    expect(new Set((await all).map(({ one }) => one))).toEqual(new Set([1, 2, 3, 4, 5]));
  });

  it("is made anew when nobody took it for so long, and the old one is discarded", async () => {
    const ready = kept();
    await vi.advanceTimersByTimeAsync(2 * GOOD_FOR_MS + MAKE_MS);
    expect(discarded).toEqual([1, 2]);
    expect((await taken(ready)).one).toBe(3);
  });

  it("does not stay broken when one could not be made", async () => {
    fails = true;
    const ready = kept();
    await vi.advanceTimersByTimeAsync(MAKE_MS);
    const error = ready.take().catch((why: unknown) => why);
    await vi.advanceTimersByTimeAsync(2 * MAKE_MS);
    expect(await error).toEqual(new Error("no more of them"));
    fails = false;
    // One that could not be made was being kept ready.
    expect((await taken(ready)).one).toBeDefined();
  });

  it("leaves nothing behind when it is closed, not even what was being made", async () => {
    const ready = kept();
    const closed = ready.close();
    await vi.advanceTimersByTimeAsync(MAKE_MS);
    await closed;
    expect(discarded).toEqual([1]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
