const ADLER_PRIME = 65521;
/** As many bytes as can be added up before the sum leaves what a number is exact in. */
const ADLER_STRIDE = 3800;

let table: Int32Array | undefined;

/** The checksum behind a gzip stream, as an unsigned 32-bit int. */
export function crc32(bytes: Uint8Array): number {
  table ??= Int32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  let crc = -1;
  for (let at = 0; at < bytes.length; at++) crc = table[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** The checksum behind a zlib stream, as an unsigned 32-bit int. */
export function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (let at = 0; at < bytes.length; ) {
    const stop = Math.min(at + ADLER_STRIDE, bytes.length);
    for (; at < stop; at++) high += low += bytes[at]!;
    low %= ADLER_PRIME;
    high %= ADLER_PRIME;
  }
  return ((high << 16) | low) >>> 0;
}
