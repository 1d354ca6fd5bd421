import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { Results } from "../results.js";
import { chartOf } from "./chart.js";
import { CHART, performancePage } from "./performance-page.js";
import { pagePath, resultsFolder } from "./write.js";

const latest = join(resultsFolder, "latest.json");

/** Line ends are git's business. */
const read = (path: string): string => readFileSync(path, "utf8").replaceAll("\r\n", "\n");

test.skipIf(!existsSync(latest))("the documentation's page and chart are those of the latest results: else run bench/dist/report/rewrite-page.js", () => {
  const results = JSON.parse(read(latest)) as Results;
  expect(read(pagePath)).toBe(performancePage(results));
  expect(read(join(dirname(pagePath), CHART))).toBe(chartOf(results));
});

test("a figure that could not be had is shown as such, in the table and in the chart", () => {
  const row = { title: "p99", unit: "x", sense: "at most", limit: 2, median: NaN, lowest: NaN, highest: NaN, reached: false } as const;
  const machine = { processor: "-", cores: 1, memoryGb: 1, system: "-", node: "-", browser: "-" };
  const results: Results = {
    date: "2026-01-01T00:00:00Z", quick: false, machine, loadBefore: 0,
    results: [{ id: "P0", title: "nothing", against: "-", method: "None.", rows: [row], criteria: [row], runs: [{}] }],
  };
  expect(performancePage(results)).toContain("| P0 | nothing | - | p99: at most 2.00x | - | **no** |");
  expect(chartOf(results)).not.toContain("NaN");
});
