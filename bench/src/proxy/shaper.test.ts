import { expect, test } from "vitest";
import { link } from "./conditions.js";
import { LinkShaper } from "./shaper.js";

function shaper(conditions: Parameters<typeof link>[0], seed = 1): LinkShaper {
  const made = new LinkShaper(seed);
  made.conditions = link(conditions);
  return made;
}

/** Sends packets of one size, one each millisecond. */
function send(to: LinkShaper, packets: number, bytes = 100): (readonly number[])[] {
  return Array.from({ length: packets }, (_, index) => to.pass(index, bytes));
}

test("a clean link passes everything at once", () => {
  expect(send(shaper({}), 3)).toEqual([[0], [1], [2]]);
});

test("delay is the same for all", () => {
  expect(send(shaper({ delayMs: 50 }), 3)).toEqual([[50], [51], [52]]);
});

test("the share of packets that is lost is the one asked for, and the same ones are lost with the same seed", () => {
  const lossy = shaper({ loss: 0.2 }, 7);
  const fates = send(lossy, 10_000);
  const lost = fates.filter((arrivals) => arrivals.length === 0).length;
  expect(lost).toBeGreaterThan(1_850);
  expect(lost).toBeLessThan(2_150);
  expect(lossy.counters).toMatchObject({ packets: 10_000, bytes: 1_000_000, lost });
  expect(send(shaper({ loss: 0.2 }, 7), 10_000)).toEqual(fates);
  expect(send(shaper({ loss: 0.2 }, 8), 10_000)).not.toEqual(fates);
});

test("what else happens to packets does not change which are lost", () => {
  const lostOf = (conditions: Parameters<typeof link>[0]) => send(shaper({ loss: 0.1, ...conditions }), 1_000).map((arrivals) => arrivals.length === 0);
  expect(lostOf({ delayMs: 20, jitterMs: 30, duplicate: 0.5, reorder: 0.5 })).toEqual(lostOf({}));
});

test("jitter makes packets late, never out of order", () => {
  const arrivals = send(shaper({ delayMs: 10, jitterMs: 40 }), 1_000).map(([at]) => at as number);
  expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b));
  for (const [sentAt, at] of arrivals.entries()) {
    expect(at).toBeGreaterThanOrEqual(sentAt + 10);
    expect(at).toBeLessThan(sentAt + 50);
  }
});

test("reordering holds some packets back, which others overtake", () => {
  const held = shaper({ delayMs: 10, reorder: 0.1, reorderMs: 5 });
  const late = send(held, 1_000).filter(([at], sentAt) => at === sentAt + 15).length;
  expect(late).toBe(held.counters.reordered);
  expect(late).toBeGreaterThan(60);
  expect(late).toBeLessThan(140);
});

test("a duplicated packet arrives twice", () => {
  const doubled = shaper({ duplicate: 0.3 });
  const twice = send(doubled, 1_000).filter((arrivals) => arrivals.length === 2).length;
  expect(twice).toBe(doubled.counters.duplicated);
  expect(twice).toBeGreaterThan(240);
  expect(twice).toBeLessThan(360);
});

test("a limited line sends at its rate, queues what it may and drops the rest", () => {
  // 100 B each 10 ms, and 300 B may wait.
  const slow = shaper({ bytesPerSecond: 10_000, queueBytes: 300 });
  expect([slow.pass(0, 100), slow.pass(0, 100), slow.pass(0, 100), slow.pass(0, 100)]).toEqual([[10], [20], [30], []]);
  expect(slow.pass(15, 100)).toEqual([40]);
  expect(slow.pass(200, 100)).toEqual([210]);
  expect(slow.counters.overflowed).toBe(1);
});

test("counters begin anew when they are reset", () => {
  const clean = shaper({});
  send(clean, 5);
  clean.resetCounters();
  send(clean, 2, 30);
  expect(clean.counters).toEqual({ packets: 2, bytes: 60, lost: 0, overflowed: 0, duplicated: 0, reordered: 0 });
});
