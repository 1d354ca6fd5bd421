// A relay with a thousand players in 250 lobbies, over real WebRTC: npm run load
//
//   npm run load -- --players 200 --seconds 60 --every 1   fewer players, for longer, who all say something once a second
//
// The relay is a process of its own, the players share five. Figures are printed; exit code 1 when somebody's lobby was not right in the end.

import "./lib/require-node.mjs";
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";
import { runMain, UserError } from "./lib/user-error.mjs";
import { build, root } from "./lib/workspace.mjs";

/** @typedef {import("./lib/load-players.mjs").Figures} Figures */

const PROCESSES = 5;
const SEATS = 4;
const CLOCK_TICKS_PER_SECOND = 100;

await runMain(async () => {
  const { players, seconds, every } = readArguments();
  await build();
  console.log(`${players} players, ${players / SEATS} lobbies, ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), Node ${process.version}`);
  await timeSearch(players / SEATS);
  const folder = mkdtempSync(join(tmpdir(), "samovar-load-"));
  const port = await freePort();
  const relay = spawn(process.execPath, [join(root, "packages/transport/dist/cli/samovar.js"), "relay", "--port", String(port), "--host", "127.0.0.1", "--udp-host", "127.0.0.1", "--key-file", join(folder, "key")], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, SAMOVAR_CONNECT_BURST: "100000", SAMOVAR_CONNECTS_PER_SECOND: "100000", SAMOVAR_MAX_PLAYERS: String(2 * players) },
  });
  const children = Array.from({ length: PROCESSES }, () => fork(join(root, "scripts/lib/load-players.mjs"), { stdio: ["ignore", "ignore", "inherit", "ipc"] }));
  try {
    await untilUp(`http://127.0.0.1:${port}/health`);
    /** @param {object} command @returns {Promise<Figures[]>} */
    const tell = (command) => Promise.all(children.map(async (child) => {
      const answered = Promise.race([once(child, "message"), once(child, "exit").then(() => [{ error: "a process of players ended" }])]);
      child.send(command);
      const [answer] = /** @type {[Figures]} */ (await answered);
      if (answer.error !== undefined) throw new UserError(answer.error);
      return answer;
    }));
    const share = players / PROCESSES;
    const start = performance.now();
    await tell({ do: "connect", url: `http://127.0.0.1:${port}`, players: share });
    console.log(`connected in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    await measured("lobbies made, found by three filters and joined", relay.pid, () => tell({ do: "gather", seats: SEATS, tag: Math.random().toString(36).slice(2) }));
    await measured(`each player a chat message and a value every ${every} s, for ${seconds} s`, relay.pid, () => tell({ do: "talk", seconds, everySeconds: every }));
  } finally {
    for (const child of children) child.kill("SIGKILL");
    relay.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});

function readArguments() {
  const { values } = parseArgs({ options: { players: { type: "string", default: "1000" }, seconds: { type: "string", default: "20" }, every: { type: "string", default: "5" } } });
  const [players, seconds, every] = [Number(values.players), Number(values.seconds), Number(values.every)];
  if (!(players > 0) || players % (PROCESSES * SEATS) !== 0) throw new UserError(`--players must be a multiple of ${PROCESSES * SEATS}`);
  if (!(seconds > 0 && every > 0)) throw new UserError("--seconds and --every must be more than 0");
  return { players, seconds, every };
}

/**
 * @param {string} what
 * @param {number | undefined} pid
 * @param {() => Promise<Figures[]>} run
 */
async function measured(what, pid, run) {
  const [cpuBefore, start] = [cpuSeconds(pid), performance.now()];
  const answers = await run();
  const seconds = (performance.now() - start) / 1000;
  const cpu = cpuSeconds(pid) - cpuBefore;
  console.log(`${what}: ${seconds.toFixed(1)} s; relay ${((100 * cpu) / seconds).toFixed(0)} % of a core, ${memoryMiB(pid).toFixed(0)} MiB`);
  for (const name of new Set(answers.flatMap(({ times = {} }) => Object.keys(times)))) {
    const all = answers.flatMap(({ times = {} }) => times[name] ?? []).sort((one, other) => one - other);
    const at = (/** @type {number} */ share) => (all[Math.min(all.length - 1, Math.floor(share * all.length))] ?? Number.NaN).toFixed(0);
    console.log(`  ${name}: ${all.length} times; median ${at(0.5)} ms, 99 % within ${at(0.99)} ms, longest ${at(1)} ms`);
  }
  const wrong = answers.flatMap(({ wrong: some = [] }) => some);
  for (const line of wrong.slice(0, 10)) console.log(`  WRONG: ${line}`);
  if (wrong.length > 0) process.exitCode = 1;
}

/** What the search itself takes at the relay, without the way there and back. @param {number} lobbies */
async function timeSearch(lobbies) {
  const relayFile = (/** @type {string} */ name) => pathToFileURL(join(root, `packages/transport/dist/relay/${name}.js`)).href;
  const { create, setData } = /** @type {typeof import("../packages/transport/src/relay/lobbies/lobby-rules.js")} */ (await import(relayFile("lobbies/lobby-rules")));
  const { searchLobbies } = /** @type {typeof import("../packages/transport/src/relay/lobbies/lobby-search.js")} */ (await import(relayFile("lobbies/lobby-search")));
  const records = Array.from({ length: lobbies }, (_, index) => {
    const sitter = { player: BigInt(index + 1), life: 1 };
    const made = create(BigInt(index), sitter, 2, SEATS);
    const set = "record" in made ? setData(made.record, sitter, [["mode", index % 2 === 0 ? "race" : "sumo"], ["level", String(index)]], []) : made;
    if ("refused" in set || set.record === undefined) throw new Error("no lobby");
    return set.record;
  });
  /** @type {import("../packages/transport/src/wire/lobby.js").SearchFilter[]} */
  const filters = [{ k: "text", key: "mode", value: "race", comparison: 0 }, { k: "number", key: "level", value: 5, comparison: 2 }, { k: "near", key: "level", value: lobbies / 2 }];
  const times = Array.from({ length: 200 }, () => {
    const start = performance.now();
    searchLobbies(records, { filters, distance: 1, max: 50 });
    return performance.now() - start;
  }).sort((one, other) => one - other);
  console.log(`a search with three filters over ${lobbies} lobbies takes the relay ${times[100]?.toFixed(2)} ms (99 % within ${times[198]?.toFixed(2)} ms)`);
}

/** CPU time of a process so far; NaN where the system does not tell. @param {number | undefined} pid */
function cpuSeconds(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}

/** @param {number | undefined} pid */
function memoryMiB(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** @param {string} url */
async function untilUp(url) {
  for (let tries = 0; tries < 200; tries++) {
    if (await fetch(url).then(() => true, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new UserError("the relay did not start");
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === "object" ? address.port : 0));
    });
  });
}
