/** Bits of the flags argument of `send`. Only bit 8 decides reliability; unknown bits are ignored. */
export const SendFlags = {
  UNRELIABLE: 0,
  /** Do not wait for more to fill a packet; takes everything queued before along. */
  NO_NAGLE: 1,
  /** Unreliable and cannot leave now: drop it and answer 41. */
  NO_DELAY: 4,
  RELIABLE: 8,
  RELIABLE_NO_NAGLE: 9,
  /** A broken session is replaced by a new one. */
  AUTO_RESTART_BROKEN_SESSION: 32,
} as const;
