import type { ContenderName } from "../contenders/contender.js";
import { Ground } from "../ground.js";
import { figure, ratio, seedOf, type Measurement } from "../measurement.js";
import type { StreamOutcome } from "../pair.js";
import { link } from "../proxy/index.js";
import { quantile } from "../statistics.js";

const STREAM = { hz: 240, bytes: 1000, delivery: "unreliable", channel: 0 } as const;
/** The stock channel goes on for long after; what comes later than this is of no use to anybody. */
const DRAIN_MS = 12_000;
const IN_TIME_MS = 300;
const contenders = ["samovar", "geckos"] as const satisfies readonly ContenderName[];

/** P5: unreliable messages, more than the line lets through. */
export const p5: Measurement = {
  id: "P5",
  title: "Age of what is delivered: unreliable, 1,000 B at 240 Hz; 50 ms each way and 5 % loss on one player's link",
  against: "stock geckos.io, raw",
  method:
    "One after the other, over proxies with the same seed, once with the sender's link the bad one and once with the receiver's; ages of both together. Delivered is what came while the stream ran: the stock channel goes on for as long after as its queue is, with what nobody wants any more (given apart, up to 12 s after). Which of the two begins changes with each run.",
  rows: [
    { key: "samovar p50", title: "Samovar, p50", unit: "ms" },
    { key: "geckos p50", title: "geckos, p50", unit: "ms" },
    { key: "samovar p99", title: "Samovar, p99", unit: "ms" },
    { key: "samovar p99 sender", title: "Samovar, p99, sender's link", unit: "ms" },
    { key: "samovar p99 receiver", title: "Samovar, p99, receiver's link", unit: "ms" },
    { key: "geckos p99", title: "geckos, p99", unit: "ms" },
    { key: "geckos p99 sender", title: "geckos, p99, sender's link", unit: "ms" },
    { key: "geckos p99 receiver", title: "geckos, p99, receiver's link", unit: "ms" },
    { key: "samovar delivered", title: "Samovar, delivered while the stream ran", unit: "" },
    { key: "geckos delivered", title: "geckos, delivered while the stream ran", unit: "" },
    { key: "samovar delivered ever", title: "Samovar, delivered until 12 s later", unit: "" },
    { key: "geckos delivered ever", title: "geckos, delivered until 12 s later", unit: "" },
    { key: "samovar delivered in time", title: "Samovar, delivered within 300 ms", unit: "" },
    { key: "geckos delivered in time", title: "geckos, delivered within 300 ms", unit: "" },
    { key: "sent", title: "Sent by each", unit: "" },
  ],
  criteria: [
    { title: "p99 of the age", value: figure("samovar p99"), sense: "at most", limit: 300, unit: "ms" },
    { title: "delivered, against geckos", value: ratio("samovar delivered", "geckos delivered"), sense: "at least", limit: 0.9, unit: "x" },
  ],
  runs: 5,
  seconds: { full: 115, quick: 70 },
  run: async (browser, scale) =>
    Ground.with(await browser(), async (ground) => {
      const figures: Record<string, number> = {};
      const durationMs = scale.quick ? 8_000 : 20_000;
      for (const contender of scale.run % 2 === 0 ? contenders : contenders.toReversed()) {
        const outcomes: StreamOutcome[] = [];
        for (const side of ["sender", "receiver"] as const) {
          const pair = await ground.pair(contender, { [side]: { conditions: link({ delayMs: 50, loss: 0.05 }), seed: seedOf(scale, 0) } });
          const outcome = await pair.stream({ ...STREAM, durationMs }, DRAIN_MS);
          await pair.close();
          outcomes.push(outcome);
          figures[`${contender} p99 ${side}`] = quantile(outcome.agesMs, 0.99);
        }
        const agesMs = outcomes.flatMap((outcome) => outcome.agesMs);
        figures[`${contender} p50`] = quantile(agesMs, 0.5);
        figures[`${contender} p99`] = quantile(agesMs, 0.99);
        figures[`${contender} delivered`] = outcomes.reduce((sum, outcome) => sum + outcome.deliveredWhileSending, 0);
        figures[`${contender} delivered ever`] = agesMs.length;
        figures[`${contender} delivered in time`] = agesMs.filter((age) => age <= IN_TIME_MS).length;
        figures["sent"] = outcomes.reduce((sum, { sent, refused }) => sum + sent + refused, 0);
      }
      return figures;
    }),
};
