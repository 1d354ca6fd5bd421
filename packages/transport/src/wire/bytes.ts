/**
 * Little-endian numbers in a Uint8Array by index arithmetic: no DataView, so that reading and writing a packet leaves no garbage.
 */

/** Writes 2 bytes; higher bits of `value` are cut off. */
export function writeU16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
}

/** Writes 3 bytes; higher bits of `value` are cut off. */
export function writeU24(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
}

/** Writes 4 bytes. */
export function writeU32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
}

/** Reads 2 bytes; the caller has checked that they are there, as for every reader here. */
export function readU16(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8);
}

/** Reads 4 bytes, unsigned. */
export function readU32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

/** The longest varint: 32 bits in groups of 7. */
export const MAX_VARINT_BYTES = 5;

/** How many bytes {@link writeVarint} takes for an unsigned 32-bit value. */
export function varintBytes(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x20_0000) return 3;
  return value < 0x1000_0000 ? 4 : 5;
}

/** Writes an unsigned 32-bit value, 7 bits a byte, low first; returns the position behind it. */
export function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  let rest = value >>> 0;
  let position = at;
  while (rest >= 0x80) {
    bytes[position++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  bytes[position++] = rest;
  return position;
}

/** Maps an int32 to an unsigned one so that small negatives stay short. */
export function zigzag(value: number): number {
  return ((value << 1) ^ (value >> 31)) >>> 0;
}

/** The inverse of {@link zigzag}. */
export function unzigzag(value: number): number {
  return (value >>> 1) ^ -(value & 1);
}

/**
 * Widens a counter that was cut to its low bits, to the value nearest to `near`.
 * Right as long as the true value is less than half the span away from `near`.
 * @param span 2 to the power of the bits that were kept.
 */
export function widen(low: number, near: number, span: number): number {
  const distance = (((low - near) % span) + span) % span;
  return distance < span / 2 ? near + distance : near + distance - span;
}

/**
 * A copy in memory of its own. Not `bytes.slice()`, which subclasses make something else of: a view in Node's `Buffer`. (`new Uint8Array(bytes)`
 * takes half as long again.)
 */
export function copyOf(bytes: Uint8Array): Uint8Array {
  return Uint8Array.prototype.slice.call(bytes);
}
