// Players without a browser, many in one process; told what to do over IPC. Two by two they send each other messages.

import "./polyfill.js";
import { contenders, type ContenderName, type Player } from "../contenders/index.js";

/** What a load process is told. */
export type LoadCommand =
  | { readonly do: "connect"; readonly contender: ContenderName; readonly url: string; readonly pairs: number; readonly room: string }
  | { readonly do: "run"; readonly hz: number; readonly bytes: number; readonly durationMs: number };

/** What it answers: how many players are connected, or how many messages were sent and came. */
export interface LoadAnswer {
  readonly players: number;
  readonly sent: number;
  readonly received: number;
  readonly error?: string;
}

const CONNECT_AT_ONCE = 5;
/** As often as a timer may: players who do not know of each other do not send in unison, and a relay works less for what comes in bunches. */
const TICK_MS = 1;
const DRAIN_MS = 1_000;

const players: Player[] = [];
let received = 0;

process.on("message", (command: LoadCommand) => {
  obey(command).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ players: players.length, sent: 0, received, error: String(error) } satisfies LoadAnswer),
  );
});
process.once("disconnect", () => process.exit(0));

async function obey(command: LoadCommand): Promise<LoadAnswer> {
  if (command.do === "connect") {
    const waiting = Array.from({ length: command.pairs }, (_, index) => index);
    await Promise.all(
      Array.from({ length: CONNECT_AT_ONCE }, async () => {
        for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) await connectPair(command, `${command.room} ${index}`);
      }),
    );
    return { players: players.length, sent: 0, received };
  }
  received = 0;
  const sent = await run(command);
  return { players: players.length, sent, received };
}

async function connectPair({ contender, url }: Extract<LoadCommand, { do: "connect" }>, room: string): Promise<void> {
  const [one, other] = await Promise.all([
    contenders[contender].connect({ url, room, name: "one", inCrowd: true }),
    contenders[contender].connect({ url, room, name: "other", inCrowd: true }),
  ]);
  one.meet(other.id);
  other.meet(one.id);
  for (const player of [one, other]) {
    player.onMessage(() => received++);
    players.push(player);
  }
}

/** Everybody sends at this rate, spread over time. @returns how many messages were taken. */
function run({ hz, bytes, durationMs }: Extract<LoadCommand, { do: "run" }>): Promise<number> {
  const payload = new Uint8Array(bytes).fill(0x61);
  const startMs = performance.now();
  const total = Math.round((players.length * hz * durationMs) / 1000);
  let tried = 0;
  let sent = 0;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - startMs) * players.length * hz) / 1000));
      for (; tried < due; tried++) if (players[tried % players.length]?.send(payload, "unreliable", 0) === true) sent++;
      if (tried < total) return;
      clearInterval(timer);
      setTimeout(() => resolve(sent), DRAIN_MS);
    }, TICK_MS);
  });
}
