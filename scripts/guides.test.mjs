// The TypeScript in the guides of docs/ compiles at its strictest, and runs in a program that has no page and no relay yet. Pages whose examples say what comes out
// have tests of their own.

import { transformWithOxc } from "vite";
import { expect, test, vi } from "vitest";
import * as godot from "../packages/engine-plugin/src/godot/index.js";
import * as plugin from "../packages/engine-plugin/src/index.js";
import { compile, examplesOf } from "./lib/doc-examples.mjs";

const pages = ["lobbies.md", "friends-and-tickets.md", "why.md", "porting.md"];
/** Their examples need a page, and Excalibur: they are compiled only. */
const pagesForBrowsers = ["net-graph.md"];

/** @typedef {(...args: unknown[]) => Promise<void>} Program */
/** What examples may import. */
const imports = { ...godot, ...plugin };
const AsyncFunction = /** @type {new (...parametersAndBody: string[]) => Program} */ (/** @type {unknown} */ ((async () => {}).constructor));

test.each([...pages, ...pagesForBrowsers])("%s has examples, and they are TypeScript at its strictest", { timeout: 60_000 }, (page) => {
  const examples = examplesOf(page);
  expect(examples.length).toBeGreaterThan(0);
  expect(compile(examples)).toBe("");
});

const all = pages.flatMap((page) => examplesOf(page).map(({ code, line }) => ({ page, code, line })));

test.each(all)("the example at line $line of $page runs", async ({ code }) => {
  for (const level of /** @type {const} */ (["info", "warn", "error"])) vi.spyOn(console, level).mockReturnValue();
  const source = code.replaceAll(/^import .*$/gm, "").replaceAll(/^export /gm, "");
  const { code: script } = await transformWithOxc(`async function example() {\n${source}\n}`, "example.ts");
  const run = new AsyncFunction(...Object.keys(imports), `${script}\nawait example();`);
  await expect(run(...Object.values(imports))).resolves.toBeUndefined();
});
