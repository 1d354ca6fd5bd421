import type { ConnectionState } from "@samovar/transport";

/** A message of a connection that the game has not read. */
export interface SocketMessage {
  readonly payload: Uint8Array;
  readonly number: number;
  readonly reliable: boolean;
  readonly receivedAtUs: number;
}

/** A message that waits for the connection to be there. */
export interface WaitingMessage {
  readonly frame: Uint8Array;
  readonly flags: number;
}

/** One end of a connection. */
export interface SocketConnection {
  /** Ours; not 0. The peer sends on the channel of this number. */
  readonly handle: number;
  readonly peer: bigint;
  /** Who the game is told that it is with: the peer, save in a pair of sockets. */
  readonly shownPeer: bigint;
  readonly port: number;
  /** The listen socket it came in by; 0 when we began. */
  readonly listenSocket: number;
  /** How long it may take to be accepted, and to get through after that. */
  readonly timeoutInitialMs: number;
  /** The peer's handle; 0 while unknown. */
  remote: number;
  state: ConnectionState;
  /** When it entered the state, ms. */
  since: number;
  /** Of one we began: when to ask next. */
  askAt: number;
  endReason: number;
  endDebug: string;
  name: string;
  userData: bigint;
  /** The poll group it is in; 0 none. */
  group: number;
  /** How many messages were sent. */
  sent: number;
  /** What is to be sent when the connection is there, or the send buffer has room. */
  waiting: WaitingMessage[];
  waitingBytes: number;
  inbox: SocketMessage[];
  inboxBytes: number;
  /** The game has closed it: the handle means nothing any more. */
  released: boolean;
  /** What is to be said as the last thing. */
  farewell: Uint8Array | undefined;
  /** The peer has said its last: nothing reliable follows on our channel. */
  finished: boolean;
}

/** Whether the connection has not ended: it is being made, or is there. */
export function isAlive({ state, released }: SocketConnection): boolean {
  return !released && state >= 1 && state <= 3;
}

/** A new connection, in state 0. */
export function newConnection(
  given: Pick<SocketConnection, "handle" | "peer" | "port" | "listenSocket" | "timeoutInitialMs"> & Partial<SocketConnection>,
): SocketConnection {
  return {
    shownPeer: given.peer,
    remote: 0,
    state: 0,
    since: 0,
    askAt: 0,
    endReason: 0,
    endDebug: "",
    name: "",
    userData: -1n,
    group: 0,
    sent: 0,
    waiting: [],
    waitingBytes: 0,
    inbox: [],
    inboxBytes: 0,
    released: false,
    farewell: undefined,
    finished: false,
    ...given,
  };
}
