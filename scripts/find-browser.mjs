// Which browser the end-to-end tests drive. `node scripts/find-browser.mjs` prints the answer.

import { spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { UserError } from "./lib/user-error.mjs";

const namesOnPath = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const versionTimeoutMs = 20_000;

/**
 * The path of an installed Chrome or Chromium that runs, or undefined.
 *
 * `SAMOVAR_CHROMIUM`, when set, decides alone, and throws when there is no such program. Else the first that is found: on
 * the PATH, then where macOS and Windows put them.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {string | undefined}
 */
export function findBrowser(env = process.env, platform = process.platform) {
  const chosen = env["SAMOVAR_CHROMIUM"];
  if (chosen !== undefined && chosen !== "") {
    if (isProgram(chosen)) return chosen;
    throw new UserError(`SAMOVAR_CHROMIUM is "${chosen}", which is not a program: set it to the path of Chrome or Chromium, or unset it.`);
  }
  return candidates(env, platform).find((path) => isProgram(path) && answers(path, platform));
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string[]}
 */
function candidates(env, platform) {
  if (platform === "win32") {
    const folders = [env["PROGRAMFILES"], env["PROGRAMFILES(X86)"], env["LOCALAPPDATA"]].filter((folder) => folder !== undefined);
    return folders.flatMap((folder) => [join(folder, "Google/Chrome/Application/chrome.exe"), join(folder, "Chromium/Application/chrome.exe")]);
  }
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = namesOnPath.flatMap((name) => folders.map((folder) => join(folder, name)));
  if (platform !== "darwin") return onPath;
  const applications = ["/Applications", join(env["HOME"] ?? "", "Applications")];
  return [
    ...applications.flatMap((folder) => [
      join(folder, "Google Chrome.app/Contents/MacOS/Google Chrome"),
      join(folder, "Chromium.app/Contents/MacOS/Chromium"),
    ]),
    ...onPath,
  ];
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * Some systems have a `chromium-browser` that only says how to install one.
 * @param {string} path
 * @param {NodeJS.Platform} platform
 */
function answers(path, platform) {
  // On Windows `--version` opens a window; an .exe in these folders is no stand-in.
  if (platform === "win32") return true;
  return spawnSync(path, ["--version"], { stdio: "ignore", timeout: versionTimeoutMs }).status === 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(findBrowser() ?? "no Chrome or Chromium found");
}
