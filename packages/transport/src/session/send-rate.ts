import type { SessionSettings } from "./settings.js";

/** Bytes a second before anything is known of the path: Steam's fixed rate. */
const INITIAL_RATE = 262_144;
/** What may leave at once after a pause, at least. */
const BURST_BYTES = 4800;
/** A round trip this much above the best one means that a queue is building somewhere. */
const QUEUE_LIMIT_MS = 60;
/** How long a queue may get while the rate is being found: congestion control on the way only opens up while something waits for it. */
const START_QUEUE_LIMIT_MS = 500;
/** What the rate is multiplied by each round trip: while it is being found, and afterwards. */
const START_GROWTH = 2;
const GROWTH = 1.25;
/** The same where it comes near to what arrived when the last queue showed: each step adds a queue of this share of a round trip before it is noticed. */
const GROWTH_NEAR_KNEE = 1.06;
const NEAR_KNEE_FROM = 0.9;
const NEAR_KNEE_TO = 1.3;
/** A cut where it is not known how much arrives: for a queue, and for one that overflows. */
const CUT = 0.8;
const CUT_OF_OVERFLOWING = 0.5;
/**
 * Where nothing was held back, the queue is hardly ours, and what arrives says how much the game has to say, not what the path takes. The rate is cut no further than to
 * this share of it, and not below what it began with: else it would hold back what the game says next, and be cut again, and a large message after a
 * stream of small ones would begin at a crawl. Processes without a core of their own see long round trips for seconds.
 */
const CUT_UNHELD_OF_DELIVERED = 1.5;
/** A cut to this share of what arrives, and to less the longer the queue: it has to drain as well. */
const CUT_OF_DELIVERED = 0.9;
const MIN_CUT_OF_DELIVERED = 0.6;
const DRAIN_PER_MS = 1 / 800;
/** After such a pause congestion control on the way begins anew, and so does the search for the rate: from the first one, if it was higher. */
export const IDLE_MS = 1000;
/** What may leave at once after a pause, as a share of the rate. Timers in browsers are coarse; shorter bursts would waste rate. */
const BURST_MS = 20;

/** What a round trip told of the path. */
export interface RateSample {
  /** How long it took. */
  readonly roundTripMs: number;
  /** How much longer than the best of late, which had no queue. */
  readonly queuedMs: number;
  /** What lately arrived at the peer; 0 when that is not known. */
  readonly deliveredBytesPerSecond: number;
}

/**
 * How fast something may be sent: a token bucket, filled at a rate that grows while it is used up and the path shows no queue,
 * and is cut when round trips stretch, to what arrives. Loss is no signal here: on these links it is mostly the air, and SCTP beneath
 * slows down by itself, which shows as a queue.
 */
export class SendRate {
  // Numbers from the first moment on: a field that was ever undefined is a new object in memory each time it is set.
  #current = 0;
  #tokens = 0;
  #filledAt = 0;
  #spentAt = 0;
  #adjustedAt = 0;
  #limited = false;
  /** What arrived when the last queue of ours showed; Infinity before the first. */
  #knee = Number.POSITIVE_INFINITY;
  #heldUp = false;
  /** The rate is being found: nothing has stood in its way so far. */
  #starting = true;
  readonly #settings: SessionSettings;

  constructor(now: number, settings: SessionSettings) {
    this.#settings = settings;
    this.#current = this.#clamp(INITIAL_RATE);
    this.#tokens = BURST_BYTES;
    this.#filledAt = this.#spentAt = this.#adjustedAt = now;
  }

  /** Bytes a second. */
  get bytesPerSecond(): number {
    return Math.round(this.#clamp(this.#current));
  }

  /** Whether a packet may leave now. */
  ready(now: number): boolean {
    this.#fill(now);
    return this.#tokens > 0;
  }

  /** Takes what a packet costs; it may overdraw, the next one waits. */
  spend(now: number, bytes: number): void {
    if (now - this.#spentAt > IDLE_MS) {
      this.#starting = true;
      this.#current = Math.min(this.#current, INITIAL_RATE);
    }
    this.#spentAt = now;
    this.#tokens -= bytes;
    if (this.#tokens <= 0) this.#limited = true;
  }

  /** When the next packet may leave. */
  readyAt(now: number): number {
    this.#fill(now);
    return this.#tokens > 0 ? now : now + Math.max(1, ((1 - this.#tokens) * 1000) / this.bytesPerSecond);
  }

  /** Something could not leave for want of room: though the rate was not used up, there was more to say. */
  noteHeldUp(): void {
    this.#heldUp = true;
  }

  /** Learns from a round trip. */
  sample(now: number, { roundTripMs, queuedMs, deliveredBytesPerSecond }: RateSample): void {
    if (now - this.#adjustedAt < Math.max(roundTripMs, 20)) return;
    const limitMs = this.#starting ? START_QUEUE_LIMIT_MS : QUEUE_LIMIT_MS;
    if (queuedMs > limitMs) this.#cut(deliveredBytesPerSecond, Math.max(MIN_CUT_OF_DELIVERED, CUT_OF_DELIVERED - (queuedMs - limitMs) * DRAIN_PER_MS), CUT);
    else if (this.#limited && queuedMs < limitMs / 2) this.#current = this.#clamp(this.#current * this.#growth);
    this.#limited = this.#heldUp = false;
    this.#adjustedAt = now;
  }

  /** Learns that a queue on the way overflows, which no round trip may have told of yet. */
  overflowed(now: number, deliveredBytesPerSecond: number): void {
    this.#cut(deliveredBytesPerSecond, MIN_CUT_OF_DELIVERED, CUT_OF_OVERFLOWING);
    this.#limited = this.#heldUp = false;
    this.#adjustedAt = now;
  }

  get #growth(): number {
    if (this.#starting) return START_GROWTH;
    const share = this.#current / this.#knee;
    return share > NEAR_KNEE_FROM && share < NEAR_KNEE_TO ? GROWTH_NEAR_KNEE : GROWTH;
  }

  /** To a share of what arrives; of what it is, where that is not known. */
  #cut(delivered: number, share: number, shareOfUnknown: number): void {
    if (!this.#limited && !this.#heldUp) {
      if (delivered > 0) this.#current = Math.min(this.#current, Math.max(INITIAL_RATE, delivered * CUT_UNHELD_OF_DELIVERED));
      return;
    }
    this.#starting = false;
    this.#knee = delivered > 0 ? delivered : this.#current;
    this.#current = this.#clamp(Math.min(this.#current, delivered === 0 ? this.#current * shareOfUnknown : delivered * share));
  }

  #fill(now: number): void {
    const rate = this.bytesPerSecond;
    const burst = Math.max(BURST_BYTES, (rate * BURST_MS) / 1000);
    this.#tokens = Math.min(burst, this.#tokens + (rate * (now - this.#filledAt)) / 1000);
    this.#filledAt = now;
  }

  #clamp(rate: number): number {
    const { sendRateMin, sendRateMax } = this.#settings;
    return Math.min(Math.max(rate, sendRateMin), Math.max(sendRateMin, sendRateMax));
  }
}
