/**
 * What the two ends of a socket connection say to each other, each a message of the peers' one session beneath Networking Sockets. All numbers little-endian.
 *
 * ```
 * on channel 0:
 *   OPEN (0)       from u32 | port i32                                      again each second until it is answered
 *   CLOSE NOW (1)  from u32 | to u32 | reason u16 | debug utf-8 ...         overtakes what is under way; `to` 0: not known
 * on the channel that the receiver's handle of the connection is:
 *   ACCEPT (2)     from u32
 *   READY (3)                                                               also what flushes: it has nothing to say
 *   DATA (4)       number u32 | payload ...
 *   CLOSE (5)      reason u16 | debug utf-8 ...                             the last on its channel, behind all data that was sent reliably
 * ```
 *
 * So connections of one pair of peers have channels of their own, and none waits for what another has lost.
 */
export const OPEN = 0;
export const CLOSE_NOW = 1;
export const ACCEPT = 2;
export const READY = 3;
export const DATA = 4;
export const CLOSE = 5;

export const CONTROL_CHANNEL = 0;
/** In front of a message's payload. */
export const DATA_HEADER_BYTES = 5;
/** The longest debug text that is carried, in bytes of UTF-8. */
const MAX_DEBUG_BYTES = 127;

/** What one frame says. Fields that its kind has not are 0 and empty. */
export interface SocketFrame {
  readonly kind: number;
  /** The sender's handle. */
  readonly from: number;
  /** The receiver's handle. */
  readonly to: number;
  readonly port: number;
  readonly number: number;
  readonly reason: number;
  readonly debug: string;
  readonly payload: Uint8Array;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const NOTHING = new Uint8Array(0);

const numbers = (kind: number, ...values: number[]): Uint8Array => {
  const bytes = new Uint8Array(1 + values.length * 4);
  const view = new DataView(bytes.buffer);
  bytes[0] = kind;
  for (const [index, value] of values.entries()) view.setInt32(1 + index * 4, value, true);
  return bytes;
};
const joined = (head: Uint8Array, tail: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
};
const ending = (head: Uint8Array, reason: number, debug: string): Uint8Array => {
  const text = new Uint8Array(2 + MAX_DEBUG_BYTES);
  new DataView(text.buffer).setUint16(0, reason, true);
  return joined(head, text.subarray(0, 2 + encoder.encodeInto(debug, text.subarray(2)).written));
};

export const openFrame = (from: number, port: number): Uint8Array => numbers(OPEN, from, port);
export const acceptFrame = (from: number): Uint8Array => numbers(ACCEPT, from);
export const readyFrame = (): Uint8Array => numbers(READY);
export const dataFrame = (number: number, payload: Uint8Array): Uint8Array => joined(numbers(DATA, number), payload);
export const closeFrame = (reason: number, debug: string): Uint8Array => ending(numbers(CLOSE), reason, debug);
export const closeNowFrame = (from: number, to: number, reason: number, debug: string): Uint8Array => ending(numbers(CLOSE_NOW, from, to), reason, debug);

/** Bytes in front of what is left to itself, by kind; all of a frame that has no such rest. */
const HEADS = [9, 11, 5, 1, DATA_HEADER_BYTES, 3];

/** Reads a frame; undefined when it is none. The payload lies in memory of its own. */
export function readFrame(bytes: Uint8Array): SocketFrame | undefined {
  const kind = bytes[0] ?? -1;
  const head = HEADS[kind];
  if (head === undefined || bytes.length < head) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const closes = kind === CLOSE || kind === CLOSE_NOW;
  if (kind !== DATA && bytes.length > head + (closes ? MAX_DEBUG_BYTES : 0)) return undefined;
  const u32 = (at: number): number => view.getUint32(at, true);
  return {
    kind,
    from: kind <= ACCEPT ? u32(1) : 0,
    to: kind === CLOSE_NOW ? u32(5) : 0,
    port: kind === OPEN ? view.getInt32(5, true) : 0,
    number: kind === DATA ? u32(1) : 0,
    reason: closes ? view.getUint16(head - 2, true) : 0,
    debug: closes ? decoder.decode(bytes.subarray(head)) : "",
    payload: kind === DATA ? bytes.slice(head) : NOTHING,
  };
}
