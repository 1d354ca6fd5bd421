// The examples of docs/godot-types.md: each line that ends in "// → text" is an expression (behind an `if`, perhaps), and `str` of it is that text.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformWithOxc } from "vite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SteamPlugin } from "../packages/engine-plugin/src/excalibur/steam-plugin.js";
import { enable_brotli } from "../packages/engine-plugin/src/godot/brotli.js";
import * as godot from "../packages/engine-plugin/src/godot/index.js";
import { enable_zstd } from "../packages/engine-plugin/src/godot/zstd.js";
import { tools } from "./lib/workspace.mjs";

const page = readFileSync(new URL("../docs/godot-types.md", import.meta.url), "utf8");
const examples = [...page.matchAll(/^```ts\n(.*?)^```/gms)].map(({ 1: code = "", index }) => ({
  code,
  line: page.slice(0, index).split("\n").length,
}));

/** @typedef {(...args: unknown[]) => Promise<void>} Program */
const AsyncFunction = /** @type {new (...parametersAndBody: string[]) => Program} */ (/** @type {unknown} */ ((async () => {}).constructor));
/** @type {Record<string, unknown>} */
const exported = { ...godot, enable_brotli, enable_zstd, SteamPlugin };

beforeEach(() => void godot.set_error_handler(() => undefined));
afterEach(() => void godot.set_error_handler());

test("there are examples", () => {
  expect(examples.length).toBeGreaterThan(3);
});

test("they are TypeScript at its strictest", () => {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const sources = join(root, "packages/engine-plugin/src");
  const folder = mkdtempSync(join(tmpdir(), "samovar-examples-"));
  try {
    for (const { code, line } of examples) writeFileSync(join(folder, `line-${line}.ts`), `${code}export {};\n`);
    const compilerOptions = {
      ...{ composite: false, noEmit: true, declaration: false, declarationMap: false, sourceMap: false },
      ...{ module: "ESNext", moduleResolution: "Bundler", lib: ["ES2023", "DOM", "DOM.Iterable"], types: [] },
      // Each is a part of a program.
      noUnusedLocals: false,
      paths: { "@samovar/engine-plugin": [join(sources, "index.ts")], "@samovar/engine-plugin/*": [join(sources, "*/index.ts"), join(sources, "*.ts")] },
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: join(root, "tsconfig.base.json"), compilerOptions, include: ["*.ts"] }));
    const { stdout, stderr } = spawnSync(process.execPath, [tools.tsc, "-p", folder], { encoding: "utf8" });
    expect(stdout + stderr).toBe("");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
