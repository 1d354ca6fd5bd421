// The operator `%`, int() and float(), as the real engines answer them.

import { beforeEach, describe, expect, test } from "vitest";
import { javaScriptOf } from "./golden/described.test.helper.js";
import { dialects, differences } from "./golden/dialects.test.helper.js";
import { formatOrMistake, formatOutcome } from "./golden/format-outcome.test.helper.js";
import { golden } from "./golden/golden.test.helper.js";
import { float } from "./helpers/float.js";
import { int } from "./helpers/int.js";
import { set_error_handler } from "./report.js";

beforeEach(() => {
  set_error_handler(() => undefined);
  return () => set_error_handler();
});

describe.each([3, 4] as const)("Godot %i", async (generation) => {
  const { formats, conversions } = await golden(generation);

  test("format() makes the text that Godot's % makes, and reports a mistake where Godot does", () => {
    expect(differences(formats, ({ format, values }) => formatOutcome(generation, format, javaScriptOf(values)), formatOrMistake)).toEqual([]);
  });

  test("int() and float() make the numbers that Godot makes", () => {
    const ours = { int, float } as unknown as Record<string, (value: unknown) => unknown>;
    expect(
      differences(
        conversions,
        ({ call, value }) => dialects[generation].encode(ours[call]?.(javaScriptOf(value))),
        ({ result }) => result ?? "",
      ),
    ).toEqual([]);
  });
});
