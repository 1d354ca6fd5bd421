import { expect, test } from "vitest";
import { parseOptions } from "./options.js";

const known = ["P1", "P2", "P12"];

test("without anything, all is measured as often as it wants", () => {
  expect(parseOptions([], known)).toEqual({ only: undefined, runs: undefined, quick: false });
});

test("a quick run is one, unless more are asked for", () => {
  expect(parseOptions(["--quick"], known)?.runs).toBe(1);
  expect(parseOptions(["--quick", "--runs=2", "--only=p2,P12"], known)).toEqual({ only: ["P2", "P12"], runs: 2, quick: true });
});

test("what is not known is named, with what is", () => {
  expect(() => parseOptions(["--only=P99"], known)).toThrow("There is no measurement P99; there are: P1, P2, P12.");
  expect(() => parseOptions(["--runs=0"], known)).toThrow('--runs must be a whole number above 0, not "0".');
});
