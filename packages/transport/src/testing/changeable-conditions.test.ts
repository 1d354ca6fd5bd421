import { expect, test } from "vitest";
import { changeableConditions, changeConditions } from "./changeable-conditions.js";

test("conditions are those of a good network, unless something else is said, the last word counting", () => {
  expect({ ...changeableConditions({ lagMs: 40, loss: 0.1 }, { loss: 0.2 }) }).toEqual({
    lagMs: 40, jitterMs: 0, loss: 0.2, duplication: 0, reordering: 0, bytesPerSecond: Number.POSITIVE_INFINITY,
  });
});

test.each([
  ["loss", 5, "loss is a share from 0 to 1, not 5"],
  ["loss", Number.NaN, "not NaN"],
  ["duplication", -0.1, "duplication is a share"],
  ["lagMs", -1, "lagMs cannot be -1"],
  ["lagMs", Number.POSITIVE_INFINITY, "lagMs cannot be Infinity"],
  ["bytesPerSecond", 0, "more than 0"],
] as const)("%s cannot be %d", (name, value, message) => {
  const conditions = changeableConditions();
  const before = conditions[name];
  expect(() => {
    conditions[name] = value;
  }).toThrow(message);
  expect(conditions[name]).toBe(before);
});

test("a name that is none is a slip", () => {
  expect(() => changeConditions(changeableConditions(), { los: 0.1 } as object)).toThrow(/no "los".*loss/);
});
