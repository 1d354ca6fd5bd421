import type { Lane } from "./lane.js";

/**
 * What a link tells its owner. None of these is called from within a call to the link, save `onDatagram` from
 * within {@link Link.listen}.
 */
export interface LinkListener {
  /** A datagram arrived, envelope included. The bytes are valid during the call only. Nothing about them was checked. */
  onDatagram(lane: Lane, datagram: Uint8Array): void;
  /** A lane that had filled up has room again. */
  onWritable(): void;
  /** The link broke or the other end closed it. Called at most once, and not after the owner's own `close()`. */
  onClosed(why: string): void;
}

/**
 * An open connection between a player and the relay, with its two lanes (see `lane.ts`). Whoever holds one need
 * not know what it is made of: data channels, a WebSocket, or an array in a test.
 */
export interface Link {
  /** Names the one listener. What arrived before is handed over during this call. */
  listen(listener: LinkListener): void;
  /** Bytes the lane takes now without making them wait long; 0 when it is full or the link is closed. */
  room(lane: Lane): number;
  /**
   * Sends one datagram of at most `MAX_DATAGRAM_BYTES`, envelope included; its bytes are free again when the call
   * returns. Never throws: a link that cannot keep a lane's promise closes itself instead.
   */
  send(lane: Lane, datagram: Uint8Array): void;
  /** Closes the link: nothing arrives any more, and what was sent just before still has a chance to leave. Safe to call twice. */
  close(): void;
}
