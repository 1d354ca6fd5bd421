import { type RelayEndpoint, SendFlags, SendResults } from "@samovar/transport";
import type { SocketConnection } from "./socket-connection.js";
import * as Frames from "./socket-frames.js";

const LOUD = SendFlags.RELIABLE | SendFlags.NO_NAGLE;
/** What of a game's flags is for the session. */
const MESSAGE_FLAGS = SendFlags.RELIABLE | SendFlags.NO_NAGLE | SendFlags.NO_DELAY;

/** What connections say, by their peers' sessions. Only {@link ask} begins a session. */
export class SocketVoice {
  readonly #endpoint: RelayEndpoint;

  constructor(endpoint: RelayEndpoint) {
    this.#endpoint = endpoint;
  }

  /** 0 when there is no session, or it has failed. */
  sessionState(peer: bigint): number {
    if (peer === this.#endpoint.self) return 3;
    const { state } = this.#endpoint.sockets.info(peer);
    return state > 3 ? 0 : state;
  }

  /** Asks the peer to let the connection in. */
  ask({ peer, handle, port }: SocketConnection): void {
    this.#endpoint.sockets.send(peer, Frames.openFrame(handle, port), LOUD | SendFlags.AUTO_RESTART_BROKEN_SESSION, Frames.CONTROL_CHANNEL);
  }

  /** Says it on a channel of the peer's. @returns a result of sending; 3 when there is no session. */
  say(peer: bigint, channel: number, frame: Uint8Array, flags: number): number {
    if (channel === 0 || this.sessionState(peer) === 0) return SendResults.NO_CONNECTION;
    return this.#endpoint.sockets.send(peer, frame, flags & MESSAGE_FLAGS, channel | 0);
  }

  /** Something of the connection itself. */
  tell({ peer, remote }: SocketConnection, frame: Uint8Array): void {
    this.say(peer, remote, frame, LOUD);
  }

  /** Says that we are done: at once, and as the last thing behind all data; or, `inOrder`, the latter only. */
  bidFarewell(connection: SocketConnection, inOrder: boolean): void {
    const { handle, peer, remote, endReason, endDebug } = connection;
    connection.farewell = Frames.closeFrame(endReason, endDebug);
    if (!inOrder) {
      connection.waiting = [];
      connection.waitingBytes = 0;
      const frame = Frames.closeNowFrame(handle, remote, endReason, endDebug);
      if (this.sessionState(peer) !== 0) this.#endpoint.sockets.send(peer, frame, LOUD, Frames.CONTROL_CHANNEL);
    }
    // Nobody who does not know us yet has anything more to say.
    if (remote === 0) connection.finished = true;
    this.sendWaiting(connection);
  }

  /** Sends what waits, as far as there is room, and then the farewell. */
  sendWaiting(connection: SocketConnection): void {
    const { peer, remote, waiting, state } = connection;
    if (state !== 3 && connection.farewell === undefined) return;
    let sent = 0;
    for (const { frame, flags } of waiting) {
      if (this.say(peer, remote, frame, flags) === SendResults.LIMIT_EXCEEDED) break;
      connection.waitingBytes -= frame.length;
      sent++;
    }
    waiting.splice(0, sent);
    if (waiting.length > 0 || connection.farewell === undefined) return;
    if (this.say(peer, remote, connection.farewell, LOUD) !== SendResults.LIMIT_EXCEEDED) connection.farewell = undefined;
  }
}
