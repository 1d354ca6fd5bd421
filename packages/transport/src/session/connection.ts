import { copyOf } from "../wire/bytes.js";
import * as FrameKinds from "../wire/frame-kinds.js";
import { ACK_BYTES, REPORT_BYTES, writeAck, writeAckRequest, writeQuality, writeReport } from "../wire/frame.js";
import { FAST_LANE, MAX_DATAGRAM_BYTES, SURE_LANE, type Lane } from "../wire/lane.js";
import { EPOCH_SPAN, writeDataHeader, type PacketReader } from "../wire/packet.js";
import { FastWindow } from "./fast-window.js";
import { Inbox, type Deliver } from "./inbox.js";
import { LinkQuality } from "./link-quality.js";
import { LossSense } from "./loss-sense.js";
import type { LocalSide, Outlet } from "./outlet.js";
import { OwedReports } from "./owed-reports.js";
import { ACK_DELAY_MS, BLOCKED_POLL_MS, keepAliveMs, LATE_MS, MAX_NEWS_MS, MIN_NEWS_MS, MIN_UNANSWERED, newsMs, silenceMs } from "./patience.js";
import { PathNews } from "./path-news.js";
import { Ping } from "./ping.js";
import { ReliableOutbox } from "./reliable-outbox.js";
import { SendRate } from "./send-rate.js";
import { SentPackets } from "./sent-packets.js";
import type { SessionSettings } from "./settings.js";
import { StallWatch } from "./stall-watch.js";
import { UnreliableOutbox } from "./unreliable-outbox.js";

/** In bulk one is sent every so many fragments. */
const ACK_EVERY_FRAGMENTS = 16;
/** A full packet's worth leaves at once; less waits for the Nagle time. */
const FULL_PACKET_BYTES = 1100;

/** What the game has not read, for flow control. */
export interface Unread {
  readonly unreadBytes: number;
}

/**
 * The data phase of one connection: packs frames into packets, acknowledges, keeps the peer alive, notices when it is gone.
 * Knows nothing of requests and acceptance; its session does.
 */
export class Connection {
  readonly reliable = new ReliableOutbox();
  readonly unreliable = new UnreliableOutbox();
  readonly inbox: Inbox;
  readonly ping = new Ping();
  readonly quality: LinkQuality;
  /** The rate of everything; unreliable messages have a window besides. */
  readonly rate: SendRate;
  readonly loss = new LossSense();
  /** How many messages were queued so far; the number of the last one. */
  messagesQueued = 0;
  /** When it was. */
  queuedAt = 0;
  /** When the last packet of this connection arrived. */
  lastReceivedAt = 0;
  readonly #sent: readonly [SentPackets, SentPackets] = [new SentPackets(), new SentPackets()];
  /** Keeps unreliable messages from queueing on the way. */
  readonly #window: FastWindow;
  readonly #path: PathNews;
  #nagleDeadline = Number.POSITIVE_INFINITY;
  #ackDueAt = Number.POSITIVE_INFINITY;
  #fragmentsSinceAck = 0;
  #grantedTo = 0;
  readonly #reports = new OwedReports();
  /** Whose turn it was to leave first. */
  #fastFirst = false;
  /** Whether unreliable messages wait for the link, its rate or its window. */
  #holdsBack = false;
  #requestWanted = false;
  #requestedAt = 0;
  #requestAt = 0;
  #unanswered = 0;
  #tailMs = MIN_NEWS_MS;
  readonly #stall = new StallWatch(this.reliable);
  /** When `transmit` is wanted next; a lane that becomes writable may be sooner, and is the driver's to tell. */
  wakeAt = 0;
  /** Whether something would have left if the link had had room. */
  blocked = false;
  /** Whether the peer sends a reliable message that is larger than we take. */
  tooLarge = false;
  #peerEpoch: number | undefined;
  readonly #local: LocalSide;
  readonly #settings: SessionSettings;
  readonly #unread: Unread;

  constructor(now: number, local: LocalSide, settings: SessionSettings, unread: Unread, deliver: Deliver) {
    this.#local = local;
    this.#settings = settings;
    this.#unread = unread;
    this.inbox = new Inbox(deliver);
    this.quality = new LinkQuality(now);
    this.rate = new SendRate(now, settings);
    this.#window = new FastWindow(now, this.#sent[FAST_LANE], settings);
    this.#path = new PathNews({ sent: this.#sent, ping: this.ping, loss: this.loss, window: this.#window, rate: this.rate });
    this.lastReceivedAt = now;
    this.#requestedAt = now;
  }

  /** Whether a message has not arrived whole, there or here. */
  get underWay(): boolean {
    return this.reliable.undelivered || this.inbox.halfReceived;
  }

  /** Queues a message; its payload is copied. */
  queue(now: number, payload: Uint8Array, reliable: boolean, channel: number, noNagle: boolean): void {
    this.messagesQueued++;
    this.queuedAt = now;
    if (reliable) this.reliable.push(this.messagesQueued, copyOf(payload), channel);
    else this.unreliable.push(now, this.messagesQueued, payload, channel);
    const full = this.reliable.pending >= FULL_PACKET_BYTES || this.unreliable.pending >= FULL_PACKET_BYTES;
    const deadline = noNagle || full ? now : now + this.#settings.nagleTimeUs / 1000;
    this.#nagleDeadline = Math.min(this.#nagleDeadline, deadline);
  }

  /** Asks the peer for an acknowledgement with the next packet. */
  request(): void {
    this.#requestWanted = true;
  }

  /** Acknowledges with the next packet, so that the peer hears from us. */
  acknowledgeNow(now: number): void {
    this.#ackDueAt = now;
  }

  /** Our own link was replaced: what was under way is sent again, and the peer hears of it at once. */
  linkReplaced(now: number): void {
    this.#window.linkReplaced();
    this.unreliable.expire(now);
    this.resendAll(now);
    this.acknowledgeNow(now);
    this.request();
  }

  /** The relay dropped something on its way to the peer, for want of room: what may be gone is sent again, and less at a time. */
  dropped(now: number): void {
    this.reliable.resendDropped(this.#path.dropped(now));
    this.#nagleDeadline = now;
  }

  /** What was under way to the peer may be gone: all that is not acknowledged goes again. */
  resendAll(now: number): void {
    this.reliable.linkBroke();
    this.#nagleDeadline = now;
  }

  /** Notices from any packet of the peer's that its link was replaced: what was under way to it may be gone. */
  followEpoch(now: number, epoch: number): void {
    const ahead = this.#peerEpoch === undefined ? 0 : (epoch - this.#peerEpoch + EPOCH_SPAN) % EPOCH_SPAN;
    if (ahead >= EPOCH_SPAN / 2) return;
    this.#peerEpoch = epoch;
    if (ahead > 0) this.resendAll(now);
  }

  /** The game has read: the peer may be waiting to hear that there is room again. */
  wasRead(now: number): void {
    const left = this.#grantedTo - this.inbox.base;
    if (left < 256 && this.#grantTo() - this.#grantedTo >= 128) this.acknowledgeNow(now);
  }

  /** Takes a DATA packet that has been read without error. */
  receive(now: number, lane: Lane, packet: PacketReader, bytes: number): void {
    this.lastReceivedAt = now;
    this.#unanswered = 0;
    this.followEpoch(now, packet.epoch);
    this.quality.received(now, bytes);
    const arrival = this.quality.windows[lane].arrive(now, packet.number);
    if (arrival === "duplicate") return;
    if (arrival === "new") this.#reports.arrived(lane, bytes);
    const { frames } = packet;
    for (let kind = frames.next(); kind !== FrameKinds.END; kind = frames.next()) {
      switch (kind) {
        case FrameKinds.RELIABLE:
          this.quality.noteMessages();
          if (frames.total > this.#settings.maxReceivedMessageBytes) this.tooLarge = true;
          else this.#tookReliable(now, lane, this.inbox.takeReliable(now, frames));
          break;
        case FrameKinds.UNRELIABLE:
          this.quality.noteMessages();
          if (arrival !== "stale") this.inbox.takeUnreliable(now, frames);
          break;
        case FrameKinds.ACK:
          if (this.reliable.acknowledge(now, frames)) this.#progressed(now);
          break;
        case FrameKinds.REPORT: this.#path.reported(now, frames, this.reliable.awaitsNews); break;
        case FrameKinds.ACK_REQUEST: this.acknowledgeNow(now); break;
        case FrameKinds.QUALITY: this.quality.remote = frames.quality; break;
      }
    }
  }

  /** Whether the game has to read, or the peer to send, before all has arrived whole. */
  get waitsForSomething(): boolean {
    return this.underWay || this.#grantTo() === this.inbox.base;
  }

  /** Whether an unreliable message would leave as soon as Nagle lets it: rate and window allow it, and hold nothing back. */
  takesUnreliable(now: number): boolean {
    return this.#mayFlush(now) && this.unreliable.pending < FULL_PACKET_BYTES;
  }

  /** How much longer the peer may be silent, ms; less than 0 when it has been for too long. */
  silenceLeftMs(now: number): number {
    return this.#lostAt - now;
  }

  /** Whether the peer has been silent for too long. */
  isLost(now: number): boolean {
    if (now < this.#lostAt) return false;
    return !this.#local.linkUp || this.#unanswered >= MIN_UNANSWERED;
  }

  /** Sends what may be sent; `to` is the peer's connection id. */
  transmit(now: number, to: number, peer: bigint, outlet: Outlet): void {
    this.blocked = false;
    if (this.#holdsBack) this.unreliable.expire(now);
    this.#runTimers(now);
    // What the rate allows goes to both lanes in turn, when both want it: one or the other would starve.
    this.#fastFirst = !this.#fastFirst && (this.unreliable.waits || this.reliable.copies) && this.reliable.ready && this.rate.ready(now);
    if (this.#fastFirst) this.#transmitFast(now, to, peer, outlet);
    this.#transmitSure(now, to, peer, outlet);
    // Afterwards in any case: copies of what leaves on the sure lane go out with the fast one.
    this.#transmitFast(now, to, peer, outlet);
    // What only waits for company is not too old to leave, even if the timer is late, as in a hidden tab.
    this.#holdsBack = this.unreliable.waits && this.#nagleDeadline <= now;
    if (this.reliable.pending === 0 && this.unreliable.pending === 0) this.#nagleDeadline = Number.POSITIVE_INFINITY;
  }

  /** Sets {@link wakeAt}. (A time that is returned is a new object in memory, one that is set is not; so with the other plans.) */
  planWake(now: number): void {
    if (!this.#local.linkUp) {
      this.wakeAt = Math.max(now, this.#lostAt);
      return;
    }
    this.#planRequest();
    let wake = Math.min(this.#ackDueAt, this.#lostAt > now ? this.#lostAt : Number.POSITIVE_INFINITY, this.#requestAt);
    if (this.#reports.owed) wake = Math.min(wake, this.#reports.dueAt);
    // Not `wake = now`: V8 would then wrap each time computed here in an object, in case this one is kept.
    if (this.#requestWanted) wake = Math.min(wake, now);
    if (this.unreliable.waits) wake = Math.min(wake, this.unreliable.expiresAt);
    if (this.reliable.copies) wake = Math.min(wake, this.rate.readyAt(now));
    if (this.reliable.ready) wake = Math.min(wake, Math.max(this.#nagleDeadline, this.rate.readyAt(now)));
    if (this.unreliable.waits && this.#windowLets) wake = Math.min(wake, Math.max(this.#nagleDeadline, this.rate.readyAt(now)));
    this.wakeAt = this.blocked ? Math.max(wake, now + BLOCKED_POLL_MS) : wake;
  }

  #mayFlush(now: number): boolean {
    return this.#windowLets && this.rate.ready(now);
  }

  /** A message that has begun to leave goes on. */
  get #windowLets(): boolean {
    return this.#window.open || this.unreliable.begun;
  }

  get #lostAt(): number {
    return this.lastReceivedAt + silenceMs(this.#settings.timeoutConnectedMs, this.ping.smoothedMs ?? 0);
  }

  /** Sets when the peer is asked for a sign of life, or for news of what it has not acknowledged. */
  #planRequest(): void {
    const keepAlive = keepAliveMs(this.#settings.timeoutConnectedMs, this.ping.smoothedMs ?? 0);
    this.#requestAt = this.#unanswered === 0 ? this.lastReceivedAt + keepAlive : this.#requestedAt + keepAlive / 3;
    if (this.reliable.awaitsNews) this.#requestAt = Math.min(this.#requestAt, Math.max(this.reliable.progressAt, this.#requestedAt) + this.#tailMs);
    if (!this.#window.open) this.#requestAt = Math.min(this.#requestAt, Math.max(this.#window.reportedAt, this.#requestedAt) + newsMs(this.ping.smoothedMs ?? 0));
  }

  #runTimers(now: number): void {
    this.#planRequest();
    if (now >= this.#requestAt) {
      this.#requestWanted = true;
      if (this.reliable.awaitsNews) this.#tailMs = Math.min(MAX_NEWS_MS, this.#tailMs * 2);
    }
    if (this.#stall.check(now, this.lastReceivedAt, this.#path.sureSentAt)) this.#nagleDeadline = now;
  }

  #transmitFast(now: number, to: number, peer: bigint, outlet: Outlet): void {
    for (;;) {
      const mayFlush = this.#nagleDeadline <= now && this.unreliable.waits && this.#mayFlush(now);
      const owesSign = this.#requestWanted || this.#ackDueAt <= now || (this.#reports.owed && this.#reports.dueAt <= now);
      const copyDue = this.reliable.copies && this.rate.ready(now);
      if (!mayFlush && !owesSign && !copyDue) return this.#window.linkTakes(now, true);
      const room = this.#hasRoom(FAST_LANE, outlet);
      this.#window.linkTakes(now, room || !this.#local.linkUp);
      if (!room) return;
      const scratch = this.#local.scratch.bytes;
      let at = this.#begin(FAST_LANE, to);
      if (this.#ackDueAt < Number.POSITIVE_INFINITY) at = this.#writeAckFrame(at);
      if (owesSign || this.#reports.wantsAlong(now)) at = this.#writeReports(now, at);
      if (this.#requestWanted) at = this.#writeRequestFrame(now, at);
      const quality = this.quality.takeReport(now);
      if (quality !== undefined) at = writeQuality(scratch, at, quality);
      const repeatedBytes = this.reliable.repeatedBytes;
      if (copyDue) at = this.reliable.writeCopies(scratch, at, MAX_DATAGRAM_BYTES, this.loss.riders);
      if (mayFlush) at = this.unreliable.write(scratch, at, MAX_DATAGRAM_BYTES);
      this.#send(now, FAST_LANE, peer, at, outlet, repeatedBytes);
    }
  }

  #transmitSure(now: number, to: number, peer: bigint, outlet: Outlet): void {
    while (this.#nagleDeadline <= now && this.reliable.ready && this.rate.ready(now)) {
      if (!this.#hasRoom(SURE_LANE, outlet)) return this.rate.noteHeldUp();
      const start = this.#begin(SURE_LANE, to);
      const repeatedBytes = this.reliable.repeatedBytes;
      let at = this.reliable.write(now, this.#local.scratch.bytes, start, MAX_DATAGRAM_BYTES, this.loss);
      if (at === start) return;
      if (this.#ackDueAt < Number.POSITIVE_INFINITY) at = this.#writeAckFrame(at);
      this.#send(now, SURE_LANE, peer, at, outlet, repeatedBytes);
    }
  }

  #hasRoom(lane: Lane, outlet: Outlet): boolean {
    const room = outlet.room(lane) > 0;
    if (!room) this.blocked = true;
    return room;
  }

  #begin(lane: Lane, to: number): number {
    return writeDataHeader(this.#local.scratch.bytes, this.#local.epoch, to, this.#sent[lane].last + 1);
  }

  /** @param repeatedBefore `reliable.repeatedBytes` before the packet was written. */
  #send(now: number, lane: Lane, peer: bigint, end: number, outlet: Outlet, repeatedBefore: number): void {
    this.#sent[lane].note(now, end);
    this.rate.spend(now, end);
    if (lane === FAST_LANE) this.#window.spent(now);
    this.quality.sent(now, end);
    this.quality.repeated(this.reliable.repeatedBytes - repeatedBefore);
    outlet.send(peer, lane, this.#local.scratch.first(end));
  }

  #writeAckFrame(at: number): number {
    const bitmap = this.inbox.bitmap();
    if (at + ACK_BYTES + 1 + bitmap.length + 2 * REPORT_BYTES > MAX_DATAGRAM_BYTES) return at;
    this.#grantedTo = this.#grantTo();
    this.#ackDueAt = Number.POSITIVE_INFINITY;
    this.#fragmentsSinceAck = 0;
    return writeAck(this.#local.scratch.bytes, at, this.inbox.base, this.#grantedTo - this.inbox.base, bitmap);
  }

  #writeReports(now: number, at: number): number {
    let position = at;
    for (const lane of this.#reports.take(now)) {
      const window = this.quality.windows[lane];
      position = writeReport(this.#local.scratch.bytes, position, lane === SURE_LANE, window.highest, now - window.highestAt, window.arrived);
    }
    return position;
  }

  #writeRequestFrame(now: number, at: number): number {
    this.#requestWanted = false;
    this.#requestedAt = now;
    this.#unanswered++;
    return writeAckRequest(this.#local.scratch.bytes, at);
  }

  #grantTo(): number {
    return this.inbox.base + this.inbox.grant(this.#unread.unreadBytes, this.#settings.receiveBufferBytes);
  }

  #tookReliable(now: number, lane: Lane, fresh: boolean): void {
    // That something is missing the sender should know at once.
    const soon = fresh && (++this.#fragmentsSinceAck >= ACK_EVERY_FRAGMENTS || (lane === SURE_LANE && this.inbox.openedGap));
    this.#ackDueAt = Math.min(this.#ackDueAt, now + (soon ? 0 : ACK_DELAY_MS));
  }

  #progressed(now: number): void {
    this.quality.noteMessages();
    if (this.reliable.slowestMs > 1.5 * (this.ping.smoothedMs ?? Number.POSITIVE_INFINITY) + LATE_MS) this.loss.wasLate(now);
    this.#tailMs = newsMs(this.ping.smoothedMs ?? 0);
    if (this.reliable.copyOvertaken() > 0) this.loss.wasOvertaken(now);
    if (this.#stall.progressed(now, this.ping.smoothedMs ?? Number.POSITIVE_INFINITY)) this.#nagleDeadline = now;
  }
}
