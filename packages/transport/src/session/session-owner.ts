import type { ClosedConnections, Ending } from "./closed-connections.js";
import type { SessionEvent } from "./endpoint.js";
import type { LocalSide, Outlet } from "./outlet.js";
import type { SessionSettings } from "./settings.js";

/** What a session (of the type `S`) needs of the engine it belongs to. */
export interface SessionOwner<S> extends LocalSide {
  readonly settings: SessionSettings;
  readonly closed: ClosedConnections;
  /** Of a new connection: later than all before it. */
  newId(): number;
  /** Where packets go; undefined before the first transmit. */
  readonly outlet: Outlet | undefined;
  post(event: SessionEvent): void;
  /** A message may be read by the game. */
  deliver(session: S, now: number, channel: number, payload: Uint8Array, reliable: boolean, messageNumber: number): void;
  /** Sends a CLOSE with the next transmit. */
  sendClose(peer: bigint, ending: Ending): void;
  /** The record is over: forget it and its unread messages. */
  remove(session: S): void;
}
