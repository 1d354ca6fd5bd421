import { Ground } from "../ground.js";
import { ratio, seedOf, type Measurement } from "../measurement.js";
import type { Pair } from "../pair.js";
import { link } from "../proxy/index.js";
import { quantile } from "../statistics.js";
import { BULK_BYTES } from "./p6-bulk.js";

const PING = { hz: 60, bytes: 100, delivery: "unreliable", channel: 1 } as const;
const TIMEOUT_MS = 60_000;
const DRAIN_MS = 8_000;

/** P7: whether a large message gets into the way of small ones. */
export const p7: Measurement = {
  id: "P7",
  title: "One-way latency of an unreliable stream, 60 Hz, while P6 runs in the same direction",
  against: "the same without P6",
  method:
    "50 ms each way on the receiver's link, no loss. First the stream alone; then the same with messages of 512 KiB on another channel, the next one sent when the last one has come.",
  rows: [
    { key: "alone p50", title: "Alone, p50", unit: "ms" },
    { key: "beside p50", title: "Beside P6, p50", unit: "ms" },
    { key: "alone p99", title: "Alone, p99", unit: "ms" },
    { key: "beside p99", title: "Beside P6, p99", unit: "ms" },
    { key: "alone delivered", title: "Alone, delivered", unit: "%" },
    { key: "beside delivered", title: "Beside P6, delivered", unit: "%" },
    { key: "bulk", title: "Beside it: 512 KiB messages took", unit: "ms" },
  ],
  criteria: [
    { title: "p99 beside P6, against alone", value: ratio("beside p99", "alone p99"), sense: "at most", limit: 2.5, unit: "x" },
  ],
  runs: 5,
  seconds: { full: 50, quick: 22 },
  run: async (browser, scale) =>
    Ground.with(await browser(), async (ground) => {
      const pair = await ground.pair("samovar", { receiver: { conditions: link({ delayMs: 50 }), seed: seedOf(scale, 0) } });
      const durationMs = scale.quick ? 6_000 : 20_000;
      const alone = await pair.stream({ ...PING, durationMs }, DRAIN_MS);
      const bulk = new Bulk(pair);
      const beside = await pair.stream({ ...PING, durationMs }, 2_000);
      const times = await bulk.stop();
      return {
        "alone p50": quantile(alone.agesMs, 0.5),
        "beside p50": quantile(beside.agesMs, 0.5),
        "alone p99": quantile(alone.agesMs, 0.99),
        "beside p99": quantile(beside.agesMs, 0.99),
        "alone delivered": (100 * alone.delivered) / (alone.sent + alone.refused),
        "beside delivered": (100 * beside.delivered) / (beside.sent + beside.refused),
        "bulk": quantile(times, 0.5),
      };
    }),
};

/** One large message after the other, until it is told to stop. */
export class Bulk {
  readonly #pair: Pair;
  readonly #bytes: number;
  readonly #done: Promise<number[]>;
  #stopped = false;

  constructor(pair: Pair, bytes = BULK_BYTES) {
    this.#pair = pair;
    this.#bytes = bytes;
    this.#done = this.#run();
  }

  /** @returns how long each message took, the last one included. */
  stop(): Promise<number[]> {
    this.#stopped = true;
    return this.#done;
  }

  async #run(): Promise<number[]> {
    const times: number[] = [];
    while (!this.#stopped) times.push(await this.#pair.transfer(this.#bytes, 0, TIMEOUT_MS));
    return times;
  }
}
