import type {
  ConnectionState,
  EndpointState,
  ReceivedMessage,
  RelayEndpoint,
  RelayError,
  SendResult,
  SessionDiagnosis,
  SessionEvent,
  SessionInfo,
} from "@samovar/transport";
import { inertPorts, noDiagnosis } from "./inert-ports.test.helper.js";

/** Two players in one process, without time, loss or limits: enough to see what the API makes of an endpoint. */
export const ANNA = 76561197960287930n;
export const BORIS = 76561197960287931n;

interface FakeSession {
  state: ConnectionState;
  readonly waiting: ReceivedMessage[];
  readonly openChannels: Set<number>;
}

export class FakeEndpoint implements RelayEndpoint {
  self = 0n;
  state: EndpointState = "idle";
  /** How `open` goes; by default well. */
  opening: () => Promise<void> = () => Promise.resolve();
  opened = 0;
  lastError: RelayError | undefined;
  /** Sends that reached the endpoint, as `[peer, flags, channel]`. */
  readonly sends: [bigint, number, number][] = [];
  readonly events: SessionEvent[] = [];
  readonly #ports = inertPorts(() => this.info(-1n));
  readonly p2p = this.#ports.p2p;
  readonly sockets = this.#ports.sockets;
  readonly lobbies = this.#ports.lobbies;
  readonly people = this.#ports.people;
  readonly tickets = this.#ports.tickets;
  readonly network = this.#ports.network;
  readonly onStateChange = this.#ports.onStateChange;
  readonly #id: bigint;
  readonly #others: Map<bigint, FakeEndpoint>;
  /** Peer 0 is the relay, which an endpoint may well have a session with; the game must never reach it. */
  readonly #sessions = new Map<bigint, FakeSession>([[0n, { state: 3, waiting: [], openChannels: new Set([0]) }]]);
  #inbox: ReceivedMessage[] = [];
  #sent = 0;

  constructor(id: bigint, network = new Map<bigint, FakeEndpoint>()) {
    this.#id = id;
    this.#others = network;
    network.set(id, this);
  }

  async open(): Promise<void> {
    this.opened++;
    this.state = "connecting";
    try {
      await this.opening();
    } catch (error) {
      this.state = "idle";
      throw error;
    }
    this.self = this.#id;
    this.state = "online";
  }

  close(): void {
    this.state = "closed";
    this.#sessions.clear();
    this.#inbox = [];
  }

  send(peer: bigint, payload: Uint8Array, flags: number, channel: number): SendResult {
    this.sends.push([peer, flags, channel]);
    if (this.#session(peer)?.state === 5) return 3;
    const session = this.#session(peer, 3);
    const message: ReceivedMessage = {
      peer: this.self,
      payload: payload.slice(),
      channel,
      reliable: session.state !== 3 || (flags & 8) !== 0,
      messageNumber: ++this.#sent,
      receivedAtUs: 1_000_000 + this.#sent,
    };
    this.#others.get(peer)?.hear(message);
    return 1;
  }

  hear(message: ReceivedMessage): void {
    const session = this.#session(message.peer, 1);
    session.waiting.push(message);
    if (session.state === 3) this.#deliver(session);
    else this.events.push({ kind: "session-request", peer: message.peer });
  }

  /** As if the session had been lost with something undelivered. */
  fail(peer: bigint, reason: number, debug: string): void {
    this.#session(peer, 5).state = 5;
    this.events.push({ kind: "session-failed", peer, reason, state: 5, debug });
  }

  receive(channel: number, max: number): ReceivedMessage[] {
    const taken = this.#inbox.filter((message) => message.channel === channel).slice(0, max);
    this.#inbox = this.#inbox.filter((message) => !taken.includes(message));
    return taken;
  }

  accept(peer: bigint): boolean {
    const session = this.#session(peer);
    if (session === undefined) return false;
    session.state = 3;
    this.#deliver(session);
    return true;
  }

  closeSession(peer: bigint): boolean {
    return this.#sessions.delete(peer);
  }

  closeChannel(peer: bigint, channel: number): boolean {
    return this.#session(peer)?.openChannels.delete(channel) ?? false;
  }

  info(peer: bigint): SessionInfo {
    const session = this.#session(peer);
    const state = session?.state ?? 0;
    return {
      state,
      peer: session === undefined ? 0n : peer,
      endReason: state === 5 ? 5003 : 0,
      endDebug: state === 5 ? "Timed out" : "",
      description: session === undefined ? "" : `#1 P2P RELAY steamid:${peer} msg vport`,
      flags: session === undefined ? 0 : 16,
      status: {
        ping: session === undefined ? 0 : 42,
        localQuality: 1,
        remoteQuality: 0.5,
        packetsOutPerSecond: 1,
        bytesOutPerSecond: 2,
        packetsInPerSecond: 3,
        bytesInPerSecond: 4,
        sendRate: 262144,
        pendingUnreliable: 5,
        pendingReliable: 6,
        sentUnacknowledgedReliable: 7,
        queueTimeUs: state === 3 ? 0n : 9223372036854775807n,
      },
    };
  }

  peers(): bigint[] {
    return [...this.#sessions.keys()].filter((peer) => peer !== 0n);
  }

  diagnose(peer: bigint): SessionDiagnosis {
    const session = this.#session(peer);
    return { ...noDiagnosis, asksUs: session?.state === 1 && session.waiting.length > 0 };
  }

  nextEvent(): SessionEvent | undefined {
    return this.events.shift();
  }

  #session(peer: bigint): FakeSession | undefined;
  #session(peer: bigint, state: ConnectionState): FakeSession;
  #session(peer: bigint, state?: ConnectionState): FakeSession | undefined {
    let session = this.#sessions.get(peer);
    if (session === undefined && state !== undefined) {
      session = { state, waiting: [], openChannels: new Set() };
      this.#sessions.set(peer, session);
    }
    return session;
  }

  #deliver(session: FakeSession): void {
    for (const message of session.waiting.splice(0)) {
      session.openChannels.add(message.channel);
      this.#inbox.push(message);
    }
  }
}

/** Anna and Boris, connected. */
export async function fakePair(): Promise<[anna: FakeEndpoint, boris: FakeEndpoint]> {
  const network = new Map<bigint, FakeEndpoint>();
  const pair: [FakeEndpoint, FakeEndpoint] = [new FakeEndpoint(ANNA, network), new FakeEndpoint(BORIS, network)];
  await Promise.all(pair.map((endpoint) => endpoint.open()));
  return pair;
}

/** A logger that keeps what it is told. */
export function fakeLogger() {
  const warnings: string[] = [];
  const errors: string[] = [];
  const causes: unknown[] = [];
  return {
    warnings,
    errors,
    causes,
    info: () => {},
    warn: (message: string) => void warnings.push(message),
    error: (message: string, cause?: unknown) => {
      errors.push(message);
      causes.push(cause);
    },
  };
}
