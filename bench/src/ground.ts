import type { BenchBrowser, BenchPage } from "./browser.js";
import type { ContenderName } from "./contenders/contender.js";
import { Pair, type Side } from "./pair.js";
import { PlayerPath, type LinkConditions } from "./proxy/index.js";
import { startSamovarRelay, startStockRelay, type RelayProcess } from "./relays/relay-process.js";

/** The network of one player while measuring; both directions the same. */
export interface Line {
  /** While measuring. */
  readonly conditions: LinkConditions;
  /** Seeds what is lost. */
  readonly seed: number;
}

/** How two players are connected. A line that is not given has no proxy in it at all. */
export interface Lines {
  readonly sender?: Line;
  readonly receiver?: Line;
}

/** How long to let go of what connecting left behind, before anything is measured. */
const SETTLE_MS = 1_000;
const WARM_UP_MS = 500;

/**
 * What one run of a measurement stands on: both relays, each in a process of its own and new, and two pages of one browser, new as well.
 */
export class Ground {
  readonly browser: BenchBrowser;
  readonly samovarRelay: RelayProcess;
  readonly stockRelay: RelayProcess;
  readonly #left: BenchPage;
  readonly #right: BenchPage;
  readonly #aheadMs: number;
  readonly #pairs: Pair[] = [];
  #rooms = 0;

  private constructor(browser: BenchBrowser, relays: { samovar: RelayProcess; stock: RelayProcess }, pages: readonly [BenchPage, BenchPage], aheadMs: number) {
    this.browser = browser;
    this.samovarRelay = relays.samovar;
    this.stockRelay = relays.stock;
    [this.#left, this.#right] = pages;
    this.#aheadMs = aheadMs;
  }

  /** Lays a ground, does the work on it, and clears it away, whatever happens. */
  static async with<T>(browser: BenchBrowser, work: (ground: Ground) => Promise<T>): Promise<T> {
    const [samovar, stock] = await Promise.all([startSamovarRelay(), startStockRelay()]);
    const pages = [await browser.page(), await browser.page()] as const;
    await pages[1].call("answerClockQuestions", "right");
    const { aheadMs } = await pages[0].call("clockAhead", "right");
    const ground = new Ground(browser, { samovar, stock }, pages, aheadMs);
    try {
      return await work(ground);
    } finally {
      await Promise.allSettled(ground.#pairs.map((pair) => pair.close()));
      await Promise.allSettled(pages.map((page) => page.close()));
      await Promise.allSettled([samovar.stop(), stock.stop()]);
    }
  }

  /** The relay that a contender is to be measured with. */
  relayOf(contender: ContenderName): RelayProcess {
    return contender === "samovar" ? this.samovarRelay : this.stockRelay;
  }

  /**
   * Connects two players, one in each page, over lines that are as slow as they will be but lose nothing yet, so that all begin alike; sends
   * a first message, so that sessions and windows exist; then sets the lines' conditions in full.
   */
  async pair(contender: ContenderName, lines: Lines = {}): Promise<Pair> {
    const relay = this.relayOf(contender);
    const room = `room${this.#rooms++}`;
    const [sender, receiver] = await Promise.all([
      this.#open(this.#left, relay, lines.sender, `${room} sender`),
      this.#open(this.#right, relay, lines.receiver, `${room} receiver`),
    ]);
    const [left, right] = await Promise.all([
      sender.page.call("connect", sender.handle, contender, { url: sender.path?.url ?? relay.url, room, name: "sender" }),
      receiver.page.call("connect", receiver.handle, contender, { url: receiver.path?.url ?? relay.url, room, name: "receiver" }),
    ]);
    await sender.page.call("meet", sender.handle, right.id);
    await receiver.page.call("meet", receiver.handle, left.id);
    const pair = new Pair(contender, sender, receiver, this.#aheadMs);
    this.#pairs.push(pair);
    await pair.stream({ hz: 20, bytes: 100, delivery: contender === "geckos" ? "unreliable" : "reliable", channel: 0, durationMs: WARM_UP_MS }, 10_000);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    setLine(sender, lines.sender);
    setLine(receiver, lines.receiver);
    return pair;
  }

  async #open(page: BenchPage, relay: RelayProcess, line: Line | undefined, handle: string): Promise<Side> {
    if (line === undefined) return { page, handle, path: undefined };
    const path = await PlayerPath.open(relay, line.seed);
    const { conditions } = line;
    const lossless = { ...conditions, loss: 0, duplicate: 0, reorder: 0 };
    path.set({ up: lossless, down: lossless });
    return { page, handle, path };
  }
}

function setLine(side: Side, line: Line | undefined): void {
  if (line === undefined) return;
  side.path?.set({ up: line.conditions, down: line.conditions });
  side.path?.resetCounters();
}
