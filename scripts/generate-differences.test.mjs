import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { generate, page } from "./generate-differences.mjs";

test("docs/differences.md says what the lists say; otherwise run: node scripts/generate-differences.mjs", async () => {
  expect(readFileSync(page, "utf8").replaceAll("\r\n", "\n")).toBe(await generate());
});
