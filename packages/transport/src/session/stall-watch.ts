import type { ReliableOutbox } from "./reliable-outbox.js";

/** Nothing acknowledged for this long, although the peer was heard since: something must have been swallowed on the way. */
const STALL_MS = 3000;
/** Nor does a fragment take this long to arrive that others overtake which left this much later. */
const OVERTAKEN_MS = 1000;
const OVERTAKEN_AT_ONCE = 128;
const CHECK_EVERY_MS = 500;
/** So few are sent again at first: they may only be late. */
const FIRST_BATCH = 8;
/** An acknowledgement sooner after sending again than this share of the round trip is the first copy's. */
const TOO_SOON = 0.75;

/**
 * Finds reliable fragments that something on the way has swallowed without a link having broken, and has them sent again: a few at
 * first, and when those get through, twice as many at a time until all that left before are here.
 */
export class StallWatch {
  readonly #reliable: ReliableOutbox;
  #limitMs = STALL_MS;
  #checkAt = 0;
  #stalledAt = Number.POSITIVE_INFINITY;
  #batch = FIRST_BATCH;

  constructor(reliable: ReliableOutbox) {
    this.#reliable = reliable;
  }

  /**
   * True when fragments are to be sent again.
   * @param arrivedSentAt of the packets that have arrived: when the last one left.
   */
  check(now: number, lastReceivedAt: number, arrivedSentAt: number): boolean {
    if (now < this.#checkAt) return false;
    this.#checkAt = now + CHECK_EVERY_MS;
    if (this.#reliable.resendOldest(OVERTAKEN_AT_ONCE, Math.min(now - STALL_MS, arrivedSentAt - OVERTAKEN_MS)) > 0) return true;
    const { oldestSentAt, progressAt } = this.#reliable;
    // A long queue on the way is no reason to put more into it: as long as it moves, nothing has been swallowed.
    const from = Math.max(oldestSentAt, progressAt);
    if (now - from < this.#limitMs || lastReceivedAt <= from) return false;
    this.#limitMs *= 2;
    this.#stalledAt = now;
    this.#batch = FIRST_BATCH;
    return this.#reliable.resendOldest(this.#batch, now) > 0;
  }

  /** An acknowledgement brought news; true when more fragments are to be sent again. */
  progressed(now: number, roundTripMs: number): boolean {
    this.#limitMs = STALL_MS;
    const { latestSentAt } = this.#reliable;
    if (latestSentAt < this.#stalledAt || now - latestSentAt < TOO_SOON * roundTripMs) return false;
    this.#batch *= 2;
    const more = this.#reliable.resendOldest(this.#batch, this.#stalledAt) > 0;
    if (!more) this.#stalledAt = Number.POSITIVE_INFINITY;
    return more;
  }
}
