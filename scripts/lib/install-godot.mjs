import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { UserError } from "./user-error.mjs";
import { quietly } from "./workspace.mjs";

/** Whether Godot 3 can be run here: `SAMOVAR_GODOT3`, or Debian's `godot3-server` on the PATH. */
export function hasGodot() {
  return spawnSync(process.env["SAMOVAR_GODOT3"] ?? "godot3-server", ["--version"], { stdio: "ignore" }).error === undefined;
}

/**
 * Gets a Godot 3 for the comparisons with it: Debian's `godot3-server` package, where we may install packages. (Godot 4 comes with the
 * npm packages, and needs a browser.) Where there is none to be had it says so, and what that means; with `SAMOVAR_REQUIRE_GODOT` set
 * that is an error.
 * @returns {Promise<void>}
 */
export async function installGodot() {
  if (hasGodot()) return;
  const reason = await tryToInstall();
  if (reason === undefined) return;
  const advice = "Install Debian's godot3-server, or set SAMOVAR_GODOT3 to the path of a Godot 3 that runs without a screen.";
  if ((process.env["SAMOVAR_REQUIRE_GODOT"] ?? "") !== "") throw new UserError(`Godot 3 is missing, and SAMOVAR_REQUIRE_GODOT is set: ${reason}. ${advice}`);
  console.log(`The comparisons with a live Godot 3 are skipped: ${reason}. What it answered once is tested all the same. ${advice}`);
}

/** @returns {Promise<string | undefined>} why there is still none */
async function tryToInstall() {
  if (process.getuid?.() !== 0) return "packages can only be installed by root";
  if (!existsSync("/usr/bin/apt-get")) return "there is no apt-get here";
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  try {
    await quietly("Reading the package lists", "apt-get", ["update"], env);
    await quietly("Installing Godot 3", "apt-get", ["install", "-y", "--no-install-recommends", "godot3-server"], env);
  } catch (error) {
    if (error instanceof UserError) return error.message.replace(/\.$/, "");
    throw error;
  }
  return hasGodot() ? undefined : "it was installed and does not start";
}
