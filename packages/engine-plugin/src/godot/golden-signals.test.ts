// A program about signals and callables in GDScript, and its twin in TypeScript, print the same lines.

import { beforeEach, expect, test } from "vitest";
import { golden } from "./golden/golden.test.helper.js";
import { signals3 } from "./golden/signals3.test.helper.js";
import { signals4 } from "./golden/signals4.test.helper.js";
import { set_error_handler } from "./report.js";

beforeEach(() => {
  set_error_handler(() => undefined);
  return () => set_error_handler();
});

test("Godot 3: signals by name", async () => {
  expect(signals3()).toEqual((await golden(3)).signals);
});

test("Godot 4: Signal and Callable", async () => {
  expect(await signals4()).toEqual((await golden(4)).signals);
});
