import { FRAGMENT_BYTES, writeUnreliable } from "../wire/frame.js";
import { MAX_DATAGRAM_BYTES } from "../wire/lane.js";
import { accountedBytes } from "./accounting.js";
import { Fifo } from "./fifo.js";

/** How long an unreliable message may wait for the link and its rate before it is too old to be of use. */
const LIFE_MS = 50;

/** So many records of messages that have left are kept for the next ones, with memory for a payload that fits into a datagram. */
const SPARE_RECORDS = 64;
const SPARE_BYTES = MAX_DATAGRAM_BYTES;
const NOTHING = new Uint8Array(0);

interface Waiting {
  number: number;
  channel: number;
  /** The payload, and perhaps memory behind it. */
  bytes: Uint8Array;
  length: number;
  expiresAt: number;
}

/** The unreliable messages of one connection that have yet to leave; those that have waited too long are dropped. */
export class UnreliableOutbox {
  /** Accounted bytes that wait. */
  pending = 0;
  readonly #queue = new Fifo<Waiting>();
  readonly #spare = new Fifo<Waiting>();
  /** The next fragment of the first message. */
  #index = 0;

  /** Whether a message waits. */
  get waits(): boolean {
    return this.#queue.length > 0;
  }

  /** Whether the first message has left in part. Without its end that would be of no use. */
  get begun(): boolean {
    return this.#index > 0;
  }

  /** Queues a message; its payload is copied. */
  push(now: number, number: number, payload: Uint8Array, channel: number): void {
    const waiting = this.#spare.shift() ?? { number: 0, channel: 0, bytes: NOTHING, length: 0, expiresAt: 0 };
    waiting.number = number;
    waiting.channel = channel;
    if (waiting.bytes.length < payload.length) waiting.bytes = new Uint8Array(payload.length);
    waiting.bytes.set(payload);
    waiting.length = payload.length;
    waiting.expiresAt = now + LIFE_MS;
    this.#queue.push(waiting);
    this.pending += accountedBytes(payload.length, false);
  }

  /** Drops what is too old and has not begun to leave. */
  expire(now: number): void {
    for (let first = this.#queue.peek(); first !== undefined; first = this.#queue.peek()) {
      if (this.begun || first.expiresAt > now) return;
      this.#done(first);
    }
  }

  /** When the next message will be too old; Infinity when none will. */
  get expiresAt(): number {
    return this.begun ? Number.POSITIVE_INFINITY : (this.#queue.peek()?.expiresAt ?? Number.POSITIVE_INFINITY);
  }

  /**
   * Writes frames from `at` up to `limit`. A frame that does not fit may have been tried, and have overwritten what is behind the limit.
   * @returns the position behind them; `at` when none fits or none waits.
   */
  write(bytes: Uint8Array, at: number, limit: number): number {
    let position = at;
    for (let message = this.#queue.peek(); message !== undefined; message = this.#queue.peek()) {
      const { bytes: payload, length, channel } = message;
      const count = Math.max(1, Math.ceil(length / FRAGMENT_BYTES));
      const start = this.#index * FRAGMENT_BYTES;
      const end = Math.min(length, start + FRAGMENT_BYTES);
      // A frame is longer than what it carries: most that do not fit need not be tried.
      if (position + end - start >= limit) return position;
      const behind = writeUnreliable(bytes, position, message.number, channel, this.#index, count, payload, start, end);
      if (behind > limit) return position;
      position = behind;
      if (++this.#index === count) this.#done(message);
    }
    return position;
  }

  #done(message: Waiting): void {
    this.#queue.shift();
    this.#index = 0;
    this.pending -= accountedBytes(message.length, false);
    if (message.bytes.length > SPARE_BYTES) message.bytes = NOTHING;
    if (this.#spare.length < SPARE_RECORDS) this.#spare.push(message);
  }
}
