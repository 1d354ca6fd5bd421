import type { ContenderName } from "../contenders/contender.js";
import { Ground, type Line, type Lines } from "../ground.js";
import { seedOf, type Figures, type Measurement, type Scale } from "../measurement.js";
import { link } from "../proxy/index.js";
import { quantile } from "../statistics.js";

/** What the issue names for P2 and P3. */
export const LOSSY_STREAM = { hz: 20, bytes: 100, delivery: "reliable", channel: 0 } as const;
/** geckos' `reliable` repeats a message for 1.5 s; an ordered channel may take longer than that after bad luck. */
const DRAIN_MS = 15_000;

const contenders = ["samovar", "reliable-channel", "geckos-reliable"] as const satisfies readonly ContenderName[];
/** Whose link is the bad one: the two directions of a relay are made differently. */
const sides = ["sender", "receiver"] as const;

/** The measurement P2 and P3 are, at some loss. */
export function lossyReliable(options: Pick<Measurement, "id" | "criteria"> & { readonly loss: number }): Measurement {
  const percent = `${options.loss * 100} %`;
  return {
    id: options.id,
    title: `One-way latency, reliable, 100 B at 20 Hz; 50 ms each way and ${percent} loss on one player's link`,
    against: "a fully reliable ordered data channel through the stock relay; geckos.io's `reliable`",
    method:
      "All contenders at the same time, each over proxies of its own with the same seed; once with the sender's link the bad one, once with the receiver's, and both samples together make a run's figures. Messages that have not come 15 s after the last one was sent count as if they had come then.",
    rows: [
      { key: "samovar p50", title: "Samovar, p50", unit: "ms" },
      { key: "reliable-channel p50", title: "Data channel, p50", unit: "ms" },
      { key: "geckos-reliable p50", title: "geckos `reliable`, p50", unit: "ms" },
      { key: "samovar p99", title: "Samovar, p99", unit: "ms" },
      { key: "samovar p99 sender", title: "Samovar, p99, sender's link", unit: "ms" },
      { key: "samovar p99 receiver", title: "Samovar, p99, receiver's link", unit: "ms" },
      { key: "reliable-channel p99", title: "Data channel, p99", unit: "ms" },
      { key: "reliable-channel p99 sender", title: "Data channel, p99, sender's link", unit: "ms" },
      { key: "reliable-channel p99 receiver", title: "Data channel, p99, receiver's link", unit: "ms" },
      { key: "geckos-reliable p99", title: "geckos `reliable`, p99", unit: "ms" },
      { key: "samovar undelivered", title: "Samovar, not delivered", unit: "" },
      { key: "reliable-channel undelivered", title: "Data channel, not delivered", unit: "" },
      { key: "geckos-reliable undelivered", title: "geckos `reliable`, not delivered", unit: "" },
    ],
    criteria: options.criteria,
    runs: 5,
    seconds: { full: 95, quick: 32 },
    run: async (browser, scale) => Ground.with(await browser(), (ground) => run(ground, options.loss, scale)),
  };
}

async function run(ground: Ground, loss: number, scale: Scale): Promise<Figures> {
  const durationMs = scale.quick ? 12_000 : 60_000;
  const pairs = await Promise.all(
    contenders.flatMap((contender) =>
      sides.map(async (side, index) => {
        const line: Line = { conditions: link({ delayMs: 50, loss }), seed: seedOf(scale, index) };
        const lines: Lines = side === "sender" ? { sender: line } : { receiver: line };
        return { contender, side, pair: await ground.pair(contender, lines) };
      }),
    ),
  );
  const outcomes = await Promise.all(
    pairs.map(async ({ contender, side, pair }) => ({ contender, side, outcome: await pair.stream({ ...LOSSY_STREAM, durationMs }, DRAIN_MS) })),
  );
  const figures: Record<string, number> = {};
  for (const contender of contenders) {
    const own = outcomes.filter((outcome) => outcome.contender === contender);
    const all = own.flatMap(({ outcome }) => outcome.agesOfAllMs);
    figures[`${contender} p50`] = quantile(all, 0.5);
    figures[`${contender} p99`] = quantile(all, 0.99);
    figures[`${contender} undelivered`] = own.reduce((sum, { outcome }) => sum + outcome.sent + outcome.refused - outcome.delivered, 0);
    for (const { side, outcome } of own) figures[`${contender} p99 ${side}`] = quantile(outcome.agesOfAllMs, 0.99);
  }
  return figures;
}
