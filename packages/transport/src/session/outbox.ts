import { varintBytes, widen } from "../wire/bytes.js";
import {
  FRAGMENT_BYTES, INITIAL_GRANT_FRAGMENTS, NUMBER_SPAN, reliableFrameBytes, unreliableFrameBytes, WINDOW_FRAGMENTS, writeReliable, writeUnreliable,
} from "../wire/frame.js";
import { Fifo } from "./fifo.js";

/** How long an unreliable message may wait for the link before it is too old to be of use. */
const UNRELIABLE_LIFE_MS = 100;
/** How many messages of several fragments may be under way at once: bounds what the receiver must hold half-finished. */
const MAX_LARGE_UNDER_WAY = 4;
/** Valve's library puts five bytes in front of every message and, when reliable, its length; the status figures count alike. */
const ACCOUNTED_HEADER_BYTES = 5;

/** What a message counts for in the status figures and the send buffer. */
export function accountedBytes(payloadBytes: number, reliable: boolean): number {
  return payloadBytes + ACCOUNTED_HEADER_BYTES + (reliable ? varintBytes(payloadBytes) : 0);
}

/** A message on its way out. */
interface Outgoing {
  readonly channel: number;
  readonly number: number;
  readonly payload: Uint8Array;
  /** Reliable: how far it has been cut into fragments. Unreliable: unused. */
  offset: number;
  /** Reliable: how many messages before it the channel's previous one is, 0 when all of those have arrived; fixed when it first leaves. */
  after: number;
  /** Unreliable: when it is too old. */
  expiresAt: number;
}

/** A reliable fragment on its way, or waiting to be sent again. */
interface Fragment {
  readonly number: number;
  readonly message: Outgoing;
  readonly queue: ChannelQueue;
  readonly start: number;
  readonly end: number;
  sentAt: number;
  /** Waits in the resend queue. */
  lost: boolean;
}

/** One channel's reliable messages that wait to be sent. */
interface ChannelQueue {
  readonly channel: number;
  readonly waiting: Fifo<Outgoing>;
  /** Number of the last message that left whole. */
  lastNumber: number;
  /** Fragments sent and not yet acknowledged. */
  unacknowledged: number;
}

/**
 * What one connection has yet to get across.
 *
 * Reliable messages queue by channel; channels take turns, a fragment each, so that a large message on one does not hold up
 * another. A fragment gets its number when it first leaves and keeps it until it is acknowledged.
 * Unreliable messages queue apart and are dropped when they have waited too long.
 */
export class Outbox {
  /** Accounted bytes that wait: reliable ones not sent yet or to be sent again. */
  pendingReliable = 0;
  /** Accounted bytes that wait: unreliable ones. */
  pendingUnreliable = 0;
  /** Accounted bytes of reliable fragments sent and not acknowledged. */
  unacknowledged = 0;
  /** Unreliable messages dropped because they had waited too long. */
  expired = 0;
  /** The last time an acknowledgement brought news, or the window went from empty to not. */
  progressAt = 0;
  #messageNumber = 0;
  readonly #unreliable = new Fifo<Outgoing>();
  #unreliableIndex = 0;
  readonly #channels = new Map<number, ChannelQueue>();
  readonly #turns = new Fifo<ChannelQueue>();
  #largeUnderWay = 0;
  readonly #inFlight = new Map<number, Fragment>();
  readonly #resend = new Fifo<Fragment>();
  #nextFragment = 0;
  #peerBase = 0;
  #grantedTo = INITIAL_GRANT_FRAGMENTS;

  /** Whether anything reliable has not been acknowledged. */
  get undelivered(): boolean {
    return this.#inFlight.size > 0 || this.#turns.length > 0;
  }

  /** Whether only the peer can bring things forward: by an acknowledgement, or by opening its window. */
  get awaitsNews(): boolean {
    return this.#inFlight.size > 0 || (this.#turns.length > 0 && !this.#windowOpen);
  }

  /** Reliable fragments sent and not acknowledged. */
  get fragmentsInFlight(): number {
    return this.#inFlight.size;
  }

  /** Whether an unreliable message waits. */
  get unreliableWaits(): boolean {
    return this.#unreliable.length > 0;
  }

  /** Whether a reliable fragment could leave if the link had room. */
  get reliableReady(): boolean {
    return this.#resend.length > 0 || (this.#turns.length > 0 && this.#windowOpen);
  }

  /** How many messages were queued so far. */
  get messagesQueued(): number {
    return this.#messageNumber;
  }

  /** Queues a message; the payload is now the outbox's. */
  push(now: number, payload: Uint8Array, reliable: boolean, channel: number): void {
    const message: Outgoing = {
      channel, payload, number: ++this.#messageNumber, offset: 0, after: 0, expiresAt: now + UNRELIABLE_LIFE_MS,
    };
    if (!reliable) {
      this.#unreliable.push(message);
      this.pendingUnreliable += accountedBytes(payload.length, false);
      return;
    }
    this.pendingReliable += accountedBytes(payload.length, true);
    let queue = this.#channels.get(channel);
    if (queue === undefined) {
      queue = { channel, waiting: new Fifo(), lastNumber: 0, unacknowledged: 0 };
      this.#channels.set(channel, queue);
    }
    queue.waiting.push(message);
    if (queue.waiting.length === 1) this.#turns.push(queue);
  }

  /** Drops unreliable messages that are too old; returns when the next one will be, or Infinity. */
  expire(now: number): number {
    for (let first = this.#unreliable.peek(); first !== undefined; first = this.#unreliable.peek()) {
      if (first.expiresAt > now) return first.expiresAt;
      this.expired++;
      this.#unreliableDone(first);
    }
    return Number.POSITIVE_INFINITY;
  }

  /**
   * Writes unreliable frames from `at` up to `limit`.
   * @returns the position behind them; `at` when none fits or none waits.
   */
  writeUnreliable(bytes: Uint8Array, at: number, limit: number): number {
    let position = at;
    for (let message = this.#unreliable.peek(); message !== undefined; message = this.#unreliable.peek()) {
      const { payload, channel } = message;
      const count = Math.max(1, Math.ceil(payload.length / FRAGMENT_BYTES));
      const start = this.#unreliableIndex * FRAGMENT_BYTES;
      const end = Math.min(payload.length, start + FRAGMENT_BYTES);
      if (position + unreliableFrameBytes(channel, end - start, count > 1) > limit) return position;
      position = writeUnreliable(bytes, position, message.number, channel, this.#unreliableIndex, count, payload, start, end);
      if (++this.#unreliableIndex === count) this.#unreliableDone(message);
    }
    return position;
  }

  /**
   * Writes reliable frames from `at` up to `limit`: first what must be sent again, then new fragments, the channels in turn.
   * @returns the position behind them; `at` when none fits, none waits, or the window is shut.
   */
  writeReliable(now: number, bytes: Uint8Array, at: number, limit: number): number {
    let position = at;
    for (let fragment = this.#nextResend(); fragment !== undefined; fragment = this.#nextResend()) {
      if (position + frameBytes(fragment) > limit) return position;
      this.#resend.shift();
      this.#found(fragment);
      position = this.#writeFragment(now, bytes, position, fragment);
    }
    while (this.#windowOpen) {
      const queue = this.#turns.peek();
      const message = queue?.waiting.peek();
      if (queue === undefined || message === undefined) break;
      const start = message.offset;
      const end = Math.min(message.payload.length, start + FRAGMENT_BYTES);
      if (start === 0 && end < message.payload.length && this.#largeUnderWay >= MAX_LARGE_UNDER_WAY && !this.#passLarge()) break;
      if (this.#turns.peek() !== queue) continue;
      const fragment: Fragment = { number: this.#nextFragment, message, queue, start, end, sentAt: now, lost: false };
      if (start === 0) message.after = queue.unacknowledged > 0 ? message.number - queue.lastNumber : 0;
      if (position + frameBytes(fragment) > limit) break;
      position = this.#writeFragment(now, bytes, position, fragment);
      this.#launched(now, queue, fragment);
    }
    return position;
  }

  /** Takes in an ACK: everything before `base`, and what the bitmap names, has arrived. */
  acknowledge(now: number, lowBase: number, grant: number, bitmap: Uint8Array, start: number, bitmapBytes: number): boolean {
    const base = widen(lowBase, this.#peerBase, NUMBER_SPAN);
    if (base > this.#nextFragment || base < this.#peerBase - WINDOW_FRAGMENTS) return false;
    let news = false;
    for (let number = this.#peerBase; number < base; number++) news = this.#arrived(number) || news;
    this.#peerBase = Math.max(this.#peerBase, base);
    for (let index = 0; index < bitmapBytes; index++) {
      for (let bits = bitmap[start + index]!, bit = 0; bits !== 0; bits >>>= 1, bit++) {
        if ((bits & 1) === 1) news = this.#arrived(base + 1 + index * 8 + bit) || news;
      }
    }
    this.#grantedTo = Math.max(this.#grantedTo, base + Math.min(grant, WINDOW_FRAGMENTS));
    if (news) this.progressAt = now;
    return news;
  }

  /** The link was replaced, here or there: whatever was under way may be gone, so all of it goes again. */
  linkBroke(): void {
    for (const fragment of this.#inFlight.values()) this.#lose(fragment);
  }

  /** Sends the oldest few fragments again, because nothing has been heard of them for too long. */
  resendOldest(count: number): void {
    let left = count;
    for (const fragment of this.#inFlight.values()) {
      if (left-- === 0) return;
      this.#lose(fragment);
    }
  }

  get #windowOpen(): boolean {
    return this.#nextFragment < Math.min(this.#grantedTo, this.#peerBase + WINDOW_FRAGMENTS);
  }

  #unreliableDone(message: Outgoing): void {
    this.#unreliable.shift();
    this.#unreliableIndex = 0;
    this.pendingUnreliable -= accountedBytes(message.payload.length, false);
  }

  #nextResend(): Fragment | undefined {
    for (let fragment = this.#resend.peek(); fragment !== undefined; fragment = this.#resend.peek()) {
      if (fragment.lost) return fragment;
      this.#resend.shift();
    }
    return undefined;
  }

  /** Brings the next channel to the front that may go on while no further large message may begin; false when there is none. */
  #passLarge(): boolean {
    for (let tries = this.#turns.length; tries > 0; tries--) {
      const message = this.#turns.peek()?.waiting.peek();
      if (message === undefined || message.offset > 0 || message.payload.length <= FRAGMENT_BYTES) return true;
      this.#turns.push(this.#turns.shift()!);
    }
    return false;
  }

  #launched(now: number, queue: ChannelQueue, fragment: Fragment): void {
    const { message } = fragment;
    if (this.#inFlight.size === 0) this.progressAt = now;
    this.#inFlight.set(fragment.number, fragment);
    this.#nextFragment++;
    queue.unacknowledged++;
    message.offset = fragment.end;
    this.pendingReliable -= fragmentBytes(fragment);
    this.unacknowledged += fragmentBytes(fragment);
    this.#turns.shift();
    const large = message.payload.length > FRAGMENT_BYTES;
    if (large && fragment.start === 0) this.#largeUnderWay++;
    if (fragment.end === message.payload.length) {
      if (large) this.#largeUnderWay--;
      queue.waiting.shift();
      queue.lastNumber = message.number;
    }
    if (queue.waiting.length > 0) this.#turns.push(queue);
  }

  #writeFragment(now: number, bytes: Uint8Array, at: number, fragment: Fragment): number {
    fragment.sentAt = now;
    const { message } = fragment;
    return writeReliable(bytes, at, fragment.number, message.number, message.channel, message.after, message.payload, fragment.start, fragment.end);
  }

  #lose(fragment: Fragment): void {
    if (fragment.lost) return;
    fragment.lost = true;
    this.#resend.push(fragment);
    this.unacknowledged -= fragmentBytes(fragment);
    this.pendingReliable += fragmentBytes(fragment);
  }

  /** The opposite of `lose`: it is under way again, or has arrived after all. */
  #found(fragment: Fragment): void {
    if (!fragment.lost) return;
    fragment.lost = false;
    this.unacknowledged += fragmentBytes(fragment);
    this.pendingReliable -= fragmentBytes(fragment);
  }

  #arrived(number: number): boolean {
    const fragment = this.#inFlight.get(number);
    if (fragment === undefined) return false;
    this.#inFlight.delete(number);
    this.#found(fragment);
    fragment.queue.unacknowledged--;
    this.unacknowledged -= fragmentBytes(fragment);
    this.#forgetIdleChannel(fragment.queue);
    return true;
  }

  #forgetIdleChannel(queue: ChannelQueue): void {
    if (queue.unacknowledged === 0 && queue.waiting.length === 0) this.#channels.delete(queue.channel);
  }
}

/** A message's header counts with its first fragment. */
function fragmentBytes(fragment: Fragment): number {
  const { payload } = fragment.message;
  const header = fragment.start === 0 ? accountedBytes(payload.length, true) - payload.length : 0;
  return fragment.end - fragment.start + header;
}

function frameBytes(fragment: Fragment): number {
  const { message, start, end } = fragment;
  return reliableFrameBytes(message.channel, message.after, start, message.payload.length, end - start);
}
