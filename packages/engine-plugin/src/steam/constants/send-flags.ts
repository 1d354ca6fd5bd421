/**
 * How to send, the third argument of `sendMessageToUser`; bits that can be combined with `|`.
 *
 * These are the values that work. Some GodotSteam releases (4.4-4.7, 3.22.4-3.24) bound NO_DELAY as 2 and RELIABLE as 3, with
 * which "reliable" messages travelled unreliably; a port that writes 3 for that reason should write 8.
 */
export const SEND_FLAGS = {
  /** May be lost, doubled or reordered; waits up to 5 ms for company in a packet. */
  NETWORKING_SEND_UNRELIABLE: 0,
  /** Leave at once, with everything queued before it. */
  NETWORKING_SEND_NO_NAGLE: 1,
  /** Unreliable and at once. The spelling is GodotSteam's. */
  NETWORKING_SEND_URELIABLE_NO_NAGLE: 1,
  /** Unreliable; dropped (result 41) rather than queued when it cannot leave now. */
  NETWORKING_SEND_NO_DELAY: 4,
  /** Unreliable, at once or not at all. */
  NETWORKING_SEND_UNRELIABLE_NO_DELAY: 5,
  /** Exactly once and in order on its channel, or the session has failed. */
  NETWORKING_SEND_RELIABLE: 8,
  /** Reliable, at once. */
  NETWORKING_SEND_RELIABLE_NO_NAGLE: 9,
  /** No effect: there is but one thread. */
  NETWORKING_SEND_USE_CURRENT_THREAD: 16,
  /** Replace a broken session by a new one instead of answering 3. */
  NETWORKING_SEND_AUTORESTART_BROKEN_SESSION: 32,
  /** Spelling of GodotSteam 3.22.4-3.24 and 4.5.4-4.7. */
  NETWORKING_SEND_AUTO_RESTART_BROKEN_SESSION: 32,
} as const;
