import { widen } from "../wire/bytes.js";
import { FRAGMENT_BYTES, INITIAL_GRANT_FRAGMENTS, NUMBER_SPAN, RELIABLE_MESSAGE_SPAN, WINDOW_FRAGMENTS } from "../wire/frame.js";
import type { FrameReader } from "../wire/frame-reader.js";
import { ArrivedFragments } from "./arrived-fragments.js";
import { UnreliableAssembly } from "./unreliable-assembly.js";

/** What half-received reliable messages may hold; an honest sender stays far below. */
const MAX_PARTIAL_BYTES = 8 * 1024 * 1024;
/** With nothing unread the sender may always go on by this much, or a message larger than the buffer could never arrive. */
const MIN_GRANT_FRAGMENTS = 128;
/** Channels whose last delivery is remembered; a message never waits for one longer ago than a window of fragments. */
const MAX_CHANNELS_REMEMBERED = 4 * WINDOW_FRAGMENTS;
/** What a message takes in memory besides its payload. */
export const MESSAGE_COST_BYTES = 32;

/** Where complete messages go, in the order in which the game may see them. */
export type Deliver = (channel: number, payload: Uint8Array, reliable: boolean, messageNumber: number) => void;

interface Partial {
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
}

/**
 * What one connection has received: puts fragments together, keeps each channel's order, drops what it has seen.
 * Memory is bounded whatever the peer sends.
 */
export class Inbox {
  /** Reliable fragments that were refused: outside the window, or more than may be held. */
  refused = 0;
  readonly #arrived = new ArrivedFragments();
  readonly #partials = new Map<number, Partial>();
  #partialBytes = 0;
  #waitingBytes = 0;
  readonly #order = new Map<number, ChannelOrder>();
  readonly #unreliable = new UnreliableAssembly();
  #highestReliable = 0;
  #highestUnreliable = 0;
  #grantedTo = INITIAL_GRANT_FRAGMENTS;
  readonly #deliver: Deliver;

  constructor(deliver: Deliver) {
    this.#deliver = deliver;
  }

  /** Whether a reliable message has arrived in part, or waits for an earlier one. */
  get halfReceived(): boolean {
    return this.#partials.size > 0 || this.#waitingBytes > 0 || this.#arrived.hasGap;
  }

  /** Every reliable fragment before this number is here. */
  get base(): number {
    return this.#arrived.base;
  }

  /** The bitmap behind {@link base} for an ACK frame. */
  bitmap(): { readonly bytes: Uint8Array; readonly length: number } {
    return this.#arrived.writeBitmap();
  }

  /**
   * How many fragments from {@link base} on the peer may send, given what the game has not read and may leave unread.
   * What was granted once is never taken back.
   */
  grant(unreadBytes: number, limitBytes: number): number {
    const room = Math.floor((limitBytes - unreadBytes - this.#partialBytes - this.#waitingBytes) / (FRAGMENT_BYTES + MESSAGE_COST_BYTES));
    const least = unreadBytes === 0 ? MIN_GRANT_FRAGMENTS : 0;
    const fragments = Math.min(WINDOW_FRAGMENTS, Math.max(room, least));
    this.#grantedTo = Math.max(this.#grantedTo, this.#arrived.base + fragments);
    return this.#grantedTo - this.#arrived.base;
  }

  /** Takes an UNRELIABLE frame. */
  takeUnreliable(frame: FrameReader): void {
    const number = widen(frame.message, this.#highestUnreliable, NUMBER_SPAN);
    this.#highestUnreliable = Math.max(this.#highestUnreliable, number);
    const piece = frame.bytes.slice(frame.start, frame.end);
    const payload = frame.count === 1 ? piece : this.#unreliable.add(number, frame.channel, frame.index, frame.count, piece);
    if (payload !== undefined) this.#deliver(frame.channel, payload, false, number);
  }

  /** Takes a RELIABLE frame; false when it was here already, or was refused. */
  takeReliable(frame: FrameReader): boolean {
    const fragment = widen(frame.number, this.#arrived.base, NUMBER_SPAN);
    if (!this.#arrived.wants(fragment)) return false;
    const length = frame.end - frame.start;
    if (fragment >= this.#grantedTo || this.#partialBytes + this.#waitingBytes + length > MAX_PARTIAL_BYTES) {
      this.refused++;
      return false;
    }
    this.#arrived.add(fragment);
    const number = widen(frame.message, this.#highestReliable, RELIABLE_MESSAGE_SPAN);
    this.#highestReliable = Math.max(this.#highestReliable, number);
    this.#highestUnreliable = Math.max(this.#highestUnreliable, number);
    const piece = frame.bytes.slice(frame.start, frame.end);
    const payload = length === frame.total ? piece : this.#assemble(number, frame.offset, frame.total, piece);
    if (payload !== undefined) this.#complete(frame.channel, number, number - frame.after, payload);
    return true;
  }

  #assemble(number: number, offset: number, total: number, piece: Uint8Array): Uint8Array | undefined {
    let partial = this.#partials.get(number);
    if (partial === undefined) {
      partial = { total, pieces: new Map(), received: 0 };
      this.#partials.set(number, partial);
    }
    if (partial.total !== total || partial.pieces.has(offset)) return undefined;
    partial.pieces.set(offset, piece);
    partial.received += piece.length;
    this.#partialBytes += piece.length;
    if (partial.received < total) return undefined;
    this.#partials.delete(number);
    this.#partialBytes -= partial.received;
    const payload = new Uint8Array(total);
    for (const [at, bytes] of partial.pieces) payload.set(bytes, at);
    return payload;
  }

  #complete(channel: number, number: number, previous: number, payload: Uint8Array): void {
    const order = this.#channelOrder(channel);
    if (previous !== number && previous > order.delivered) {
      order.waiting ??= new Map();
      order.waiting.set(previous, { number, payload });
      this.#waitingBytes += payload.length + MESSAGE_COST_BYTES;
      return;
    }
    let next: Complete | undefined = { number, payload };
    while (next !== undefined) {
      order.delivered = Math.max(order.delivered, next.number);
      this.#deliver(channel, next.payload, true, next.number);
      const follower: Complete | undefined = order.waiting?.get(next.number);
      if (follower !== undefined) {
        order.waiting?.delete(next.number);
        this.#waitingBytes -= follower.payload.length + MESSAGE_COST_BYTES;
      }
      next = follower;
    }
  }

  #channelOrder(channel: number): ChannelOrder {
    const known = this.#order.get(channel);
    if (known !== undefined) {
      // Set again, so that the map's order is from the longest unused to the latest.
      this.#order.delete(channel);
      this.#order.set(channel, known);
      return known;
    }
    const fresh: ChannelOrder = { delivered: 0, waiting: undefined };
    this.#order.set(channel, fresh);
    if (this.#order.size > MAX_CHANNELS_REMEMBERED) this.#forgetOldestChannel();
    return fresh;
  }

  #forgetOldestChannel(): void {
    for (const [channel, order] of this.#order) {
      if (order.waiting !== undefined && order.waiting.size > 0) continue;
      this.#order.delete(channel);
      return;
    }
  }
}
