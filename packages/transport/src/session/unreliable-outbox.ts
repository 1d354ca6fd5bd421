import { FRAGMENT_BYTES, writeUnreliable } from "../wire/frame.js";
import { accountedBytes } from "./accounting.js";
import { Fifo } from "./fifo.js";

/** How long an unreliable message may wait for the link and its rate before it is too old to be of use. */
const LIFE_MS = 50;

interface Waiting {
  readonly number: number;
  readonly channel: number;
  readonly payload: Uint8Array;
  readonly expiresAt: number;
}

/** The unreliable messages of one connection that have yet to leave; those that have waited too long are dropped. */
export class UnreliableOutbox {
  /** Accounted bytes that wait. */
  pending = 0;
  readonly #queue = new Fifo<Waiting>();
  /** The next fragment of the first message. */
  #index = 0;

  /** Whether a message waits. */
  get waits(): boolean {
    return this.#queue.length > 0;
  }

  /** Queues a message; the payload is now the outbox's. */
  push(now: number, number: number, payload: Uint8Array, channel: number): void {
    this.#queue.push({ number, channel, payload, expiresAt: now + LIFE_MS });
    this.pending += accountedBytes(payload.length, false);
  }

  /** Drops what is too old and has not begun to leave; returns when the next message will be, or Infinity. */
  expire(now: number): number {
    for (let first = this.#queue.peek(); first !== undefined; first = this.#queue.peek()) {
      // One that has begun goes on: without its end what has left would be of no use.
      if (this.#index > 0) return Number.POSITIVE_INFINITY;
      if (first.expiresAt > now) return first.expiresAt;
      this.#done(first);
    }
    return Number.POSITIVE_INFINITY;
  }

  /**
   * Writes frames from `at` up to `limit`. A frame that does not fit has been tried, and may have overwritten what is behind the limit.
   * @returns the position behind them; `at` when none fits or none waits.
   */
  write(bytes: Uint8Array, at: number, limit: number): number {
    let position = at;
    for (let message = this.#queue.peek(); message !== undefined; message = this.#queue.peek()) {
      const { payload, channel } = message;
      const count = Math.max(1, Math.ceil(payload.length / FRAGMENT_BYTES));
      const start = this.#index * FRAGMENT_BYTES;
      const end = Math.min(payload.length, start + FRAGMENT_BYTES);
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
    this.pending -= accountedBytes(message.payload.length, false);
  }
}
