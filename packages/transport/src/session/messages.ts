import { copyOf } from "../wire/bytes.js";
import type { Lane } from "../wire/lane.js";
import * as PacketKinds from "../wire/packet-kinds.js";
import { EPOCH_SPAN, PacketReader } from "../wire/packet.js";
import { isIndividualId } from "../wire/steam-id.js";
import { ChannelQueues, messageCost } from "./channel-queues.js";
import { ClosedConnections } from "./closed-connections.js";
import { noDiagnosis } from "./diagnose.js";
import type { SessionDiagnosis } from "./diagnosis.js";
import * as EndReasons from "./end-reason.js";
import type { ReceivedMessage, SessionEvent, SessionInfo } from "./endpoint.js";
import { Farewells } from "./farewells.js";
import { Fifo } from "./fifo.js";
import type { Outlet } from "./outlet.js";
import * as SendFlags from "./send-flags.js";
import * as SendResults from "./results.js";
import type { SendResult } from "./results.js";
import { noInfo } from "./session-info.js";
import { Scratch } from "./scratch.js";
import { Session } from "./session.js";
import type { SessionOwner } from "./session-owner.js";
import { defaultSessionSettings, type SessionSettings, withinRange } from "./settings.js";

export type { Outlet } from "./outlet.js";

/** Sessions kept at once, unless configured; a request beyond is ignored until one has gone. */
const DEFAULT_MAX_SESSIONS = 4096;
/** Events the game has not taken; the oldest give way. */
const MAX_EVENTS = 10_000;
/** Of one peer: further ones are not posted, so that a peer that makes events by the thousand does not drive out those of others. */
const MAX_EVENTS_OF_PEER = 32;
/** Channels remembered as open in one session; {@link Messages.closeChannel} answers false for later ones. */
const MAX_OPEN_CHANNELS = 65_536;
const SWEEP_MS = 5000;

/** What an engine is made of. */
export interface MessagesOptions {
  /** Our own id. */
  readonly self: bigint;
  /** 32 bits, drawn anew by each process or page: a restarted peer is told from a reconnected one by it. */
  readonly life: number;
  /** 32 random bits. */
  readonly random: () => number;
  readonly settings?: Partial<SessionSettings> | undefined;
  /** Who may be a peer. Without it, players only: the relay's control plane is not for games. */
  readonly isPeer?: (id: bigint) => boolean;
  readonly maxSessions?: number;
}

/** What the engine counts of the packets it is fed. */
export interface MessagesCounters {
  /** Packets that could not be read, or came from nobody that may be a peer; all dropped. */
  malformed: number;
  /** Data for connections that are no more, or never were; answered, not used. */
  stray: number;
}

/**
 * Networking Messages without I/O: sessions with any number of peers.
 *
 * It is fed the time (`now`, ms of one monotonic clock), packets that arrived and calls of the game; it answers with packets
 * (`transmit`), events (`nextEvent`) and the time it wants to be woken (`nextWakeMs`). After anything is fed, `transmit` is due.
 */
export class Messages {
  readonly counters: MessagesCounters = { malformed: 0, stray: 0 };
  readonly #self: bigint;
  readonly #isPeer: (id: bigint) => boolean;
  readonly #maxSessions: number;
  readonly #settings: SessionSettings;
  readonly #sessions = new Map<bigint, Session>();
  readonly #queues = new ChannelQueues();
  readonly #events = new Fifo<SessionEvent>();
  /** How many of them are about each peer. */
  readonly #eventsOf = new Map<bigint, number>();
  readonly #farewells = new Farewells();
  /** Those the next transmit is to look at; each once, which its `dirty` says: a Set would be made anew each time it is cleared. */
  readonly #dirty: (Session | undefined)[] = [];
  #dirtyCount = 0;
  /** Those the link had no room for, in the order in which they asked. */
  readonly #blocked = new Set<Session>();
  readonly #packet = new PacketReader();
  readonly #owner: { -readonly [Key in keyof SessionOwner<Session>]: SessionOwner<Session>[Key] };
  #lastId: number;
  #wakeAt = Number.POSITIVE_INFINITY;
  #sweptAt = 0;
  #configured = false;
  #sentToSelf = 0;

  constructor(options: MessagesOptions) {
    this.#self = options.self;
    this.#isPeer = options.isPeer ?? isIndividualId;
    this.#maxSessions = options.maxSessions ?? DEFAULT_MAX_SESSIONS;
    this.#lastId = options.random();
    this.#settings = { ...defaultSessionSettings, ...withinRange(options.settings ?? {}) };
    this.#owner = {
      life: options.life, epoch: 0, linkUp: false, scratch: new Scratch(), settings: this.#settings,
      closed: new ClosedConnections(), outlet: undefined,
      newId: () => (this.#lastId = (this.#lastId + 1) >>> 0 || 1),
      post: (event) => this.#post(event),
      deliver: (session, now, channel, payload, reliable, number) => this.#deliver(session, now, channel, payload, reliable, number),
      sendClose: (peer, ending) => this.#farewells.add(peer, ending),
      remove: (session) => this.#remove(session),
    };
  }

  /** Changes settings of all sessions, those that exist included; each is brought within its range (`settingRanges`). */
  configure(settings: Partial<SessionSettings>): void {
    Object.assign(this.#settings, withinRange(settings));
    this.#configured = true;
    this.#touchAll();
  }

  /** See {@link Endpoint.send}. */
  send(now: number, peer: bigint, payload: Uint8Array, flags: number, channel: number): SendResult {
    if (payload.length > this.#settings.maxMessageBytes) return SendResults.INVALID_PARAM;
    // First, since an id that is reckoned with is a new object in memory.
    const known = this.#touch(peer);
    if (known !== undefined) return known.send(now, payload, flags, channel | 0);
    if (!this.#isPeer(peer)) return SendResults.INVALID_PARAM;
    if (peer === this.#self) return this.#sendToSelf(now, payload, flags, channel);
    return this.#begin(now, peer).send(now, payload, flags, channel | 0);
  }

  /** See {@link Endpoint.receive}. */
  receive(now: number, channel: number, max: number): ReceivedMessage[] {
    return this.#queues.take(channel | 0, max, (session, bytes) => {
      session.readAt = now;
      session.wasRead(now, bytes);
      this.#mark(session);
    });
  }

  /** See {@link Endpoint.accept}. */
  accept(now: number, peer: bigint): boolean {
    return this.#touch(peer)?.accept(now) ?? false;
  }

  /** See {@link Endpoint.closeSession}. */
  closeSession(now: number, peer: bigint): boolean {
    const session = this.#sessions.get(peer);
    if (session === undefined) return false;
    session.close(now, EndReasons.SESSION_CLOSED, "The peer closed the session.");
    return true;
  }

  /** See {@link Endpoint.closeChannel}. */
  closeChannel(now: number, peer: bigint, channel: number): boolean {
    const session = this.#touch(peer);
    if (session === undefined || !session.openChannels.delete(channel | 0)) return false;
    session.wasRead(now, this.#queues.discard(session, channel | 0));
    if (session.openChannels.size === 0) this.closeSession(now, peer);
    return true;
  }

  /** See {@link Endpoint.info}. */
  info(now: number, peer: bigint): SessionInfo {
    return this.#sessions.get(peer)?.info(now) ?? noInfo();
  }

  /** See {@link Endpoint.peers}. */
  peers(): bigint[] {
    const peers: bigint[] = [];
    for (const session of this.#sessions.values()) if (session.exists) peers.push(session.peer);
    return peers;
  }

  /** See {@link Endpoint.diagnose}. */
  diagnose(now: number, peer: bigint): SessionDiagnosis {
    const session = this.#sessions.get(peer);
    if (session === undefined) return noDiagnosis(this.#settings);
    return session.diagnose(now, session.unreadBytes === 0 ? [] : this.#queues.unreadOf(session));
  }

  /** See {@link Endpoint.nextEvent}. */
  nextEvent(): SessionEvent | undefined {
    const event = this.#events.shift();
    if (event === undefined) return undefined;
    const left = (this.#eventsOf.get(event.peer) ?? 1) - 1;
    if (left > 0) this.#eventsOf.set(event.peer, left);
    else this.#eventsOf.delete(event.peer);
    return event;
  }

  /** The game closes every session, as if by {@link closeSession}; `transmit` once more for the farewells to leave. */
  closeAll(now: number): void {
    for (const peer of [...this.#sessions.keys()]) this.closeSession(now, peer);
  }

  /** The program goes, whatever the game wanted: ends every session, and tells the peers; `transmit` once more for the farewells to leave. */
  leave(now: number): void {
    for (const session of [...this.#sessions.values()]) session.leave(now);
  }

  /**
   * A packet arrived, without its envelope; the bytes are used during the call only. Nothing here throws, whatever they are.
   * @param source the identity the relay verified.
   */
  handlePacket(now: number, source: bigint, lane: Lane, packet: Uint8Array): void {
    const session = this.#sessions.get(source);
    const fromPeer = session !== undefined || (this.#isPeer(source) && source !== this.#self);
    if (!fromPeer || !this.#packet.read(packet)) {
      this.counters.malformed++;
      return;
    }
    if (session !== undefined) this.#mark(session);
    switch (this.#packet.kind) {
      case PacketKinds.CONNECT: return this.#onConnect(now, source, session);
      case PacketKinds.ACCEPT:
        if (!this.#answeredForClosed(now, source, session)) session?.onAccept(now, this.#packet);
        return;
      case PacketKinds.CLOSE: return session?.onClose(now, this.#packet);
      case PacketKinds.DATA:
        if (session?.onData(now, lane, this.#packet, packet.length) !== true) this.#onStray(now, source);
    }
  }

  /** A link to the relay is open, the first or a new one: what a break may have swallowed is sent again. */
  linkUp(now: number): void {
    this.#owner.linkUp = true;
    this.#owner.epoch = (this.#owner.epoch + 1) % EPOCH_SPAN;
    this.#touchAll();
    for (const session of this.#sessions.values()) session.linkReplaced(now);
  }

  /** The link to the relay broke. Sessions live on until their own time-outs. */
  linkDown(_now: number): void {
    this.#owner.linkUp = false;
    this.#touchAll();
  }

  /** The link, which had no room, has some again. The session that was first last time is last now, so that each has its turn. */
  linkWritable(): void {
    const [first, ...others] = this.#blocked;
    for (const session of others) this.#mark(session);
    if (first !== undefined) this.#mark(first);
  }

  /** The relay reported that it dropped something on its way to this peer. */
  peerDropped(now: number, peer: bigint): void {
    this.#touch(peer)?.dropped(now);
  }

  /** Runs what is due and sends what may be sent. */
  transmit(now: number, outlet: Outlet): void {
    this.#owner.outlet = outlet;
    this.#wake(now);
    if (this.#configured) this.#tellOfRoom(now);
    // By index: what is marked in the midst of it has its turn as well.
    for (let index = 0; index < this.#dirtyCount; index++) this.#dirty[index]!.runTimers(now);
    this.#farewells.send(this.#owner, outlet);
    for (let index = 0; index < this.#dirtyCount && this.#blocked.size > 0; index++) this.#blocked.delete(this.#dirty[index]!);
    for (let index = 0; index < this.#dirtyCount; index++) {
      const session = this.#dirty[index]!;
      if (this.#sessions.get(session.peer) !== session) continue;
      session.transmit(now, outlet);
      if (session.blocked) this.#blocked.add(session);
      session.planWake(now);
      if (session.wakeAt < this.#wakeAt) this.#wakeAt = session.wakeAt;
    }
    for (let index = 0; index < this.#dirtyCount; index++) {
      this.#dirty[index]!.dirty = false;
      this.#dirty[index] = undefined;
    }
    this.#dirtyCount = 0;
  }

  /** When `transmit` is wanted next, if nothing is fed before; Infinity when never. */
  get nextWakeMs(): number {
    return this.#wakeAt;
  }

  /** How many sessions there are, of whatever state. */
  get sessionCount(): number {
    return this.#sessions.size;
  }

  /** There may be more room than before for what the game has not read: peers that wait for it hear so. */
  #tellOfRoom(now: number): void {
    this.#configured = false;
    for (const session of this.#sessions.values()) session.wasRead(now, 0);
  }

  #wake(now: number): void {
    if (now < this.#wakeAt) return;
    this.#wakeAt = Number.POSITIVE_INFINITY;
    for (const session of this.#sessions.values()) {
      if (session.wakeAt <= now) this.#mark(session);
      else this.#wakeAt = Math.min(this.#wakeAt, session.wakeAt);
    }
    if (now - this.#sweptAt < SWEEP_MS) return;
    this.#sweptAt = now;
    this.#owner.closed.sweep(now);
  }

  /** The peer's session, which the next `transmit` is to look at: something is about to happen to it. */
  #touch(peer: bigint): Session | undefined {
    const session = this.#sessions.get(peer);
    if (session !== undefined) this.#mark(session);
    return session;
  }

  #touchAll(): void {
    for (const session of this.#sessions.values()) this.#mark(session);
  }

  #mark(session: Session): void {
    if (session.dirty) return;
    session.dirty = true;
    this.#dirty[this.#dirtyCount++] = session;
  }

  #begin(now: number, peer: bigint): Session {
    const session = new Session(now, peer, this.#owner);
    this.#sessions.set(peer, session);
    this.#mark(session);
    return session;
  }

  #remove(session: Session): void {
    if (this.#sessions.get(session.peer) !== session) return;
    this.#queues.discard(session);
    this.#blocked.delete(session);
    this.#sessions.delete(session.peer);
  }

  #onConnect(now: number, source: bigint, session: Session | undefined): void {
    const closed = this.#owner.closed.byRemoteId(now, source, this.#packet.from);
    if (closed !== undefined) return this.#farewells.answer(source, closed);
    if (session === undefined && this.#sessions.size >= this.#maxSessions) return;
    (session ?? this.#begin(now, source)).onConnect(now, this.#packet);
  }

  /** An ACCEPT for a connection that we closed: the peer hears so, unless a later one of ours has met the same one of the peer's. */
  #answeredForClosed(now: number, source: bigint, session: Session | undefined): boolean {
    const { from, to } = this.#packet;
    const closed = this.#owner.closed.byLocalId(now, source, to);
    if (closed === undefined) return false;
    if (session?.isWith(from) !== true) this.#farewells.answer(source, { ...closed, remoteId: from });
    return true;
  }

  #onStray(now: number, source: bigint): void {
    this.counters.stray++;
    const { to } = this.#packet;
    const unknown = { localId: to, remoteId: 0, reason: EndReasons.NO_SUCH_CONNECTION, debug: "There is no such connection here." };
    this.#farewells.answer(source, this.#owner.closed.byLocalId(now, source, to) ?? unknown);
  }

  #post(event: SessionEvent): void {
    const waiting = this.#eventsOf.get(event.peer) ?? 0;
    if (waiting >= MAX_EVENTS_OF_PEER) return;
    this.#eventsOf.set(event.peer, waiting + 1);
    this.#events.push(event);
    if (this.#events.length > MAX_EVENTS) this.nextEvent();
  }

  #deliver(session: Session, now: number, channel: number, payload: Uint8Array, reliable: boolean, messageNumber: number): void {
    session.keepFromIdling(now);
    const cost = messageCost(payload);
    if (!reliable && payload.length > this.#settings.maxReceivedMessageBytes) return;
    if (!reliable && session.unreadBytes + cost > this.#settings.receiveBufferBytes) return;
    if (session.openChannels.size < MAX_OPEN_CHANNELS) session.openChannels.add(channel);
    session.unreadBytes += cost;
    session.messageAt = now;
    this.#enqueue(session, now, session.peer, channel, payload, reliable, messageNumber);
  }

  #sendToSelf(now: number, payload: Uint8Array, flags: number, channel: number): SendResult {
    if (this.#queues.ownBytes + messageCost(payload) > this.#settings.receiveBufferBytes) return SendResults.LIMIT_EXCEEDED;
    this.#enqueue(undefined, now, this.#self, channel | 0, copyOf(payload), (flags & SendFlags.RELIABLE) !== 0, ++this.#sentToSelf);
    return SendResults.OK;
  }

  #enqueue(session: Session | undefined, now: number, peer: bigint, channel: number, payload: Uint8Array, reliable: boolean, messageNumber: number): void {
    this.#queues.push(session, { peer, payload, channel, reliable, messageNumber, receivedAtUs: Math.floor(now * 1000) });
  }
}
