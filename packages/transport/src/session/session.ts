import { FAST_LANE, type Lane } from "../wire/lane.js";
import { MAX_UNRELIABLE_BYTES } from "../wire/frame.js";
import { writeAccept, writeConnect, type PacketReader } from "../wire/packet.js";
import { Connection } from "./connection.js";
import { diagnosis, type PeerRecord } from "./diagnose.js";
import type { SessionDiagnosis, UnreadChannel } from "./diagnosis.js";
import * as EndReasons from "./end-reason.js";
import type { SessionInfo } from "./endpoint.js";
import { sendOnBothLanes, type Outlet } from "./outlet.js";
import { HANDSHAKE_RETRY_MS, IDLE_RECHECK_MS, REPOST_MS, SAME_BURST_MS } from "./patience.js";
import { isLater, type Pairing } from "./pairing.js";
import * as SendFlags from "./send-flags.js";
import * as SendResults from "./results.js";
import type { SendResult } from "./results.js";
import { failedInfo, liveInfo, noInfo } from "./session-info.js";
import type { SessionOwner } from "./session-owner.js";

const NEVER = Number.NEGATIVE_INFINITY;

/** The record of one peer: at most one connection, or what is left of the last one. */
export class Session implements PeerRecord {
  readonly peer: bigint;
  /** Channels something was received on since they were last closed. */
  readonly openChannels = new Set<number>();
  /** What the game has not read, with what each message costs besides its payload. */
  unreadBytes = 0;
  /** When this session wants to be transmitted next. */
  wakeAt = 0;
  /** Whether the next transmit is to look at it; the engine's. */
  dirty = false;
  heardAt = NEVER;
  messageAt = NEVER;
  readAt = NEVER;
  droppedAt = NEVER;
  endReason = EndReasons.NONE as number;
  endDebug = "";
  endedAsking = false;
  #pairing: Pairing | undefined;
  #failure: SessionInfo | undefined;
  /** When it was last used, and until when it is left alone though it was not. */
  #usedAt = 0;
  #sparedUntil = Number.NEGATIVE_INFINITY;
  readonly #owner: SessionOwner<Session>;

  constructor(now: number, peer: bigint, owner: SessionOwner<Session>) {
    this.peer = peer;
    this.#owner = owner;
    this.#usedAt = now;
  }

  /** Queues a message; opens, accepts or restarts the session as needed. */
  send(now: number, payload: Uint8Array, flags: number, channel: number): SendResult {
    if (this.#pairing === undefined && this.#failure !== undefined && (flags & SendFlags.AUTO_RESTART_BROKEN_SESSION) === 0) return SendResults.NO_CONNECTION;
    const pairing = this.#pairing ?? this.#pair(now, false, 0, undefined);
    const { connection } = pairing;
    this.accept(now);
    const reliable = pairing.phase !== 3 || (flags & SendFlags.RELIABLE) !== 0 || payload.length > MAX_UNRELIABLE_BYTES;
    if (!reliable && (flags & SendFlags.NO_DELAY) !== 0 && !this.#canLeaveNow(now, pairing)) return SendResults.IGNORED;
    if (connection.reliable.pending + connection.unreliable.pending + payload.length > this.#owner.settings.sendBufferBytes) return SendResults.LIMIT_EXCEEDED;
    connection.queue(now, payload, reliable, channel, (flags & SendFlags.NO_NAGLE) !== 0);
    return SendResults.OK;
  }

  /** Accepts a pending request; true when there is a connection, of whatever phase. */
  accept(now: number): boolean {
    const pairing = this.#pairing;
    if (pairing === undefined) return false;
    if (this.#isPending) {
      pairing.handshakeAt = Number.NEGATIVE_INFINITY;
      this.#enter(now, pairing, 2);
    }
    this.keepFromIdling(now);
    return true;
  }

  /** Ends the session for the game's sake: tells the peer unless the request was ours and still open, and is gone. */
  close(now: number, reason: number, debug: string): void {
    const withdrawn = this.#pairing?.phase === 1 && !this.#pairing.byPeer;
    this.#drop(now, reason, debug, !withdrawn);
    this.#owner.remove(this);
  }

  /**
   * The program goes. What has come about with the peer is over, and the peer is told; what has arrived is acknowledged before, for it to know what has not.
   * What one of the two only asked for is not over: whoever asked us goes on asking, our next life or this one, if the page comes back.
   */
  leave(now: number): void {
    const pairing = this.#pairing;
    if (pairing?.phase === 3 && this.#owner.outlet !== undefined) {
      pairing.connection.acknowledgeNow(now);
      this.transmit(now, this.#owner.outlet);
    }
    if (this.#isPending) this.#pairing = undefined;
    else this.#drop(now, EndReasons.PROGRAM_ENDED, "The peer's program ended.", pairing?.phase !== 1);
    this.#owner.remove(this);
  }

  /** The game took messages off the session's queues. */
  wasRead(now: number, bytes: number): void {
    this.unreadBytes -= bytes;
    this.#pairing?.connection.wasRead(now);
  }

  /** The session is in use: it goes idle so much later. */
  keepFromIdling(now: number): void {
    this.#usedAt = now;
  }

  info(now: number): SessionInfo {
    if (this.#pairing !== undefined) return liveInfo(now, this.peer, this.#pairing);
    return this.#failure ?? noInfo();
  }

  /** Whether this connection of the peer's is the other end of ours. */
  isWith(remoteId: number): boolean {
    return this.#pairing?.remoteId === remoteId;
  }

  /** Whether there is one in the game's eyes, see {@link Sessions.peers}: of a record that is kept for its unread messages there is not. */
  get exists(): boolean {
    return this.#pairing !== undefined || this.#failure !== undefined;
  }

  /** @param unread what the game has not read. */
  diagnose(now: number, unread: readonly UnreadChannel[]): SessionDiagnosis {
    return diagnosis(now, this, this.#pairing, this.#owner.settings, unread);
  }

  onConnect(now: number, packet: PacketReader): void {
    this.heardAt = now;
    const pairing = this.#pairing;
    if (pairing === undefined) return this.#ask(now, packet);
    if (pairing.remoteId === packet.from) {
      pairing.connection.followEpoch(now, packet.epoch);
      if (this.#isPending) this.#repost(now, pairing, packet);
      else if (pairing.answers && pairing.phase === 2) pairing.handshakeAt = Number.NEGATIVE_INFINITY;
      return;
    }
    if (pairing.remoteLife !== undefined && pairing.remoteLife !== packet.life) {
      this.#lose(now, pairing, EndReasons.PEER_SILENT, "The peer was restarted.", false);
      return this.#ask(now, packet);
    }
    // The peer may have withdrawn what ours has met, and ask anew. As long as it did not know of ours it has heard nothing from it, either.
    const again = !pairing.peerReady && isLater(packet.from, pairing.remoteId);
    if (!pairing.byPeer && (pairing.remoteId === 0 || again)) return this.#merge(now, pairing, packet);
    // Another connection of the same life: it must have closed this one. Whoever answers for it will say so.
    if (pairing.phase === 3) pairing.connection.request();
  }

  onAccept(now: number, packet: PacketReader): void {
    const pairing = this.#pairing;
    this.heardAt = now;
    if (pairing === undefined || pairing.localId !== packet.to || this.#isPending) return;
    // Before data came through, the peer knows best which of its attempts ours has become one with: it may have withdrawn the first that we heard of.
    // What is no later than that one, and comes late, it has withdrawn itself.
    const isOld = pairing.remoteLife === packet.life && !isLater(packet.from, pairing.remoteId);
    if (pairing.remoteId !== packet.from && (pairing.phase === 3 || isOld)) return;
    this.#meet(now, pairing, packet);
    pairing.peerReady = true;
    pairing.connection.request();
    this.#settle(now, pairing);
  }

  /** True when the packet belongs to this session's connection. */
  onData(now: number, lane: Lane, packet: PacketReader, bytes: number): boolean {
    const pairing = this.#pairing;
    this.heardAt = now;
    if (pairing === undefined || pairing.localId !== packet.to || this.#isPending) return false;
    // Data is the answer to our ACCEPT.
    if (!pairing.dataHeard && pairing.acceptsSent === 1) pairing.connection.ping.add(now, now - pairing.handshakeAt);
    pairing.peerReady = true;
    pairing.dataHeard = true;
    this.#settle(now, pairing);
    pairing.connection.receive(now, lane, packet, bytes);
    if (pairing.connection.tooLarge) this.#fail(now, 5, EndReasons.TOO_LARGE, "The peer sends a message larger than we take (RECV_MAX_MESSAGE_SIZE).", true);
    return true;
  }

  onClose(now: number, packet: PacketReader): void {
    const pairing = this.#pairing;
    this.heardAt = now;
    if (pairing === undefined) return;
    const fromOther = packet.from === 0 || packet.from === pairing.remoteId;
    // A peer that turned our request down and then wrote itself closes the request late: the two attempts are one by then. And one that withdrew the
    // attempt we answered, and was asked by us since, turns us down in the name of a later one.
    const fromLater = pairing.remoteId === 0 || (!pairing.peerReady && isLater(packet.from, pairing.remoteId));
    const ours = packet.to === pairing.localId ? fromOther || fromLater : packet.to === 0 && packet.from !== 0 && fromOther;
    if (!ours) return;
    const { reason } = packet;
    if (reason === EndReasons.PROGRAM_ENDED) return this.#lose(now, pairing, EndReasons.PEER_SILENT, packet.debugText(), false);
    if (pairing.phase < 3) return this.#fail(now, 4, reason, packet.debugText(), false);
    // A game that closes a session means it, whatever is under way; a session that merely was not used for long does not.
    if (reason === EndReasons.SESSION_CLOSED) this.#drop(now, reason, "", false);
    else this.#lose(now, pairing, EndReasons.PEER_SILENT, `The peer lost this session (${reason}).`, false);
  }

  /** Our own link was replaced. */
  linkReplaced(now: number): void {
    this.#pairing?.connection.linkReplaced(now);
    if (this.#pairing !== undefined) this.#pairing.handshakeAt = Number.NEGATIVE_INFINITY;
  }

  /** The relay dropped something on its way to this peer. */
  dropped(now: number): void {
    this.droppedAt = now;
    this.#pairing?.connection.dropped(now);
  }

  /** Runs what is due: time-outs of the handshake, of a silent peer, of an idle session. */
  runTimers(now: number): void {
    const pairing = this.#pairing;
    if (pairing !== undefined) this.#checkPhase(now, pairing);
    // As in planWake; a time that a getter returned would be a new object in memory for each packet.
    if (now < this.#usedAt + this.#owner.settings.idleTimeoutMs || now < this.#sparedUntil) return;
    if (this.#pairing?.connection.waitsForSomething === true) this.#sparedUntil = now + IDLE_RECHECK_MS;
    else this.close(now, EndReasons.SESSION_IDLE, "The session was not used for a while.");
  }

  transmit(now: number, outlet: Outlet): void {
    const pairing = this.#pairing;
    if (pairing === undefined) return;
    if (pairing.phase < 3 && this.#owner.linkUp && now >= pairing.handshakeAt + HANDSHAKE_RETRY_MS) this.#handshake(now, pairing, outlet);
    if (pairing.remoteId !== 0 && pairing.peerReady) pairing.connection.transmit(now, pairing.remoteId, this.peer, outlet);
  }

  /** Whether something would have left if the link had had room. */
  get blocked(): boolean {
    return this.#pairing?.connection.blocked === true;
  }

  /** Sets {@link wakeAt}. */
  planWake(now: number): void {
    const pairing = this.#pairing;
    let wake = Math.max(this.#usedAt + this.#owner.settings.idleTimeoutMs, this.#sparedUntil);
    if (pairing === undefined) {
      this.wakeAt = wake;
      return;
    }
    if (pairing.phase < 3) {
      wake = Math.min(wake, pairing.phaseSince + this.#owner.settings.timeoutInitialMs);
      if (!this.#isPending && this.#owner.linkUp) wake = Math.min(wake, pairing.handshakeAt + HANDSHAKE_RETRY_MS);
    }
    // Without a link the connection only waits to be lost, and before phase 3 that is for the handshake's own time-out to say.
    const runs = pairing.remoteId !== 0 && pairing.peerReady && (pairing.phase === 3 || this.#owner.linkUp);
    if (runs) {
      pairing.connection.planWake(now);
      wake = Math.min(wake, pairing.connection.wakeAt);
    }
    this.wakeAt = Math.max(wake, now);
  }

  get #isPending(): boolean {
    return this.#pairing !== undefined && this.#pairing.byPeer && this.#pairing.phase === 1;
  }

  #canLeaveNow(now: number, { connection }: Pairing): boolean {
    const room = this.#owner.linkUp && (this.#owner.outlet?.room(FAST_LANE) ?? 0) > 0;
    return room && connection.takesUnreliable(now);
  }

  /** The peer asks: the game is told, once now and again if the peer goes on writing. */
  #ask(now: number, packet: PacketReader): void {
    const pairing = this.#pair(now, true, packet.from, packet.life);
    pairing.connection.followEpoch(now, packet.epoch);
    pairing.messagesPosted = packet.messages;
    this.#owner.post({ kind: "session-request", peer: this.peer });
  }

  #repost(now: number, pairing: Pairing, { messages, quietMs }: PacketReader): void {
    if (messages <= pairing.messagesPosted) return;
    const sincePost = now - pairing.postedAt;
    const isNew = sincePost - quietMs > SAME_BURST_MS;
    if (isNew && sincePost < REPOST_MS) return;
    pairing.messagesPosted = messages;
    if (!isNew) return;
    pairing.postedAt = now;
    this.#owner.post({ kind: "session-request", peer: this.peer });
  }

  /** Both sides asked at the same time: the two attempts become one connection, and nobody is asked anything. */
  #merge(now: number, pairing: Pairing, packet: PacketReader): void {
    this.#meet(now, pairing, packet);
    pairing.answers = true;
    pairing.handshakeAt = Number.NEGATIVE_INFINITY;
    this.#settle(now, pairing);
  }

  /** This is the peer's side of it. What was sent to another that it has withdrawn is sent again. */
  #meet(now: number, pairing: Pairing, packet: PacketReader): void {
    if (pairing.remoteId !== 0 && pairing.remoteId !== packet.from) pairing.connection.resendAll(now);
    pairing.remoteId = packet.from;
    pairing.remoteLife = packet.life;
    pairing.connection.followEpoch(now, packet.epoch);
  }

  #pair(now: number, byPeer: boolean, remoteId: number, remoteLife: number | undefined): Pairing {
    const owner = this.#owner;
    const connection = new Connection(now, owner, owner.settings, this, (at, channel, payload, reliable, number) =>
      owner.deliver(this, at, channel, payload, reliable, number));
    this.#failure = undefined;
    this.endReason = EndReasons.NONE;
    this.endDebug = "";
    this.endedAsking = false;
    this.keepFromIdling(now);
    this.#pairing = {
      connection, localId: owner.newId(), byPeer, remoteId, remoteLife, phase: 1, phaseSince: now, answers: byPeer, peerReady: false,
      acceptsSent: 0, dataHeard: false, handshakeAt: Number.NEGATIVE_INFINITY, postedAt: now, messagesPosted: 0,
    };
    return this.#pairing;
  }

  /** Moves on as far as what is known allows. */
  #settle(now: number, pairing: Pairing): void {
    if (pairing.remoteId === 0 || pairing.phase === 3) return;
    if (pairing.dataHeard) {
      this.#enter(now, pairing, 3);
      pairing.connection.acknowledgeNow(now);
    } else if (pairing.phase === 1) this.#enter(now, pairing, 2);
  }

  #enter(now: number, pairing: Pairing, phase: 2 | 3): void {
    pairing.phase = phase;
    pairing.phaseSince = now;
    this.keepFromIdling(now);
  }

  #handshake(now: number, pairing: Pairing, outlet: Outlet): void {
    if (this.#isPending) return;
    pairing.handshakeAt = now;
    const { epoch, life, scratch } = this.#owner;
    if (pairing.phase === 2 && !pairing.answers) return pairing.connection.request();
    if (pairing.answers) pairing.acceptsSent++;
    const length = pairing.answers
      ? writeAccept(scratch.bytes, epoch, life, pairing.localId, pairing.remoteId)
      : writeConnect(scratch.bytes, epoch, life, pairing.localId, pairing.connection.messagesQueued, now - pairing.connection.queuedAt);
    sendOnBothLanes(outlet, this.peer, scratch.first(length));
  }

  #checkPhase(now: number, pairing: Pairing): void {
    if (pairing.phase === 3) {
      if (!pairing.connection.isLost(now)) return;
      if (this.#owner.linkUp) this.#lose(now, pairing, EndReasons.PEER_SILENT, "The peer has fallen silent.", true);
      else this.#lose(now, pairing, EndReasons.OWN_LINK_DOWN, "Our own link to the relay has been down for too long.", false);
      return;
    }
    // The same sum as in planWake: a difference can round to less than the time-out, and the timer would be due for ever.
    if (now < pairing.phaseSince + this.#owner.settings.timeoutInitialMs) return;
    if (pairing.phase === 2) this.#fail(now, 5, EndReasons.NO_ROUTE, "Accepted, but no data came through in time.", true);
    else if (pairing.byPeer) this.#fail(now, 5, EndReasons.TIMED_OUT, "The request was not accepted in time.", false);
    else this.#fail(now, 5, EndReasons.TIMED_OUT, "Timed out: the peer did not answer, or did not accept.", true);
  }

  /** What there was with the peer is lost: the game hears of it if something was left undelivered. */
  #lose(now: number, { connection }: Pairing, reason: number, debug: string, tell: boolean): void {
    if (connection.underWay) this.#fail(now, 5, reason, debug, tell);
    else this.#drop(now, reason, debug, tell);
  }

  #fail(now: number, state: 4 | 5, reason: number, debug: string, tell: boolean): void {
    this.#failure = failedInfo(now, this.peer, this.#pairing!, state, reason, debug);
    this.#drop(now, reason, debug, tell);
    this.#owner.post({ kind: "session-failed", peer: this.peer, reason, state, debug });
  }

  /** Lets the connection go; the record stays, with what the game has not read. */
  #drop(now: number, reason: number, debug: string, tell: boolean): void {
    const pairing = this.#pairing;
    if (pairing === undefined) return;
    this.endedAsking = this.#isPending;
    this.#pairing = undefined;
    this.endReason = reason;
    this.endDebug = this.#failure?.endDebug ?? debug;
    const ending = { localId: pairing.localId, remoteId: pairing.remoteId, reason, debug };
    this.#owner.closed.add(now, this.peer, ending);
    if (tell) this.#owner.sendClose(this.peer, ending);
  }
}
