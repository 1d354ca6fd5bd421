import type { ContenderName } from "../contenders/contender.js";
import { Ground } from "../ground.js";
import { figure, ratio, seedOf, type Measurement } from "../measurement.js";
import { link } from "../proxy/index.js";
import { quantile } from "../statistics.js";

const STREAM = { hz: 240, bytes: 1000, delivery: "unreliable", channel: 0 } as const;
/** The stock channel goes on for long after; what comes later than this is of no use to anybody. */
const DRAIN_MS = 12_000;

/** P5: unreliable messages, more than the line lets through. */
export const p5: Measurement = {
  id: "P5",
  title: "Age of what is delivered: unreliable, 1,000 B at 240 Hz; 50 ms each way and 5 % loss on the sender's link",
  against: "stock geckos.io, raw",
  method: "One after the other, over proxies with the same seed. Counted is what came until 12 s after the last message was sent. Which of the two begins changes with each run.",
  rows: [
    { key: "samovar p50", title: "Samovar, p50", unit: "ms" },
    { key: "samovar p99", title: "Samovar, p99", unit: "ms" },
    { key: "geckos p50", title: "geckos, p50", unit: "ms" },
    { key: "geckos p99", title: "geckos, p99", unit: "ms" },
    { key: "samovar delivered", title: "Samovar, delivered", unit: "" },
    { key: "geckos delivered", title: "geckos, delivered", unit: "" },
    { key: "geckos delivered in time", title: "geckos, delivered within 300 ms", unit: "" },
    { key: "sent", title: "Sent by each", unit: "" },
  ],
  criteria: [
    { title: "p99 of the age", value: figure("samovar p99"), sense: "at most", limit: 300, unit: "ms" },
    { title: "delivered, against geckos", value: ratio("samovar delivered", "geckos delivered"), sense: "at least", limit: 0.9, unit: "x" },
  ],
  runs: 5,
  seconds: { full: 75, quick: 45 },
  run: async (browser, scale) =>
    Ground.with(await browser(), async (ground) => {
      const figures: Record<string, number> = {};
      const order: ContenderName[] = scale.run % 2 === 0 ? ["samovar", "geckos"] : ["geckos", "samovar"];
      for (const contender of order) {
        const pair = await ground.pair(contender, { sender: { conditions: link({ delayMs: 50, loss: 0.05 }), seed: seedOf(scale, 0) } });
        const outcome = await pair.stream({ ...STREAM, durationMs: scale.quick ? 8_000 : 20_000 }, DRAIN_MS);
        figures[`${contender} p50`] = quantile(outcome.agesMs, 0.5);
        figures[`${contender} p99`] = quantile(outcome.agesMs, 0.99);
        figures[`${contender} delivered`] = outcome.delivered;
        figures[`${contender} delivered in time`] = outcome.agesMs.filter((age) => age <= 300).length;
        figures["sent"] = outcome.sent + outcome.refused;
      }
      return figures;
    }),
};
