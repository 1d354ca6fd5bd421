import { EndReasons, type ReceivedMessage, type RelayEndpoint, SendFlags, SendResults } from "@samovar/transport";
import { SocketBook } from "./socket-book.js";
import { isAlive, newConnection, type SocketConnection } from "./socket-connection.js";
import * as Frames from "./socket-frames.js";
import { SocketVoice } from "./socket-voice.js";

/** How long an OPEN may go unanswered before it is said again: a peer that begins to listen meanwhile hears it then. */
const ASK_AGAIN_MS = 1000;
/** A peer with connections is kept from idling this often; its session would end after three minutes. */
const KEEP_MS = 30_000;
/** A connection that the game has closed is remembered so long for stragglers, and at most so long for the peer's last word. */
const STRAGGLERS_MS = 5000;
const MOST_PATIENCE_MS = 180_000;
/** Unread bytes of one connection; what exceeds them stays with the session, which makes the peer wait in the end. */
const MAX_INBOX_BYTES = 1_048_576;
/** What a message costs besides its bytes. */
const MESSAGE_COST = 64;
const MAX_IGNORED = 4096;
const BATCH = 64;
/** Batches at one go: a peer that sends faster than we read has to wait for the next. */
const MAX_BATCHES = 32;

/** Called when a connection has changed its state. */
export type OnSocketChange = (connection: SocketConnection, oldState: number) => void;

/** Socket connections over sessions: who may come in, what is said, and what became of it. Does nothing by itself: see {@link run}. */
export class SocketDesk {
  readonly book = new SocketBook();
  /** Listen sockets, by virtual port. */
  readonly listening = new Map<number, { readonly handle: number; readonly userData: bigint; readonly timeoutInitialMs: number | undefined }>();
  readonly #endpoint: RelayEndpoint;
  readonly #onChange: OnSocketChange;
  readonly #voice: SocketVoice;
  readonly #met: (peer: bigint) => void;
  /** Peers who ask while nobody listens: ignored, which shows nobody that we are here, unless somebody listens in time. */
  readonly #ignored = new Set<bigint>();
  #handles = 0;
  #keepAt = 0;

  constructor(endpoint: RelayEndpoint, onChange: OnSocketChange, met: (peer: bigint) => void) {
    this.#endpoint = endpoint;
    this.#onChange = onChange;
    this.#voice = new SocketVoice(endpoint);
    this.#met = met;
  }

  /** A number that no connection, listen socket or poll group has or had. */
  newHandle(): number {
    return ++this.#handles;
  }

  /** Everything is gone, and nobody is told: Steam is not running any more. */
  clear(): void {
    this.book.clear();
    this.listening.clear();
    this.#ignored.clear();
  }

  /** Listens on a port that nobody listens on. */
  listen(port: number, userData: bigint, timeoutInitialMs: number | undefined): number {
    const handle = this.newHandle();
    this.listening.set(port, { handle, userData, timeoutInitialMs });
    for (const peer of this.#ignored) this.#endpoint.sockets.accept(peer);
    this.#ignored.clear();
    return handle;
  }

  /** Begins a connection. */
  connect(peer: bigint, port: number, userData: bigint, timeoutInitialMs: number | undefined): SocketConnection {
    this.#follow();
    this.#look(peer);
    const connection = this.#begin({ peer, port, userData, listenSocket: 0, timeoutInitialMs });
    this.#ask(connection);
    return connection;
  }

  /** Two connections with each other, in state 3. */
  pair(one: bigint, other: bigint): [SocketConnection, SocketConnection] {
    const [a, b] = [this.newHandle(), this.newHandle()];
    const make = (handle: number, remote: number, shownPeer: bigint): SocketConnection => {
      const common = { peer: this.#endpoint.self, port: -1, listenSocket: 0, timeoutInitialMs: 0, state: 3, since: this.#now } as const;
      const connection = newConnection({ ...common, handle, remote, shownPeer });
      this.book.add(connection);
      return connection;
    };
    return [make(a, b, other), make(b, a, one)];
  }

  /** Accepts one that came in and waits for it. */
  accept(connection: SocketConnection): void {
    this.#met(connection.peer);
    this.#voice.tell(connection, Frames.acceptFrame(connection.handle));
    this.#enter(connection, 2);
  }

  /** Sends, or keeps it until the connection is there. */
  send(connection: SocketConnection, payload: Uint8Array, flags: number): { readonly result: number; readonly number: number } {
    this.#follow();
    this.#look(connection.peer);
    const no = (result: number) => ({ result, number: 0 });
    if (!isAlive(connection)) return no(SendResults.NO_CONNECTION);
    const { maxMessageBytes, sendBufferBytes } = this.#endpoint.network.settings;
    if (payload.length > maxMessageBytes) return no(SendResults.INVALID_PARAM);
    const wantsNoDelay = (flags & SendFlags.RELIABLE) === 0 && (flags & SendFlags.NO_DELAY) !== 0;
    const waits = connection.state !== 3 || connection.waiting.length > 0;
    if (waits && wantsNoDelay) return no(SendResults.IGNORED);
    const { pendingReliable, pendingUnreliable } = this.#endpoint.sockets.info(connection.peer).status;
    const pending = connection.waitingBytes + pendingReliable + pendingUnreliable;
    if (pending + payload.length > sendBufferBytes) return no(SendResults.LIMIT_EXCEEDED);
    const frame = Frames.dataFrame(connection.sent + 1, payload);
    const result = waits ? SendResults.OK : this.#voice.say(connection.peer, connection.remote, frame, flags);
    if (result !== SendResults.OK) return no(result);
    if (waits) {
      connection.waiting.push({ frame, flags });
      connection.waitingBytes += frame.length;
    }
    return { result, number: ++connection.sent };
  }

  /** Has what waits for company leave at once. */
  flush(connection: SocketConnection): void {
    this.#voice.say(connection.peer, connection.remote, Frames.readyFrame(), SendFlags.NO_NAGLE);
  }

  /** The game is done with it: the handle is nobody's from now on, the peer is told; with `linger`, when it has what was sent. */
  close(connection: SocketConnection, reason: number, debug: string, linger: boolean): void {
    const { state } = connection;
    if (isAlive(connection)) {
      connection.endReason = reason;
      connection.endDebug = debug;
      this.#voice.bidFarewell(connection, linger && state === 3);
    }
    connection.inbox = [];
    connection.inboxBytes = 0;
    connection.state = 0;
    connection.since = this.#now;
    connection.released = true;
    connection.group = 0;
    this.#onChange(connection, state);
  }

  /** Fetches what arrived for a connection. */
  pull(connection: SocketConnection): void {
    for (let batch = 0; batch < MAX_BATCHES && connection.inboxBytes < MAX_INBOX_BYTES; batch++) {
      const messages = this.#endpoint.sockets.receive(connection.handle, BATCH);
      for (const message of messages) this.#onMessage(connection, message);
      if (messages.length < BATCH) return;
    }
  }

  /** Takes read messages off. */
  take(connection: SocketConnection, count: number): void {
    for (const { payload } of connection.inbox.splice(0, count)) connection.inboxBytes -= payload.length + MESSAGE_COST;
  }

  /** Does all that is due. */
  run(): void {
    this.#follow();
    for (const peer of this.book.peers()) this.#look(peer);
    for (let batch = 0; batch < MAX_BATCHES; batch++) {
      const messages = this.#endpoint.sockets.receive(Frames.CONTROL_CHANNEL, BATCH);
      for (const message of messages) this.#onControl(message);
      if (messages.length < BATCH) break;
    }
    for (const connection of this.book.all()) {
      this.pull(connection);
      this.#checkTime(connection);
      this.#voice.sendWaiting(connection);
    }
    this.#keep();
  }

  /** Hears what became of the sessions beneath. */
  #follow(): void {
    const { sockets } = this.#endpoint;
    for (let event = sockets.nextEvent(); event !== undefined; event = sockets.nextEvent()) {
      const { peer } = event;
      if (event.kind === "session-request") {
        // There was no session any more when it was made.
        this.#lose(peer, EndReasons.PEER_SILENT, "The peer was restarted, or had lost the connection.");
        if (this.listening.size > 0 || this.book.ofPeer(peer).some(isAlive)) sockets.accept(peer);
        else if (this.#ignored.size < MAX_IGNORED) this.#ignored.add(peer);
      } else {
        this.#ignored.delete(peer);
        this.#lose(peer, event.reason, event.debug);
      }
    }
  }

  /** A session that had nothing under way ends without a word. */
  #look(peer: bigint): void {
    if (this.#voice.sessionState(peer) === 0) this.#lose(peer, EndReasons.PEER_SILENT, "The connection with the peer was lost.");
  }

  get #now(): number {
    return this.#endpoint.network.nowMs;
  }

  /** The session is gone, and its connections with it; those that merely ask go on asking. */
  #lose(peer: bigint, reason: number, debug: string): void {
    for (const connection of this.book.ofPeer(peer)) {
      connection.finished = true;
      connection.farewell = undefined;
      // A new life of the peer begins with the same handles.
      connection.remote = 0;
      if (!isAlive(connection)) continue;
      if (connection.listenSocket === 0 && connection.state === 1) {
        connection.finished = false;
        connection.askAt = Math.min(connection.askAt, this.#now);
      } else this.#end(connection, 5, reason, debug);
    }
  }

  #begin(given: Pick<SocketConnection, "peer" | "port" | "listenSocket" | "userData"> & { timeoutInitialMs: number | undefined; remote?: number }): SocketConnection {
    const { settings } = this.#endpoint.network;
    const connection = newConnection({ ...given, handle: this.newHandle(), timeoutInitialMs: given.timeoutInitialMs ?? settings.timeoutInitialMs });
    this.book.add(connection);
    this.#enter(connection, 1);
    return connection;
  }

  #enter(connection: SocketConnection, state: SocketConnection["state"]): void {
    const old = connection.state;
    connection.state = state;
    connection.since = this.#now;
    this.#onChange(connection, old);
  }

  #end(connection: SocketConnection, state: 4 | 5, reason: number, debug: string): void {
    connection.endReason = reason;
    connection.endDebug = debug.slice(0, 127);
    connection.waiting = [];
    connection.waitingBytes = 0;
    this.#enter(connection, state);
  }

  #ask(connection: SocketConnection): void {
    connection.askAt = this.#now + ASK_AGAIN_MS;
    this.#voice.ask(connection);
  }

  #checkTime(connection: SocketConnection): void {
    const { state, since, timeoutInitialMs } = connection;
    const now = this.#now;
    if (connection.released) {
      const enough = connection.finished && connection.farewell === undefined ? STRAGGLERS_MS : MOST_PATIENCE_MS;
      if (now >= since + enough) this.book.remove(connection);
    } else if ((state === 1 || state === 2) && now >= since + timeoutInitialMs) {
      if (state === 1) this.#end(connection, 5, EndReasons.TIMED_OUT, "Timed out: the connection was not accepted.");
      else this.#end(connection, 5, EndReasons.NO_ROUTE, "Accepted, but nothing came through in time.");
      this.#voice.bidFarewell(connection, false);
    } else if (state === 1 && connection.listenSocket === 0 && now >= connection.askAt && ![1, 2].includes(this.#voice.sessionState(connection.peer))) {
      // While the session is being made, the first one is on its way.
      this.#ask(connection);
    }
  }

  #keep(): void {
    if (this.#now < this.#keepAt) return;
    this.#keepAt = this.#now + KEEP_MS;
    for (const peer of this.book.peers()) if (this.book.ofPeer(peer).some(isAlive)) this.#endpoint.sockets.accept(peer);
  }

  #onControl({ peer, payload }: ReceivedMessage): void {
    const frame = Frames.readFrame(payload);
    if (frame?.kind === Frames.OPEN) this.#onOpen(peer, frame);
    if (frame?.kind !== Frames.CLOSE_NOW) return;
    const known = (connection: SocketConnection | undefined): boolean => connection?.peer === peer && connection.handle !== frame.from;
    const connection =
      frame.to === 0
        ? this.book.ofPeer(peer).find((one) => one.listenSocket !== 0 && one.remote === frame.from)
        : this.book.getAny(frame.to);
    if (connection === undefined || !known(connection)) return;
    // Without our handle it had no channel to say a last word on.
    if (frame.to === 0) connection.finished = true;
    this.#closedByPeer(connection, frame);
  }

  #onOpen(peer: bigint, { from, port }: Frames.SocketFrame): void {
    const socket = this.listening.get(port);
    if (socket === undefined || from === 0) return;
    if (this.book.ofPeer(peer).some((connection) => connection.listenSocket !== 0 && connection.remote === from)) return;
    if (!this.book.makeRoom(peer)) return;
    this.#begin({ peer, port, remote: from, listenSocket: socket.handle, userData: socket.userData, timeoutInitialMs: socket.timeoutInitialMs });
  }

  /** Something on a connection's own channel. */
  #onMessage(connection: SocketConnection, message: ReceivedMessage): void {
    const frame = message.peer === connection.peer ? Frames.readFrame(message.payload) : undefined;
    if (frame === undefined) return;
    const { state } = connection;
    switch (frame.kind) {
      case Frames.ACCEPT:
        return this.#onAccept(connection, frame.from);
      case Frames.READY:
      case Frames.DATA:
        if (connection.listenSocket !== 0 && state === 2) this.#connected(connection);
        if (frame.kind === Frames.DATA && connection.state === 3) {
          connection.inbox.push({ payload: frame.payload, number: frame.number, reliable: message.reliable, receivedAtUs: message.receivedAtUs });
          connection.inboxBytes += frame.payload.length + MESSAGE_COST;
        }
        return;
      case Frames.CLOSE:
        connection.finished = true;
        this.#closedByPeer(connection, frame);
    }
  }

  #onAccept(connection: SocketConnection, from: number): void {
    if (connection.listenSocket !== 0 || connection.remote !== 0 || from === 0) return;
    connection.remote = from;
    if (!isAlive(connection) || connection.state !== 1) return;
    this.#met(connection.peer);
    this.#enter(connection, 2);
    this.#voice.tell(connection, Frames.readyFrame());
    this.#connected(connection);
  }

  #connected(connection: SocketConnection): void {
    this.#enter(connection, 3);
    this.#voice.sendWaiting(connection);
  }

  #closedByPeer(connection: SocketConnection, { reason, debug }: Frames.SocketFrame): void {
    if (!isAlive(connection)) return;
    this.#end(connection, 4, reason, debug);
    // The answer: we have said our last as well.
    connection.farewell = Frames.closeFrame(reason, debug);
    this.#voice.sendWaiting(connection);
  }
}
