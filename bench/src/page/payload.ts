// What the messages of a measurement hold: which stream they are of, and which of it they are. When a message was sent is remembered by its
// sender instead. Five bits a byte, as small letters: a contender that can only send JSON then sends as many bytes as the others.

const LETTERS = 0x60;
const BITS = 5;
const MASK = 31;
const NUMBER_BYTES = 5;
const HEADER_BYTES = 1 + NUMBER_BYTES;
/** Far enough apart to cost nothing, near enough that no lost piece goes unnoticed; odd, so that it never keeps step with the pattern. */
const CHECK_EVERY_BYTES = 1021;

/** How many streams can be told apart. */
export const STREAMS = MASK + 1;

/** What a message says about itself. */
export interface Mark {
  /** 0..31. */
  readonly stream: number;
  /** 0..2^25-1. */
  readonly number: number;
}

/** Makes a message of this size, 6 at least. */
export function makePayload({ stream, number }: Mark, bytes: number): Uint8Array {
  const payload = new Uint8Array(bytes);
  payload[0] = letter(stream);
  for (let index = 0; index < NUMBER_BYTES; index++) payload[1 + index] = letter(number >>> (BITS * index));
  for (let at = HEADER_BYTES; at < bytes; at++) payload[at] = letter(at + number);
  return payload;
}

/** Reads what {@link makePayload} wrote. Throws when what came is not what was sent: a measurement of that would be worthless. */
export function readPayload(payload: Uint8Array): Mark {
  let number = 0;
  for (let index = 0; index < NUMBER_BYTES; index++) number |= ((payload[1 + index] ?? 0) & MASK) << (BITS * index);
  for (let at = HEADER_BYTES; at < payload.length; at += CHECK_EVERY_BYTES) {
    if (payload[at] !== letter(at + number)) throw new Error(`message ${number} was damaged on the way, at byte ${at}`);
  }
  return { stream: (payload[0] ?? 0) & MASK, number };
}

function letter(bits: number): number {
  return LETTERS | (bits & MASK);
}
