import { PackedByteArray } from "../packed-byte-array.js";
import { report } from "../report.js";

const SPACE = 0x20;

/** GDScript's `text.to_utf8_buffer()`: the text as UTF-8, without a 0 at the end. A lone surrogate becomes U+FFFD. Godot 3 calls it `to_utf8`. */
export function to_utf8_buffer(text: string): PackedByteArray {
  return new PackedByteArray(new TextEncoder().encode(text));
}

/** GDScript's `text.to_ascii_buffer()`: one byte for each character, a space for each that is not ASCII. Godot 3 calls it `to_ascii`. */
export function to_ascii_buffer(text: string): PackedByteArray {
  return new PackedByteArray(points(text).map((point) => (point < 128 ? point : SPACE)));
}

/** GDScript's `text.to_utf16_buffer()`: the text as UTF-16, little endian, without a byte order mark. A lone surrogate becomes U+FFFD. */
export function to_utf16_buffer(text: string): PackedByteArray {
  const sound = points(text).map((point) => String.fromCodePoint(point)).join("");
  const bytes = new PackedByteArray(2 * sound.length);
  for (let at = 0; at < sound.length; at++) bytes.encode_u16(2 * at, sound.charCodeAt(at));
  return bytes;
}

/** GDScript's `text.to_utf32_buffer()`: four bytes for each character, little endian. A lone surrogate becomes U+FFFD. */
export function to_utf32_buffer(text: string): PackedByteArray {
  const characters = points(text);
  const bytes = new PackedByteArray(4 * characters.length);
  characters.forEach((point, at) => bytes.encode_u32(4 * at, point));
  return bytes;
}

/** GDScript's `text.hex_decode()`: the bytes that these hexadecimal digits stand for. Empty (reported) when they are none, or an odd number of them. */
export function hex_decode(text: string): PackedByteArray {
  if (text.length % 2 !== 0 || /[^0-9a-f]/i.test(text)) {
    report(`hex_decode: "${text.slice(0, 40)}" is no even number of hexadecimal digits.`);
    return new PackedByteArray();
  }
  return new PackedByteArray(Array.from({ length: text.length / 2 }, (_, at) => parseInt(text.slice(2 * at, 2 * at + 2), 16)));
}

/** Code points; those of lone surrogates are not in Godot's strings. */
function points(text: string): number[] {
  return Array.from(text, (character) => {
    const point = character.codePointAt(0) ?? 0;
    return point >= 0xd800 && point < 0xe000 ? 0xfffd : point;
  });
}

/** Godot 3's names. */
export { to_ascii_buffer as to_ascii, to_utf8_buffer as to_utf8 };
