import fc from "fast-check";
import { expect, test } from "vitest";
import { COLOURS, colourOf, resolveColours } from "./colours.js";

const wish = fc.option(fc.integer({ min: 0, max: COLOURS - 1 }), { nil: undefined });

test("whatever eight wish for: no two are alike, and the first to wish for a colour has it", () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: COLOURS }), (wishes) => {
      const colours = resolveColours(wishes);
      expect(colours).toHaveLength(wishes.length);
      expect(new Set(colours).size).toBe(colours.length);
      for (const [seat, wished] of wishes.entries()) if (wished !== undefined && wishes.indexOf(wished) === seat) expect(colours[seat]).toBe(wished);
    }),
  );
});

test("what was resolved stays as it is, so nobody changes when somebody else goes", () => {
  const colours = resolveColours([3, 3, undefined, 0]);
  expect(colours).toEqual([3, 1, 2, 0]);
  expect(resolveColours(colours)).toEqual(colours);
  expect(resolveColours(colours.slice(1))).toEqual(colours.slice(1));
});

test("more than eight get colours as well", () => {
  for (const colour of resolveColours(Array.from({ length: 12 }, () => undefined))) expect(colourOf(`${colour}`)).toBe(colour);
});

test.each(["", "8", "-1", "1.5", "07", " 3", "red", "3\n"])("%j is no colour", (text) => {
  expect(colourOf(text)).toBeUndefined();
});
