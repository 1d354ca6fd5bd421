import { defineConfig } from "vitest/config";
import base from "../../vitest.config.js";

/** The comparisons with the real engines: a step of their own in `npm test`, because they need the engines. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ["packages/godot-oracle/src/**/*.oracle.test.ts"],
    exclude: [],
    // Two cores, and each worker may start a browser.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
