import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Results } from "../results.js";
import { chartOf } from "./chart.js";
import { markdownOf } from "./markdown.js";
import { CHART, performancePage } from "./performance-page.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Where results are kept, and the page made of them. */
export const resultsFolder = join(root, "bench/results");
/** The documentation's page. */
export const pagePath = join(root, "docs/performance.md");

/**
 * Writes results as JSON and Markdown. Only those of everything at full length are called `latest`, and make the documentation's page and its
 * chart; others are called `quick` or `some`, so that they never stand where those should. @returns the files' common name.
 */
export function writeResults(results: Results, isComplete: boolean): string {
  const name = results.quick ? "quick" : isComplete ? "latest" : "some";
  write(join(resultsFolder, `${name}.json`), `${JSON.stringify(results, undefined, 2)}\n`);
  write(join(resultsFolder, `${name}.md`), `${markdownOf(results)}\n`);
  if (name === "latest") writePage(results);
  return join(resultsFolder, name);
}

/** Writes `docs/performance.md` and its chart. */
export function writePage(results: Results): void {
  write(pagePath, performancePage(results));
  write(join(dirname(pagePath), CHART), chartOf(results));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
