import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { generate, page, typeTest } from "./generate-coverage.mjs";

const read = (/** @type {string} */ file) => readFileSync(file, "utf8").replaceAll("\r\n", "\n");

test("docs/coverage.md says what the code has, and nothing of GodotSteam's is missing; otherwise run: node scripts/generate-coverage.mjs", async () => {
  const files = await generate();
  expect(read(page)).toBe(files.page);
  expect(read(typeTest)).toBe(files.typeTest);
});
