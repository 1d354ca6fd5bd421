// Players of the lobby game without a browser, over real WebRTC: npm run bots -- --quick
//
//   npm run bots -- --quick                  seven of them go where quick match leads: into your lobby, when it is public and has room
//   npm run bots -- --lobby 109775241092     into this lobby, the number at the end of an invite link
//   npm run bots -- --play                   a whole match among eight; exit code 1 when they do not agree who won it
//   npm run bots -- --picture FILE.svg --record FILE.jsonl --play   ... recorded, and drawn
//
//   --count N       how many (7; --play: 8)
//   --url ADDRESS   the relay (http://127.0.0.1:9208, where `npm start` runs it)
//   --seconds N     go home after so long; without it they stay until Ctrl-C
//   --rounds N      of --play, rounds somebody has to win (2)
//   --record FILE   of --play, keeps what happened, as JSON lines; --picture FILE draws it

import "./lib/require-node.mjs";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { run } from "./lib/processes.mjs";
import { runMain, UserError } from "./lib/user-error.mjs";
import { quietly, root, tools } from "./lib/workspace.mjs";

/** @typedef {{ id: bigint, name: string, start(): Promise<void>, stop(): void }} Bot */
/** @typedef {{ event: string, seconds: number, [key: string]: unknown }} RecordedEvent See examples/lobby-game/bots/recording.ts. */
/**
 * @typedef {object} Bots What examples/lobby-game/bots/index.ts exports.
 * @property {new (relay: string, name: string, log: Record<"info" | "warn" | "error", (message: string) => void>) => Bot} Bot
 * @property {readonly string[]} BOT_NAMES
 * @property {(bots: Bot[], to: { lobby: bigint } | { quick: true }, tell: (line: string) => void, signal: AbortSignal) => Promise<void>} keepCompany
 * @property {(events: RecordedEvent[]) => string} picture
 * @property {(bots: Bot[], rounds: number, take: (event: RecordedEvent) => void) => Promise<{ winner: string, agreed: boolean, seen: string[] }>} play
 */

const MOST = 8;
const sources = join(root, "examples/lobby-game/bots");
const output = join(sources, "dist");

await runMain(async () => {
  const wish = readArguments();
  const bots = await load(wish.built);
  await import("./lib/webrtc-in-node.mjs");
  /** @type {Bot[]} */
  const players = [];
  const home = new AbortController();
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.once(signal, () => home.abort());
  if (wish.seconds > 0) setTimeout(() => home.abort(), 1000 * wish.seconds).unref();
  try {
    const log = { info: () => {}, warn: (/** @type {string} */ message) => wish.verbose && console.warn(message), error: (/** @type {string} */ message) => console.warn(message) };
    for (const name of bots.BOT_NAMES.slice(0, wish.count)) players.push(new bots.Bot(wish.url, name, log));
    await Promise.all(players.map((player) => player.start())).catch((/** @type {unknown} */ error) => {
      throw new UserError(`There is no relay at ${wish.url} (${error instanceof Error ? error.message : String(error)}). \`npm start\` starts one; --url=<address> names another.`, { cause: error });
    });
    console.log(`${players.length} bots at ${wish.url}: ${players.map(({ name }) => name).join(", ")}`);
    if (wish.to !== undefined) await bots.keepCompany(players, wish.to, (line) => console.log(line), home.signal);
    else await playAndRecord(bots, players, wish);
  } finally {
    for (const player of players) player.stop();
  }
  // WebRTC's threads would keep the process for some seconds more; what was sent last is on its way by then.
  setTimeout(() => process.exit(), 300);
});

/**
 * @param {Bots} bots
 * @param {Bot[]} players
 * @param {ReturnType<typeof readArguments>} wish
 */
async function playAndRecord(bots, players, { rounds, record, picture }) {
  /** @type {RecordedEvent[]} */
  const events = [];
  const name = (/** @type {unknown} */ seat) => players[Number(seat)]?.name ?? "nobody";
  const { winner, agreed, seen } = await bots.play(players, rounds, (event) => {
    events.push(event);
    if (event.event === "host") console.log(`${name(event["player"])} hosts.`);
    if (event.event === "round") console.log(`${event.seconds.toFixed(1).padStart(6)} s  round ${Number(event["round"])}: ${name(event["winner"])}; rounds won: ${/** @type {number[]} */ (event["scores"]).join(" ")}`);
  });
  if (record !== undefined) write(record, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  if (picture !== undefined) write(picture, bots.picture(events));
  console.log(traffic(events));
  if (!agreed) throw new UserError(`They do not agree who won: ${players.map(({ name: player }, index) => `${player} saw ${seen[index] || "nobody"}`).join(", ")}.`);
  console.log(`${winner} has won the match, and all ${players.length} agree.`);
}

/** @param {RecordedEvent[]} events */
function traffic(events) {
  const all = events.filter(({ event }) => event === "traffic").flatMap(({ guests }) => /** @type {{ in: number, out: number, ping: number }[]} */ (guests));
  const middle = (/** @type {"in" | "out" | "ping"} */ key) => all.map((guest) => guest[key]).sort((one, other) => one - other)[all.length >> 1] ?? 0;
  return `A guest's session with the host, median of ${all.length} samples: ${middle("in")} B/s in, ${middle("out")} B/s out, ping ${middle("ping")} ms.`;
}

/** @param {string} file @param {string} text */
function write(file, text) {
  mkdirSync(dirname(resolve(file)), { recursive: true });
  writeFileSync(file, text);
}

/** The packages where they are not, or no longer, what the sources say, and the bots. @param {boolean} built they are @returns {Promise<Bots>} */
async function load(built) {
  if (!built) {
    await quietly("Building the packages", process.execPath, [tools.tsc, "--build", join(root, "packages/engine-plugin")]);
    const vite = join(root, "examples/node_modules/vite/bin/vite.js");
    const { exitCode, text } = await run(process.execPath, [vite, "build", sources, "--config", join(sources, "vite.config.ts"), "--logLevel", "warn"], { cwd: root, env: { NO_COLOR: "1" }, output: "pipe" });
    if (exitCode !== 0) throw new UserError(`The bots cannot be built:\n${text}`);
  }
  return /** @type {Bots} */ (await import(pathToFileURL(join(output, "index.js")).href));
}

function readArguments() {
  const { values } = parse();
  if ([values.lobby !== undefined, values.quick, values.play].filter(Boolean).length !== 1) throw new UserError("What shall the bots do: --quick, --lobby <id> or --play?");
  if (!values.play && (values.record !== undefined || values.picture !== undefined)) throw new UserError("--record and --picture go with --play.");
  if (values.lobby !== undefined && !/^\d{1,20}$/.test(values.lobby)) throw new UserError("--lobby wants the number of a lobby: what an invite link has after connect_lobby=.");
  return {
    to: values.lobby !== undefined ? { lobby: BigInt(values.lobby) } : values.quick ? /** @type {const} */ ({ quick: true }) : undefined,
    count: whole("--count", values.count ?? (values.play ? String(MOST) : String(MOST - 1)), values.play ? 2 : 1, MOST),
    rounds: whole("--rounds", values.rounds, 1, 3),
    seconds: whole("--seconds", values.seconds ?? "0", 0, 86_400),
    url: values.url ?? "http://127.0.0.1:9208",
    record: values.record,
    picture: values.picture,
    built: values.built,
    verbose: values.verbose,
  };
}

function parse() {
  try {
    return parseArgs({
      options: {
        lobby: { type: "string" }, quick: { type: "boolean", default: false }, play: { type: "boolean", default: false },
        count: { type: "string" }, url: { type: "string" }, seconds: { type: "string" }, rounds: { type: "string", default: "2" },
        record: { type: "string" }, picture: { type: "string" }, built: { type: "boolean", default: false }, verbose: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/**
 * @param {string} what
 * @param {string} text
 * @param {number} least
 * @param {number} most
 */
function whole(what, text, least, most) {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most)) throw new UserError(`${what} must be a whole number from ${least} to ${most}, but it is "${text}".`);
  return value;
}
