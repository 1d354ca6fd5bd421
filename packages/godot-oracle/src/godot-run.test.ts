import { expect, test } from "vitest";
import { beginMark, endMark, linesOf, markedLines } from "./godot-run.js";

test("what a script printed is what stands between the marks", () => {
  expect(markedLines(["Godot Engine v3", "", beginMark, "one", "", "two", endMark, "bye"])).toEqual(["one", "", "two"]);
});

test.each([[["Godot Engine v3"]], [[beginMark, "one"]], [["one", endMark]]])("a script that did not get to its end has no lines: %j", (printed) => {
  expect(markedLines(printed)).toBeUndefined();
});

test("a script error is a failure, a complaint is none", () => {
  expect(linesOf({ lines: ["31"], complaints: ["ERROR: Signal 'one' is already connected"] })).toEqual(["31"]);
  expect(() => linesOf({ lines: ["31"], complaints: ["SCRIPT ERROR: main: Invalid call."] })).toThrow("Invalid call");
});
