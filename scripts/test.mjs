// `npm test`: everything that must hold before a change is merged, in a fresh clone too.
//
//   npm test                            all steps
//   npm test -- --only=unit             only these steps (comma-separated): lint, layers, unit, godot, size, e2e
//   npm test -- --only=unit -- outbox   what follows a second `--` goes to the step's own tool (one step only)
//
// Installing and the type check (which builds) always run; a browser is looked for, or installed, when godot or e2e is to run, and a Godot 3 for godot.

import "./lib/require-node.mjs";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "./find-browser.mjs";
import { installBrowser } from "./lib/install-browser.mjs";
import { installGodot } from "./lib/install-godot.mjs";
import { run, stopOnSignals } from "./lib/processes.mjs";
import { secondsSince } from "./lib/progress.mjs";
import { closingLine, countE2e, countUnit } from "./lib/test-counts.mjs";
import { runMain, UserError } from "./lib/user-error.mjs";
import { build, install, root, tools } from "./lib/workspace.mjs";

const reports = join(root, "test-results");
const unitReport = join(reports, "unit.json");
const godotReport = join(reports, "godot.json");
const e2eReport = join(reports, "e2e.json");

// In a log file colours are noise, and some tools write them there all the same.
const plainOutput = process.stdout.isTTY || process.env["FORCE_COLOR"] !== undefined ? {} : { NO_COLOR: "1" };

/** @type {Record<string, { title: string, args: string[], env?: () => NodeJS.ProcessEnv }>} */
const steps = {
  lint: { title: "Lint", args: [tools.oxlint], env: () => plainOutput },
  layers: { title: "Layers", args: [join(root, "scripts/check-layers.mjs")] },
  unit: {
    title: "Unit tests",
    args: [tools.vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`],
    env: () => plainOutput,
  },
  godot: {
    title: "Comparison with real Godots",
    args: [
      ...[tools.vitest, "run", "--config", join(root, "packages/godot-oracle/vitest.config.ts")],
      ...["--reporter=default", "--reporter=json", `--outputFile.json=${godotReport}`],
    ],
    env: () => ({ ...plainOutput, SAMOVAR_CHROMIUM: findBrowser() ?? "" }),
  },
  size: { title: "Bundle size", args: [join(root, "scripts/check-size.mjs")] },
  e2e: {
    title: "End-to-end tests",
    args: [tools.playwright, "test", "--config", join(root, "e2e/playwright.config.ts")],
    env: () => ({ SAMOVAR_CHROMIUM: findBrowser() ?? "", SAMOVAR_E2E_REPORT: e2eReport }),
  },
};

await runMain(async () => {
  stopOnSignals(130);
  const { names, passOn } = parseArguments(process.argv.slice(2));
  rmSync(unitReport, { force: true });
  rmSync(godotReport, { force: true });
  rmSync(e2eReport, { force: true });
  mkdirSync(reports, { recursive: true });

  await install();
  if ((names.includes("e2e") || names.includes("godot")) && findBrowser() === undefined) await installBrowser();
  if (names.includes("godot")) await installGodot();
  await build();
  for (const name of names) {
    const exitCode = await runStep(name, passOn);
    if (exitCode !== 0) {
      process.exitCode = exitCode;
      break;
    }
  }
  const counted = [countUnit(unitReport), countUnit(godotReport), countE2e(e2eReport)].filter((count) => count !== undefined);
  if (counted.length > 0) console.log(`\n${closingLine(counted)}`);
});

/**
 * @param {string} name
 * @param {string[]} passOn
 * @returns {Promise<number>} the exit code
 */
async function runStep(name, passOn) {
  const step = steps[name];
  if (step === undefined) throw new UserError(`There is no step "${name}".`);
  const startMs = performance.now();
  console.log(`\n== ${step.title}`);
  const { exitCode } = await run(process.execPath, [...step.args, ...passOn], { cwd: root, env: step.env?.() ?? {}, output: "inherit" });
  if (exitCode === 0) console.log(`== ${step.title}: passed in ${secondsSince(startMs)}`);
  else console.error(`== ${step.title}: failed after ${secondsSince(startMs)} with exit code ${exitCode}. This step alone: npm test -- --only=${name}`);
  return exitCode;
}

/**
 * @param {string[]} argv
 * @returns {{ names: string[], passOn: string[] }}
 */
function parseArguments(argv) {
  const separator = argv.indexOf("--");
  const own = separator === -1 ? argv : argv.slice(0, separator);
  const passOn = separator === -1 ? [] : argv.slice(separator + 1);
  let names = Object.keys(steps);
  for (const argument of own) {
    if (!argument.startsWith("--only=")) throw new UserError(`npm test does not know "${argument}"; it knows --only=<steps>, with steps of ${names.join(", ")}.`);
    names = argument.slice("--only=".length).split(",");
  }
  const unknown = names.find((name) => !(name in steps));
  if (unknown !== undefined) throw new UserError(`There is no step "${unknown}"; there are: ${Object.keys(steps).join(", ")}.`);
  if (passOn.length > 0 && names.length !== 1) throw new UserError("Arguments after -- go to one step: name it with --only=<step>.");
  return { names, passOn };
}
