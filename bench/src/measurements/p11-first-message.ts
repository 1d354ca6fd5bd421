import { Ground } from "../ground.js";
import type { BenchBrowser } from "../browser.js";
import type { ContenderName } from "../contenders/contender.js";
import { ratio, type Figures, type Measurement, type Scale } from "../measurement.js";
import { link, PlayerPath } from "../proxy/index.js";
import { median } from "../statistics.js";

const TIMEOUT_MS = 30_000;
const MESSAGE = { stream: 1, number: 0, bytes: 100, delivery: "reliable", channel: 0 } as const;
const delaysMs = [0, 50] as const;

/** P11: how long a player waits before playing. */
export const p11: Measurement = {
  id: "P11",
  title: "From the start of the script to the first message delivered, two browsers; clean link, and 100 ms round trip on the joining player's link",
  against: "stock geckos.io, connecting alone",
  method:
    "A player is there already. A second one begins in a new page with empty caches, whose script connects and sends a reliable message to the first at once; the first accepts and gets it. geckos: the same page, from the call of `geckos()` to `onConnect`. Page and relay are of different origins, so that both pay for preflights. HTTP and new TCP connections are as late as packets are. A run's figure is the median of its attempts.",
  rows: delaysMs.flatMap((delayMs) => [
    { key: `samovar ${delayMs}`, title: `Samovar, first message, ${delayMs * 2} ms round trip`, unit: "ms" },
    { key: `samovar connect ${delayMs}`, title: `Samovar, of it connecting, ${delayMs * 2} ms round trip`, unit: "ms" },
    { key: `geckos ${delayMs}`, title: `geckos, connecting, ${delayMs * 2} ms round trip`, unit: "ms" },
  ]),
  criteria: [
    { title: "clean, against geckos connecting", value: ratio("samovar 0", "geckos 0"), sense: "at most", limit: 1.3, unit: "x" },
    { title: "100 ms, against geckos connecting", value: ratio("samovar 50", "geckos 50"), sense: "at most", limit: 1.1, unit: "x" },
  ],
  runs: 3,
  seconds: { full: 60, quick: 20 },
  run: async (browser, scale) => {
    const launched = await browser();
    return Ground.with(launched, (ground) => run(ground, launched, scale));
  },
};

async function run(ground: Ground, browser: BenchBrowser, { quick }: Scale): Promise<Figures> {
  const figures: Record<string, number> = {};
  for (const delayMs of delaysMs) {
    const first: number[] = [];
    const connects = { samovar: [] as number[], geckos: [] as number[] };
    for (let attempt = 0; attempt < (quick ? 3 : 10); attempt++) {
      const samovar = await samovarAttempt(ground, browser, delayMs, attempt);
      first.push(samovar.firstMs);
      connects.samovar.push(samovar.connectMs);
      connects.geckos.push(await geckosAttempt(ground, browser, delayMs, attempt));
    }
    figures[`samovar ${delayMs}`] = median(first);
    figures[`samovar connect ${delayMs}`] = median(connects.samovar);
    figures[`geckos ${delayMs}`] = median(connects.geckos);
  }
  return figures;
}

async function samovarAttempt(ground: Ground, browser: BenchBrowser, delayMs: number, attempt: number): Promise<{ firstMs: number; connectMs: number }> {
  const [there, joining] = await Promise.all([browser.freshPage(), browser.freshPage()]);
  const path = await openPath(ground, "samovar", delayMs);
  const room = `first ${delayMs} ${attempt}`;
  try {
    const host = await there.call("connect", "host", "samovar", { url: ground.samovarRelay.url, room, name: "host" });
    const { startedAt, connectMs } = await joining.call("connectAndSend", "guest", "samovar", { url: path.url, room, name: "guest" }, host.id, MESSAGE);
    const arrivedAt = await there.call("arrival", "host", MESSAGE.stream, MESSAGE.number, TIMEOUT_MS);
    return { firstMs: (arrivedAt ?? Infinity) - startedAt, connectMs };
  } finally {
    await Promise.all([there.close(), joining.close(), path.close()]);
  }
}

async function geckosAttempt(ground: Ground, browser: BenchBrowser, delayMs: number, attempt: number): Promise<number> {
  const page = await browser.freshPage();
  const path = await openPath(ground, "geckos", delayMs);
  try {
    const seat = { url: path.url, room: `first ${delayMs} ${attempt}`, name: "guest" };
    return (await page.call("connect", "guest", "geckos", seat)).connectMs;
  } finally {
    await Promise.all([page.close(), path.close()]);
  }
}

async function openPath(ground: Ground, contender: ContenderName, delayMs: number): Promise<PlayerPath> {
  const path = await PlayerPath.open(ground.relayOf(contender), 1);
  path.set({ up: link({ delayMs }), down: link({ delayMs }) });
  return path;
}
