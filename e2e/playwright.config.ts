import { defineConfig } from "@playwright/test";
import { launchOptions } from "./launch.js";
import { pageOrigin, pagePort, playerOrigin, playerPort, relayPort } from "./ports.js";

const onCi = process.env["CI"] !== undefined && process.env["CI"] !== "";
const report = process.env["SAMOVAR_E2E_REPORT"];
const vite = "node node_modules/vite/bin/vite.js";

export default defineConfig({
  testDir: "specs",
  outputDir: "../test-results/e2e",
  forbidOnly: onCi,
  // The tests share one relay port, and a session's timing suffers when two browsers fight for the processor.
  workers: 1,
  retries: onCi ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  globalTimeout: onCi ? 40 * 60_000 : 0,
  reporter: [["list"], ...(report === undefined ? [] : [["json", { outputFile: report }] as const])],
  use: {
    baseURL: pageOrigin,
    trace: "on-first-retry",
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    launchOptions: launchOptions(),
  },
  projects: [{ name: "chromium", use: { browserName: "chromium" } }],
  // The built pages, as players get them. Relays are started by the tests themselves.
  webServer: [
    {
      name: "examples",
      command: `${vite} build --logLevel warn && ${vite} preview --host 127.0.0.1 --logLevel silent`,
      cwd: "../examples",
      env: { SAMOVAR_PAGE_PORT: String(pagePort), SAMOVAR_RELAY_PORT: String(relayPort) },
      url: `${pageOrigin}/`,
      reuseExistingServer: false,
      timeout: 120_000,
    },
    {
      name: "test pages",
      command: `${vite} build --config page/vite.config.ts --logLevel warn && ${vite} preview --config page/vite.config.ts --host 127.0.0.1 --logLevel silent`,
      cwd: ".",
      env: { SAMOVAR_E2E_PLAYER_PORT: String(playerPort) },
      url: `${playerOrigin}/`,
      reuseExistingServer: false,
      timeout: 120_000,
    },
  ],
});
