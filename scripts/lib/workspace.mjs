// Where things are in this repository, and the two steps that everything else needs: install and build.

import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./processes.mjs";
import { withProgress } from "./progress.mjs";
import { UserError } from "./user-error.mjs";

/** The repository's root folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Command-line programs of our dependencies, run with `node` so that no shell and no `.cmd` file stands between. */
export const tools = {
  tsc: join(root, "node_modules/typescript/bin/tsc"),
  oxlint: join(root, "node_modules/oxlint/bin/oxlint"),
  vitest: join(root, "node_modules/vitest/vitest.mjs"),
  vite: join(root, "node_modules/vite/bin/vite.js"),
  playwright: join(root, "e2e/node_modules/@playwright/test/cli.js"),
};

/**
 * Installs the workspace exactly as the lockfile says, with the pnpm that package.json names. Never asks anything.
 * @returns {Promise<void>}
 */
export function install() {
  const { packageManager } = /** @type {{ packageManager: string }} */ (JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  const [command, args] = npx();
  return quietly("Installing packages", command, [...args, packageManager, "install", "--frozen-lockfile", "--reporter=append-only"], {
    // pnpm asks before it replaces a node_modules folder of another make, unless it believes that nobody is there.
    CI: "true",
    npm_config_loglevel: "error",
  });
}

/**
 * Type-checks everything and builds the packages. Forced, because the compiler does not notice a `dist` folder that was deleted.
 * @returns {Promise<void>}
 */
export function build() {
  return quietly("Type check and build", process.execPath, [tools.tsc, "--build", "--force"]);
}

/**
 * Runs a program that is only interesting when it fails.
 * @param {string} title
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<void>}
 */
export async function quietly(title, command, args, env = {}) {
  let text = "";
  try {
    await withProgress(title, async () => {
      const result = await run(command, args, { cwd: root, env, output: "pipe" });
      text = result.text.trim();
      if (result.exitCode !== 0) throw new UserError(`${title} failed with exit code ${result.exitCode}.`);
    });
  } catch (error) {
    if (text !== "") console.error(text);
    throw error;
  }
}

/** @returns {[command: string, args: string[]]} */
function npx() {
  // npm's own script rather than `npx`, which on Windows is a batch file that only a shell can run.
  const npmOfParent = process.env["npm_execpath"] ?? "";
  const candidates = [
    basename(npmOfParent) === "npm-cli.js" ? npmOfParent : "",
    join(dirname(process.execPath), "node_modules/npm/bin/npm-cli.js"),
    join(dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js"),
  ];
  const npm = candidates.find((path) => path !== "" && existsSync(path));
  return npm === undefined ? ["npx", ["--yes"]] : [process.execPath, [npm, "exec", "--yes", "--"]];
}
