import type { ContenderName } from "../contenders/contender.js";
import { Load } from "../load/load.js";
import { figure, ratio, type Measurement } from "../measurement.js";
import { startSamovarRelay, startStockRelay } from "../relays/relay-process.js";

const PLAYERS = 100;
const HZ = 100;
const BYTES = 100;
/** V8 compiles for that long, on threads of its own. */
const WARM_UP_MS = 5_000;
const contenders = ["samovar", "geckos"] as const satisfies readonly ContenderName[];

/** P9: what a forwarded message costs the relay. */
export const p9: Measurement = {
  id: "P9",
  title: "CPU time of the relay per forwarded message, 100 B, 10,000 a second, 100 players",
  against: "stock geckos.io, raw forward",
  method:
    "50 pairs of players in two processes of Node, each player sending 100 unreliable messages a second to the other of its pair and looking for those that came once a frame. CPU time of the relay's process, user and system, native threads included, over the messages that arrived, after 5 s of the same. One contender after the other; which of the two begins changes with each run.",
  rows: [
    { key: "samovar", title: "Samovar, per message", unit: "µs" },
    { key: "geckos", title: "geckos, per message", unit: "µs" },
    { key: "samovar rate", title: "Samovar, arrived", unit: "/s" },
    { key: "geckos rate", title: "geckos, arrived", unit: "/s" },
    { key: "samovar lost", title: "Samovar, lost", unit: "%" },
    { key: "geckos lost", title: "geckos, lost", unit: "%" },
  ],
  criteria: [
    { title: "against geckos", value: ratio("samovar", "geckos"), sense: "at most", limit: 1, unit: "x" },
    // A relay that is not given the messages has little to do for them.
    { title: "lost", value: figure("samovar lost"), sense: "at most", limit: 1, unit: "%" },
  ],
  runs: 5,
  seconds: { full: 85, quick: 50 },
  run: async (_browser, { run, quick }) => {
    const figures: Record<string, number> = {};
    const durationMs = quick ? 5_000 : 20_000;
    for (const contender of run % 2 === 0 ? contenders : contenders.toReversed()) {
      const relay = contender === "samovar" ? await startSamovarRelay() : await startStockRelay();
      const load = new Load();
      try {
        await load.connect(relay, contender, PLAYERS);
        await load.run(HZ, BYTES, WARM_UP_MS);
        const before = await relay.usage();
        const { sent, received } = await load.run(HZ, BYTES, durationMs);
        const after = await relay.usage();
        figures[contender] = (after.cpuUs - before.cpuUs) / received;
        figures[`${contender} rate`] = (received * 1000) / durationMs;
        figures[`${contender} lost`] = (100 * (sent - received)) / sent;
      } finally {
        await load.close();
        await relay.stop();
      }
    }
    return figures;
  },
};
