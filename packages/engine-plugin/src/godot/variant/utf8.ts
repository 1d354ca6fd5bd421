const strict = new TextDecoder("utf-8", { fatal: true });
const encoder = new TextEncoder();

/** Up to this many bytes a loop beats the platform's decoder, which is costly to call. */
const shortBytes = 32;

/**
 * A text as Godot reads it: up to the first NUL, without a byte order mark at its start.
 * @param lenient Godot 3 on Windows writes what is beyond U+FFFF as two surrogates of three bytes each; with this they are read.
 * @returns undefined where the bytes are no UTF-8.
 */
export function readUtf8(bytes: Uint8Array, start: number, end: number, lenient: boolean): string | undefined {
  if (end - start > shortBytes) return readAnyUtf8(bytes.subarray(start, end), lenient);
  let text = "";
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const a = bytes[at] as number;
    const b = bytes[at + 1] as number;
    const c = bytes[at + 2] as number;
    const d = bytes[at + 3] as number;
    if ((a | b | c | d) > 0x7f || a === 0 || b === 0 || c === 0 || d === 0) return readAnyUtf8(bytes.subarray(start, end), lenient);
    text += String.fromCharCode(a, b, c, d);
  }
  for (; at < end; at++) {
    const a = bytes[at] as number;
    if (a > 0x7f || a === 0) return readAnyUtf8(bytes.subarray(start, end), lenient);
    text += String.fromCharCode(a);
  }
  return text;
}

function readAnyUtf8(bytes: Uint8Array, lenient: boolean): string | undefined {
  const nul = bytes.indexOf(0);
  const text = nul < 0 ? bytes : bytes.subarray(0, nul);
  try {
    return strict.decode(text);
  } catch {
    return lenient ? readSurrogates(text) : undefined;
  }
}

/** UTF-8 in which the surrogates are characters like any other. */
function readSurrogates(bytes: Uint8Array): string | undefined {
  const parts: string[] = [];
  let from = 0;
  try {
    for (let at = 0; at + 2 < bytes.length; at++) {
      if (bytes[at] !== 0xed || (bytes[at + 1] as number) < 0xa0) continue;
      parts.push(strict.decode(bytes.subarray(from, at)));
      const low = ((bytes[at + 1] as number) << 6) | ((bytes[at + 2] as number) & 0x3f);
      if (((bytes[at + 1] as number) | (bytes[at + 2] as number)) >> 6 !== 2) return undefined;
      parts.push(String.fromCharCode(0xd000 | (low & 0xfff)));
      from = at + 3;
      at += 2;
    }
    parts.push(strict.decode(bytes.subarray(from)));
  } catch {
    return undefined;
  }
  return parts.join("");
}

/** The most bytes that a UTF-16 unit takes. */
export const mostBytesPerUnit = 3;

/**
 * Writes a text; a lone surrogate becomes U+FFFD.
 * @param bytes has room for {@link mostBytesPerUnit} for each unit.
 * @param keepNul else a NUL becomes U+FFFD: a text of Godot 4 has none, and one that is put into it becomes this.
 * @returns the position behind it.
 */
export function writeUtf8(text: string, bytes: Uint8Array, start: number, keepNul: boolean): number {
  const units = text.length;
  if (units > shortBytes) return writeAnyUtf8(text, bytes, start, keepNul);
  for (let i = 0, at = start; i < units; i++, at++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f || unit === 0) return writeAnyUtf8(text, bytes, start, keepNul);
    bytes[at] = unit;
  }
  return start + units;
}

function writeAnyUtf8(text: string, bytes: Uint8Array, start: number, keepNul: boolean): number {
  const kept = keepNul || !text.includes("\0") ? text : text.replaceAll("\0", "\ufffd");
  if (kept.length > shortBytes) return start + encoder.encodeInto(kept, bytes.subarray(start)).written;
  let at = start;
  for (let i = 0; i < kept.length; i++) {
    const unit = kept.charCodeAt(i);
    if (unit < 0x80) {
      bytes[at++] = unit;
    } else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else {
      const code = kept.codePointAt(i) as number;
      at = code > 0xffff ? writeFour(code, bytes, at) : writeThree((code & 0xf800) === 0xd800 ? 0xfffd : code, bytes, at);
      if (code > 0xffff) i++;
    }
  }
  return at;
}

function writeThree(code: number, bytes: Uint8Array, at: number): number {
  bytes[at] = 0xe0 | (code >> 12);
  bytes[at + 1] = 0x80 | ((code >> 6) & 0x3f);
  bytes[at + 2] = 0x80 | (code & 0x3f);
  return at + 3;
}

function writeFour(code: number, bytes: Uint8Array, at: number): number {
  bytes[at] = 0xf0 | (code >> 18);
  bytes[at + 1] = 0x80 | ((code >> 12) & 0x3f);
  bytes[at + 2] = 0x80 | ((code >> 6) & 0x3f);
  bytes[at + 3] = 0x80 | (code & 0x3f);
  return at + 4;
}
