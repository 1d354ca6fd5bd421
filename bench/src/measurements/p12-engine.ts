import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { figure, type Figures, type Measurement } from "../measurement.js";

const script = fileURLToPath(new URL("../engine/engine-bench.js", import.meta.url));
/** So large a young generation that nothing is collected while allocations are counted. */
const nodeOptions = ["--expose-gc", "--min-semi-space-size=256", "--max-semi-space-size=256"];

/** P12: the engine without anything around it. */
export const p12: Measurement = {
  id: "P12",
  title: "The engine alone: packets encoded and decoded per second and core, 100 B each, Node",
  against: "-",
  method:
    "Two engines in one process of Node, with memory between them. Encoding is `send` and `transmit`, a packet for each message; decoding is `handlePacket` and `transmit` for each packet, and `receive` once in 64. Rates are by CPU time, garbage collection included. Heap allocations are counted over 64,000 packets with a young generation so large that nothing is collected; the copy of the payload that the game is given with the message, and the one that a reliable message needs until it is acknowledged, are subtracted.",
  rows: [
    { key: "unreliable encode", title: "Unreliable, encoded", unit: "/s" },
    { key: "unreliable decode", title: "Unreliable, decoded", unit: "/s" },
    { key: "reliable encode", title: "Reliable, encoded", unit: "/s" },
    { key: "reliable decode", title: "Reliable, decoded", unit: "/s" },
    { key: "unreliable encode garbage", title: "Unreliable, garbage per packet encoded", unit: "B" },
    { key: "unreliable decode garbage", title: "Unreliable, garbage per packet decoded", unit: "B" },
    { key: "reliable encode garbage", title: "Reliable, garbage per packet encoded", unit: "B" },
    { key: "reliable decode garbage", title: "Reliable, garbage per packet decoded", unit: "B" },
    { key: "codec write", title: "Codec alone, written", unit: "/s" },
    { key: "codec read", title: "Codec alone, read", unit: "/s" },
  ],
  criteria: [
    { title: "unreliable, encoded", value: figure("unreliable encode"), sense: "at least", limit: 400_000, unit: "/s" },
    { title: "unreliable, decoded", value: figure("unreliable decode"), sense: "at least", limit: 400_000, unit: "/s" },
    { title: "garbage per packet encoded", value: figure("unreliable encode garbage"), sense: "at most", limit: 16, unit: "B" },
    { title: "garbage per packet decoded", value: figure("unreliable decode garbage"), sense: "at most", limit: 16, unit: "B" },
  ],
  runs: 5,
  seconds: { full: 45, quick: 10 },
  run: async (_browser, { quick }) => {
    const { stdout } = await promisify(execFile)(process.execPath, [...nodeOptions, script, ...(quick ? ["quick"] : [])]);
    const figures = JSON.parse(stdout) as Record<string, number>;
    return { ...figures, ...garbage(figures) };
  },
};

/** What is left when that is subtracted which cannot be done without. */
function garbage(figures: Figures): Record<string, number> {
  const copy = figures["payload bytes"] ?? NaN;
  const message = figures["message bytes"] ?? NaN;
  return Object.fromEntries(
    ["unreliable", "reliable"].flatMap((kind) => [
      [`${kind} encode garbage`, (figures[`${kind} encode bytes`] ?? NaN) - (kind === "reliable" ? copy : 0)],
      [`${kind} decode garbage`, (figures[`${kind} decode bytes`] ?? NaN) - copy - message],
    ]),
  );
}
