import { Ground } from "../ground.js";
import { ratio, seedOf, type Figures, type Measurement, type Scale } from "../measurement.js";
import { link } from "../proxy/index.js";
import { median } from "../statistics.js";

/** The largest message there is. */
export const BULK_BYTES = 512 * 1024;
const TIMEOUT_MS = 120_000;
const contenders = ["samovar", "reliable-channel"] as const;
const losses = [0, 0.02] as const;

/** P6: one large message, in the direction that is the slow one. */
export const p6: Measurement = {
  id: "P6",
  title: "A reliable message of 512 KiB, browser to browser through the relay; 50 ms each way on the receiver's link",
  against: "a reliable ordered data channel through the stock relay, at node-datachannel's defaults, in pieces of 16 KiB",
  method:
    "From the call that sends to the call that has all of it. Three messages one after the other on a new connection, alternating between the contenders; a run's figure is the median of its messages. Without loss, then with 2 % in both directions of that link.",
  rows: losses.flatMap((loss) =>
    contenders.flatMap((contender) => [
      { key: `${contender} ${loss}`, title: `${contender === "samovar" ? "Samovar" : "Data channel"}, ${loss * 100} % loss`, unit: "ms" },
      { key: `${contender} ${loss} first`, title: `${contender === "samovar" ? "Samovar" : "Data channel"}, ${loss * 100} % loss, first on its connection`, unit: "ms" },
    ]),
  ),
  criteria: [
    { title: "no loss, against the data channel", value: ratio("samovar 0", "reliable-channel 0"), sense: "at most", limit: 0.5, unit: "x" },
    { title: "2 % loss, against the data channel", value: ratio("samovar 0.02", "reliable-channel 0.02"), sense: "at most", limit: 0.9, unit: "x" },
  ],
  runs: 5,
  seconds: { full: 60, quick: 40 },
  run: async (browser, scale) => Ground.with(await browser(), (ground) => run(ground, scale)),
};

async function run(ground: Ground, scale: Scale): Promise<Figures> {
  const figures: Record<string, number> = {};
  for (const loss of losses) {
    const line = { receiver: { conditions: link({ delayMs: 50, loss }), seed: seedOf(scale, 0) } };
    const pairs = { "samovar": await ground.pair("samovar", line), "reliable-channel": await ground.pair("reliable-channel", line) };
    const times = { "samovar": [] as number[], "reliable-channel": [] as number[] };
    for (let count = 0; count < (scale.quick ? 2 : 3); count++) {
      for (const contender of contenders) times[contender].push(await pairs[contender].transfer(BULK_BYTES, 0, TIMEOUT_MS));
    }
    for (const contender of contenders) {
      figures[`${contender} ${loss}`] = median(times[contender]);
      figures[`${contender} ${loss} first`] = times[contender][0] ?? NaN;
    }
  }
  return figures;
}
