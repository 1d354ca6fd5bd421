/**
 * The kinds of frame; see `frame.ts` for their layouts. END is none: it is what a reader answers behind the last one.
 * @module
 */
export const END = 0;
export const ACK = 1;
export const REPORT = 2;
export const ACK_REQUEST = 3;
export const UNRELIABLE = 4;
export const RELIABLE = 5;
export const QUALITY = 6;

/** The kind of a frame. */
export type FrameKind =
  | typeof END | typeof ACK | typeof REPORT | typeof ACK_REQUEST | typeof UNRELIABLE | typeof RELIABLE | typeof QUALITY;
