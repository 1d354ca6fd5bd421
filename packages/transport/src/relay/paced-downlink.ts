import { FAST_LANE, type Lane } from "../wire/lane.js";
import type { DetachReason, Downlink } from "./router.js";

/** What a lane is made of: the part of a data channel that a downlink uses. */
export interface LaneChannel {
  isOpen(): boolean;
  /** Bytes that SCTP did not take yet. What it took and still holds (up to its send buffer) is not in it. */
  bufferedAmount(): number;
  /** May throw when the channel closed meanwhile. @returns whether SCTP took it at once, and nothing is buffered. */
  sendMessageBinary(bytes: Uint8Array): boolean;
}

/** Calls each registered pump every few milliseconds, for as long as there is one. */
export interface Pacer {
  add(pump: () => boolean): void;
}

/** What may wait before SCTP on the fast lane; above it datagrams are dropped, since they would arrive late. Ours: two ticks of a busy game. */
const FAST_BUFFER_BYTES = 8192;
/**
 * What may wait before SCTP on the sure lane; above it the rest waits here. What SCTP holds it sends from both lanes in turn. What waits
 * before it is one line for both, in which the fast lane would be stuck behind the sure one.
 */
const SURE_BUFFER_BYTES = 0;
/**
 * The sure lane's pace: a burst of this size goes out at once, what is more than that at this rate. SCTP sends all that its window allows in one go, and
 * socket buffers on the way lose the end of half a megabyte that comes at once, which slows the link down for the rest of its life. Ours.
 */
const BURST_BYTES = 65_536;
const BYTES_PER_SECOND = 4 * 1024 * 1024;

/**
 * The relay's way to one player: two lanes, of which the sure one is paced and has a bounded queue.
 *
 * - Fast: sent at once, or dropped. Never waits.
 * - Sure: sent at once as long as nothing waits, else queued in order; refused when the queue is full. It also queues until
 *   something arrived from the player ({@link heard}): only then is the player's half of the lane known to be there, and to be listened to.
 *
 * Nothing here throws.
 */
export class PacedDownlink implements Downlink {
  readonly #fast: Way;
  readonly #sure: Way;
  readonly #queueBytes: number;
  readonly #pacer: Pacer;
  readonly #now: () => number;
  readonly #hangUp: (reason: DetachReason) => void;
  readonly #queue: Uint8Array[] = [];
  // Index of the oldest in #queue: shifting a long array for each datagram would cost more than sending it.
  #head = 0;
  #queuedBytes = 0;
  #pumping = false;
  #heard = false;
  #closed = false;
  #allowance = BURST_BYTES;
  #allowanceAt: number;

  /**
   * @param options.queueBytes cap of the sure lane's queue.
   * @param options.now monotonic clock in ms.
   * @param options.hangUp called once, with the reason of the first {@link close}; ends the connection now or a little later.
   */
  constructor(options: {
    readonly fast: LaneChannel;
    readonly sure: LaneChannel;
    readonly queueBytes: number;
    readonly pacer: Pacer;
    readonly now: () => number;
    readonly hangUp: (reason: DetachReason) => void;
  }) {
    this.#fast = new Way(options.fast, FAST_BUFFER_BYTES);
    this.#sure = new Way(options.sure, SURE_BUFFER_BYTES);
    this.#queueBytes = options.queueBytes;
    this.#pacer = options.pacer;
    this.#now = options.now;
    this.#hangUp = options.hangUp;
    this.#allowanceAt = options.now();
  }

  /** Bytes that wait for the sure lane. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  send(lane: Lane, datagram: Uint8Array): boolean {
    if (this.#closed) return false;
    if (lane === FAST_LANE) return this.#fast.trySend(datagram);
    if (this.#queuedBytes === 0 && this.#maySendSure(datagram.byteLength) && this.#sendSure(datagram)) return true;
    if (this.#queuedBytes + datagram.byteLength > this.#queueBytes) return false;
    this.#queue.push(datagram.slice());
    this.#queuedBytes += datagram.byteLength;
    this.#startPumping();
    return true;
  }

  close(reason: DetachReason): void {
    if (this.#closed) return;
    // What waits may still leave, if the connection is given time.
    this.#closed = true;
    this.#hangUp(reason);
  }

  /** Something arrived from the player, on whatever lane. */
  heard(): void {
    if (this.#heard) return;
    this.#heard = true;
    if (this.#queuedBytes > 0) this.#startPumping();
  }

  #startPumping(): void {
    // Until the player is heard there is nothing to pump, and the timer may sleep.
    if (this.#pumping || !this.#heard) return;
    this.#pumping = true;
    this.#pacer.add(() => this.#pump());
  }

  /** Sends what may leave now. @returns whether something still waits. */
  #pump(): boolean {
    while (this.#head < this.#queue.length) {
      const next = this.#queue[this.#head] as Uint8Array;
      if (!this.#maySendSure(next.byteLength) || !this.#sendSure(next)) {
        if (this.#head > 1024) this.#forget();
        // A lane that closed for good never drains.
        this.#pumping = !this.#closed || this.#sure.isOpen();
        return this.#pumping;
      }
      this.#head++;
      this.#queuedBytes -= next.byteLength;
    }
    this.#forget();
    this.#pumping = false;
    return false;
  }

  #forget(): void {
    this.#queue.splice(0, this.#head);
    this.#head = 0;
  }

  #maySendSure(bytes: number): boolean {
    if (!this.#heard) return false;
    const now = this.#now();
    this.#allowance = Math.min(BURST_BYTES, this.#allowance + ((now - this.#allowanceAt) * BYTES_PER_SECOND) / 1000);
    this.#allowanceAt = now;
    return this.#allowance >= bytes;
  }

  #sendSure(datagram: Uint8Array): boolean {
    const sent = this.#sure.trySend(datagram);
    if (sent) this.#allowance -= datagram.byteLength;
    return sent;
  }
}

/** One lane's channel, and what may wait in it. */
class Way {
  readonly #channel: LaneChannel;
  readonly #mostBuffered: number;
  /**
   * Whether something may wait in it: SCTP did not take the last datagram at once. As long as it takes each, nothing waits, for libdatachannel sends
   * at once only when all before has left; asking the channel each time would be a fiftieth of the cost of a forward.
   */
  #buffers = false;

  constructor(channel: LaneChannel, mostBuffered: number) {
    this.#channel = channel;
    this.#mostBuffered = mostBuffered;
  }

  /** @returns whether the channel took it. */
  trySend(datagram: Uint8Array): boolean {
    try {
      if (this.#buffers && this.#channel.bufferedAmount() > this.#mostBuffered) return false;
      // What is not taken at once is sent later.
      this.#buffers = !this.#channel.sendMessageBinary(datagram);
      return true;
    } catch {
      // It is closed. The link's end is on its way to us, or has come.
      return false;
    }
  }

  isOpen(): boolean {
    try {
      return this.#channel.isOpen();
    } catch {
      return false;
    }
  }
}
