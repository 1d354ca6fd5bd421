import type { BenchPage } from "./browser.js";
import type { ContenderName } from "./contenders/contender.js";
import { STREAMS } from "./page/payload.js";
import type { MessageOptions, StreamOptions } from "./page/traffic.js";
import type { PlayerPath } from "./proxy/index.js";

/** The stream that single messages are of. */
const TRANSFERS = STREAMS - 1;

/** One of the two players of a {@link Pair}. */
export interface Side {
  readonly page: BenchPage;
  /** What the page knows this player by. */
  readonly handle: string;
  /** The network between this player and the relay; undefined where nothing is between. */
  readonly path: PlayerPath | undefined;
}

/** What became of a stream. */
export interface StreamOutcome {
  /** Messages that the sender's API took. */
  readonly sent: number;
  /** Messages that it refused. */
  readonly refused: number;
  /** Of the sent ones: those that came, each counted once. */
  readonly delivered: number;
  /** Of those: came before the last one was sent. */
  readonly deliveredWhileSending: number;
  /** Of those that came: how long they were under way, in ms. */
  readonly agesMs: readonly number[];
  /**
   * The same for all that were sent. One that had not come when waiting ended counts as if it had come then, which flatters it.
   */
  readonly agesOfAllMs: readonly number[];
}

/** Two players of one contender, connected: what one sends, the other gets. */
export class Pair {
  readonly contender: ContenderName;
  readonly sender: Side;
  readonly receiver: Side;
  /** By how much the receiver's clock is ahead of the sender's. */
  readonly #aheadMs: number;
  #stream = 0;
  #transfers = 0;
  #closed = false;

  constructor(contender: ContenderName, sender: Side, receiver: Side, aheadMs: number) {
    this.contender = contender;
    this.sender = sender;
    this.receiver = receiver;
    this.#aheadMs = aheadMs;
  }

  /**
   * Sends a stream from one to the other and waits for all of it to come, at most `drainMs` after the last was sent.
   */
  async stream(options: Omit<StreamOptions, "stream">, drainMs: number): Promise<StreamOutcome> {
    const stream = this.#newStream();
    const sentAt = await this.sender.page.call("stream", this.sender.handle, { ...options, stream });
    const sent = sentAt.filter((at) => at !== null).length;
    await this.receiver.page.call("count", this.receiver.handle, stream, sent, drainMs);
    const endAt = (await this.receiver.page.call("now")) - this.#aheadMs;
    const { numbers, times } = await this.receiver.page.call("arrivals", this.receiver.handle, stream);
    const arrivedAt = new Map<number, number>();
    for (const [index, number] of numbers.entries()) {
      if (!arrivedAt.has(number)) arrivedAt.set(number, (times[index] as number) - this.#aheadMs);
    }
    const lastAt = Math.max(...sentAt.filter((at) => at !== null));
    let deliveredWhileSending = 0;
    const agesMs: number[] = [];
    const agesOfAllMs: number[] = [];
    for (const [number, at] of sentAt.entries()) {
      if (at === null) continue;
      const arrived = arrivedAt.get(number);
      if (arrived !== undefined) {
        agesMs.push(arrived - at);
        if (arrived <= lastAt) deliveredWhileSending++;
      }
      agesOfAllMs.push((arrived ?? endAt) - at);
    }
    return { sent, refused: sentAt.length - sent, delivered: agesMs.length, deliveredWhileSending, agesMs, agesOfAllMs };
  }

  /** Sends one reliable message and waits for it. @returns how long it was under way, in ms; at least the time-out when it did not come. */
  async transfer(bytes: number, channel: number, timeoutMs: number): Promise<number> {
    const number = this.#transfers++;
    const sentAt = await this.#sendWhenTaken({ stream: TRANSFERS, number, bytes, delivery: "reliable", channel }, timeoutMs);
    const arrivedAt = await this.receiver.page.call("arrival", this.receiver.handle, TRANSFERS, number, timeoutMs);
    return arrivedAt === null ? timeoutMs : arrivedAt - this.#aheadMs - sentAt;
  }

  /** A send buffer still full of earlier messages is the one reason to refuse; the time it takes to empty is the contender's own. */
  async #sendWhenTaken(message: MessageOptions, timeoutMs: number): Promise<number> {
    let wantedAt: number | undefined;
    const giveUpMs = performance.now() + timeoutMs;
    for (;;) {
      const sentAt = await this.sender.page.call("send", this.sender.handle, message);
      if (sentAt !== null) return wantedAt ?? sentAt;
      wantedAt ??= await this.sender.page.call("now");
      if (performance.now() > giveUpMs) throw new Error(`${this.contender} takes no message any more`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Once; later calls do nothing. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.sender.page.call("close", this.sender.handle);
    await this.receiver.page.call("close", this.receiver.handle);
    await this.sender.path?.close();
    await this.receiver.path?.close();
  }

  #newStream(): number {
    if (this.#stream === TRANSFERS) throw new Error("more streams than can be told apart: make a new pair");
    return this.#stream++;
  }
}
