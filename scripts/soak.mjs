// Runs random histories of players on a simulated network, each checked against the contract, for as long as asked.
//
//   npm run soak -- --minutes 30            until the time is up; exit code 1 when a history failed
//   npm run soak -- --minutes 30 --from 7   beginning with this seed instead of a random one
//   npm run replay -- 123                   one history, step by step; with --shrink, as few of its steps as still fail

import "./lib/require-node.mjs";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { runMain, UserError } from "./lib/user-error.mjs";
import { build, root } from "./lib/workspace.mjs";

/** @typedef {typeof import("../packages/transport/src/testing/histories/index.js")} Histories */
/** @typedef {{ seed: number, violation: string }} Failure */

const SEED_SPAN = 2 ** 32;
const DEFAULT_MINUTES = 10;
const PROGRESS_MS = 5000;
/** A history takes some 20 ms; one that takes this long will not end. */
const HANGS_MS = 120_000;
/** What a worker shares with the main thread: histories done, and the seed it is at. */
const DONE = 0;
const SEED = 1;

async function main() {
  const { values, positionals } = readArguments();
  const seed = values.replay ? number(positionals[0], "The seed to replay") : undefined;
  const minutes = number(values.minutes ?? String(DEFAULT_MINUTES), "--minutes");
  const from = values.from === undefined ? Math.floor(Math.random() * SEED_SPAN) : number(values.from, "--from");
  const workers = values.workers === undefined ? availableParallelism() : number(values.workers, "--workers");
  await build();
  if (seed === undefined) await soak(minutes, from, workers);
  else await replay(seed, values.shrink);
}

/** @param {string[]} [args] */
function readArguments(args = process.argv.slice(2)) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        minutes: { type: "string" }, from: { type: "string" }, workers: { type: "string" },
        replay: { type: "boolean", default: false }, shrink: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/**
 * @param {string | undefined} text
 * @param {string} what
 */
function number(text, what) {
  const value = Number(text);
  if (text === undefined || text === "" || !Number.isFinite(value) || value < 0) throw new UserError(`${what} must be a number, not "${text ?? ""}".`);
  return value;
}

/**
 * @param {number} seed
 * @param {boolean} shrink
 */
async function replay(seed, shrink) {
  const { makePlan, runHistory, shrinkHistory } = await histories();
  const plan = shrink ? shrinkHistory(makePlan(seed)) : makePlan(seed);
  plan.games.forEach((game, index) => console.log(`P${index}`, inline(game)));
  console.log("channels", plan.channels.join(" "), "settings", inline(plan.settings));
  const { violation, messagesSent, datagrams } = runHistory(plan, (line) => console.log(line));
  console.log(`Seed ${seed}: ${plan.steps.length} steps, ${messagesSent} messages, ${datagrams} datagrams. ${violation === undefined ? "The contract was kept." : `FAILED: ${violation}`}`);
  if (violation !== undefined) process.exitCode = 1;
}

/** @param {object} value */
function inline(value) {
  return JSON.stringify(value, (_key, part) => (part === Number.POSITIVE_INFINITY ? "Infinity" : /** @type {unknown} */ (part)));
}

/**
 * @param {number} minutes
 * @param {number} from
 * @param {number} workers
 */
async function soak(minutes, from, workers) {
  const startMs = performance.now();
  const endMs = startMs + minutes * 60_000;
  /** @type {Failure[]} */
  const failures = [];
  const { replayCommand } = await histories();
  const report = (/** @type {Failure} */ failure) => {
    failures.push(failure);
    console.log(`Seed ${failure.seed}: ${failure.violation}\n  See it happen: ${replayCommand(failure.seed)}`);
  };
  console.log(`Seeds from ${from} on, ${workers} at a time, for ${minutes} minutes.`);
  const crew = Array.from({ length: workers }, (_, index) => new Hand((from + index) % SEED_SPAN, workers, report));
  let shownMs = startMs;
  while (performance.now() < endMs) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(1000, Math.max(0, endMs - performance.now()))));
    for (const hand of crew) hand.check();
    if (performance.now() - shownMs < PROGRESS_MS) continue;
    shownMs = performance.now();
    show(crew, failures, startMs);
  }
  await Promise.all(crew.map((hand) => hand.stop()));
  show(crew, failures, startMs);
  if (failures.length > 0) process.exitCode = 1;
}

/**
 * @param {Hand[]} crew
 * @param {Failure[]} failures
 * @param {number} startMs
 */
function show(crew, failures, startMs) {
  const done = crew.reduce((sum, hand) => sum + hand.done, 0);
  const seconds = (performance.now() - startMs) / 1000;
  const failed = failures.length === 0 ? "" : ` (first: ${failures.slice(0, 5).map(({ seed }) => seed).join(", ")})`;
  console.log(`${seconds.toFixed(0)} s: ${done} histories, ${(done / seconds).toFixed(1)} a second, ${failures.length} failed${failed}`);
}

/** One worker thread, and what it has got done; a history that hangs is given up, and another thread goes on after it. */
class Hand {
  #finished = 0;
  #shared = new Int32Array(new SharedArrayBuffer(8));
  #lastDone = -1;
  #lastMs = 0;
  /** @type {Worker} */
  #worker;
  #stride;
  #report;

  /**
   * @param {number} first
   * @param {number} stride
   * @param {(failure: Failure) => void} report
   */
  constructor(first, stride, report) {
    this.#stride = stride;
    this.#report = report;
    this.#worker = this.#start(first);
  }

  get done() {
    return this.#finished + Atomics.load(this.#shared, DONE);
  }

  check() {
    if (this.done !== this.#lastDone) {
      this.#lastDone = this.done;
      this.#lastMs = performance.now();
    } else if (performance.now() - this.#lastMs > HANGS_MS) {
      const seed = Atomics.load(this.#shared, SEED) >>> 0;
      this.#report({ seed, violation: `it did not end within ${HANGS_MS / 1000} s` });
      void this.#worker.terminate();
      this.#finished = this.done;
      this.#shared = new Int32Array(new SharedArrayBuffer(8));
      this.#lastMs = performance.now();
      this.#worker = this.#start((seed + this.#stride) % SEED_SPAN);
    }
  }

  async stop() {
    await this.#worker.terminate();
  }

  /** @param {number} first */
  #start(first) {
    this.#lastMs = performance.now();
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { first, stride: this.#stride, shared: this.#shared } });
    worker.on("message", (/** @type {Failure} */ failure) => this.#report(failure));
    worker.on("error", (error) => this.#report({ seed: Atomics.load(this.#shared, SEED) >>> 0, violation: String(error) }));
    return worker;
  }
}

/** What a worker thread does until it is stopped. */
async function work() {
  const { first, stride, shared } = /** @type {{ first: number, stride: number, shared: Int32Array }} */ (workerData);
  const { makePlan, runHistory } = await histories();
  for (let seed = first; ; seed = (seed + stride) % SEED_SPAN) {
    Atomics.store(shared, SEED, seed | 0);
    const { violation } = runHistory(makePlan(seed));
    if (violation !== undefined) parentPort?.postMessage({ seed, violation });
    Atomics.add(shared, DONE, 1);
  }
}

/** @returns {Promise<Histories>} */
async function histories() {
  const built = join(root, "packages/transport/dist/testing/histories/index.js");
  if (!existsSync(built)) throw new UserError("The packages are not built: run `npm test -- --only=unit` once.");
  return /** @type {Histories} */ (await import(pathToFileURL(built).href));
}

// Last, because a class cannot be used before its declaration has run.
if (isMainThread) await runMain(main);
else await work();
