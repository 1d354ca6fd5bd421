// Every type of Variant, as the real engines write, read and print it.

import { beforeEach, describe, expect, test } from "vitest";
import { comparable, javaScriptOf } from "./golden/described.test.helper.js";
import { dialects, differences } from "./golden/dialects.test.helper.js";
import { golden } from "./golden/golden.test.helper.js";
import { set_error_handler } from "./report.js";

beforeEach(() => {
  set_error_handler(() => undefined);
  return () => set_error_handler();
});

describe.each([3, 4] as const)("Godot %i", async (generation) => {
  const { values, damaged } = await golden(generation);
  const dialect = dialects[generation];

  test("our bytes of a value are Godot's", () => {
    expect(
      differences(
        values,
        ({ value }) => dialect.encode(javaScriptOf(value)),
        ({ hex }) => hex,
      ),
    ).toEqual([]);
  });

  test("Godot's bytes are read as the value that they were made of", () => {
    for (const { value, hex } of values) expect(comparable(dialect.decode(hex)), hex).toStrictEqual(comparable(javaScriptOf(value)));
  });

  test("what was read is written in the same bytes again", () => {
    expect(
      differences(
        values,
        ({ hex }) => dialect.encode(dialect.decode(hex)),
        ({ hex }) => hex,
      ),
    ).toEqual([]);
  });

  test("str() makes the text that Godot makes", () => {
    expect(
      differences(
        values,
        ({ value }) => dialect.str(javaScriptOf(value)),
        ({ text }) => text,
      ),
    ).toEqual([]);
  });

  test("damaged bytes are read as Godot reads them, and refused where Godot refuses", () => {
    expect(
      differences(
        damaged,
        ({ hex }) => dialect.encode(dialect.decode(hex)),
        ({ result }) => result ?? "00000000",
      ),
    ).toEqual([]);
  });
});
