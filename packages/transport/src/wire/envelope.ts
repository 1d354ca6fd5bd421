/**
 * The envelope between a player and the relay: who a packet goes to, or who it came from.
 *
 * ```
 *  0        8
 *  +--------+----------------------------+
 *  | peer   | packet (opaque to the relay) |
 *  +--------+----------------------------+
 *   u64 LE
 * ```
 *
 * On the way up `peer` is the destination. The relay overwrites it in place with the identity it verified for the sender,
 * and passes the same bytes on. Peer 0 is the relay itself: its control plane.
 */

/** Bytes the envelope takes in front of a packet. */
export const ENVELOPE_BYTES = 8;

/** The relay, as a peer. */
export const RELAY_PEER = 0n;

/** Writes the peer in front of the packet; `datagram` must hold at least {@link ENVELOPE_BYTES}. */
export function writePeer(datagram: DataView, peer: bigint): void {
  datagram.setBigUint64(0, peer, true);
}

/** Reads the peer; `undefined` when the datagram is too short to have an envelope. */
export function readPeer(datagram: DataView): bigint | undefined {
  return datagram.byteLength < ENVELOPE_BYTES ? undefined : datagram.getBigUint64(0, true);
}
