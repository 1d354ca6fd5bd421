// Child processes. What this file starts it remembers, so that one call ends all of it.

import { spawn } from "node:child_process";
import { UserError } from "./user-error.mjs";

const stopGraceMs = 5_000;
const parentPollMs = 500;

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
let stopping = false;

/**
 * Starts a program. Its standard input is empty: nothing here may wait for an answer.
 *
 * `onEnd` gets the exit code, or null when a signal ended it; it is not called for the end that a signal to ourselves brings about.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, output: "inherit" | "pipe" }} options `env` is added to our own
 * @param {(outcome: { code: number | null } | { error: Error }) => void} onEnd
 */
export function start(command, args, { cwd, env, output }, onEnd) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", output, output], windowsHide: true });
  running.add(child);
  child.once("close", (code) => {
    running.delete(child);
    if (!stopping) onEnd({ code });
  });
  child.once("error", (error) => {
    running.delete(child);
    onEnd({ error });
  });
  return child;
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, output: "inherit" | "pipe" }} options
 * @returns {Promise<{ exitCode: number, text: string }>} `text` is all it printed, when `output` is "pipe"
 */
export function run(command, args, options) {
  return new Promise((resolve, reject) => {
    let text = "";
    const child = start(command, args, options, (outcome) => {
      if ("error" in outcome) reject(new UserError(`Cannot run ${command}: ${outcome.error.message}`));
      // What a signal ended has no exit code of its own; shells show 128 and the signal's number.
      else resolve({ exitCode: outcome.code ?? 137, text });
    });
    child.stdout?.setEncoding("utf8").on("data", (part) => (text += part));
    child.stderr?.setEncoding("utf8").on("data", (part) => (text += part));
  });
}

/**
 * Ends every program that is still running: asks first, and insists after a few seconds.
 * @returns {Promise<void>}
 */
export async function stopAll() {
  await Promise.all([...running].map(stop));
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<void>}
 */
function stop(child) {
  return new Promise((resolve) => {
    const insist = setTimeout(() => child.kill("SIGKILL"), stopGraceMs);
    child.once("close", () => {
      clearTimeout(insist);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

/**
 * On Ctrl-C, a closed terminal or a polite kill: ends what was started, then this process.
 * @param {number} exitCode
 */
export function stopOnSignals(exitCode) {
  const stopAndExit = () => {
    if (stopping) return;
    stopping = true;
    void stopAll().finally(() => process.exit(exitCode));
  };
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, stopAndExit);

  // npm passes a signal on to the shell between us, which dies of it without telling us.
  const shell = process.ppid;
  const watch = () => process.ppid !== shell && stopAndExit();
  if (process.env["npm_lifecycle_event"] !== undefined) setInterval(watch, parentPollMs).unref();
}
