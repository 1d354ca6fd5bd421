import type { Connection } from "./connection.js";

/**
 * How two peers came to share one connection: both ends' ids, who began, and how far they have got.
 *
 * Phases are the states a game sees: 1 one side has asked, 2 both agree, 3 data came through.
 */
export interface Pairing {
  readonly connection: Connection;
  /** Our id of it; never 0, and later than those of all attempts before it ({@link isLater}). */
  readonly localId: number;
  /** The peer asked first, and we have not asked ourselves. */
  readonly byPeer: boolean;
  /** The peer's id of it; 0 while unknown. */
  remoteId: number;
  /** The peer's life; undefined while unknown. */
  remoteLife: number | undefined;
  phase: 1 | 2 | 3;
  phaseSince: number;
  /** We owe the peer an ACCEPT until it sends data: it asked, or both asked at once. */
  answers: boolean;
  /** The peer is known to know our id, so it can make sense of data. */
  peerReady: boolean;
  /** How many ACCEPTs have left. */
  acceptsSent: number;
  /** Data from the peer has arrived. */
  dataHeard: boolean;
  /** When the last CONNECT or ACCEPT left, or a sign of life was asked for in phase 2. */
  handshakeAt: number;
  /** Of a pending request: when it was last posted to the game. */
  postedAt: number;
  /** Of a pending request: how many messages of the peer's it was posted for. */
  messagesPosted: number;
}

/** Whether one id of a peer's was given out after another: those of one life go up, and round. */
export function isLater(id: number, than: number): boolean {
  return ((id - than) | 0) > 0;
}
