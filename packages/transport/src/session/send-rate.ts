import type { SessionSettings } from "./settings.js";

/** The rate before anything is known of the path: Steam's fixed rate. */
const INITIAL_RATE = 262_144;
/** A round trip this much above the best one means that a queue is building somewhere. */
const QUEUE_LIMIT_MS = 60;
const GROWTH = 1.25;
const CUT = 0.8;
/** Burst allowance: what may leave at once after a pause. Timers in browsers are coarse; shorter bursts would waste rate. */
const BURST_MS = 20;
const MIN_BURST_BYTES = 4800;

/**
 * How fast a session may send: a token bucket, filled at a rate that grows while it is used up and the path shows no queue,
 * and is cut when round trips stretch. Loss is no signal here: on these links it is mostly the air, and SCTP beneath
 * slows down by itself, which shows as a queue.
 */
export class SendRate {
  #current: number;
  #tokens = MIN_BURST_BYTES;
  #filledAt: number;
  #adjustedAt: number;
  #limited = false;
  readonly #settings: SessionSettings;

  constructor(now: number, settings: SessionSettings) {
    this.#settings = settings;
    this.#current = this.#clamp(INITIAL_RATE);
    this.#filledAt = now;
    this.#adjustedAt = now;
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
  spend(bytes: number): void {
    this.#tokens -= bytes;
    if (this.#tokens <= 0) this.#limited = true;
  }

  /** When the next packet may leave. */
  readyAt(now: number): number {
    return this.#tokens > 0 ? now : now + Math.max(1, ((1 - this.#tokens) * 1000) / this.bytesPerSecond);
  }

  /** Learns from a round trip. */
  sample(now: number, sampleMs: number, baseMs: number): void {
    if (now - this.#adjustedAt < Math.max(sampleMs, 20)) return;
    const queued = sampleMs - baseMs;
    if (queued > Math.max(QUEUE_LIMIT_MS, baseMs)) this.#current = this.#clamp(this.#current * CUT);
    else if (this.#limited && queued < QUEUE_LIMIT_MS / 2) this.#current = this.#clamp(this.#current * GROWTH);
    this.#limited = false;
    this.#adjustedAt = now;
  }

  #fill(now: number): void {
    const rate = this.bytesPerSecond;
    const burst = Math.max(MIN_BURST_BYTES, (rate * BURST_MS) / 1000);
    this.#tokens = Math.min(burst, this.#tokens + (rate * (now - this.#filledAt)) / 1000);
    this.#filledAt = now;
  }

  #clamp(rate: number): number {
    const { sendRateMin, sendRateMax } = this.#settings;
    return Math.min(Math.max(rate, sendRateMin), Math.max(sendRateMin, sendRateMax));
  }
}
