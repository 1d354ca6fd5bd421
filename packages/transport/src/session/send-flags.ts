/**
 * Bits of the flags argument of `send`. Only bit 8 decides reliability; unknown bits are ignored.
 * @module
 */
export const UNRELIABLE = 0;
/** Do not wait for more to fill a packet; takes everything queued before along. */
export const NO_NAGLE = 1;
/** Unreliable and cannot leave now: drop it and answer 41. */
export const NO_DELAY = 4;
export const RELIABLE = 8;
export const RELIABLE_NO_NAGLE = 9;
/** A broken session is replaced by a new one. */
export const AUTO_RESTART_BROKEN_SESSION = 32;
