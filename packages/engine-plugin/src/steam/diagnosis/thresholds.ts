// From where on a session is not well: what `Steam.why` says so of, and the net graph marks.

/** Longer than any two signs of life of a healthy session are apart. */
export const LONG_SILENCE_MS = 3000;
/** More than comes between two reads in a game that keeps up. */
export const MANY_UNREAD = 60;
/** Buffers that are this full are about to be. */
export const NEARLY_FULL = 0.9;
/** How long something that the relay dropped is spoken of. */
export const RELAY_DROPPED_MS = 5000;
/** From here on a game that sends unreliably is hard to play. */
export const HEAVY_LOSS = 0.15;
