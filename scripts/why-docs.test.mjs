// What docs/why.md says that Steam.why says, it says: each quoted sentence is there in the source, apart from what differs.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "packages/engine-plugin/src/steam/diagnosis");
const sources = readdirSync(folder)
  .filter((name) => name.endsWith(".ts") && !name.includes(".test"))
  .map((name) => readFileSync(join(folder, name), "utf8"))
  .join("\n");

const quotes = [...readFileSync(join(root, "docs/why.md"), "utf8").matchAll(/^\| ([^|*]+?) \| [^|]+ \|$/gm)].map(([, quote = ""]) => quote).filter((quote) => quote !== "It says" && !/^-+$/.test(quote));

test("the page quotes all kinds of sentences", () => {
  expect(quotes.length).toBeGreaterThan(25);
});

test.each(quotes)("%s", (quote) => {
  const parts = quote.split(/…|\bBen\b|\blie\b|, but /).map((part) => part.trim().replace(/^[,:)] ?|[ (]$/g, "")).filter((part) => part.length > 2);
  expect(parts.filter((part) => !sources.includes(part))).toEqual([]);
});
