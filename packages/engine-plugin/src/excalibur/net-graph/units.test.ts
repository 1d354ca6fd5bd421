import { expect, test } from "vitest";
import { bytes, bytesPerSecond, milliseconds, packetsPerSecond, percent, perSecond, plusMinus } from "./units.js";

const plain = (text: string) => text.replaceAll("\u202f", " ");

test.for([
  [milliseconds(0), "0 ms"],
  [milliseconds(3.14), "3.1 ms"],
  [milliseconds(9.97), "10 ms"],
  [milliseconds(48.2), "48 ms"],
  [plusMinus(3), "±3 ms"],
  [percent(0), "0 %"],
  [percent(0.0004), "<0.1 %"],
  [percent(0.025), "2.5 %"],
  [percent(1), "100 %"],
  [bytes(0), "0 B"],
  [bytes(999), "999 B"],
  [bytes(1234), "1.2 kB"],
  [bytes(99_700), "100 kB"],
  [bytes(999_700), "1 MB"],
  [bytes(3_400_000), "3.4 MB"],
  [bytesPerSecond(1500.4), "1.5 kB/s"],
  [perSecond(0.44), "0.4/s"],
  [packetsPerSecond(20.2), "20 pkt/s"],
] as const)("%s reads %s", ([text, expected]) => {
  expect(plain(text)).toBe(expected);
});

test.for([milliseconds, plusMinus, percent, bytes, bytesPerSecond, perSecond, packetsPerSecond])("%o writes a dash for what is not known", (write) => {
  expect([write(-1), write(Number.NaN), write(Number.POSITIVE_INFINITY)]).toEqual(["–", "–", "–"]);
});

test("a text stays short whatever the figure, so that columns do not jump", () => {
  for (let value = 0.001; value < 1e9; value *= 1.37) {
    expect(bytesPerSecond(value).length).toBeLessThanOrEqual("999 kB/s".length + 2);
  }
});
