// Reads the JSON reports of the two test runners, for one closing line.

import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @typedef {{ status: string, assertionResults: unknown[] }} VitestFile */
/** @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: VitestFile[] }} VitestReport */
/** @typedef {{ stats: { expected: number, flaky: number, unexpected: number, skipped: number } }} PlaywrightReport */

/**
 * @param {string} path
 * @returns {Count | undefined} undefined when the runner did not get to write its report
 */
export function countUnit(path) {
  if (!existsSync(path)) return undefined;
  const report = /** @type {VitestReport} */ (JSON.parse(readFileSync(path, "utf8")));
  // A file that cannot even be loaded has no tests to fail, but must not count as nothing.
  const unloaded = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {string} path
 * @returns {Count | undefined} undefined when the runner did not get to write its report
 */
export function countE2e(path) {
  if (!existsSync(path)) return undefined;
  const { stats } = /** @type {PlaywrightReport} */ (JSON.parse(readFileSync(path, "utf8")));
  // Flaky: failed at first, and passed when it was tried again.
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

/**
 * @param {readonly Count[]} counts
 * @returns {string}
 */
export function closingLine(counts) {
  const sum = (/** @type {keyof Count} */ key) => counts.reduce((total, count) => total + count[key], 0);
  const skipped = sum("skipped");
  return `${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
