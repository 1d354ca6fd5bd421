// `npm start`: installs and builds what is needed, runs the relay and the examples' pages, prints the address of the game.
//
//   SAMOVAR_RELAY_PORT   the relay's port, TCP and UDP (default 9208); SAMOVAR_UDP_PORT sets the second apart
//   SAMOVAR_PAGE_PORT    the pages' port (default 5173)
//   npm start -- --built   neither installs nor builds: for tests, and whoever has just done both

import "./lib/require-node.mjs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { portFromEnv, requirePort } from "./lib/ports.mjs";
import { start, stopAll, stopOnSignals } from "./lib/processes.mjs";
import { withProgress } from "./lib/progress.mjs";
import { runMain, UserError } from "./lib/user-error.mjs";
import { build, install, root } from "./lib/workspace.mjs";

const answerTimeoutMs = 60_000;
const pollMs = 100;
const loopback = "127.0.0.1";

await runMain(async () => {
  stopOnSignals(0);
  const relayPort = portFromEnv("SAMOVAR_RELAY_PORT", 9208);
  const pagePort = portFromEnv("SAMOVAR_PAGE_PORT", 5173);
  const udpPort = portFromEnv("SAMOVAR_UDP_PORT", relayPort);
  requireDifferent({ SAMOVAR_RELAY_PORT: relayPort, SAMOVAR_PAGE_PORT: pagePort });
  await requirePorts(relayPort, udpPort, pagePort);
  if (!process.argv.includes("--built")) {
    await install();
    await build();
    // Asked again, since these two can take minutes; the relay's WebRTC library would abort without a word.
    await requirePorts(relayPort, udpPort, pagePort);
  }

  const env = { SAMOVAR_RELAY_PORT: String(relayPort), SAMOVAR_PAGE_PORT: String(pagePort) };
  const examples = join(root, "examples");
  const relay = service("relay", join(root, "packages/transport/dist/cli/samovar.js"), ["relay"], root, env);
  const page = service("page", join(examples, "node_modules/vite/bin/vite.js"), ["--host", loopback, "--clearScreen", "false", "--logLevel", "warn"], examples, env);
  // Whichever ends first ends the other.
  const ended = Promise.race([relay.ended, page.ended]);
  const waiting = new AbortController();
  try {
    await withProgress("Starting the relay and the pages", () =>
      Promise.race([ended, Promise.all([answers("relay", relayPort, waiting.signal), answers("page", pagePort, waiting.signal)])]),
    );
    relay.talk({ complaintsOnly: true });
    page.talk({ complaintsOnly: true });
    const origin = `http://localhost:${pagePort}`;
    console.log(`\n  Play   ${origin}/  Sumovar, the lobby game. Two tabs are two players; npm run bots -- --quick brings some more.`);
    console.log(`  Read   ${origin}/tutorial/  the tea room: Networking Messages, function by function.`);
    console.log(`         ${origin}/tutorials/  lobbies, auto-matchmaking, P2P, friends, authentication.`);
    console.log("  Ctrl-C stops the relay and the pages.\n");
    await ended;
  } finally {
    waiting.abort();
    relay.talk();
    page.talk();
    await stopAll();
  }
});

/** @param {Record<string, number>} ports by the variable that sets each */
function requireDifferent(ports) {
  /** @type {Map<number, string>} */
  const taken = new Map();
  for (const [variable, port] of Object.entries(ports)) {
    const other = taken.get(port);
    if (other !== undefined) throw new UserError(`${other} and ${variable} are both ${port}: choose two different ports.`);
    taken.set(port, variable);
  }
}

/**
 * @param {number} relayPort
 * @param {number} udpPort
 * @param {number} pagePort
 */
async function requirePorts(relayPort, udpPort, pagePort) {
  const udpVariable = udpPort === relayPort ? "SAMOVAR_RELAY_PORT" : "SAMOVAR_UDP_PORT";
  await requirePort({ port: relayPort, protocol: "TCP", what: "relay", variable: "SAMOVAR_RELAY_PORT" });
  await requirePort({ port: udpPort, protocol: "UDP", what: "relay", variable: udpVariable });
  await requirePort({ port: pagePort, protocol: "TCP", what: "page", variable: "SAMOVAR_PAGE_PORT" });
}

/**
 * Starts a Node program that is to run until we end it. What it prints is held back until `talk`, so that a good start is quiet.
 * @param {string} name
 * @param {string} script
 * @param {string[]} args
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} env
 */
function service(name, script, args, cwd, env) {
  /** @type {{ line: string, complaint: boolean }[]} */
  const heldBack = [];
  let talking = false;
  const show = (/** @type {string} */ line) => console.log(`[${name}] ${line}`);
  const talk = ({ complaintsOnly = false } = {}) => {
    talking = true;
    // After a good start, addresses that the two print would only compete with the one to open.
    for (const { line, complaint } of heldBack.splice(0)) if (complaint || !complaintsOnly) show(line);
  };
  /** @type {Promise<never>} */
  const ended = new Promise((_, reject) => {
    const child = start(process.execPath, [script, ...args], { cwd, env, output: "pipe" }, (outcome) => {
      if ("error" in outcome) reject(new UserError(`The ${name} cannot be started: ${outcome.error.message}`));
      else reject(new UserError(`The ${name} has stopped (${outcome.code === null ? "a signal ended it" : `exit code ${outcome.code}`}).`));
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      const complaint = stream === child.stderr;
      createInterface(stream).on("line", (line) => void (talking ? show(line) : heldBack.push({ line, complaint })));
    }
  });
  return { ended, talk };
}

/**
 * Resolves when something speaks HTTP on this port.
 * @param {string} name
 * @param {number} port
 * @param {AbortSignal} signal
 */
async function answers(name, port, signal) {
  const giveUpMs = performance.now() + answerTimeoutMs;
  while (!signal.aborted) {
    try {
      await fetch(`http://${loopback}:${port}/`);
      return;
    } catch {
      if (performance.now() > giveUpMs) throw new UserError(`The ${name} does not answer on port ${port} after ${answerTimeoutMs / 1000} s.`);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }
}
