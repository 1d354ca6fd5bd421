import { widen } from "../wire/bytes.js";
import { FRAGMENT_BYTES, INITIAL_GRANT_FRAGMENTS, NUMBER_SPAN, WINDOW_FRAGMENTS, writeReliable } from "../wire/frame.js";
import type { FrameReader } from "../wire/frame-reader.js";
import { accountedBytes } from "./accounting.js";
import { Fifo } from "./fifo.js";

/** How many messages of several fragments may be under way at once: bounds what the receiver must hold half-finished. */
const MAX_LARGE_UNDER_WAY = 4;
/** Copies are for messages up to this size: the small and rare ones, which a loss would hold up for a round trip. */
const MAX_COPIED_BYTES = 400;

/** A copy may take along some of this many small messages that left last. */
const RIDERS_REMEMBERED = 4;
/** Overtaken fragments found at once. */
const MAX_OVERTAKEN = 8;

/** A message on its way out. */
interface Outgoing {
  readonly channel: number;
  readonly number: number;
  readonly payload: Uint8Array;
  /** How far it has been cut into fragments. */
  offset: number;
  /** How many messages before it the channel's previous one is, 0 when all of those have arrived; fixed when it first leaves. */
  after: number;
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
  /** A drop has had it sent again. */
  dropped: boolean;
  /** Later ones were acknowledged before it. */
  overtaken: boolean;
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

/** Says whether a copy of a small message is worth its bytes. */
export interface CopyAdvice {
  wantsCopies(now: number): boolean;
}

/**
 * The reliable messages of one connection that have yet to arrive.
 *
 * They queue by channel; channels take turns, a fragment each, so that a large message on one does not hold up another. A fragment
 * gets its number when it first leaves and keeps it until it is acknowledged. While packets get lost, copies of small messages go
 * out beside the original; the receiver keeps whichever comes first.
 */
export class ReliableOutbox {
  /** Accounted bytes that wait: not sent yet, or to be sent again. */
  pending = 0;
  /** Accounted bytes sent and not acknowledged. */
  unacknowledged = 0;
  /** Of the fragments the last ACK brought news of: the longest time one took, ms. */
  slowestMs = 0;
  /** Of the same fragments: when the one that left last did so. */
  latestSentAt = Number.NEGATIVE_INFINITY;
  /** The last time an acknowledgement brought news, or the window went from empty to not. */
  progressAt = 0;
  /** Bytes of frames that were written again, or as a copy, so far. */
  repeatedBytes = 0;
  readonly #channels = new Map<number, ChannelQueue>();
  readonly #turns = new Fifo<ChannelQueue>();
  #largeUnderWay = 0;
  readonly #inFlight = new Map<number, Fragment>();
  readonly #resend = new Fifo<Fragment>();
  /** Of these a copy is to leave on the fast lane. */
  readonly #copies = new Fifo<Fragment>();
  /** The small messages that left last, in a ring; empty while nothing is under way. */
  readonly #riders: Fragment[] = [];
  /** Where in it the newest is. */
  #ridersSeen = RIDERS_REMEMBERED - 1;
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

  /** Whether a fragment could leave if the link had room. */
  get ready(): boolean {
    return this.#resend.length > 0 || (this.#turns.length > 0 && this.#windowOpen);
  }

  /** Queues a message; the payload is now the outbox's. */
  push(number: number, payload: Uint8Array, channel: number): void {
    const message: Outgoing = { channel, payload, number, offset: 0, after: 0 };
    this.pending += accountedBytes(payload.length, true);
    let queue = this.#channels.get(channel);
    if (queue === undefined) {
      queue = { channel, waiting: new Fifo(), lastNumber: 0, unacknowledged: 0 };
      this.#channels.set(channel, queue);
    }
    queue.waiting.push(message);
    if (queue.waiting.length === 1) this.#turns.push(queue);
  }

  /**
   * Writes frames from `at` up to `limit`: first what must be sent again, then new fragments, the channels in turn. A frame that does
   * not fit may have been tried, and have overwritten what is behind the limit.
   * @param advice asked for each small message: whether a copy of it shall follow by {@link writeCopies}.
   * @returns the position behind them; `at` when none fits, none waits, or the window is shut.
   */
  write(now: number, bytes: Uint8Array, at: number, limit: number, advice: CopyAdvice): number {
    let position = at;
    for (let fragment = this.#nextResend(); fragment !== undefined; fragment = this.#nextResend()) {
      if (surelyTooLong(position, fragment.end - fragment.start, limit)) return position;
      const end = writeFragment(bytes, position, fragment);
      if (end > limit) return position;
      this.repeatedBytes += end - position;
      position = end;
      this.#resend.shift();
      this.#mark(fragment, false);
      fragment.sentAt = now;
    }
    while (this.#windowOpen) {
      const queue = this.#turns.peek();
      const message = queue?.waiting.peek();
      if (queue === undefined || message === undefined) break;
      const start = message.offset;
      const end = Math.min(message.payload.length, start + FRAGMENT_BYTES);
      if (start === 0 && end < message.payload.length && this.#largeUnderWay >= MAX_LARGE_UNDER_WAY && !this.#passLarge()) break;
      if (this.#turns.peek() !== queue) continue;
      if (surelyTooLong(position, end - start, limit)) break;
      const fragment: Fragment = { number: this.#nextFragment, message, queue, start, end, sentAt: now, lost: false, dropped: false, overtaken: false };
      if (start === 0) message.after = queue.unacknowledged > 0 ? message.number - queue.lastNumber : 0;
      const behind = writeFragment(bytes, position, fragment);
      if (behind > limit) break;
      position = behind;
      this.#launched(now, queue, fragment);
      if (isSmall(fragment)) this.#small(fragment, advice.wantsCopies(now));
    }
    return position;
  }

  /** Whether there are copies to write. */
  get copies(): boolean {
    return this.#copies.length > 0 && this.#nextCopy() !== undefined;
  }

  /**
   * Writes the copies that are to leave, from `at` up to `limit`.
   * @param riders how many of the small messages before them go along once more, as far as they have not been acknowledged.
   * @returns the position behind them.
   */
  writeCopies(bytes: Uint8Array, at: number, limit: number, riders: number): number {
    let position = at;
    const written: Fragment[] = [];
    for (let fragment = this.#nextCopy(); fragment !== undefined; fragment = this.#nextCopy()) {
      const end = writeFragment(bytes, position, fragment);
      if (end > limit) {
        this.repeatedBytes += position - at;
        return position;
      }
      position = end;
      written.push(fragment);
      this.#copies.shift();
    }
    const most = written.length + riders;
    for (let age = 0; age < RIDERS_REMEMBERED && written.length < most; age++) {
      const fragment = this.#riders[(this.#ridersSeen + RIDERS_REMEMBERED - age) % RIDERS_REMEMBERED];
      if (fragment === undefined) break;
      if (written.includes(fragment) || !this.#inFlight.has(fragment.number)) continue;
      const end = writeFragment(bytes, position, fragment);
      if (end > limit) break;
      position = end;
      written.push(fragment);
    }
    this.repeatedBytes += position - at;
    return position;
  }

  /**
   * Takes in an ACK: everything before `base`, and what the bitmap names, has arrived.
   * @returns whether anything of it was news.
   */
  acknowledge(now: number, frame: FrameReader): boolean {
    const base = widen(frame.base, this.#peerBase, NUMBER_SPAN);
    if (base > this.#nextFragment || base < this.#peerBase - WINDOW_FRAGMENTS) return false;
    let news = false;
    this.slowestMs = 0;
    this.latestSentAt = Number.NEGATIVE_INFINITY;
    for (let number = this.#peerBase; number < base; number++) news = this.#arrived(now, number) || news;
    this.#peerBase = Math.max(this.#peerBase, base);
    for (let index = 0; index < frame.bitmapBytes; index++) {
      for (let bits = frame.bytes[frame.start + index]!, bit = 0; bits !== 0; bits >>>= 1, bit++) {
        if ((bits & 1) === 1) news = this.#arrived(now, base + 1 + index * 8 + bit) || news;
      }
    }
    this.#grantedTo = Math.max(this.#grantedTo, base + Math.min(frame.grant, WINDOW_FRAGMENTS));
    if (news) this.progressAt = now;
    return news;
  }

  /**
   * Finds small messages that were overtaken by what the last ACK brought news of: most likely their packets got lost, and SCTP takes its time
   * to notice. A copy of each is to go out. (Bulk is overtaken all the time, by copies of what is small.)
   * @returns how many there were that had not been found before.
   */
  copyOvertaken(): number {
    let found = 0;
    for (const fragment of this.#inFlight.values()) {
      if (fragment.sentAt >= this.latestSentAt || found === MAX_OVERTAKEN) break;
      if (fragment.overtaken || fragment.lost || !isSmall(fragment)) continue;
      fragment.overtaken = true;
      found++;
      this.#copies.push(fragment);
    }
    return found;
  }

  /** The link was replaced, here or there: whatever was under way may be gone, so all of it goes again. */
  linkBroke(): void {
    for (const fragment of this.#inFlight.values()) this.#mark(fragment, true);
  }

  /**
   * Something that left since then was dropped for want of room: all of it goes again, each fragment once. What is dropped a second time is found by being
   * overtaken: while a queue overflows for long, a good part of what leaves finds room all the same, and would be sent again and again until it has got through.
   */
  resendDropped(since: number): void {
    for (const fragment of this.#inFlight.values()) {
      if (fragment.dropped || fragment.sentAt < since) continue;
      fragment.dropped = true;
      this.#mark(fragment, true);
    }
  }

  /** When the fragment left that the peer misses most; Infinity when none is under way, or it waits to be sent again. */
  get oldestSentAt(): number {
    for (const fragment of this.#inFlight.values()) return fragment.lost ? Number.POSITIVE_INFINITY : fragment.sentAt;
    return Number.POSITIVE_INFINITY;
  }

  /** Sends the oldest few of those fragments again that left before this time; answers how many that were. */
  resendOldest(count: number, before: number): number {
    let resent = 0;
    for (const fragment of this.#inFlight.values()) {
      if (resent === count) break;
      if (fragment.lost || fragment.sentAt >= before) continue;
      this.#mark(fragment, true);
      resent++;
    }
    return resent;
  }

  get #windowOpen(): boolean {
    return this.#nextFragment < Math.min(this.#grantedTo, this.#peerBase + WINDOW_FRAGMENTS);
  }

  /** The next fragment that still has to be sent again. */
  #nextResend(): Fragment | undefined {
    return this.#resend.seek((fragment) => fragment.lost);
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
    this.pending -= fragmentBytes(fragment);
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

  #small(fragment: Fragment, wantsCopy: boolean): void {
    this.#ridersSeen = (this.#ridersSeen + 1) % RIDERS_REMEMBERED;
    this.#riders[this.#ridersSeen] = fragment;
    if (wantsCopy) this.#copies.push(fragment);
  }

  /** The next one of which a copy is still of use. */
  #nextCopy(): Fragment | undefined {
    return this.#copies.seek(({ number }) => this.#inFlight.has(number));
  }

  /** It may be gone and is to be sent again; or it is under way again, or has arrived after all. */
  #mark(fragment: Fragment, lost: boolean): void {
    if (fragment.lost === lost) return;
    fragment.lost = lost;
    if (lost) this.#resend.push(fragment);
    const moved = lost ? fragmentBytes(fragment) : -fragmentBytes(fragment);
    this.pending += moved;
    this.unacknowledged -= moved;
  }

  #arrived(now: number, number: number): boolean {
    const fragment = this.#inFlight.get(number);
    if (fragment === undefined) return false;
    this.slowestMs = Math.max(this.slowestMs, now - fragment.sentAt);
    this.latestSentAt = Math.max(this.latestSentAt, fragment.sentAt);
    this.#inFlight.delete(number);
    if (this.#inFlight.size === 0) this.#riders.length = 0;
    this.#mark(fragment, false);
    this.unacknowledged -= fragmentBytes(fragment);
    const { queue } = fragment;
    if (--queue.unacknowledged === 0 && queue.waiting.length === 0) this.#channels.delete(queue.channel);
    return true;
  }
}

/** A frame is longer than what it carries: most that do not fit need not be tried. */
function surelyTooLong(position: number, payloadBytes: number, limit: number): boolean {
  return position + payloadBytes >= limit;
}

/** Whether it is a whole message, and worth a copy. */
function isSmall({ message, start, end }: Fragment): boolean {
  return end - start === message.payload.length && message.payload.length <= MAX_COPIED_BYTES;
}

function writeFragment(bytes: Uint8Array, at: number, { number, message, start, end }: Fragment): number {
  return writeReliable(bytes, at, number, message.number, message.channel, message.after, message.payload, start, end);
}

/** A message's header counts with its first fragment. */
function fragmentBytes(fragment: Fragment): number {
  const { payload } = fragment.message;
  const header = fragment.start === 0 ? accountedBytes(payload.length, true) - payload.length : 0;
  return fragment.end - fragment.start + header;
}
