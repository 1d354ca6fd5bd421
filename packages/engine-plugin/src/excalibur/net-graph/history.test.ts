import { expect, test } from "vitest";
import { topOf } from "./chart.js";
import { History } from "./history.js";

const all = (history: History) => Array.from({ length: history.length }, (_, index) => history.at(index));

test("a history keeps the latest values, oldest first", () => {
  const history = new History(3);
  expect(all(history)).toEqual([]);
  for (const value of [1, 2, 3, 4, 5]) history.push(value);
  expect(all(history)).toEqual([3, 4, 5]);
  expect(history.max).toBe(5);
  expect([history.at(-1), history.at(3)]).toEqual([Number.NaN, Number.NaN]);
});

test("a gap is a gap, and no maximum", () => {
  const history = new History(3);
  for (const value of [7, Number.NaN, 2]) history.push(value);
  expect(all(history)).toEqual([7, Number.NaN, 2]);
  expect(history.max).toBe(7);
  history.clear();
  expect(history.max).toBe(0);
});

test.for([[[], 20], [[3], 20], [[48], 50], [[51], 100], [[2500], 5000]] as const)("a graph of %o goes up to %i", ([values, top]) => {
  const history = new History(10);
  for (const value of values) history.push(value);
  expect(topOf({ leastTop: 20, curves: [{ values: history, colour: "" }] })).toBe(top);
});
