/** What sending a message answers; the numbers are Steam's EResult. */
export const SendResults = {
  /** Accepted for sending; says nothing about delivery. */
  OK: 1,
  /** The session is broken and was neither closed nor sent to with AUTORESTART. */
  NO_CONNECTION: 3,
  /** The peer is not a player's id, or the message is larger than 524288 bytes. */
  INVALID_PARAM: 8,
  /** The endpoint is closed or was never opened. */
  INVALID_STATE: 11,
  /** The send buffer is full; try again when some of it has left. */
  LIMIT_EXCEEDED: 25,
  /** NO_DELAY was asked and the message could not leave at once; it was dropped. */
  IGNORED: 41,
} as const;

/** One of {@link SendResults}. */
export type SendResult = (typeof SendResults)[keyof typeof SendResults];
