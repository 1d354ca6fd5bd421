import type { LaunchOptions } from "@playwright/test";
import { findBrowser } from "../scripts/find-browser.mjs";

// Playwright switches these on, so that pages in the background run like visible ones; players' browsers do not.
const steadyBackground = [
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
];

// Chromium obeys the last --disable-features only, and Playwright's own comes first: what matters of its list is repeated.
const disabledFeatures = [
  "WebRtcHideLocalIpsWithMdns",
  "HttpsUpgrades",
  "MediaRouter",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "PreconnectToSearch",
];

/**
 * How the tests start Chromium. Timers of hidden pages are throttled as they are for players, unless `steadyTimers` is
 * asked for: `test.use({ launchOptions: launchOptions({ steadyTimers: true }) })`.
 */
export function launchOptions({ steadyTimers = false }: { steadyTimers?: boolean } = {}): LaunchOptions {
  const executablePath = findBrowser();
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      // A machine without a network has no other address than loopback, which WebRTC leaves out unless told otherwise.
      "--allow-loopback-in-peer-connection",
      `--disable-features=${disabledFeatures.join(",")}`,
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
    ignoreDefaultArgs: steadyTimers ? [] : steadyBackground,
  };
}
