import type { EndpointState } from "@samovar/transport";
import { describeAll, describeTime } from "./describe.js";
import type { LogRecord } from "./records.js";
import type { World } from "./world.js";

const MOST_LINES = 20;

/** What is asked of whoever did not get a signal. */
export interface Disappointed {
  readonly name: string;
  readonly state: EndpointState;
  readonly hidden: boolean;
  readonly running: boolean;
  readonly signals: readonly { readonly atMs: number; readonly signal: string; readonly args: readonly unknown[] }[];
  readonly log: readonly LogRecord[];
}

/** What was waited for. */
export interface Vain {
  readonly signal: string;
  /** Where in `signals` the wait began, and when. */
  readonly from: number;
  readonly fromMs: number;
  /** The same place in the world's history. */
  readonly mark: number;
  readonly withCondition: boolean;
}

/** A signal did not come: says so, and everything that helps to see why. */
export function neverFired(player: Disappointed, { signal, from, fromMs, mark, withCondition }: Vain, world: World): Error {
  const { name, signals, log } = player;
  const lines = [`${name}: "${signal}" did not fire ${withCondition ? "as asked for " : ""}from ${describeTime(fromMs)} to ${describeTime(world.now)}.`, ...relayDown(world)];
  if (!player.running) lines.push(`${name}'s page is gone, so nothing fires there: reload() opens it again.`);
  else if (player.hidden) lines.push(`${name}'s tab is hidden: its game has no frames, and signals fire once a second. show() brings it back.`);
  else if (player.state !== "online") lines.push(`${name} is not connected: ${player.state}.`);
  const before = signals.slice(0, from).filter((record) => record.signal === signal);
  const last = before.at(-1);
  if (last !== undefined) {
    lines.push(`It had fired before the wait began${before.length > 1 ? `, ${before.length} times` : ""}: at ${describeTime(last.atMs)} with ${describeAll(last.args)}. Call next() before time moves on, or ask last("${signal}").`);
  }
  lines.push(...listed("What fired meanwhile, at anybody", world.historySince(mark), "Nothing fired meanwhile, at anybody."));
  const said = log.filter(({ atMs }) => atMs >= fromMs).map(({ atMs, level, message }) => `${describeTime(atMs)}  ${level}: ${message}`);
  if (said.length > 0) lines.push(...listed(`What Steam said to ${name}`, said, ""));
  return new Error(lines.join("\n"));
}

/** The condition of `until` did not come to hold. */
export function neverHeld(what: string, fromMs: number, world: World): Error {
  const lines = [`Waited in vain for ${what}, from ${describeTime(fromMs)} to ${describeTime(world.now)}.`, ...relayDown(world)];
  lines.push(...listed("The end of the history", world.history, "Nothing has happened so far."));
  return new Error(lines.join("\n"));
}

const relayDown = ({ relayUp }: World): string[] => (relayUp ? [] : ["The relay is down: startRelay() brings it back."]);

function listed(title: string, lines: readonly string[], none: string): string[] {
  if (lines.length === 0) return [none];
  const left = lines.length - MOST_LINES;
  return [`${title}${left > 0 ? ` (the last ${MOST_LINES} of ${lines.length})` : ""}:`, ...lines.slice(-MOST_LINES).map((line) => `  ${line}`)];
}
