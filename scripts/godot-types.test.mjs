// The examples of docs/godot-types.md: each line that ends in "// → text" is an expression (behind an `if`, perhaps), and `str` of it is that text.

import { transformWithOxc } from "vite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SteamPlugin } from "../packages/engine-plugin/src/excalibur/steam-plugin.js";
import { enable_brotli } from "../packages/engine-plugin/src/godot/brotli.js";
import * as godot from "../packages/engine-plugin/src/godot/index.js";
import { enable_zstd } from "../packages/engine-plugin/src/godot/zstd.js";
import { compile, examplesOf } from "./lib/doc-examples.mjs";

const examples = examplesOf("godot-types.md");

/** @typedef {(...args: unknown[]) => Promise<void>} Program */
const AsyncFunction = /** @type {new (...parametersAndBody: string[]) => Program} */ (/** @type {unknown} */ ((async () => {}).constructor));
/** @type {Record<string, unknown>} */
const exported = { ...godot, enable_brotli, enable_zstd, SteamPlugin };

beforeEach(() => void godot.set_error_handler(() => undefined));
afterEach(() => void godot.set_error_handler());

test("there are examples", () => {
  expect(examples.length).toBeGreaterThan(3);
});

test("they are TypeScript at its strictest", { timeout: 60_000 }, () => {
  expect(compile(examples)).toBe("");
});

test.each(examples)("the example at line $line says what happens", async ({ code }) => {
  /** @type {string[]} */
  const answers = [];
  /** @type {string[]} */
  const expected = [];
  const program = code
    .split("\n")
    .filter((line) => !line.startsWith("import "))
    .map((line) => {
      const [, before = "", expression = "", text] = /^(if \(.*?\) )?(.*?);? *\/\/ → (.*)$/.exec(line) ?? [];
      if (text === undefined) return line;
      expected.push(text);
      return `${before}answer(${expression});`;
    })
    .join("\n");
  const { code: script } = await transformWithOxc(`async function example() {\n${program}\n}`, "example.ts");
  const run = new AsyncFunction(...Object.keys(exported), "answer", `${script}\nawait example();`);
  await run(...Object.values(exported), (/** @type {unknown} */ value) => answers.push(godot.str(value)));
  expect(answers).toEqual(expected);
});
