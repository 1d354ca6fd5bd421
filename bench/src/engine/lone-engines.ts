import { ENVELOPE_BYTES, Messages, SendFlags, type Outlet } from "./transport-internals.js";

/** Ids that individual players have. */
const LEFT = 76561197960265729n;
const RIGHT = 76561197960265730n;

/** Datagrams that one batch may produce. */
export const BATCH = 64;
const SLOT_BYTES = 1280;
const FAST_LANE = 0;
const SURE_LANE = 1;

/**
 * Keeps datagrams in memory that is there already. What is measured is the engine, so that nothing here may leave garbage once the
 * views exist; they are made when a length is seen for the first time in a slot.
 */
class Ring implements Outlet {
  readonly #memory = new Uint8Array(BATCH * 4 * SLOT_BYTES);
  readonly #views: (Uint8Array | undefined)[][] = Array.from({ length: BATCH * 4 }, () => []);
  readonly packets: Uint8Array[] = Array.from({ length: BATCH * 4 }, () => new Uint8Array(0));
  readonly lanes = new Uint8Array(BATCH * 4);
  count = 0;

  room(): number {
    return 65_536;
  }

  send(_peer: bigint, lane: 0 | 1, datagram: Uint8Array): void {
    const slot = this.count++;
    const bytes = datagram.length - ENVELOPE_BYTES;
    const at = slot * SLOT_BYTES;
    const views = this.#views[slot] as (Uint8Array | undefined)[];
    const view = (views[bytes] ??= this.#memory.subarray(at, at + bytes));
    for (let index = 0; index < bytes; index++) view[index] = datagram[ENVELOPE_BYTES + index] as number;
    this.packets[slot] = view;
    this.lanes[slot] = lane;
  }
}

/** Two engines, and nothing between them but memory. Time is whatever it is told to be. */
export class LoneEngines {
  readonly #left: Messages;
  readonly #right: Messages;
  readonly #fromLeft = new Ring();
  readonly #fromRight = new Ring();
  readonly #batchMs: number;
  /**
   * Time stands still within a batch, as within a frame; and among things that are no numbers it stays one object in memory, as a clock's
   * answer is. A number by itself would be wrapped anew for each call, and the wrapping counted as the engine's garbage.
   */
  readonly #now: [number, undefined] = [0, undefined];
  /** Messages that the receiver's game was given. */
  received = 0;

  /** @param packetsPerSecond what the engines believe to be doing: timers and rates go by it. */
  constructor(packetsPerSecond: number) {
    this.#batchMs = (1000 * BATCH) / packetsPerSecond;
    const settings = { sendRateMin: 1e12, sendRateMax: 1e12 };
    let state = 1;
    const random = (): number => (state = (state * 1664525 + 1013904223) >>> 0);
    this.#left = new Messages({ self: LEFT, life: 1, random, settings });
    this.#right = new Messages({ self: RIGHT, life: 2, random, settings });
    this.#left.linkUp(0);
    this.#right.linkUp(0);
    this.#meet();
  }

  /** Puts {@link BATCH} messages into packets of their own. */
  encode(payload: Uint8Array, reliable: boolean): void {
    const flags = reliable ? SendFlags.RELIABLE_NO_NAGLE : SendFlags.NO_NAGLE;
    this.#now[0] += this.#batchMs;
    const [now] = this.#now;
    for (let count = 0; count < BATCH; count++) {
      this.#left.send(now, RIGHT, payload, flags, 0);
      this.#left.transmit(now, this.#fromLeft);
    }
  }

  /** Takes in what {@link encode} made; the game reads everything at the end, as it does once a frame. */
  decode(): void {
    const { packets, lanes, count } = this.#fromLeft;
    const [now] = this.#now;
    for (let index = 0; index < count; index++) {
      this.#right.handlePacket(now, LEFT, lanes[index] === SURE_LANE ? SURE_LANE : FAST_LANE, packets[index] as Uint8Array);
      this.#right.transmit(now, this.#fromRight);
    }
    this.received += this.#right.receive(now, 0, BATCH * 2).length;
    this.#right.transmit(now, this.#fromRight);
    this.#fromLeft.count = 0;
  }

  /** Carries back what the receiver answered. */
  acknowledge(): void {
    const { packets, lanes, count } = this.#fromRight;
    const [now] = this.#now;
    for (let index = 0; index < count; index++) {
      this.#left.handlePacket(now, RIGHT, lanes[index] === SURE_LANE ? SURE_LANE : FAST_LANE, packets[index] as Uint8Array);
    }
    this.#fromRight.count = 0;
    this.#left.transmit(now, this.#fromLeft);
  }

  /** One message, and all that it takes to have a session. */
  #meet(): void {
    this.#left.send(0, RIGHT, new Uint8Array(1), SendFlags.RELIABLE_NO_NAGLE, 0);
    for (let round = 0; round < 20; round++) {
      this.#now[0] += 100;
      this.#left.transmit(this.#now[0], this.#fromLeft);
      this.#right.accept(this.#now[0], LEFT);
      this.decode();
      this.acknowledge();
    }
    if (this.received !== 1) throw new Error("the engines did not meet");
    this.received = 0;
  }
}
