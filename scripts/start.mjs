// `npm start`: installs and builds what is needed, runs the relay and the tutorial's page, prints the address to open.
//
//   SAMOVAR_RELAY_PORT   the relay's port, TCP and UDP (default 9208); SAMOVAR_UDP_PORT sets the second apart
//   SAMOVAR_PAGE_PORT    the page's port (default 5173)
//   SAMOVAR_TUTORIALS_PORT   where the other tutorials are served; the page's port passes /tutorials/ on to it (default 5174)

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
  const tutorialsPort = portFromEnv("SAMOVAR_TUTORIALS_PORT", 5174);
  const udpPort = portFromEnv("SAMOVAR_UDP_PORT", relayPort);
  requireDifferent({ SAMOVAR_RELAY_PORT: relayPort, SAMOVAR_PAGE_PORT: pagePort, SAMOVAR_TUTORIALS_PORT: tutorialsPort });
  await requirePorts(relayPort, udpPort, pagePort, tutorialsPort);
  await install();
  await build();
  // Asked again, since the two steps above can take minutes; the relay's WebRTC library would abort without a word.
  await requirePorts(relayPort, udpPort, pagePort, tutorialsPort);

  const env = { SAMOVAR_RELAY_PORT: String(relayPort), SAMOVAR_PAGE_PORT: String(pagePort), SAMOVAR_TUTORIALS_PORT: String(tutorialsPort) };
  const vite = join(root, "examples/tutorial/node_modules/vite/bin/vite.js");
  const viteArguments = ["--host", loopback, "--clearScreen", "false", "--logLevel", "warn"];
  const relay = service("relay", join(root, "packages/transport/dist/cli/samovar.js"), ["relay"], root, env);
  const page = service("page", vite, viteArguments, join(root, "examples/tutorial"), env);
  const tutorials = service("tutorials", vite, viteArguments, join(root, "examples/tutorials"), env);
  // Whichever ends first ends the others.
  const ended = Promise.race([relay.ended, page.ended, tutorials.ended]);
  const waiting = new AbortController();
  try {
    await withProgress("Starting the relay and the page", () =>
      Promise.race([
        ended,
        Promise.all([
          answers("relay", relayPort, waiting.signal),
          answers("page", pagePort, waiting.signal),
          answers("tutorials", tutorialsPort, waiting.signal),
        ]),
      ]),
    );
    relay.talk({ complaintsOnly: true });
    page.talk({ complaintsOnly: true });
    tutorials.talk({ complaintsOnly: true });
    console.log(`\n  Open  http://localhost:${pagePort}/  and, in a second tab, the link that it shows: two tabs are two players.`);
    console.log(`  More   http://localhost:${pagePort}/tutorials/  lobbies, auto-matchmaking, P2P, Networking Messages.`);
    console.log("  Ctrl-C stops the relay and the pages.\n");
    await ended;
  } finally {
    waiting.abort();
    relay.talk();
    page.talk();
    tutorials.talk();
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
 * @param {number} tutorialsPort
 */
async function requirePorts(relayPort, udpPort, pagePort, tutorialsPort) {
  const udpVariable = udpPort === relayPort ? "SAMOVAR_RELAY_PORT" : "SAMOVAR_UDP_PORT";
  await requirePort({ port: relayPort, protocol: "TCP", what: "relay", variable: "SAMOVAR_RELAY_PORT" });
  await requirePort({ port: udpPort, protocol: "UDP", what: "relay", variable: udpVariable });
  await requirePort({ port: pagePort, protocol: "TCP", what: "page", variable: "SAMOVAR_PAGE_PORT" });
  await requirePort({ port: tutorialsPort, protocol: "TCP", what: "tutorials", variable: "SAMOVAR_TUTORIALS_PORT" });
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
