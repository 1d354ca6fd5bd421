import { Fifo } from "../session/fifo.js";
import { FAST_LANE, SURE_LANE, type Lane } from "../wire/lane.js";
import type { LinkConditions } from "./conditions.js";
import type { SeededRandom } from "./random.js";
import type { VirtualTime } from "./virtual-time.js";

/** What may wait in front of a link before its lane has no more room; the browser's link allows less on the fast lane. */
const ROOM_BYTES: readonly [number, number] = [8192, 8192];
/** The layer beneath the sure lane tries again after a round trip and this. */
const RETRANSMIT_MS = 60;
/** A datagram held back comes this much later than it would have, at most. */
const HELD_BACK_MS = 30;

/** One direction of a link: takes datagrams, and hands them out later, or twice, or never. What waits in front of it leaves from both lanes in turn. */
export class SimulatedPath {
  /** While true, nothing gets through; the sure lane delivers when it is over. */
  blackout = false;
  /** Called when something that waited in front of the link has left. */
  onDrained: (() => void) | undefined;
  #broken = false;
  readonly #queued: [number, number] = [0, 0];
  readonly #waiting: readonly [Fifo<Uint8Array>, Fifo<Uint8Array>] = [new Fifo(), new Fifo()];
  /** One is leaving, at the rate of the link. */
  #busy = false;
  /** Whose turn it is when both have something. */
  #turn: Lane = FAST_LANE;
  readonly #held: (() => void)[] = [];
  readonly #time: VirtualTime;
  readonly #random: SeededRandom;
  readonly #conditions: () => LinkConditions;
  readonly #arrive: (lane: Lane, datagram: Uint8Array) => void;
  readonly #queueBytes: number;

  /** @param queueBytes what may wait in front of it on the sure lane; more is refused. */
  constructor(
    time: VirtualTime, random: SeededRandom, conditions: () => LinkConditions, arrive: (lane: Lane, datagram: Uint8Array) => void,
    queueBytes = Number.POSITIVE_INFINITY,
  ) {
    this.#time = time;
    this.#random = random;
    this.#conditions = conditions;
    this.#arrive = arrive;
    this.#queueBytes = queueBytes;
  }

  /** Bytes the lane takes now without queueing up. */
  room(lane: Lane): number {
    return this.#broken ? 0 : ROOM_BYTES[lane] - this.#queued[lane];
  }

  /** Takes a datagram; the bytes are copied. False when there is no room for it. */
  send(lane: Lane, datagram: Uint8Array): boolean {
    if (this.#broken) return true;
    const waits = this.#queued[lane];
    if (lane === SURE_LANE && waits > 0 && waits + datagram.length > this.#queueBytes) return false;
    const copy = datagram.slice();
    if (!this.#busy && this.#conditions().bytesPerSecond === Number.POSITIVE_INFINITY) {
      this.#travel(lane, copy);
      return true;
    }
    this.#queued[lane] += copy.length;
    this.#waiting[lane].push(copy);
    if (!this.#busy) this.#next();
    return true;
  }

  /** Ends for good: what is under way is gone. */
  break(): void {
    this.#broken = true;
  }

  /** Ends a blackout: what the sure lane was trying to get across goes now. */
  endBlackout(): void {
    this.blackout = false;
    for (const release of this.#held.splice(0)) release();
  }

  /** The next one that waits leaves. */
  #next(): void {
    const lane: Lane = this.#waiting[this.#turn].length > 0 ? this.#turn : otherLane(this.#turn);
    const datagram = this.#waiting[lane].shift();
    this.#busy = datagram !== undefined && !this.#broken;
    if (datagram === undefined || this.#broken) return;
    this.#turn = otherLane(lane);
    this.#time.schedule(this.#time.now + (datagram.length * 1000) / this.#conditions().bytesPerSecond, () => {
      this.#queued[lane] -= datagram.length;
      this.#travel(lane, datagram);
      if (!this.#broken) this.onDrained?.();
      this.#next();
    });
  }

  #travel(lane: Lane, datagram: Uint8Array): void {
    if (this.#broken) return;
    const { loss, duplication } = this.#conditions();
    if (this.blackout || this.#random.chance(loss)) {
      if (lane === FAST_LANE) return;
      if (this.blackout) this.#held.push(() => this.#travel(lane, datagram));
      else this.#time.schedule(this.#time.now + 2 * this.#delay() + RETRANSMIT_MS, () => this.#travel(lane, datagram));
      return;
    }
    this.#deliver(lane, datagram);
    // The layer beneath the sure lane drops what comes twice.
    if (lane === FAST_LANE && this.#random.chance(duplication)) this.#deliver(lane, datagram.slice());
  }

  #deliver(lane: Lane, datagram: Uint8Array): void {
    this.#time.schedule(this.#time.now + this.#delay(), () => {
      if (!this.#broken) this.#arrive(lane, datagram);
    });
  }

  #delay(): number {
    const { lagMs, jitterMs, reordering } = this.#conditions();
    const heldBack = this.#random.chance(reordering) ? this.#random.unit() * HELD_BACK_MS : 0;
    return lagMs + this.#random.unit() * jitterMs + heldBack;
  }
}

function otherLane(lane: Lane): Lane {
  return lane === FAST_LANE ? SURE_LANE : FAST_LANE;
}
