import { DROPPED_SPACING_MS } from "../wire/control.js";
import type { FrameReader } from "../wire/frame-reader.js";
import { FAST_LANE, SURE_LANE } from "../wire/lane.js";
import { DeliveryRate } from "./delivery-rate.js";
import type { FastWindow } from "./fast-window.js";
import type { LossSense } from "./loss-sense.js";
import type { Ping } from "./ping.js";
import type { SendRate } from "./send-rate.js";
import type { SentPackets } from "./sent-packets.js";

/** It may be heard so much later than a round trip after what was dropped left: the relay says so within 20 ms, and a page may be busy for a frame or two. */
const DROP_NEWS_LATE_MS = 50;
/** What is taken for a round trip before there was one. */
const UNKNOWN_TRIP_MS = 1000;

/** All that learns from what becomes of packets on their way to the peer. */
export interface PathSenses {
  readonly sent: readonly [SentPackets, SentPackets];
  readonly ping: Ping;
  readonly loss: LossSense;
  readonly window: FastWindow;
  readonly rate: SendRate;
}

/** What became of packets on their way to the peer: the peer's reports of what arrived and the relay's of drops, for all that learns from them. */
export class PathNews {
  /** Of the sure lane's packets that have arrived: when the last one left. */
  sureSentAt = Number.NEGATIVE_INFINITY;
  /** When the relay last told of a drop. */
  #droppedAt = Number.NEGATIVE_INFINITY;
  readonly #senses: PathSenses;
  readonly #delivery: readonly [DeliveryRate, DeliveryRate];

  constructor(senses: PathSenses) {
    this.#senses = senses;
    this.#delivery = [new DeliveryRate(senses.sent[FAST_LANE]), new DeliveryRate(senses.sent[SURE_LANE])];
  }

  /**
   * The peer reports a packet that arrived.
   * @param reliableUnderWay whether the peer has yet to acknowledge something reliable.
   */
  reported(now: number, { sureLane, number, holdMs, received }: FrameReader, reliableUnderWay: boolean): void {
    const { sent, ping, loss, window, rate } = this.#senses;
    const lane = sureLane ? SURE_LANE : FAST_LANE;
    const sentAt = sent[lane].sentAt(number);
    if (sentAt === undefined) {
      // So much has left since then, or it is so long ago, that this is a long queue in any case.
      if (sureLane && sent[lane].hasForgotten(number)) rate.overflowed(now, this.#bytesPerSecond(now));
      return;
    }
    if (sureLane) this.sureSentAt = Math.max(this.sureSentAt, sentAt);
    else loss.reported(now, number, received);
    this.#delivery[lane].reported(now - holdMs, number, sureLane ? undefined : received);
    const roundTripMs = now - sentAt - holdMs;
    ping.add(now, roundTripMs);
    // Also of what is too long for a ping: that is when the rate most needs to hear of it. Without a best one there were only such.
    const queuedMs = ping.baseMs < Number.POSITIVE_INFINITY ? roundTripMs - ping.baseMs : roundTripMs;
    if (!sureLane) window.sample(now, number, { roundTripMs, queuedMs, deliveredBytesPerSecond: this.#delivery[FAST_LANE].at(now) });
    // A datagram of the fast lane does not stand behind what is reliable: while there is any, it says nothing of that one's queue.
    if (sureLane || !reliableUnderWay) rate.sample(now, { roundTripMs, queuedMs, deliveredBytesPerSecond: this.#bytesPerSecond(now) });
  }

  /**
   * The relay dropped something of ours: its queue for the peer is full.
   * @returns since when that may have left. What left before stands in the queue, or was told of before.
   */
  dropped(now: number): number {
    const { ping, loss, rate } = this.#senses;
    // What it tells of reached it after it last told, or just now; and left a round trip before that, or a little more.
    const reachedAt = now - this.#droppedAt < 2 * DROPPED_SPACING_MS ? this.#droppedAt : now;
    this.#droppedAt = now;
    // Of a message that has only begun nothing may be known to have arrived, which is not next to nothing.
    rate.overflowed(now, this.#delivery[SURE_LANE].at(now) === 0 ? 0 : this.#bytesPerSecond(now));
    // Copies of what is small go on the fast lane, past that queue.
    loss.wasOvertaken(now);
    return reachedAt - DROP_NEWS_LATE_MS - (ping.baseMs < Number.POSITIVE_INFINITY ? ping.baseMs : UNKNOWN_TRIP_MS);
  }

  /** What lately arrived at the peer; 0 when that is not known. */
  #bytesPerSecond(now: number): number {
    return this.#delivery[FAST_LANE].at(now) + this.#delivery[SURE_LANE].at(now);
  }
}
