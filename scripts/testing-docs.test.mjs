// The examples of docs/testing.md are tests: here they compile, and pass.

import { transformWithOxc } from "vite";
import { expect, test } from "vitest";
import { SteamWorld } from "../packages/engine-plugin/src/testing/index.js";
import { compile, examplesOf } from "./lib/doc-examples.mjs";

const examples = examplesOf("testing.md");
/** What several examples share stands in one that is a file. */
const files = examples.filter(({ name }) => name !== undefined);
const programs = examples.filter(({ name }) => name === undefined);

// The examples are ours.
const AnyFunction = /** @type {new (...parametersAndBody: string[]) => (...args: unknown[]) => void} */ (/** @type {unknown} */ ((() => {}).constructor));

/** @typedef {[title: string, run: () => Promise<void>]} Case */

/**
 * The tests in an example.
 * @param {string} code
 * @returns {Promise<Case[]>}
 */
async function casesOf(code) {
  const source = [...files, { code }].map((part) => part.code.replaceAll(/^import .*$/gm, "").replaceAll(/^export /gm, "")).join("\n");
  const { code: script } = await transformWithOxc(source, "example.ts");
  /** @type {Case[]} */
  const cases = [];
  const given = {
    SteamWorld,
    expect,
    test: Object.assign((/** @type {string} */ title, /** @type {() => Promise<void>} */ run) => cases.push([title, run]), {
      each: (/** @type {number[]} */ seeds) => (/** @type {string} */ title, /** @type {(seed: number) => Promise<void>} */ run) => {
        for (const seed of seeds) cases.push([title.replace("%d", String(seed)), () => run(seed)]);
      },
    }),
  };
  const define = new AnyFunction(...Object.keys(given), script);
  define(...Object.values(given));
  return cases;
}

test("there are examples, and they are TypeScript at its strictest", { timeout: 60_000 }, () => {
  expect(programs.length).toBeGreaterThan(4);
  expect(compile(examples)).toBe("");
});

test.each(programs)("the example at line $line passes", async ({ code }) => {
  const cases = await casesOf(code);
  expect(cases.length).toBeGreaterThan(0);
  for (const [, run] of cases) await run();
});
