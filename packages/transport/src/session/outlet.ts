import { FAST_LANE, SURE_LANE, type Lane } from "../wire/lane.js";
import type { Scratch } from "./scratch.js";

/** Where the engine puts packets. Implemented by whoever drives it; a plain call interface, no I/O of the engine's own. */
export interface Outlet {
  /** Bytes this lane takes now without queueing up; 0 when the link is down. */
  room(lane: Lane): number;
  /**
   * Sends one datagram to a peer. The first `ENVELOPE_BYTES` are free for the envelope, which the outlet writes.
   * The bytes are valid during the call only.
   */
  send(peer: bigint, lane: Lane, datagram: Uint8Array): void;
}

/** For packets that do nothing twice: whichever lane is sooner. */
export function sendOnBothLanes(outlet: Outlet, peer: bigint, datagram: Uint8Array): void {
  outlet.send(peer, FAST_LANE, datagram);
  outlet.send(peer, SURE_LANE, datagram);
}

/** What a connection needs to know of the side it runs on. */
export interface LocalSide {
  /** Drawn anew by each process or page. */
  readonly life: number;
  /** How often the link to the relay was replaced. */
  readonly epoch: number;
  /** Whether there is a link to the relay. */
  readonly linkUp: boolean;
  /** The datagram under construction. */
  readonly scratch: Scratch;
}
