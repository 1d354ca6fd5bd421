import { existsSync } from "node:fs";
import { findBrowser } from "../find-browser.mjs";
import { UserError } from "./user-error.mjs";
import { quietly, tools } from "./workspace.mjs";

/**
 * Gets a browser for the end-to-end tests: Debian's `chromium` package where we may install packages, else Playwright's own download.
 * @returns {Promise<void>}
 */
export async function installBrowser() {
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    try {
      await quietly("Reading the package lists", "apt-get", ["update"], env);
      await quietly("Installing Chromium", "apt-get", ["install", "-y", "--no-install-recommends", "chromium"], env);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      console.error(`${error.message} Trying Playwright's own download instead.`);
    }
    // Ubuntu's package is only a pointer to a snap, which may not run here.
    if (findBrowser() !== undefined) return;
  }
  try {
    await quietly("Downloading Chromium", process.execPath, [tools.playwright, "install", "chromium"]);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${error.message} Install Chrome or Chromium, or set SAMOVAR_CHROMIUM to the path of one, and run npm test again.`);
  }
}
