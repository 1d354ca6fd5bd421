/** Why a session ended. The ranges are Steam's: 1xxx the game, 3xxx this side, 4xxx the other side, 5xxx between. */
export const EndReasons = {
  NONE: 0,
  /** The game closed it. */
  SESSION_CLOSED: 1001,
  /** Nothing was sent or received for three minutes. */
  SESSION_IDLE: 1002,
  /** Our own link to the relay was down for longer than a session lives. */
  OWN_LINK_DOWN: 3002,
  /** The peer fell silent. */
  PEER_SILENT: 4001,
  /** Nobody answered, or nobody accepted, in time. */
  TIMED_OUT: 5003,
  /** It was accepted, but no data came through in time. */
  NO_ROUTE: 5008,
  /** The peer knows nothing of this session: it was restarted, or gave up long ago. */
  NO_SUCH_CONNECTION: 5010,
} as const;
