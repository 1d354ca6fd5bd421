import { Ground } from "../ground.js";
import { ratio, seedOf, type Measurement } from "../measurement.js";
import { link } from "../proxy/index.js";
import { LOSSY_STREAM } from "./lossy-reliable.js";

const DRAIN_MS = 5_000;

/** P4: what the latency of P2 costs in bytes. */
export const p4: Measurement = {
  id: "P4",
  title: "Bytes sent in P2, against the same with no loss; and with no loss against an unreliable send of the same payload",
  against: "itself",
  method:
    "The stream of P2 three times at once, over the sender's link with 50 ms each way: at 5 % loss, at none, and unreliable at none. Counted are the bytes of UDP payload that the sender's machine sends, DTLS and SCTP included, whatever becomes of them; what comes back is given apart.",
  rows: [
    { key: "lossy up", title: "Reliable, 5 % loss, sent", unit: "kB/s" },
    { key: "clean up", title: "Reliable, no loss, sent", unit: "kB/s" },
    { key: "unreliable up", title: "Unreliable, no loss, sent", unit: "kB/s" },
    { key: "lossy down", title: "Reliable, 5 % loss, back", unit: "kB/s" },
    { key: "clean down", title: "Reliable, no loss, back", unit: "kB/s" },
    { key: "unreliable down", title: "Unreliable, no loss, back", unit: "kB/s" },
  ],
  criteria: [
    { title: "with loss, against without", value: ratio("lossy up", "clean up"), sense: "at most", limit: 2.2, unit: "x" },
    { title: "without loss, against unreliable", value: ratio("clean up", "unreliable up"), sense: "at most", limit: 1.15, unit: "x" },
  ],
  runs: 3,
  seconds: { full: 80, quick: 25 },
  run: async (browser, scale) =>
    Ground.with(await browser(), async (ground) => {
      const line = (loss: number) => ({ sender: { conditions: link({ delayMs: 50, loss }), seed: seedOf(scale, 0) } });
      const [lossy, clean, unreliable] = await Promise.all([ground.pair("samovar", line(0.05)), ground.pair("samovar", line(0)), ground.pair("samovar", line(0))]);
      const pairs = { lossy, clean, unreliable };
      const durationMs = scale.quick ? 12_000 : 60_000;
      const figures: Record<string, number> = {};
      const measure = async (name: keyof typeof pairs): Promise<void> => {
        const pair = pairs[name];
        pair.sender.path?.resetCounters();
        await pair.stream({ ...LOSSY_STREAM, delivery: name === "unreliable" ? "unreliable" : "reliable", durationMs }, DRAIN_MS);
        for (const direction of ["up", "down"] as const) {
          figures[`${name} ${direction}`] = (pair.sender.path?.counters(direction).bytes ?? NaN) / durationMs;
        }
      };
      await Promise.all([measure("lossy"), measure("clean"), measure("unreliable")]);
      return figures;
    }),
};
