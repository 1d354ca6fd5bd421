import { widen } from "../wire/bytes.js";
import { NUMBER_SPAN } from "../wire/frame.js";
import type { SentPackets } from "./sent-packets.js";

/** A rate is taken over at least this long: over less it would say more of bursts than of the path. */
const MIN_SPAN_MS = 80;
/** After so long without news a rate says nothing any more. */
const FORGET_MS = 1500;
/** The peer counts modulo this. */
const COUNT_SPAN = 256;

/** How fast the packets of one lane arrive at the peer, from its reports. */
export class DeliveryRate {
  #bytesPerSecond = 0;
  #number = 0;
  #received = 0;
  #at = Number.NEGATIVE_INFINITY;
  readonly #sent: SentPackets;

  constructor(sent: SentPackets) {
    this.#sent = sent;
  }

  /** Bytes a second; 0 when nothing was reported of late. */
  at(now: number): number {
    return now - this.#at > FORGET_MS ? 0 : this.#bytesPerSecond;
  }

  /**
   * The peer has `lowNumber` (cut to 16 bits); it arrived at `at`, by our clock and a constant.
   * @param received how many packets came so far, modulo 256; undefined where none gets lost.
   */
  reported(at: number, lowNumber: number, received: number | undefined): void {
    const number = widen(lowNumber, this.#sent.last, NUMBER_SPAN);
    const spanMs = at - this.#at;
    if (number <= this.#number || spanMs < MIN_SPAN_MS) return;
    const sent = number - this.#number;
    const came = received === undefined ? sent : Math.min(sent, (received - this.#received + COUNT_SPAN) % COUNT_SPAN);
    const bytes = (this.#sent.bytesBetween(this.#number, number) * came) / sent;
    // Over longer spans the count may have gone round, and says nothing.
    const known = spanMs <= FORGET_MS && (received === undefined || sent < COUNT_SPAN);
    this.#bytesPerSecond = known ? (bytes * 1000) / spanMs : 0;
    this.#number = number;
    this.#received = received ?? 0;
    this.#at = at;
  }
}
