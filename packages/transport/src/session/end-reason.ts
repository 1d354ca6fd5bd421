/**
 * Why a session ended. The ranges are Steam's: 1xxx the game, 3xxx this side, 4xxx the other side, 5xxx between.
 * @module
 */
export const NONE = 0;
/** The game closed it. */
export const SESSION_CLOSED = 1001;
/** Nothing was sent or received for three minutes. */
export const SESSION_IDLE = 1002;
/** The peer's program ended, or its page was closed or loaded anew. Told between engines; a game that hears of it hears {@link PEER_SILENT}. */
export const PROGRAM_ENDED = 1003;
/** Our own link to the relay was down for longer than a session lives. */
export const OWN_LINK_DOWN = 3002;
/** The peer fell silent. */
export const PEER_SILENT = 4001;
/** The peer sent a message that is larger than we take. Steam calls such things internal errors. */
export const TOO_LARGE = 5002;
/** Nobody answered, or nobody accepted, in time. */
export const TIMED_OUT = 5003;
/** It was accepted, but no data came through in time. */
export const NO_ROUTE = 5008;
/** The peer knows nothing of this session: it was restarted, or gave up long ago. */
export const NO_SUCH_CONNECTION = 5010;
