// Writes docs/coverage.md from the code: everything that GodotSteam's multiplayer classes have, and whether `Steam` has it. Also writes a file in
// which the compiler compares names and the arguments of signals. Fails when something is missing or is not as godotsteam.json says.
//
//   node scripts/generate-coverage.mjs

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { facts, inspect, partly, written } from "./coverage/inspect.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Where the page is. */
export const page = join(root, "docs/coverage.md");
/** Where what the compiler checks is. */
export const typeTest = join(root, "packages/engine-plugin/src/steam/coverage.test-d.ts");

const typeNames = /** @type {Record<string, string>} */ ({
  ...{ int: "number", float: "number", bool: "boolean", String: "string", uint64: "bigint" },
  ...{ Dictionary: "object", Array: "readonly unknown[]", PackedByteArray: "Uint8Array" },
});

/**
 * Both files, as the code is now.
 * @returns {Promise<{ page: string, typeTest: string }>}
 * @throws when something is missing, with a line for each
 */
export async function generate() {
  const findings = await inspect();
  if (findings.problems.length > 0) throw new Error(`Steam is not what scripts/coverage says:\n${findings.problems.join("\n")}`);
  return { page: pageText(findings), typeTest: typeTestText() };
}

/** @param {import("./coverage/inspect.mjs").Findings} findings */
function pageText({ functions, signals }) {
  const reasons = [...new Set([...functions.values()].flatMap(({ why }) => (why === undefined ? [] : [why])))];
  return `<!-- Written by scripts/generate-coverage.mjs from the code, scripts/coverage/godotsteam.json and partly.json. Change those. -->

# What is here of GodotSteam

Every function, signal and constant of GodotSteam's multiplayer classes, and of what multiplayer projects call besides, as of GodotSteam 4.11
(signatures) with names of older releases (identities, misspelt constants). Everything exists on \`Steam\`:

- **yes**: it does what GodotSteam's documentation says. Where real GodotSteam has a slip (a signal that is registered under one name and emitted under
  another, a value that is cut off), it does what the documentation intends.
- **partly**: it works, and the table says what differs.
- **no**: it can be called. It answers what the table says, which is GodotSteam's default, and the log says once why it is not here. A signal of this
  kind can be connected, and is only emitted to tell a game that asked that there is nothing.

How sessions behave, message by message, is in [differences.md](differences.md).

## In numbers

| | All | yes | partly | no |
|---|---|---|---|---|
${countRow("Functions", [...functions.values()].map(({ status }) => status))}
${countRow("Signals", [...signals.values()])}
${countRow("Constants", constantNames().map(() => "implemented"))}

What 25 multiplayer projects from the wild use (counted in their source):

| | All | yes | partly | no |
|---|---|---|---|---|
${countRow("Functions that multiplayer projects call", Object.keys(facts.used.functions).map((name) => functions.get(name)?.status ?? "not"))}
${countRow("Signals that they connect", Object.keys(facts.used.signals).map((name) => signals.get(name) ?? "not"))}
${countRow("Constants that they name", Object.keys(facts.used.constants).map(() => "implemented"))}
${countRow("What single projects call besides (statistics, music, controllers)", facts.used.otherFunctions.map((name) => functions.get(name)?.status ?? "not"))}

Of the functions that multiplayer projects call, these are not here:

${reasons.flatMap((why) => missing(why, functions)).join("\n")}

## Why something is not here

${reasons.map((why, index) => `${index + 1}. ${why}`).join("\n")}

${facts.classes.map((one) => classText(one, functions, signals, reasons)).join("\n\n")}
`;
}

/**
 * @param {import("./coverage/inspect.mjs").ClassFacts} facts
 * @param {import("./coverage/inspect.mjs").Findings["functions"]} functions
 * @param {import("./coverage/inspect.mjs").Findings["signals"]} signals
 * @param {string[]} reasons
 */
function classText({ name, functions: functionFacts, signals: signalFacts, constants }, functions, signals, reasons) {
  const parts = [`## ${name}`];
  if (functionFacts.length > 0) {
    const rows = functionFacts.map(({ name: call, arguments: args, returns }) => {
      const { status, why, answer, emits = [] } = functions.get(call) ?? { status: "not" };
      const emitted = emits.length === 0 ? "" : `, and emits ${emits.map((signal) => `\`${signal}\``).join(", ")}`;
      const remark = status === "not" ? `${answer === undefined ? "does nothing" : `answers \`${written(answer)}\``}${emitted} (${reasons.indexOf(why ?? "") + 1})` : (partly[call] ?? "");
      return row(`\`${call}(${args.join(", ")})\``, returns, word(status), remark);
    });
    parts.push(`| Function | Returns | Here | Remarks |\n|---|---|---|---|\n${rows.join("\n")}`);
  }
  if (signalFacts.length > 0) {
    const rows = signalFacts.map(({ name: signal, arguments: args, received }) => {
      const slip = received === false && signals.get(signal) !== "not" ? "never reaches a handler in GodotSteam 4.11; does here" : "";
      return row(`\`${signal}(${args.join(", ")})\``, word(signals.get(signal) ?? "not"), [partly[signal], slip].filter(Boolean).join("; "));
    });
    parts.push(`| Signal | Here | Remarks |\n|---|---|---|\n${rows.join("\n")}`);
  }
  if (constants.length > 0) {
    const lines = constants.map(({ enum: enumeration, values }) => {
      const list = Object.entries(values).map(([constant, value]) => `\`${constant}\` ${value}`).join(", ");
      return `- ${enumeration === undefined ? "" : `\`${enumeration}\`: `}${list}`;
    });
    parts.push(`Constants, all here:\n\n${lines.join("\n")}`);
  }
  return parts.join("\n\n");
}

function typeTestText() {
  const signals = facts.classes.flatMap((one) => one.signals);
  const functions = facts.classes.flatMap((one) => one.functions);
  const emitted = signals.map(({ name, arguments: args }) => `  ${name}: [${args.map(typed).join(", ")}];`);
  return `/** Written by scripts/generate-coverage.mjs; checked by the compiler, never run. */
import type { Signal } from "../godot/signal.js";
import type { Steam } from "./steam.js";

/** What each signal of GodotSteam is emitted with. */
interface Emitted {
${emitted.join("\n")}
}

/** The functions of GodotSteam. */
type Named =
${functions.map(({ name }) => `  | "${name}"`).join("\n")};

type Current = Steam<"steam_id">;
type Given<Name> = Name extends keyof Current ? (Current[Name] extends Signal<infer Handler> ? Parameters<Handler> : never) : never;
type Fits<Ours extends readonly unknown[], Theirs extends readonly unknown[]> = Ours extends Theirs ? (Theirs["length"] extends Ours["length"] ? true : false) : false;
/** Signals that are missing, or that have other arguments. */
type WrongSignals = { [Name in keyof Emitted]: [Given<Name>] extends [never] ? Name : Fits<Given<Name>, Emitted[Name]> extends true ? never : Name }[keyof Emitted];
/** Functions that are missing. */
type MissingFunctions = { [Name in Named]: Name extends keyof Current ? (Current[Name] extends (...args: never[]) => unknown ? never : Name) : Name }[Named];
type None<Wrong extends never> = Wrong;

export type EverySignalHasItsArguments = None<WrongSignals>;
export type EveryFunctionIsThere = None<MissingFunctions>;
`;
}

/**
 * A line for a reason that something is not here which multiplayer projects call.
 * @param {string} why
 * @param {import("./coverage/inspect.mjs").Findings["functions"]} functions
 */
function missing(why, functions) {
  const names = Object.keys(facts.used.functions).filter((name) => functions.get(name)?.why === why);
  return names.length === 0 ? [] : [`- ${names.map((name) => `\`${name}\``).join(", ")}: ${why}`];
}

/** @param {string} argument such as "lobby_id: uint64" */
function typed(argument) {
  const [name, type = ""] = argument.split(": ");
  return `${name}: ${typeNames[type] ?? "number"}`;
}

/** @param {"implemented" | "partly" | "not"} status */
function word(status) {
  return { implemented: "yes", partly: "partly", not: "no" }[status];
}

/**
 * @param {string} title
 * @param {string[]} statuses
 */
function countRow(title, statuses) {
  const count = (/** @type {string} */ status) => statuses.filter((one) => one === status).length;
  return `| ${title} | ${statuses.length} | ${count("implemented")} | ${count("partly")} | ${count("not")} |`;
}

/** @param {string[]} cells */
function row(...cells) {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function constantNames() {
  return facts.classes.flatMap((one) => one.constants.flatMap(({ values }) => Object.keys(values)));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const files = await generate();
  writeFileSync(page, files.page);
  writeFileSync(typeTest, files.typeTest);
  console.log("Wrote docs/coverage.md and coverage.test-d.ts");
}
