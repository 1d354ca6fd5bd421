import type { NetGraphSteam } from "./net-graph-steam.js";

/** Which way of our link is made worse: what we send, what we receive, or both. */
export type Direction = "send" | "receive" | "both";

/** What can be made worse with a slider. */
export type Trouble = "loss" | "lag" | "jitter" | "reorder" | "duplication";

/** One figure for each trouble, for one way; per cent and ms, see {@link troubles}. */
export type TroubleFigures = Readonly<Record<Trouble, number>>;

/** How bad our link is made, each way. */
export interface FakeNetwork {
  readonly send: TroubleFigures;
  readonly receive: TroubleFigures;
}

type ConfigName = Extract<keyof NetGraphSteam, `NETWORKING_CONFIG_FAKE_${string}`>;

/** A trouble, and the config value that it is each way. */
export interface TroubleSetting {
  readonly name: Trouble;
  readonly label: string;
  /** What it does, in half a sentence. */
  readonly hint: string;
  readonly unit: "%" | "ms";
  /** As far as a slider goes; the config value may go further. */
  readonly most: number;
  readonly step: number;
  readonly send: ConfigName;
  readonly receive: ConfigName;
}

/** Every trouble, in the order of the sliders. */
export const troubles: readonly TroubleSetting[] = [
  {
    name: "loss", label: "Loss", hint: "packets that never arrive", unit: "%", most: 100, step: 0.5,
    send: "NETWORKING_CONFIG_FAKE_PACKET_LOSS_SEND", receive: "NETWORKING_CONFIG_FAKE_PACKET_LOSS_RECV",
  },
  {
    name: "lag", label: "Lag", hint: "every packet comes later, each way", unit: "ms", most: 1000, step: 5,
    send: "NETWORKING_CONFIG_FAKE_PACKET_LAG_SEND", receive: "NETWORKING_CONFIG_FAKE_PACKET_LAG_RECV",
  },
  {
    name: "jitter", label: "Jitter", hint: "some come later still, by this much on average", unit: "ms", most: 500, step: 5,
    send: "NETWORKING_CONFIG_FAKE_PACKET_JITTER_SEND_AVG", receive: "NETWORKING_CONFIG_FAKE_PACKET_JITTER_RECV_AVG",
  },
  {
    name: "reorder", label: "Reorder", hint: "packets that are overtaken", unit: "%", most: 100, step: 0.5,
    send: "NETWORKING_CONFIG_FAKE_PACKET_REORDER_SEND", receive: "NETWORKING_CONFIG_FAKE_PACKET_REORDER_RECV",
  },
  {
    name: "duplication", label: "Duplication", hint: "packets that come twice", unit: "%", most: 100, step: 0.5,
    send: "NETWORKING_CONFIG_FAKE_PACKET_DUP_SEND", receive: "NETWORKING_CONFIG_FAKE_PACKET_DUP_REVC",
  },
];

const waysOf = (direction: Direction): readonly ("send" | "receive")[] => (direction === "both" ? ["send", "receive"] : [direction]);

/** What is not set by a slider, and what it is as long as nobody touches it. */
const others: readonly (readonly [ConfigName, number])[] = [
  ["NETWORKING_CONFIG_FAKE_PACKET_REORDER_TIME", 15],
  ["NETWORKING_CONFIG_FAKE_PACKET_DUP_TIME_MAX", 10],
  ["NETWORKING_CONFIG_FAKE_PACKET_JITTER_SEND_MAX", 100],
  ["NETWORKING_CONFIG_FAKE_PACKET_JITTER_RECV_MAX", 100],
  ["NETWORKING_CONFIG_FAKE_PACKET_JITTER_SEND_PCT", 75],
  ["NETWORKING_CONFIG_FAKE_PACKET_JITTER_RECV_PCT", 75],
  ["NETWORKING_CONFIG_FAKE_RATE_LIMIT_SEND_RATE", 0],
  ["NETWORKING_CONFIG_FAKE_RATE_LIMIT_RECV_RATE", 0],
  ["NETWORKING_CONFIG_FAKE_RATE_LIMIT_SEND_BURST", 16_384],
  ["NETWORKING_CONFIG_FAKE_RATE_LIMIT_RECV_BURST", 16_384],
];

const jitterMax = { send: "NETWORKING_CONFIG_FAKE_PACKET_JITTER_SEND_MAX", receive: "NETWORKING_CONFIG_FAKE_PACKET_JITTER_RECV_MAX" } as const;
const LEAST_JITTER_MAX_MS = 100;
/** The delays are exponentially distributed: one in fifty is longer than four times the average. */
const JITTER_MAX_PER_AVERAGE = 4;

/** Reads what is in force, whoever set it. */
export function readFakeNetwork(Steam: NetGraphSteam): FakeNetwork {
  const read = (way: "send" | "receive") =>
    Object.fromEntries(troubles.map((trouble) => [trouble.name, readValue(Steam, trouble[way])])) as Record<Trouble, number>;
  return { send: read("send"), receive: read("receive") };
}

/** Sets one figure, in force at once. With jitter its limit moves along, so that the average asked for is possible. */
export function setTrouble(Steam: NetGraphSteam, name: Trouble, direction: Direction, value: number): void {
  for (const setting of troubles) {
    if (setting.name !== name) continue;
    for (const way of waysOf(direction)) {
      Steam.setGlobalConfigValueFloat(Steam[setting[way]], value);
      if (name === "jitter") Steam.setGlobalConfigValueFloat(Steam[jitterMax[way]], Math.max(LEAST_JITTER_MAX_MS, JITTER_MAX_PER_AVERAGE * value));
    }
  }
}

/** Sets all figures of a way, or of both. */
export function setTroubles(Steam: NetGraphSteam, figures: TroubleFigures, direction: Direction): void {
  for (const { name } of troubles) setTrouble(Steam, name, direction, figures[name]);
}

/** Takes everything off that makes the network worse, both ways; also what has no slider. */
export function resetFakeNetwork(Steam: NetGraphSteam): void {
  for (const setting of troubles) {
    for (const way of waysOf("both")) Steam.setGlobalConfigValueFloat(Steam[setting[way]], 0);
  }
  for (const [name, value] of others) Steam.setGlobalConfigValueInt32(Steam[name], value);
}

/** What makes the network worse, in words: `"5 % loss, 100 ms lag (sending)"`; empty when nothing does. */
export function fakeNetworkWords(Steam: NetGraphSteam): string {
  const { send, receive } = readFakeNetwork(Steam);
  const words = troubles.flatMap(({ name, label, unit }) => {
    const [out, back] = [send[name], receive[name]];
    if (out === 0 && back === 0) return [];
    const side = out === back ? "" : back === 0 ? " (sending)" : out === 0 ? " (receiving)" : " (sending/receiving)";
    const value = out === back || back === 0 ? rounded(out) : out === 0 ? rounded(back) : `${rounded(out)}/${rounded(back)}`;
    return [`${value}\u202f${unit} ${label.toLowerCase()}${side}`];
  });
  const limited = readValue(Steam, "NETWORKING_CONFIG_FAKE_RATE_LIMIT_SEND_RATE") + readValue(Steam, "NETWORKING_CONFIG_FAKE_RATE_LIMIT_RECV_RATE") > 0;
  return (limited ? [...words, "limited rate"] : words).join(", ");
}

/** A figure without more digits than a person wants. */
export const rounded = (value: number): string => String(Math.round(value * 10) / 10);

function readValue(Steam: NetGraphSteam, name: ConfigName): number {
  const { result, value } = Steam.getConfigValue(Steam[name], Steam.NETWORKING_CONFIG_SCOPE_GLOBAL, 0);
  return result === Steam.NETWORKING_GET_CONFIG_VALUE_OK ? Number(value) : 0;
}
