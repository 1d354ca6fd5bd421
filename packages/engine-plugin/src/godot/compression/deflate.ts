import { gzipSync, Inflate, inflateSync, zlibSync } from "fflate";
import { adler32, crc32 } from "./checksums.js";
import { damaged, tooLarge } from "./limits.js";

type Bytes = Uint8Array<ArrayBuffer>;

/** zlib's level behind its "default", which Godot uses. */
const LEVEL = 6;
/** No deflate stream makes more of a byte: 258 bytes for two bits. */
const MOST_FROM_ONE_BYTE = 1032;
/** Longer streams are read in pieces of this size, so that one which stands for far too much is not read to its end. */
const PIECE_BYTES = 8192;
const SMALLEST_GUESS = 1024;
const GUESSED_RATIO = 4;

const GZIP_HEADER_BYTES = 10;
const GZIP_TRAILER_BYTES = 8;
const Flags = { HEADER_CRC: 2, EXTRA: 4, NAME: 8, COMMENT: 16, RESERVED: 0xe0 } as const;

const ZLIB_HEADER_BYTES = 2;
const ZLIB_TRAILER_BYTES = 4;
const ZLIB_DICTIONARY = 0x20;

/** A zlib stream, as Godot's DEFLATE mode writes it. */
export function deflate(bytes: Bytes): Bytes {
  return zlibSync(bytes, { level: LEVEL });
}

/** A gzip stream, with the header that Godot writes: no time, no name. */
export function gzip(bytes: Bytes): Bytes {
  return gzipSync(bytes, { level: LEVEL, mtime: 0 });
}

/** What is in a zlib stream of at most `limit` bytes; throws otherwise. Bytes behind the stream are ignored. */
export function inflateZlib(bytes: Bytes, limit: number): Bytes {
  const first = bytes[0] ?? 0;
  const second = bytes[1] ?? 0;
  const sound = (first & 15) === 8 && first >> 4 <= 7 && ((first << 8) | second) % 31 === 0 && (second & ZLIB_DICTIONARY) === 0;
  if (!sound || bytes.length < ZLIB_HEADER_BYTES + ZLIB_TRAILER_BYTES) throw damaged("a zlib stream");
  const out = inflate(bytes.subarray(ZLIB_HEADER_BYTES), limit, bytes.length * GUESSED_RATIO, "a zlib stream");
  const trailer = new DataView(new ArrayBuffer(ZLIB_TRAILER_BYTES));
  trailer.setUint32(0, adler32(out));
  if (!endsIn(bytes, trailer)) throw damaged("a zlib stream");
  return out;
}

/** What is in a gzip stream of at most `limit` bytes; throws otherwise. Bytes behind the stream are ignored. */
export function inflateGzip(bytes: Bytes, limit: number): Bytes {
  const start = gzipHeader(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (start + GZIP_TRAILER_BYTES > bytes.length) throw damaged("a gzip stream");
  const out = inflate(bytes.subarray(start), limit, view.getUint32(bytes.length - 4, true), "a gzip stream");
  const trailer = new DataView(new ArrayBuffer(GZIP_TRAILER_BYTES));
  trailer.setUint32(0, crc32(out), true);
  trailer.setUint32(4, out.length, true);
  if (!endsIn(bytes, trailer)) throw damaged("a gzip stream");
  return out;
}

/** Where the deflate stream begins. */
function gzipHeader(bytes: Bytes): number {
  const flags = bytes[3] ?? 0;
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8 || flags & Flags.RESERVED) throw damaged("a gzip stream");
  let at = GZIP_HEADER_BYTES;
  if (flags & Flags.EXTRA) at += 2 + ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
  for (const text of [Flags.NAME, Flags.COMMENT]) {
    if (!(flags & text)) continue;
    const end = bytes.indexOf(0, at);
    if (end === -1) throw damaged("a gzip stream");
    at = end + 1;
  }
  if (flags & Flags.HEADER_CRC) {
    const crc = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
    if ((crc32(bytes.subarray(0, at)) & 0xffff) !== crc) throw damaged("a gzip stream");
    at += 2;
  }
  return at;
}

/**
 * The library neither stops at a limit nor says that it ran into the end of the memory it was given, and without being given any takes as much as the stream wants.
 * So it gets a little at first, then more, and always one byte beyond what is allowed: if that is used, it is too much.
 */
function inflate(stream: Bytes, limit: number, guess: number, format: string): Bytes {
  if (stream.length > PIECE_BYTES) return inflatePieces(stream, limit, format);
  const most = Math.min(limit, stream.length * MOST_FROM_ONE_BYTE);
  for (let size = Math.min(Math.max(guess, SMALLEST_GUESS), most); ; size = Math.min(size * GUESSED_RATIO, most)) {
    const out = attempt(stream, size + 1, format);
    if (out !== undefined && out.length <= size) return out.length * 2 < size ? out.slice() : out;
    if (size >= most) throw tooLarge(limit);
  }
}

function inflatePieces(stream: Bytes, limit: number, format: string): Bytes {
  const parts: Uint8Array[] = [];
  let size = 0;
  const inflater = new Inflate((part) => {
    parts.push(part);
    size += part.length;
  });
  for (let at = 0; at < stream.length; at += PIECE_BYTES) {
    try {
      inflater.push(stream.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= stream.length);
    } catch {
      throw damaged(format);
    }
    if (size > limit) throw tooLarge(limit);
  }
  const out = new Uint8Array(size);
  let end = 0;
  for (const part of parts) {
    out.set(part, end);
    end += part.length;
  }
  return out;
}

function attempt(stream: Bytes, size: number, format: string): Bytes | undefined {
  try {
    return inflateSync(stream, { out: new Uint8Array(size) });
  } catch (error) {
    // A stored block that does not fit.
    if (error instanceof RangeError) return undefined;
    throw damaged(format);
  }
}

/**
 * Whether the stream ends in these bytes. The library does not tell where a stream ended, and there may be more bytes behind it; four or eight bytes that are just right are not there by chance.
 */
function endsIn(bytes: Bytes, trailer: DataView): boolean {
  const last = trailer.byteLength - 1;
  for (let at = bytes.length - trailer.byteLength; at >= 0; at--) {
    let same = 0;
    while (same <= last && bytes[at + same] === trailer.getUint8(same)) same++;
    if (same > last) return true;
  }
  return false;
}
