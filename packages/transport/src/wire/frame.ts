/**
 * The frames of a DATA packet. The high nibble of the first byte is the kind, the low nibble its flags.
 *
 * ```
 *  ACK          base u16 | grant u16 | [ length u8 | bitmap ]        flag 1: the bitmap is there
 *  REPORT       number u16 | hold u16 | [ received u8 ]              flag 1: the sure lane; without it `received` is there
 *  ACK_REQUEST  -
 *  UNRELIABLE   message u16 | channel varint | [ index u8 | count u8 ] | length varint | bytes
 *  RELIABLE     fragment u16 | message u24 | channel varint | after varint | [ offset varint | total varint ] | length varint | bytes
 *                                                                    flag 1: a fragment of a larger message; the brackets are there
 *  QUALITY      quality u8                                           255 is perfect
 * ```
 *
 * - `base`: every reliable fragment before it was received; bit i of the bitmap: so was `base + 1 + i`.
 * - `grant`: how many fragments from `base` on the receiver has room for.
 * - `number`, `hold`: the packet last received on that lane, and how long ago, in 1/16 ms (65535: that long or longer).
 * - `received`: how many packets came on the fast lane so far, modulo 256: what got lost, and how fast the lane gets through.
 * - `channel` is zigzag coded. `after`: how many messages before this one the channel's previous reliable message was sent;
 *   0 when that had already been acknowledged, or there was none.
 */
import * as FrameKinds from "./frame-kinds.js";
import { MAX_VARINT_BYTES, writeU16, writeU24, writeVarint, zigzag } from "./bytes.js";

/** The one flag. Of an ACK: a bitmap follows. Of a REPORT: the sure lane. Of a message: it is one fragment of several. */
export const FRAME_FLAG = 1;

/** Payload of one fragment; a message up to this size travels whole. */
export const FRAGMENT_BYTES = 1100;
/** The largest message of Networking Messages. */
export const MAX_MESSAGE_BYTES = 524_288;
/** The largest message there can be: that of the older P2P class. */
export const MAX_FRAMED_MESSAGE_BYTES = 1_048_576;
/** Unreliable messages larger than this travel reliably: fifteen fragments, less the five bytes Valve's library puts in front. */
export const MAX_UNRELIABLE_BYTES = 15 * FRAGMENT_BYTES - 5;
/** Fragments of the largest unreliable message. */
export const MAX_UNRELIABLE_FRAGMENTS = 15;
/** How far ahead of the oldest missing fragment a sender may ever be. */
export const WINDOW_FRAGMENTS = 1024;
/** What a sender may assume to be granted before the first ACK. */
export const INITIAL_GRANT_FRAGMENTS = 128;
/** `hold` counts in this. */
export const HOLD_UNITS_PER_MS = 16;
const MAX_HOLD_UNITS = 0xffff;

/** Message numbers of reliable messages are cut to 24 bits on the wire: order hangs on them. */
export const RELIABLE_MESSAGE_SPAN = 2 ** 24;
/** Fragment and packet numbers, and message numbers of unreliable messages, are cut to 16 bits on the wire. */
export const NUMBER_SPAN = 2 ** 16;

/** The largest frame: a fragment in the middle of a message. */
export const MAX_FRAME_BYTES = 6 + 5 * MAX_VARINT_BYTES + FRAGMENT_BYTES;
/** Bytes of a REPORT frame, at most. */
export const REPORT_BYTES = 6;
/** Bytes of an ACK frame without its bitmap. */
export const ACK_BYTES = 5;

/** Writes an ACK; `bitmap` must not be longer than 255. Returns the position behind it, as every writer here. */
export function writeAck(bytes: Uint8Array, at: number, base: number, grant: number, bitmap: Uint8Array): number {
  bytes[at] = (FrameKinds.ACK << 4) | (bitmap.length > 0 ? FRAME_FLAG : 0);
  writeU16(bytes, at + 1, base);
  writeU16(bytes, at + 3, grant);
  if (bitmap.length === 0) return at + ACK_BYTES;
  bytes[at + 5] = bitmap.length;
  bytes.set(bitmap, at + 6);
  return at + 6 + bitmap.length;
}

/** Writes a REPORT. `received` is only written for the fast lane. */
export function writeReport(bytes: Uint8Array, at: number, sureLane: boolean, number: number, holdMs: number, received: number): number {
  bytes[at] = (FrameKinds.REPORT << 4) | (sureLane ? FRAME_FLAG : 0);
  writeU16(bytes, at + 1, number);
  writeU16(bytes, at + 3, Math.min(MAX_HOLD_UNITS, Math.floor(holdMs * HOLD_UNITS_PER_MS)));
  if (sureLane) return at + 5;
  bytes[at + 5] = received;
  return at + REPORT_BYTES;
}

/** Writes an ACK_REQUEST: the receiver answers at once with an ACK, and a REPORT of each lane that brought something. */
export function writeAckRequest(bytes: Uint8Array, at: number): number {
  bytes[at] = FrameKinds.ACK_REQUEST << 4;
  return at + 1;
}

/** Writes a QUALITY report, 0..1. */
export function writeQuality(bytes: Uint8Array, at: number, quality: number): number {
  bytes[at] = FrameKinds.QUALITY << 4;
  bytes[at + 1] = Math.round(Math.min(1, Math.max(0, quality)) * 255);
  return at + 2;
}

/** Writes an UNRELIABLE frame around `payload[start, end)`. */
export function writeUnreliable(
  bytes: Uint8Array, at: number, message: number, channel: number, index: number, count: number, payload: Uint8Array, start: number, end: number,
): number {
  bytes[at] = (FrameKinds.UNRELIABLE << 4) | (count > 1 ? FRAME_FLAG : 0);
  writeU16(bytes, at + 1, message);
  let position = writeVarint(bytes, at + 3, zigzag(channel));
  if (count > 1) {
    bytes[position++] = index;
    bytes[position++] = count;
  }
  return writePayload(bytes, position, payload, start, end);
}

/** Writes a RELIABLE frame around `payload[start, end)` of a message of `payload.length` bytes. */
export function writeReliable(
  bytes: Uint8Array, at: number, fragment: number, message: number, channel: number, after: number, payload: Uint8Array, start: number, end: number,
): number {
  const fragmented = end - start < payload.length;
  bytes[at] = (FrameKinds.RELIABLE << 4) | (fragmented ? FRAME_FLAG : 0);
  writeU16(bytes, at + 1, fragment);
  writeU24(bytes, at + 3, message);
  let position = writeVarint(bytes, at + 6, zigzag(channel));
  position = writeVarint(bytes, position, after);
  if (fragmented) {
    position = writeVarint(bytes, position, start);
    position = writeVarint(bytes, position, payload.length);
  }
  return writePayload(bytes, position, payload, start, end);
}

/** Below this a loop copies faster than a view and `set`, and leaves no garbage. */
const COPY_LOOP_BYTES = 256;

function writePayload(bytes: Uint8Array, at: number, payload: Uint8Array, start: number, end: number): number {
  const position = writeVarint(bytes, at, end - start);
  if (end - start > COPY_LOOP_BYTES) bytes.set(payload.subarray(start, end), position);
  else for (let index = start; index < end; index++) bytes[position + index - start] = payload[index]!;
  return position + end - start;
}
