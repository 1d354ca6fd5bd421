import { FAST_LANE, MAX_DATAGRAM_BYTES, SURE_LANE, type Lane } from "../../wire/lane.js";
import { DueQueue } from "./due-queue.js";

/** What one direction of a {@link FakeNetwork} does; see `FakeNetworkSettings`. */
export interface FakePathSettings {
  readonly loss: number;
  readonly lagMs: number;
  readonly reorder: number;
  readonly reorderTimeMs: number;
  readonly dup: number;
  readonly dupTimeMaxMs: number;
  readonly jitterAvgMs: number;
  readonly jitterMaxMs: number;
  readonly jitterPct: number;
  /** Bytes a second; 0 is no limit. */
  readonly rate: number;
  readonly burst: number;
}

/** The layer beneath the sure lane tries again after a round trip and this, as SCTP does at the earliest. */
const RETRANSMIT_MS = 60;
/** What may be held in one direction. Beyond, the fast lane loses; the sure lane is not held any more. */
const MAX_HELD_BYTES = 16 * 1024 * 1024;
/** What a held datagram takes besides its bytes. */
const HELD_COST_BYTES = 256;
/** The sure lane says that it has no room while so much waits for the rate limit. */
const MAX_DEBT_BYTES = 16_384;

interface Held {
  readonly lane: Lane;
  readonly bytes: Uint8Array;
  /** It was lost: the layer beneath the sure lane tries again. */
  readonly again: boolean;
}

/** One direction of a {@link FakeNetwork}. */
export class FakePath {
  #settings: FakePathSettings | undefined;
  readonly #random: () => number;
  readonly #pass: (lane: Lane, datagram: Uint8Array) => void;
  readonly #held = new DueQueue<Held>();
  #heldBytes = 0;
  /** Bytes the rate limit lets through; below zero, what the sure lane has taken in advance. */
  #tokens = 0;
  #filledAtMs = -Infinity;
  #changed = false;

  /**
   * @param random 32 random bits at each call.
   * @param pass takes what gets through; the bytes are valid during the call only.
   */
  constructor(random: () => number, pass: (lane: Lane, datagram: Uint8Array) => void) {
    this.#random = random;
    this.#pass = pass;
  }

  /** From now on it is like this; what is held comes with the next {@link run}. */
  configure(settings: FakePathSettings): void {
    const { loss, lagMs, reorder, dup, jitterAvgMs, rate, burst } = settings;
    const on = loss > 0 || lagMs > 0 || reorder > 0 || dup > 0 || jitterAvgMs > 0 || rate > 0;
    this.#settings = on ? settings : undefined;
    this.#tokens = Math.max(burst, MAX_DATAGRAM_BYTES);
    this.#changed = this.#held.length > 0;
  }

  /** When {@link run} wants to be called next, ms; Infinity for never. */
  get nextWakeMs(): number {
    return this.#changed ? -Infinity : this.#held.dueMs;
  }

  /** What the lane takes of the room the link has. */
  room(now: number, lane: Lane, linkRoom: number): number {
    if (this.#settings === undefined) return linkRoom;
    if (lane === SURE_LANE) this.#fill(now, this.#settings);
    const full = this.#heldBytes + MAX_DATAGRAM_BYTES + HELD_COST_BYTES > MAX_HELD_BYTES;
    return full || (lane === SURE_LANE && this.#tokens < -MAX_DEBT_BYTES) ? 0 : linkRoom;
  }

  /** Takes a datagram, and passes it on at once, or later, or twice, or never; it is copied where it is held. */
  take(now: number, lane: Lane, datagram: Uint8Array): void {
    const settings = this.#settings;
    if (settings === undefined) return this.#pass(lane, datagram);
    const waitMs = this.#limit(now, lane, datagram.length, settings);
    if (waitMs !== undefined) this.#travel(now, waitMs, lane, datagram, settings);
  }

  /** Passes on what is due. */
  run(now: number): void {
    const untilMs = this.#changed ? Infinity : now;
    this.#changed = false;
    for (let left = this.#held.length; left > 0 && this.#held.dueMs <= untilMs; left--) {
      const { lane, bytes, again } = this.#unhold();
      if (again && this.#settings !== undefined) this.#travel(now, 0, lane, bytes, this.#settings);
      else this.#pass(lane, bytes);
    }
  }

  /** Passes on everything that is held. */
  flush(): void {
    this.#changed = false;
    while (this.#held.length > 0) {
      const { lane, bytes } = this.#unhold();
      this.#pass(lane, bytes);
    }
  }

  /** Forgets everything that is held: the link is gone, and with it what was under way. */
  clear(): void {
    this.#changed = false;
    while (this.#held.length > 0) this.#unhold();
  }

  #travel(now: number, waitMs: number, lane: Lane, datagram: Uint8Array, settings: FakePathSettings): void {
    const { loss, lagMs, dup, dupTimeMaxMs } = settings;
    if (this.#chance(loss)) {
      if (lane === SURE_LANE) this.#hold(now, waitMs + 2 * lagMs + RETRANSMIT_MS, { lane, bytes: datagram, again: true });
      return;
    }
    const delayMs = waitMs + this.#delayMs(settings);
    // The layer beneath the sure lane drops what comes twice.
    const twice = lane === FAST_LANE && this.#chance(dup);
    const againMs = twice ? delayMs + this.#unit() * dupTimeMaxMs : 0;
    this.#hold(now, delayMs, { lane, bytes: datagram, again: false });
    if (twice) this.#hold(now, againMs, { lane, bytes: datagram, again: false });
  }

  /** How long the rate limit makes it wait; undefined when it is lost to it. */
  #limit(now: number, lane: Lane, bytes: number, settings: FakePathSettings): number | undefined {
    if (settings.rate === 0) return 0;
    this.#fill(now, settings);
    if (lane === FAST_LANE && this.#tokens < bytes) return undefined;
    this.#tokens -= bytes;
    return (Math.max(0, -this.#tokens) * 1000) / settings.rate;
  }

  #fill(now: number, { rate, burst }: FakePathSettings): void {
    // A datagram must fit, or none would ever get through.
    const most = Math.max(burst, MAX_DATAGRAM_BYTES);
    if (now > this.#filledAtMs) this.#tokens = Math.min(most, this.#tokens + ((now - this.#filledAtMs) * rate) / 1000);
    if (rate === 0) this.#tokens = most;
    this.#filledAtMs = now;
  }

  #delayMs({ lagMs, reorder, reorderTimeMs, jitterAvgMs, jitterMaxMs, jitterPct }: FakePathSettings): number {
    const heldBack = this.#chance(reorder) ? reorderTimeMs : 0;
    const jitter = jitterAvgMs > 0 && this.#chance(jitterPct) ? Math.min(jitterMaxMs, -jitterAvgMs * Math.log(1 - this.#unit())) : 0;
    return lagMs + heldBack + jitter;
  }

  #hold(now: number, delayMs: number, { lane, bytes, again }: Held): void {
    const cost = bytes.length + HELD_COST_BYTES;
    if (delayMs <= 0) return this.#pass(lane, bytes);
    if (this.#heldBytes + cost > MAX_HELD_BYTES) {
      if (lane === SURE_LANE) this.#pass(lane, bytes);
      return;
    }
    this.#heldBytes += cost;
    this.#held.push(now + delayMs, { lane, bytes: bytes.slice(), again });
  }

  #unhold(): Held {
    const held = this.#held.shift()!;
    this.#heldBytes -= held.bytes.length + HELD_COST_BYTES;
    return held;
  }

  #chance(percent: number): boolean {
    return percent > 0 && this.#unit() * 100 < percent;
  }

  #unit(): number {
    return this.#random() / 2 ** 32;
  }
}
