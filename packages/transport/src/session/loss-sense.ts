import { widen } from "../wire/bytes.js";
import { NUMBER_SPAN } from "../wire/frame.js";

/** Without a new sign of loss for this long, the link counts as clean again. */
const MEMORY_MS = 10_000;
/** Two late acknowledgements within this time are a sign of loss. */
const LATE_AGAIN_MS = 3000;
/** Counts lose half their weight in this time. */
const HALF_LIFE_MS = 10_000;
/** With fewer packets than this counted, the share says little. */
const MIN_COUNTED = 8;
/**
 * From these shares on a copy takes one more of the messages before it along. A packet of its own for each would be one more for
 * congestion control to count, and with this much loss it lets few through.
 */
const MORE_RIDERS_FROM = [0.08, 0.14] as const;

/**
 * Whether packets to the peer get lost, and how many: from the peer's reports of what it counted on the fast lane, from
 * acknowledgements so late that the layer beneath must have sent again, and from what the relay tells of drops.
 */
export class LossSense {
  #seenAt = Number.NEGATIVE_INFINITY;
  #lateAt = Number.NEGATIVE_INFINITY;
  #number = 0;
  #received = 0;
  #sent = 0;
  #lost = 0;
  #countedAt = 0;

  /** The share of packets lost lately, 0..1; a guess until enough were counted. */
  get share(): number {
    return this.#sent < MIN_COUNTED ? 0 : this.#lost / this.#sent;
  }

  /** Whether a copy of each small reliable message should go along with it. */
  wantsCopies(now: number): boolean {
    return now - this.#seenAt <= MEMORY_MS;
  }

  /** How many of the small messages before it a copy should take along. */
  get riders(): number {
    let riders = 0;
    for (const share of MORE_RIDERS_FROM) if (this.share > share) riders++;
    return riders;
  }

  /** The peer reports its last packet of the fast lane (cut to 16 bits), and how many came (modulo 256). */
  reported(now: number, lowNumber: number, received: number): void {
    const number = widen(lowNumber, this.#number, NUMBER_SPAN);
    const sent = number - this.#number;
    if (sent <= 0) return;
    const came = (received - this.#received) & 0xff;
    this.#number = number;
    this.#received = received;
    // Over longer spans the count may have gone round, and says nothing.
    if (sent > 200) return;
    const weight = 0.5 ** ((now - this.#countedAt) / HALF_LIFE_MS);
    const lost = Math.max(0, sent - came);
    this.#sent = this.#sent * weight + sent;
    this.#lost = this.#lost * weight + lost;
    this.#countedAt = now;
    if (lost > 0) this.#seenAt = now;
  }

  /** A packet of the sure lane did not come when later ones did, or the relay dropped one. */
  wasOvertaken(now: number): void {
    this.#seenAt = now;
  }

  /** Something on the sure lane took so long that it may have been sent again. Once may be a busy computer's doing; soon again is loss. */
  wasLate(now: number): void {
    if (now - this.#lateAt < LATE_AGAIN_MS) this.#seenAt = now;
    this.#lateAt = now;
  }
}
