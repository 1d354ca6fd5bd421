// The examples of docs/godot-types.md: each line that ends in "// → text" is an expression, and `str` of it is that text.

import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { enable_brotli } from "../packages/engine-plugin/src/godot/brotli.js";
import * as godot from "../packages/engine-plugin/src/godot/index.js";
import { enable_zstd } from "../packages/engine-plugin/src/godot/zstd.js";

const page = readFileSync(new URL("../docs/godot-types.md", import.meta.url), "utf8");
const examples = [...page.matchAll(/^```ts\n(.*?)^```/gms)].map(({ 1: code = "", index }) => ({
  code,
  line: page.slice(0, index).split("\n").length,
}));

/** @typedef {(...args: unknown[]) => Promise<void>} Program */
const AsyncFunction = /** @type {new (...parametersAndBody: string[]) => Program} */ (/** @type {unknown} */ ((async () => {}).constructor));
/** @type {Record<string, unknown>} */
const exported = { ...godot, enable_brotli, enable_zstd };

beforeEach(() => void godot.set_error_handler(() => undefined));
afterEach(() => void godot.set_error_handler());

test("there are examples", () => {
  expect(examples.length).toBeGreaterThan(3);
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
      const [, expression = "", text] = /^(.*?);? *\/\/ → (.*)$/.exec(line) ?? [];
      if (text === undefined) return line;
      expected.push(text);
      return `answer(${expression});`;
    })
    .join("\n");
  const run = new AsyncFunction(...Object.keys(exported), "answer", program);
  await run(...Object.values(exported), (/** @type {unknown} */ value) => answers.push(godot.str(value)));
  expect(answers).toEqual(expected);
});
