// Players without a browser, many in one process, told over IPC what to do; see scripts/load.mjs.

import "./webrtc-in-node.mjs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./workspace.mjs";

/** @typedef {import("../../packages/transport/src/client/relay-client.js").RelayClient} RelayClient */
/** @typedef {import("../../packages/transport/src/client/relay-endpoint.js").LobbyEvent} LobbyEvent */
/** @typedef {{ times?: Record<string, number[]>, wrong?: string[], error?: string }} Figures What a command came to: durations in ms by what they are of, and what was not as it should be. */
/** @typedef {{ do: "connect", url: string, players: number } | { do: "gather", seats: number, tag: string } | { do: "talk", seconds: number, everySeconds: number }} Command */

const CONNECT_AT_ONCE = 4;
const GATHER_AT_ONCE = 8;
const PUMP_MS = 10;
const PATIENCE_MS = 30_000;

const transport = (/** @type {string} */ file) => pathToFileURL(join(root, "packages/transport", file)).href;
// geckos reports every failed attempt there.
console.error = () => {};

const { RelayClient } = /** @type {typeof import("../../packages/transport/src/client/relay-client.js")} */ (await import(transport("dist/client/relay-client.js")));
const { memoryCredentials } = /** @type {typeof import("../../packages/transport/src/client/credentials.js")} */ (await import(transport("dist/client/credentials.js")));

/** @type {RelayClient[]} */
const clients = [];
/** @type {Map<RelayClient, Set<(event: LobbyEvent) => void>>} */
const listeners = new Map();

setInterval(() => {
  for (const client of clients) {
    for (let event = client.lobbies.nextEvent(); event !== undefined; event = client.lobbies.nextEvent()) {
      for (const listener of [...(listeners.get(client) ?? [])]) listener(event);
    }
  }
}, PUMP_MS);

process.once("disconnect", () => process.exit(0));
process.on("message", (/** @type {Command} */ command) => {
  obey(command).then((figures) => process.send?.(figures), (error) => process.send?.({ error: String(error) }));
});

/** @param {Command} command @returns {Promise<Figures>} */
function obey(command) {
  if (command.do === "connect") return connect(command.url, command.players);
  return command.do === "gather" ? gather(command.seats, command.tag) : talk(command.seconds, command.everySeconds);
}

/** @param {string} url @param {number} count @returns {Promise<Figures>} */
async function connect(url, count) {
  await atOnce(CONNECT_AT_ONCE, count, async () => {
    const client = new RelayClient({ url, credentials: memoryCredentials(), log: { info: () => {}, warn: () => {} }, openTimeoutMs: 60_000 });
    await client.open();
    clients.push(client);
  });
  return {};
}

/** Each group of players gets into one lobby: one makes it, the others find it. @param {number} seats @param {string} tag @returns {Promise<Figures>} */
async function gather(seats, tag) {
  /** @type {{ create: number[], search: number[], join: number[] }} */
  const times = { create: [], search: [], join: [] };
  /** @type {string[]} */
  const wrong = [];
  await atOnce(GATHER_AT_ONCE, clients.length / seats, async (group) => {
    const [host, ...guests] = clients.slice(group * seats, (group + 1) * seats);
    if (host === undefined) return;
    const name = `${tag} ${process.pid} ${group}`;
    times.create.push(await timed(host, "created", () => host.lobbies.create(2, seats)));
    const [lobby = 0n] = host.lobbies.mine();
    host.lobbies.set(lobby, "name", name);
    host.lobbies.set(lobby, "level", String(group));
    const deadline = performance.now() + PATIENCE_MS;
    for (const guest of guests) {
      /** @type {readonly bigint[]} */
      let found = [];
      // The data is on its way for a moment.
      while (found.length === 0 && performance.now() < deadline) {
        times.search.push(await timed(guest, "found", () => guest.lobbies.search({
          filters: [{ k: "text", key: "name", value: name, comparison: 0 }, { k: "number", key: "level", value: group, comparison: 2 }, { k: "near", key: "level", value: group }],
          distance: 1,
          max: 5,
        }), (event) => (found = event.kind === "found" ? event.lobbies : [])));
        if (found.length === 0) await new Promise((resolve) => setTimeout(resolve, 600));
      }
      if (found[0] !== lobby) wrong.push(`${guest.self} found ${found.join()} and not ${lobby}`);
      times.join.push(await timed(guest, "joined", () => guest.lobbies.join(lobby)));
    }
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  for (const client of clients) {
    const [lobby = 0n] = client.lobbies.mine();
    if (client.lobbies.memberCount(lobby) !== seats) wrong.push(`${client.self} sees ${client.lobbies.memberCount(lobby)} members in ${lobby}`);
  }
  return { times, wrong };
}

/** Everybody talks and sets a value every so many seconds; the last values are compared. @param {number} seconds @param {number} everySeconds @returns {Promise<Figures>} */
async function talk(seconds, everySeconds) {
  const rounds = Math.ceil(seconds / everySeconds);
  /** @type {number[]} */
  const chat = [];
  const copies = { sent: 0, owed: 0 };
  for (const client of clients) {
    listen(client, (event) => {
      if (event.kind !== "chat") return;
      copies.owed--;
      chat.push(performance.timeOrigin + performance.now() - Number(event.text));
    });
  }
  const timers = clients.map((client, index) => new Promise((resolve) => {
    const [lobby = 0n] = client.lobbies.mine();
    let round = 0;
    const say = () => {
      client.lobbies.setMemberValue(lobby, "round", String(++round));
      if (client.lobbies.chat(lobby, String(performance.timeOrigin + performance.now()))) {
        copies.sent++;
        copies.owed += client.lobbies.memberCount(lobby);
      }
      if (round < rounds) setTimeout(say, 1000 * everySeconds);
      else resolve(undefined);
    };
    // Spread over the time.
    setTimeout(say, (1000 * everySeconds * index) / clients.length);
  }));
  await Promise.all(timers);
  for (const deadline = performance.now() + PATIENCE_MS; copies.owed > 0 && performance.now() < deadline;) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  /** @type {string[]} */
  const wrong = [];
  if (copies.owed !== 0) wrong.push(`${copies.owed} of the copies of ${copies.sent} chat messages did not come`);
  for (const client of clients) {
    const [lobby = 0n] = client.lobbies.mine();
    for (const member of client.lobbies.members(lobby)) {
      const value = client.lobbies.memberValue(lobby, member, "round");
      if (value !== String(rounds)) wrong.push(`${client.self} sees round ${value} of ${member}`);
    }
  }
  return { times: { "chat, one way": chat }, wrong };
}

/** ms until the event of this kind. @param {RelayClient} client @param {LobbyEvent["kind"]} kind @param {() => void} begin @param {(event: LobbyEvent) => void} [take] @returns {Promise<number>} */
function timed(client, kind, begin, take) {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${kind} within ${PATIENCE_MS} ms`)), PATIENCE_MS);
    const stop = listen(client, (event) => {
      if (event.kind !== kind) return;
      clearTimeout(timer);
      stop();
      take?.(event);
      resolve(performance.now() - start);
    });
    begin();
  });
}

/** @param {RelayClient} client @param {(event: LobbyEvent) => void} listener */
function listen(client, listener) {
  const all = listeners.get(client) ?? new Set();
  listeners.set(client, all.add(listener));
  return () => void all.delete(listener);
}

/** @param {number} width @param {number} count @param {(index: number) => Promise<void>} run */
async function atOnce(width, count, run) {
  let next = 0;
  await Promise.all(Array.from({ length: width }, async () => {
    while (next < count) await run(next++);
  }));
}
