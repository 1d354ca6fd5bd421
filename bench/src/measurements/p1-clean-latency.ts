import { Ground } from "../ground.js";
import { ratio, type Measurement } from "../measurement.js";
import { quantile } from "../statistics.js";

/** The two take turns, often, so that what else the machine does hits both alike. */
const TURNS = 12;
const TURN_MS = 5_000;

/** P1: what the API, the engine and the relay add to a message when the network adds nothing. */
export const p1: Measurement = {
  id: "P1",
  title: "One-way latency, API to API through the relay: 60 Hz, 100 B, unreliable, clean link",
  against: "stock geckos.io, raw",
  method:
    "No proxy between. The two take turns of 5 s, twelve each, the other one connected and silent; all turns of a run together are one sample. Samovar sends with `NETWORKING_SEND_UNRELIABLE_NO_NAGLE`.",
  rows: [
    { key: "samovar p50", title: "Samovar, p50", unit: "ms" },
    { key: "geckos p50", title: "geckos, p50", unit: "ms" },
    { key: "samovar p99", title: "Samovar, p99", unit: "ms" },
    { key: "geckos p99", title: "geckos, p99", unit: "ms" },
  ],
  criteria: [
    { title: "p50 against geckos", value: ratio("samovar p50", "geckos p50"), sense: "at most", limit: 1.15, unit: "x" },
    { title: "p99 against geckos", value: ratio("samovar p99", "geckos p99"), sense: "at most", limit: 1.25, unit: "x" },
  ],
  runs: 5,
  seconds: { full: 130, quick: 22 },
  run: async (browser, { quick }) =>
    Ground.with(await browser(), async (ground) => {
      const pairs = { samovar: await ground.pair("samovar"), geckos: await ground.pair("geckos") };
      const agesMs = { samovar: [] as number[], geckos: [] as number[] };
      for (let turn = 0; turn < (quick ? 4 : TURNS * 2); turn++) {
        const name = turn % 2 === 0 ? "samovar" : "geckos";
        const options = { hz: 60, bytes: 100, delivery: "unreliable", channel: 0, durationMs: TURN_MS } as const;
        agesMs[name].push(...(await pairs[name].stream(options, 500)).agesMs);
      }
      return {
        "samovar p50": quantile(agesMs.samovar, 0.5),
        "geckos p50": quantile(agesMs.geckos, 0.5),
        "samovar p99": quantile(agesMs.samovar, 0.99),
        "geckos p99": quantile(agesMs.geckos, 0.99),
      };
    }),
};
