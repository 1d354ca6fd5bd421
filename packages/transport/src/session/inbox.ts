import { widen } from "../wire/bytes.js";
import { FRAGMENT_BYTES, INITIAL_GRANT_FRAGMENTS, NUMBER_SPAN, RELIABLE_MESSAGE_SPAN, WINDOW_FRAGMENTS } from "../wire/frame.js";
import type { FrameReader } from "../wire/frame-reader.js";
import { ArrivedFragments } from "./arrived-fragments.js";
import { UnreliableAssembly } from "./unreliable-assembly.js";

/** What half-received reliable messages may hold; an honest sender stays far below. */
const MAX_PARTIAL_BYTES = 8 * 1024 * 1024;
/** With nothing unread the sender may always go on by this much, or a message larger than the buffer could never arrive. */
const MIN_GRANT_FRAGMENTS = 128;
/** An honest sender has one window of fragments under way, and a few large messages that it has not cut up to their end. */
const MAX_PARTIALS = WINDOW_FRAGMENTS + 64;
/** A message only waits for one that is missing in the window, so there are no more than the window has fragments. */
const MAX_WAITING = WINDOW_FRAGMENTS;
/** Channels whose last delivery is remembered; a message never waits for one longer ago than three windows of fragments. */
const MAX_CHANNELS_REMEMBERED = 8 * WINDOW_FRAGMENTS;
/** What a message, or a piece of one, takes in memory besides its payload, measured in V8. */
export const MESSAGE_COST_BYTES = 256;

/** Where complete messages go, in the order in which the game may see them. */
export type Deliver = (now: number, channel: number, payload: Uint8Array, reliable: boolean, messageNumber: number) => void;

interface Partial {
  readonly channel: number;
  readonly total: number;
  readonly pieces: Map<number, Uint8Array>;
  received: number;
}

interface Complete {
  readonly number: number;
  readonly payload: Uint8Array;
}

interface ChannelOrder {
  /** Number of the last message delivered. */
  delivered: number;
  /** Complete messages that wait for an earlier one, by that one's number. */
  waiting: Map<number, Complete> | undefined;
  /** Messages that have arrived in part. */
  partials: number;
}

/**
 * What one connection has received: puts fragments together, keeps each channel's order, drops what it has seen.
 * Memory is bounded whatever the peer sends.
 */
export class Inbox {
  readonly #arrived = new ArrivedFragments();
  readonly #partials = new Map<number, Partial>();
  /** What half-received and waiting messages take. */
  #heldBytes = 0;
  #waitingCount = 0;
  readonly #order = new Map<number, ChannelOrder>();
  #latestChannel: number | undefined;
  readonly #unreliable = new UnreliableAssembly();
  /** The highest message number; messages of both kinds are numbered together. */
  #highest = 0;
  #grantedTo = INITIAL_GRANT_FRAGMENTS;
  readonly #deliver: Deliver;

  constructor(deliver: Deliver) {
    this.#deliver = deliver;
  }

  /** Whether a reliable message has arrived in part, or waits for an earlier one. */
  get halfReceived(): boolean {
    return this.#partials.size > 0 || this.#waitingCount > 0 || this.#arrived.hasGap;
  }

  /** Whether the fragment that came last is the first to come ahead of a missing one. */
  get openedGap(): boolean {
    return this.#arrived.openedGap;
  }

  /** Every reliable fragment before this number is here. */
  get base(): number {
    return this.#arrived.base;
  }

  /** The bitmap behind {@link base} for an ACK frame; to be read before the next call, on whichever connection. */
  bitmap(): Uint8Array {
    return this.#arrived.writeBitmap();
  }

  /**
   * How many fragments from {@link base} on the peer may send, given what the game has not read and may leave unread.
   * What was granted once is never taken back.
   */
  grant(unreadBytes: number, limitBytes: number): number {
    const room = Math.floor((limitBytes - unreadBytes - this.#heldBytes) / (FRAGMENT_BYTES + MESSAGE_COST_BYTES));
    const least = unreadBytes === 0 ? MIN_GRANT_FRAGMENTS : 0;
    const fragments = Math.min(WINDOW_FRAGMENTS, Math.max(room, least));
    this.#grantedTo = Math.max(this.#grantedTo, this.#arrived.base + fragments);
    return this.#grantedTo - this.#arrived.base;
  }

  /** Takes an UNRELIABLE frame. */
  takeUnreliable(now: number, frame: FrameReader): void {
    const number = widen(frame.message, this.#highest, NUMBER_SPAN);
    this.#highest = Math.max(this.#highest, number);
    const piece = frame.bytes.slice(frame.start, frame.end);
    const payload = frame.count === 1 ? piece : this.#unreliable.add(number, frame.channel, frame.index, frame.count, piece);
    if (payload !== undefined) this.#deliver(now, frame.channel, payload, false, number);
  }

  /** Takes a RELIABLE frame; false when it was here already, or was refused. */
  takeReliable(now: number, frame: FrameReader): boolean {
    const fragment = widen(frame.number, this.#arrived.base, NUMBER_SPAN);
    if (!this.#arrived.wants(fragment)) return false;
    const length = frame.end - frame.start;
    if (fragment >= this.#grantedTo || !this.#hasRoom(length)) return false;
    this.#arrived.add(fragment);
    const number = widen(frame.message, this.#highest, RELIABLE_MESSAGE_SPAN);
    this.#highest = Math.max(this.#highest, number);
    const piece = frame.bytes.slice(frame.start, frame.end);
    const payload = length === frame.total ? piece : this.#assemble(number, frame.channel, frame.offset, frame.total, piece);
    if (payload !== undefined) this.#complete(now, frame.channel, number, number - frame.after, payload);
    return true;
  }

  #hasRoom(length: number): boolean {
    return this.#heldBytes + length + MESSAGE_COST_BYTES <= MAX_PARTIAL_BYTES
      && this.#partials.size < MAX_PARTIALS && this.#waitingCount < MAX_WAITING;
  }

  #assemble(number: number, channel: number, offset: number, total: number, piece: Uint8Array): Uint8Array | undefined {
    let partial = this.#partials.get(number);
    if (partial === undefined) {
      partial = { channel, total, pieces: new Map(), received: 0 };
      this.#partials.set(number, partial);
      this.#channelOrder(channel).partials++;
    }
    if (partial.total !== total || partial.channel !== channel || partial.pieces.has(offset)) return undefined;
    partial.pieces.set(offset, piece);
    partial.received += piece.length;
    this.#heldBytes += piece.length + MESSAGE_COST_BYTES;
    if (partial.received < total) return undefined;
    this.#partials.delete(number);
    this.#channelOrder(channel).partials--;
    this.#heldBytes -= partial.received + partial.pieces.size * MESSAGE_COST_BYTES;
    const payload = new Uint8Array(total);
    for (const [at, bytes] of partial.pieces) payload.set(bytes, at);
    return payload;
  }

  #complete(now: number, channel: number, number: number, previous: number, payload: Uint8Array): void {
    const order = this.#channelOrder(channel);
    if (previous !== number && previous > order.delivered) {
      order.waiting ??= new Map();
      if (order.waiting.has(previous)) return;
      order.waiting.set(previous, { number, payload });
      this.#waitingCount++;
      this.#heldBytes += payload.length + MESSAGE_COST_BYTES;
      return;
    }
    let next: Complete | undefined = { number, payload };
    while (next !== undefined) {
      order.delivered = Math.max(order.delivered, next.number);
      this.#deliver(now, channel, next.payload, true, next.number);
      const follower: Complete | undefined = order.waiting?.get(next.number);
      if (follower !== undefined) {
        order.waiting?.delete(next.number);
        this.#waitingCount--;
        this.#heldBytes -= follower.payload.length + MESSAGE_COST_BYTES;
      }
      next = follower;
    }
  }

  #channelOrder(channel: number): ChannelOrder {
    const known = this.#order.get(channel);
    if (known !== undefined && channel === this.#latestChannel) return known;
    const order = known ?? { delivered: 0, waiting: undefined, partials: 0 };
    // Set again, so that the map's order is from the longest unused to the latest.
    this.#order.delete(channel);
    this.#order.set(channel, order);
    this.#latestChannel = channel;
    if (this.#order.size > MAX_CHANNELS_REMEMBERED) this.#forgetOldestChannel();
    return order;
  }

  /** A channel on which something has arrived in part, or waits, is put back behind the others: there are fewer of those than are remembered. */
  #forgetOldestChannel(): void {
    for (const [channel, order] of this.#order) {
      this.#order.delete(channel);
      if (order.partials === 0 && (order.waiting === undefined || order.waiting.size === 0)) return;
      this.#order.set(channel, order);
    }
  }
}
