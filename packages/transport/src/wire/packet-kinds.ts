/**
 * The kinds of packet; see `packet.ts` for their layouts.
 * @module
 */
export const CONNECT = 0;
export const ACCEPT = 1;
export const CLOSE = 2;
export const DATA = 3;

/** The kind of a packet. */
export type PacketKind = typeof CONNECT | typeof ACCEPT | typeof CLOSE | typeof DATA;
