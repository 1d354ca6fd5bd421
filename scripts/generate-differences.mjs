// Writes docs/differences.md from the lists that the conformance tests run on, so that the two cannot drift apart.
//
//   node scripts/generate-differences.mjs

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runnerImport } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const lists = join(root, "packages/transport/src/session/conformance");

/** @typedef {{ number: number, text: string, rule?: string, differs?: string }} Statement */
/** @typedef {{ title: string, file: string, statements: readonly Statement[] }} Section */
/** @typedef {{ id: string, topic: string, steam: string, samovar: string, why: string }} Difference */

/** Where the page is. */
export const page = join(root, "docs/differences.md");

/**
 * The page, as the lists say it now.
 * @returns {Promise<string>}
 */
export async function generate() {
  const { differences } = /** @type {{ differences: readonly Difference[] }} */ (await load("differences.ts"));
  const { sections } = /** @type {{ sections: readonly Section[] }} */ (await load("statements.ts"));
  const statements = sections.flatMap((section) => section.statements);
  return `<!-- Written by scripts/generate-differences.mjs from packages/transport/src/session/conformance. Change the lists there. -->

# What differs from Steam

Samovar's Networking Messages behave as Steam's do, call by call and event by event. How Steam's behave was observed on Valve's open
networking library, which shares its code with the Steam client. Where that code and its documentation disagree, a choice had to be
made: what GodotSteam's documentation says comes first, since that is what someone who ports a game has read; then what Valve
documents; then what Valve's code does. There is one mode, and no switch for others.

Everything on this page is tested. The tests are named by the numbers used here.

## On purpose

Rows that say "the same" are here because one reading or another of the documentation leads one to expect something else.

| | Topic | Steam | Samovar | Why | Shown by |
|---|---|---|---|---|---|
${differences.map((difference) => row(difference, statements)).join("\n")}

## Statement by statement

What our library does, in ${statements.length} sentences. A writes first and B is the other one; a connected pair has accepted, exchanged a message, read
it and had its events. Where a sentence says how long something takes, it is met within 10 % or half a second, whichever is more.
From C113 on they are promises of our own.

${sections.map(sectionText).join("\n\n")}
`;
}

/**
 * @param {Difference} difference
 * @param {readonly Statement[]} statements
 */
function row({ id, topic, steam, samovar, why }, statements) {
  const shownBy = statements.filter(({ rule }) => rule === id).map(({ number }) => `C${number}`).join(", ");
  return `| ${[id, topic, steam, samovar, why, shownBy].map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** @param {Section} section */
function sectionText({ title, statements }) {
  const lines = statements.map(({ number, text, rule, differs }) => {
    const name = rule === undefined ? `C${number}` : `C${number}, ${rule}`;
    const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}.`.replaceAll("<", "&lt;").replace(/`[^`]*`/g, (code) => code.replaceAll("&lt;", "<"));
    return `- **${name}**: ${sentence}${differs === undefined ? "" : ` *Differs:* ${differs}`}`;
  });
  return `### ${title}\n\n${lines.join("\n")}`;
}

/**
 * @param {string} file
 * @returns {Promise<unknown>}
 */
async function load(file) {
  const imported = /** @type {{ module: unknown }} */ (await runnerImport(join(lists, file), { root, configFile: false, logLevel: "error" }));
  return imported.module;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(page, await generate());
  console.log("Wrote docs/differences.md");
}
