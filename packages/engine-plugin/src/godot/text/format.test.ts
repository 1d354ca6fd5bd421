import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { set_error_handler } from "../report.js";
import { format, format3 } from "./format.js";
import { godot3Formats, godot4Formats, MISTAKE } from "./golden-formats.test.helper.js";

const reported = vi.fn<(message: string) => void>();
beforeEach(() => void set_error_handler((message) => reported(message)));
afterEach(() => {
  set_error_handler();
  reported.mockClear();
});

test.each(godot4Formats.map(([text, values, expected]) => ({ text, values, expected })))(
  "Godot 4.6: $text with $values",
  ({ text, values, expected }) => {
    expect(format(text, values)).toBe(expected === MISTAKE ? text : expected);
    if (expected === MISTAKE) expect(reported).toHaveBeenCalledOnce();
  },
);

test.each(godot3Formats.map(([text, values, expected]) => ({ text, values, expected })))(
  "Godot 3.2.3: $text with $values",
  ({ text, values, expected }) => {
    expect(format3(text, values)).toBe(expected === MISTAKE ? text : expected);
    expect(reported).toHaveBeenCalledTimes(expected === MISTAKE ? 1 : 0);
  },
);

test("mistakes are reported in Godot's words", () => {
  format("%s %s", ["a"]);
  format("%d", ["a"]);
  format("%z", [1]);
  expect(reported.mock.calls).toEqual([
    ["String formatting error: not enough arguments for format string."],
    ["String formatting error: a number is required."],
    ["String formatting error: unsupported format character."],
  ]);
});

test("an id is exact", () => {
  expect(format("steamid:%d", 76561197960287930n)).toBe("steamid:76561197960287930");
});
