/** How to send with `sendP2PPacket`, its third argument. Numbers of their own: not the bits of `NETWORKING_SEND_*`. */
export const P2P_SEND = {
  /** May be lost, doubled or reordered; leaves at once. At most 1200 bytes. */
  P2P_SEND_UNRELIABLE: 0,
  /** The same, but dropped rather than queued when it cannot leave now. */
  P2P_SEND_UNRELIABLE_NO_DELAY: 1,
  /** Exactly once and in order on its channel, or the session has failed; leaves at once. At most 1 MiB. */
  P2P_SEND_RELIABLE: 2,
  /** The same, but a small packet waits up to 5 ms for company. */
  P2P_SEND_RELIABLE_WITH_BUFFERING: 3,
} as const;

/** The same by the names of GodotSteam for Godot 2. */
export const P2P_SEND_GODOT2 = {
  EP2P_SEND_UNRELIABLE: 0,
  EP2P_SEND_UNRELIABLE_NO_DELAY: 1,
  EP2P_SEND_RELIABLE: 2,
  EP2P_SEND_RELIABLE_WITH_BUFFERING: 3,
} as const;

/** Why a P2P session could not be made, or broke: `session_error` of `p2p_session_connect_fail`. Over a relay only TIMEOUT comes up. */
export const P2P_SESSION_ERRORS = {
  P2P_SESSION_ERROR_NONE: 0,
  P2P_SESSION_ERROR_NOT_RUNNING_APP: 1,
  P2P_SESSION_ERROR_NO_RIGHTS_TO_APP: 2,
  P2P_SESSION_ERROR_DESTINATION_NOT_LOGGED_ON: 3,
  /** Nobody answered or accepted within 20 s, or the peer fell silent. */
  P2P_SESSION_ERROR_TIMEOUT: 4,
  P2P_SESSION_ERROR_MAX: 5,
} as const;
