import { expect, test } from "vitest";
import { median, quantile } from "./statistics.js";

test("a quantile is the smallest value that enough others do not exceed", () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([quantile(values, 0.5), quantile(values, 0.99), quantile(values, 1)]).toEqual([50, 99, 100]);
  expect(quantile([], 0.5)).toBeNaN();
});

test("a median of an even number of values is the mean of the middle two", () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  expect(median([])).toBeNaN();
});
