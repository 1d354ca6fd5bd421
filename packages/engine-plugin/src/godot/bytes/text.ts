const REPLACEMENT = "\ufffd";
const LONGEST_CHARACTER = 4;

/** Text until the first 0, each byte one character (Latin-1). */
export function fromAscii(bytes: Uint8Array): string {
  return new TextDecoder("utf-16le").decode(Uint16Array.from(untilZero(bytes)));
}

/** UTF-8 until the first 0, without a byte order mark. What is no UTF-8 becomes U+FFFD, as often as Godot 4 does it: once for each byte of a character that the end cuts off. */
export function fromUtf8(bytes: Uint8Array): string {
  const text = untilZero(bytes);
  const cut = cutOff(text);
  return new TextDecoder().decode(copyOf(text, text.length - cut)) + REPLACEMENT.repeat(cut);
}

/** UTF-16, little endian unless a byte order mark says otherwise, until the first 0. Lone surrogates stay. An odd byte at the end is left out. */
export function fromUtf16(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units = bytes.length >> 1;
  const mark = units > 0 ? view.getUint16(0, true) : 0;
  let text = "";
  for (let at = mark === 0xfeff || mark === 0xfffe ? 1 : 0; at < units; at++) {
    const unit = view.getUint16(2 * at, mark !== 0xfffe);
    if (unit === 0) break;
    text += String.fromCharCode(unit);
  }
  return text;
}

/** UTF-32, little endian. What is no character becomes U+FFFD. Up to three bytes at the end are left out. */
export function fromUtf32(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = "";
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, true);
    const character = point !== 0 && point <= 0x10ffff && (point & 0xffff_f800) !== 0xd800;
    text += character ? String.fromCodePoint(point) : REPLACEMENT;
  }
  return text;
}

/** Text in an encoding of this name, until the first 0; undefined when there is no such encoding, or the bytes are none of it. */
export function fromEncoding(bytes: Uint8Array, encoding: string): string | undefined {
  const text = untilZero(bytes);
  try {
    if (encoding !== "") return new TextDecoder(encoding, { fatal: true }).decode(copyOf(text, text.length));
  } catch {
    return undefined;
  }
  return text.every((byte) => byte < 128) ? fromAscii(text) : undefined;
}

function untilZero(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, end === -1 ? bytes.length : end);
}

/** A copy because browsers refuse to decode bytes that can be resized. */
function copyOf(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes.subarray(0, length));
}

/** How many bytes at the end are the beginning of a character that is not all there. */
function cutOff(bytes: Uint8Array): number {
  for (let back = 1; back < LONGEST_CHARACTER && back <= bytes.length; back++) {
    const first = bytes[bytes.length - back]!;
    if ((first & 0xc0) === 0x80) continue;
    const needed = first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 0;
    return back < needed && validBeginning(bytes, bytes.length - back) ? back : 0;
  }
  return 0;
}

/** Whether the second byte, where it is there, can follow the first. The rest only has to be a continuation, which it is. */
function validBeginning(bytes: Uint8Array, at: number): boolean {
  const second = bytes[at + 1];
  if (second === undefined) return true;
  const first = bytes[at];
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second < 0xa0;
  if (first === 0xf0) return second >= 0x90;
  return first !== 0xf4 || second < 0x90;
}
