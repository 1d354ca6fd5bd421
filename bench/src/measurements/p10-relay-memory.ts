import type { ContenderName } from "../contenders/contender.js";
import { Load } from "../load/load.js";
import { ratio, type Measurement } from "../measurement.js";
import { startSamovarRelay, startStockRelay } from "../relays/relay-process.js";

/** The first ones pay for what is there only once. */
const FIRST_PLAYERS = 40;
const MORE_PLAYERS = 160;
/** The connections that signalling came by stay open for 5 s. */
const SETTLE_MS = 10_000;
const contenders = ["samovar", "geckos"] as const satisfies readonly ContenderName[];

/** P10: what a connected player costs the relay. */
export const p10: Measurement = {
  id: "P10",
  title: "Memory of the relay per connected player",
  against: "stock geckos.io",
  method:
    "By how much the resident memory of the relay's process grows from 40 connected players to 200, divided by 160; each pair has exchanged messages. Read after a garbage collection and 10 s of peace.",
  rows: [
    { key: "samovar", title: "Samovar, per player", unit: "kB" },
    { key: "geckos", title: "geckos, per player", unit: "kB" },
    { key: "samovar heap", title: "Samovar, of it JavaScript's heap", unit: "kB" },
    { key: "geckos heap", title: "geckos, of it JavaScript's heap", unit: "kB" },
  ],
  criteria: [{ title: "against geckos", value: ratio("samovar", "geckos"), sense: "at most", limit: 1.1, unit: "x" }],
  runs: 3,
  seconds: { full: 75, quick: 65 },
  run: async (_browser, { run, quick }) => {
    const figures: Record<string, number> = {};
    const more = quick ? 60 : MORE_PLAYERS;
    for (const contender of run % 2 === 0 ? contenders : contenders.toReversed()) {
      const relay = contender === "samovar" ? await startSamovarRelay() : await startStockRelay();
      const load = new Load();
      try {
        const settled = async (players: number) => {
          await load.connect(relay, contender, players);
          await load.run(10, 100, 1_000);
          await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
          return relay.usage();
        };
        const before = await settled(FIRST_PLAYERS);
        const after = await settled(more);
        figures[contender] = (after.rssBytes - before.rssBytes) / more / 1000;
        figures[`${contender} heap`] = (after.heapBytes - before.heapBytes) / more / 1000;
      } finally {
        await load.close();
        await relay.stop();
      }
    }
    return figures;
  },
};
