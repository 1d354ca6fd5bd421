import type { ContenderName } from "../contenders/contender.js";
import { Ground } from "../ground.js";
import { ratio, seedOf, type Measurement } from "../measurement.js";
import { link } from "../proxy/index.js";
import { quantile } from "../statistics.js";
import { Bulk } from "./p7-ping-beside-bulk.js";

const SMALL = { hz: 20, bytes: 100, delivery: "reliable", channel: 1 } as const;
const LARGE_BYTES = 64 * 1024;
const DRAIN_MS = 15_000;
const contenders = ["samovar", "reliable-channel"] as const satisfies readonly ContenderName[];

/** P8: whether channels are channels. */
export const p8: Measurement = {
  id: "P8",
  title: "One-way latency, reliable, 100 B at 20 Hz on channel 1, while channel 0 carries messages of 64 KiB; 50 ms each way and 5 % loss on the sender's link",
  against: "both on one ordered data channel through the stock relay",
  method: "One contender after the other, over proxies with the same seed; the next large message is sent when the last one has come. Which of the two begins changes with each run.",
  rows: [
    { key: "samovar p50", title: "Samovar, p50", unit: "ms" },
    { key: "reliable-channel p50", title: "Data channel, p50", unit: "ms" },
    { key: "samovar p99", title: "Samovar, p99", unit: "ms" },
    { key: "reliable-channel p99", title: "Data channel, p99", unit: "ms" },
    { key: "samovar large", title: "Samovar, 64 KiB took", unit: "ms" },
    { key: "reliable-channel large", title: "Data channel, 64 KiB took", unit: "ms" },
  ],
  criteria: [{ title: "p99 on channel 1, against the data channel", value: ratio("samovar p99", "reliable-channel p99"), sense: "at most", limit: 0.3, unit: "x" }],
  runs: 5,
  seconds: { full: 90, quick: 32 },
  run: async (browser, scale) =>
    Ground.with(await browser(), async (ground) => {
      const figures: Record<string, number> = {};
      for (const contender of scale.run % 2 === 0 ? contenders : contenders.toReversed()) {
        const pair = await ground.pair(contender, { sender: { conditions: link({ delayMs: 50, loss: 0.05 }), seed: seedOf(scale, 0) } });
        const bulk = new Bulk(pair, LARGE_BYTES);
        const outcome = await pair.stream({ ...SMALL, durationMs: scale.quick ? 10_000 : 30_000 }, DRAIN_MS);
        const times = await bulk.stop();
        figures[`${contender} p50`] = quantile(outcome.agesOfAllMs, 0.5);
        figures[`${contender} p99`] = quantile(outcome.agesOfAllMs, 0.99);
        figures[`${contender} large`] = quantile(times, 0.5);
      }
      return figures;
    }),
};
