import type { SessionSettings } from "./settings.js";

/** What tells the rate of everything from that of unreliable messages. */
export interface RateProfile {
  /** Bytes a second before anything is known of the path. */
  readonly initialRate: number;
  /** What may leave at once after a pause, at least. */
  readonly burstBytes: number;
  /** How long a queue may get while the rate is being found. */
  readonly startQueueLimitMs: number;
}

/**
 * Of everything a session sends. It begins with Steam's fixed rate, and lets a queue grow at first: congestion control on the way only
 * opens up while something waits for it.
 */
export const SESSION_PROFILE: RateProfile = { initialRate: 262_144, burstBytes: 4800, startQueueLimitMs: 500 };

/** Of unreliable messages, which are worth nothing once they have queued. The largest of them may leave in one go. */
export const FAST_PROFILE: RateProfile = { initialRate: 65_536, burstBytes: 18_000, startQueueLimitMs: 60 };

/** A round trip this much above the best one means that a queue is building somewhere. */
const QUEUE_LIMIT_MS = 60;
/** What the rate is multiplied by each round trip: while it is being found, and afterwards. */
const START_GROWTH = 2;
const GROWTH = 1.25;
/** A cut where it is not known how much arrives. */
const CUT = 0.8;
/** A cut to what arrives goes no further than this where the rate was not used up. */
const CUT_UNHELD = 0.5;
/** A cut to this share of what arrives, and to less the longer the queue: it has to drain as well. */
const CUT_OF_DELIVERED = 0.9;
const MIN_CUT_OF_DELIVERED = 0.6;
const DRAIN_PER_MS = 1 / 800;
/** A cut where the link beneath us takes nothing, and the time between two of those. */
const CUT_HELD_UP = 0.7;
const HELD_UP_SPACING_MS = 100;
/** After such a pause congestion control on the way begins anew, and so does the search for the rate: from the first one, if it was higher. */
const IDLE_MS = 1000;
/** What may leave at once after a pause, as a share of the rate. Timers in browsers are coarse; shorter bursts would waste rate. */
const BURST_MS = 20;

/** What a round trip told of a lane. */
export interface RateSample {
  /** How long it took. */
  readonly roundTripMs: number;
  /** The best of late: without a queue. */
  readonly baseMs: number;
  /** What lately arrived at the peer of what left on the lane; 0 when that is not known. */
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
  /** The rate is being found: nothing has stood in its way so far. */
  #starting = true;
  readonly #profile: RateProfile;
  readonly #settings: SessionSettings;

  constructor(now: number, settings: SessionSettings, profile: RateProfile) {
    this.#settings = settings;
    this.#profile = profile;
    this.#current = this.#clamp(profile.initialRate);
    this.#tokens = profile.burstBytes;
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
      this.#current = Math.min(this.#current, this.#profile.initialRate);
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

  /** Learns from a round trip. */
  sample(now: number, { roundTripMs, baseMs, deliveredBytesPerSecond }: RateSample): void {
    if (now - this.#adjustedAt < Math.max(roundTripMs, 20)) return;
    // Without a best one there were only round trips too long to be one.
    const queuedMs = baseMs < Number.POSITIVE_INFINITY ? roundTripMs - baseMs : roundTripMs;
    const limitMs = this.#starting ? this.#profile.startQueueLimitMs : QUEUE_LIMIT_MS;
    if (queuedMs > limitMs) this.#cut(deliveredBytesPerSecond, queuedMs - limitMs);
    else if (this.#limited && queuedMs < limitMs / 2) this.#current = this.#clamp(this.#current * (this.#starting ? START_GROWTH : GROWTH));
    this.#limited = false;
    this.#adjustedAt = now;
  }

  /** The link takes nothing for a while: congestion control right beneath us is in the way, which no round trip has told of yet. */
  heldUp(now: number): void {
    if (now - this.#adjustedAt < HELD_UP_SPACING_MS) return;
    this.#current = this.#clamp(this.#current * CUT_HELD_UP);
    this.#starting = false;
    this.#adjustedAt = now;
  }

  #cut(delivered: number, excessMs: number): void {
    const share = Math.max(MIN_CUT_OF_DELIVERED, CUT_OF_DELIVERED - excessMs * DRAIN_PER_MS);
    // Of a sender that was not held back it tells what the game had to say, and not only what the path takes.
    const least = this.#limited ? 0 : this.#current * CUT_UNHELD;
    this.#current = this.#clamp(delivered > 0 ? Math.min(this.#current, Math.max(delivered * share, least)) : this.#current * CUT);
    this.#starting = false;
  }

  #fill(now: number): void {
    const rate = this.bytesPerSecond;
    const burst = Math.max(this.#profile.burstBytes, (rate * BURST_MS) / 1000);
    this.#tokens = Math.min(burst, this.#tokens + (rate * (now - this.#filledAt)) / 1000);
    this.#filledAt = now;
  }

  #clamp(rate: number): number {
    const { sendRateMin, sendRateMax } = this.#settings;
    return Math.min(Math.max(rate, sendRateMin), Math.max(sendRateMin, sendRateMax));
  }
}
