// Looks at `Steam` and says of everything in godotsteam.json whether it is there.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));
const steam = new URL("../../packages/engine-plugin/src/steam/", import.meta.url);

/** @typedef {{ name: string, arguments: string[], returns: string, fails?: unknown, unguarded?: boolean }} FunctionFact `fails`: the answer while Steam is not running; unguarded ones have none */
/** @typedef {{ name: string, arguments: string[], received?: boolean }} SignalFact `received: false`: a slip in GodotSteam 4.11 keeps it from ever reaching a handler */
/** @typedef {{ enum?: string, values: Record<string, number> }} ConstantFacts `enum`: the enumeration that also holds them */
/** @typedef {{ name: string, functions: FunctionFact[], signals: SignalFact[], constants: ConstantFacts[] }} ClassFacts */
/** @typedef {{ functions: Record<string, number>, otherFunctions: string[], signals: Record<string, number>, constants: Record<string, number> }} Used by how many of 25 projects */

/** What GodotSteam has, and what projects use of it. */
export const facts = /** @type {{ classes: ClassFacts[], used: Used }} */ (read("godotsteam.json"));
/** What differs, by name. Everything that is not named does what GodotSteam's documentation says. */
export const partly = /** @type {Record<string, string>} */ (read("partly.json"));

/**
 * @typedef {object} FunctionStatus
 * @property {"implemented" | "partly" | "not"} status
 * @property {string} [why] what the log says of one that is not here
 * @property {unknown} [answer] what such a one answers
 * @property {string[]} [emits] and which signals it emits
 */
/** @typedef {{ functions: Map<string, FunctionStatus>, signals: Map<string, "implemented" | "partly" | "not">, problems: string[] }} Findings */
/** @typedef {(...args: unknown[]) => unknown} AnyFunction */
/** @typedef {{ connect: (handler: () => void) => number, disconnect: (handler: () => void) => void }} AnySignal */
/** @typedef {{ functions: Record<string, AnyFunction>, signals: Record<string, AnySignal> }} AbsentPart */

/**
 * Makes a `Steam` and looks at it.
 * @returns {Promise<Findings>} `problems` has a line for each thing that is missing or not as it should be
 */
export async function inspect() {
  /** @type {string[]} */
  const problems = [];
  /** @type {string[]} */
  const log = [];
  const say = (/** @type {string} */ line) => void log.push(line);
  const { createSteam } = /** @type {{ createSteam: (options: object) => Record<string, unknown> }} */ (await load("steam.ts"));
  const { createAbsent } = /** @type {{ createAbsent: (context: object, host: object) => AbsentPart }} */ (await load("absent.ts"));
  const fake = /** @type {{ FakeEndpoint: new (id: bigint) => { open: () => Promise<void> }, ANNA: bigint }} */ (await load("fake-endpoints.test.helper.ts"));
  const endpoint = new fake.FakeEndpoint(fake.ANNA);
  await endpoint.open();
  const Steam = createSteam({ endpoint, api: "steam_id", logger: { info: say, warn: say, error: say } });
  const absent = createAbsent({ log: { warnOnce() {} } }, {});
  const absentFunctions = new Set(Object.keys(absent.functions));

  /** @type {Map<string, FunctionStatus>} */
  const functions = new Map();
  /** @type {Findings["signals"]} */
  const signals = new Map();
  const used = new Set();
  const own = new Set();
  for (const fact of facts.classes.flatMap((one) => one.functions)) {
    own.add(fact.name);
    if (typeof Steam[fact.name] !== "function") problems.push(`Steam.${fact.name} is missing: implement it, or list it in absent-names.ts`);
    else if (!absentFunctions.has(fact.name)) functions.set(fact.name, { status: statusOf(fact.name) });
    else functions.set(fact.name, callAbsent(fact));
  }
  for (const { name } of facts.classes.flatMap((one) => one.signals)) {
    own.add(name);
    if (typeof signalOf(name)?.connect !== "function") problems.push(`the signal Steam.${name} is missing: implement it, or list it in absent-signals.ts`);
    else signals.set(name, name in absent.signals ? "not" : statusOf(name));
  }
  for (const group of facts.classes.flatMap((one) => one.constants)) {
    for (const [name, value] of Object.entries(group.values)) {
      own.add(name);
      expectConstant(Steam, "Steam", name, value);
      if (group.enum !== undefined) expectConstant(Steam[group.enum], `Steam.${group.enum}`, name, value);
    }
  }
  for (const [name, value] of Object.entries(Steam)) {
    if (typeof value === "number" && !own.has(name)) problems.push(`Steam.${name} is a constant that godotsteam.json does not know`);
  }
  for (const name of Object.keys(partly)) if (!used.has(name)) problems.push(`partly.json speaks of ${name}, which is not there in part`);
  for (const name of [...absentFunctions, ...Object.keys(absent.signals)]) if (!own.has(name)) problems.push(`${name} is listed as absent, and is nothing of GodotSteam's`);
  return { functions, signals, problems };

  /** @param {string} name @returns {"implemented" | "partly"} */
  function statusOf(name) {
    if (!(name in partly)) return "implemented";
    used.add(name);
    return "partly";
  }

  /** @param {unknown} holder @param {string} path @param {string} name @param {number} value */
  function expectConstant(holder, path, name, value) {
    const found = /** @type {Record<string, unknown> | undefined} */ (holder)?.[name];
    if (found !== value) problems.push(`${path}.${name} should be ${value}, and is ${written(found)}`);
  }

  /** @param {string} name @returns {AnySignal | undefined} */
  function signalOf(name) {
    return /** @type {AnySignal | undefined} */ (Steam[name]);
  }

  /** @param {string} name @returns {unknown} */
  function call(name) {
    return /** @type {AnyFunction} */ (Steam[name])();
  }

  /** @param {FunctionFact} fact @returns {FunctionStatus} */
  function callAbsent({ name, returns, fails }) {
    /** @type {string[]} */
    const emits = [];
    const heard = Object.keys(absent.signals).map((signal) => {
      const handler = () => void emits.push(signal);
      signalOf(signal)?.connect(handler);
      return () => signalOf(signal)?.disconnect(handler);
    });
    log.length = 0;
    const answer = call(name);
    call("run_callbacks");
    for (const stop of heard) stop();
    const [first = ""] = log;
    const prefix = `[STEAM] ${name} is not here. `;
    if (!first.startsWith(prefix)) problems.push(`${name} is listed in absent-names.ts, yet it is implemented, or says nothing when called`);
    if (typeof answer !== typeof emptyAnswer(returns, fails)) problems.push(`${name} is absent and should answer ${written(emptyAnswer(returns, fails))}, not ${written(answer)}`);
    return { status: "not", why: first.slice(prefix.length), answer, emits };
  }
}

/**
 * A value as it is written in TypeScript.
 * @param {unknown} value
 * @returns {string}
 */
export function written(value) {
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Uint8Array) return `<${value.length} bytes>`;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value).map(([key, part]) => `${key}: ${written(part)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  return value === undefined ? "nothing" : JSON.stringify(value);
}

/**
 * @param {string} returns
 * @param {unknown} fails
 * @returns {unknown}
 */
function emptyAnswer(returns, fails) {
  if (returns === "void") return undefined;
  if (returns === "uint64") return 0n;
  if (fails !== undefined) return fails;
  return /** @type {Record<string, unknown>} */ ({ bool: false, String: "", Array: [], Dictionary: {} })[returns] ?? 0;
}

/** @param {string} file @returns {unknown} */
function read(file) {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
}

/** @param {string} file @returns {Promise<unknown>} */
async function load(file) {
  const imported = /** @type {{ module: unknown }} */ (await runnerImport(fileURLToPath(new URL(file, steam)), { root, configFile: false, logLevel: "error" }));
  return imported.module;
}
