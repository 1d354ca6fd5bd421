/**
 * What sending a message answers; the numbers are Steam's EResult.
 * @module
 */
/** Accepted for sending; says nothing about delivery. */
export const OK = 1;
/** The session is broken and was neither closed nor sent to with AUTORESTART. */
export const NO_CONNECTION = 3;
/** The peer is not a player's id, or the message is larger than 524288 bytes. */
export const INVALID_PARAM = 8;
/** The endpoint is closed or was never opened. */
export const INVALID_STATE = 11;
/** The send buffer is full; try again when some of it has left. */
export const LIMIT_EXCEEDED = 25;
/** NO_DELAY was asked and the message could not leave at once; it was dropped. */
export const IGNORED = 41;

/** What sending a message answers. */
export type SendResult =
  | typeof OK | typeof NO_CONNECTION | typeof INVALID_PARAM | typeof INVALID_STATE | typeof LIMIT_EXCEEDED | typeof IGNORED;
