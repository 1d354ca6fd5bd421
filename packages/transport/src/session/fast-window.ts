import { widen } from "../wire/bytes.js";
import { NUMBER_SPAN } from "../wire/frame.js";
import { REPORT_AFTER_BYTES, REPORT_SPACING_MS } from "./owed-reports.js";
import { IDLE_MS, type RateSample } from "./send-rate.js";
import type { SentPackets } from "./sent-packets.js";
import type { SessionSettings } from "./settings.js";

/** Before anything is known of the path, and again after a pause: the largest unreliable message may leave in one go, and as much as this rate makes of a round trip. */
const INITIAL_BYTES = 18_000;
const INITIAL_BYTES_PER_SECOND = 65_536;
/** What the window is multiplied by each round trip as long as the game has more to say and no queue has shown. */
const START_GROWTH = 2;
/** Where the game has less to say, the window follows it by this share with each report: what it could take once says little of now. */
const FOLLOW = 1 / 8;
/** Whatever queue the path shows, so much may be on the way: processes without a core of their own see long round trips, which no sender can shorten. */
const LEAST_BYTES = 12_000;
/** The queue that may stand on the way, in time. Without one the window would never learn that more fits. */
const QUEUE_MS = 60;
/** A longer time between the peer's reports is not waited for. */
const MOST_REPORT_SPACING_MS = 100;
/** A link that takes nothing for so long is held up by congestion control, and not just until the next turn of the event loop. */
const HELD_UP_MS = 20;
/** What remains of the window then, as a share and at least: four datagrams, which is what Chrome's congestion control always lets through. */
const HELD_UP_SHARE = 0.7;
const LEAST_HELD_UP_BYTES = 4200;
/** The time between two such cuts. */
const HELD_UP_SPACING_MS = 100;
/** After a cut it grows by a datagram each round trip, as congestion control beneath does. */
const GROWTH_BYTES = 1150;

/**
 * How much of the fast lane may be on the way at once: what arrives at the peer in a round trip, and a little more. Congestion
 * control beneath us, on both hops, queues what does not fit and tells nobody, and unreliable messages are worth nothing once they have
 * queued. A window stops by itself when nothing arrives any more, where a rate would go on until it hears of it.
 * `sendRateMin` gives the least it is, as long as our own link takes what is sent: what that rate makes of a round trip without a queue.
 */
export class FastWindow {
  /** When the peer last told what it has. */
  reportedAt = 0;
  // Numbers from the first moment on, as in SendRate.
  #bytes = INITIAL_BYTES;
  /** What it begins with after a pause. */
  #initialBytes = INITIAL_BYTES;
  /** It grows no further than this; Infinity as long as the link has always taken what was sent. */
  #ceiling = Number.POSITIVE_INFINITY;
  #ceilingSetAt = 0;
  /** No queue has shown so far. */
  #starting = true;
  #doubledAt = 0;
  /** It was full since the last sample. */
  #filled = false;
  /** The last packet that the peer is known to have. */
  #reported = 0;
  #sentAt = 0;
  /** Since when the link takes nothing; Infinity while it does. */
  #shutSince = Number.POSITIVE_INFINITY;
  readonly #sent: SentPackets;
  readonly #settings: SessionSettings;

  /** @param sent the packets of the fast lane. */
  constructor(now: number, sent: SentPackets, settings: SessionSettings) {
    this.#sent = sent;
    this.#settings = settings;
    // As if the first round trip would take a tenth of a second.
    this.#bytes = Math.max(INITIAL_BYTES, settings.sendRateMin / 10);
    this.reportedAt = this.#sentAt = this.#ceilingSetAt = this.#doubledAt = now;
  }

  /** Whether another message may leave. It may overdraw. */
  get open(): boolean {
    return this.#sent.bytesBehind(this.#reported) < this.#bytes;
  }

  /** A packet has left. */
  spent(now: number): void {
    if (now - this.#sentAt > IDLE_MS) {
      this.#starting = true;
      this.#bytes = Math.min(this.#bytes, this.#initialBytes);
    }
    this.#sentAt = now;
    if (!this.open) this.#filled = true;
  }

  /** The peer has the packet `lowNumber` (cut to 16 bits), and perhaps some before it. */
  sample(now: number, lowNumber: number, { roundTripMs, queuedMs, deliveredBytesPerSecond }: RateSample): void {
    const number = widen(lowNumber, this.#sent.last, NUMBER_SPAN);
    if (number < this.#reported) return;
    this.#reported = number;
    this.reportedAt = now;
    this.#raiseCeiling(now, roundTripMs);
    const spacingMs = Math.min(MOST_REPORT_SPACING_MS, Math.max(REPORT_SPACING_MS, (REPORT_AFTER_BYTES * 1000) / deliveredBytesPerSecond));
    // The time after which the peer's report of a packet is here when nothing queues.
    const seconds = (roundTripMs - queuedMs + spacingMs) / 1000;
    const configured = this.#settings.sendRateMin * seconds;
    this.#initialBytes = Math.max(INITIAL_BYTES, INITIAL_BYTES_PER_SECOND * seconds, configured);
    const fits = deliveredBytesPerSecond * (seconds + QUEUE_MS / 1000);
    const wanted = queuedMs > QUEUE_MS ? this.#shrunk() : this.#kept(now, roundTripMs, fits);
    this.#bytes = Math.min(this.#ceiling, Math.max(wanted, fits, configured));
    this.#filled = false;
  }

  /**
   * Whether the link takes what is to leave; true as well when nothing is. Where it takes nothing for a while, congestion control right
   * beneath us is in the way, which no round trip has told of yet.
   */
  linkTakes(now: number, takes: boolean): void {
    this.#shutSince = takes ? Number.POSITIVE_INFINITY : Math.min(this.#shutSince, now);
    if (now - this.#shutSince < HELD_UP_MS || now - this.#ceilingSetAt < HELD_UP_SPACING_MS) return;
    const underWay = Math.min(this.#bytes, this.#sent.bytesBehind(this.#reported));
    this.#ceiling = this.#bytes = Math.max(LEAST_HELD_UP_BYTES, underWay * HELD_UP_SHARE);
    this.#ceilingSetAt = now;
  }

  /** Of what was on the way nobody will tell. */
  linkReplaced(): void {
    this.#reported = this.#sent.last;
    this.#shutSince = Number.POSITIVE_INFINITY;
    this.#ceiling = Number.POSITIVE_INFINITY;
  }

  /** A queue has shown: no more than what fits, and what is always let through. */
  #shrunk(): number {
    this.#starting = false;
    return LEAST_BYTES;
  }

  /** No queue shows. */
  #kept(now: number, roundTripMs: number, fits: number): number {
    if (!this.#filled) return this.#bytes + (Math.max(fits, this.#initialBytes) - this.#bytes) * FOLLOW;
    if (!this.#starting || now - this.#doubledAt < roundTripMs) return this.#bytes;
    this.#doubledAt = now;
    return this.#bytes * START_GROWTH;
  }

  #raiseCeiling(now: number, roundTripMs: number): void {
    if (now - this.#ceilingSetAt < roundTripMs) return;
    this.#ceiling += GROWTH_BYTES;
    this.#ceilingSetAt = now;
  }
}
