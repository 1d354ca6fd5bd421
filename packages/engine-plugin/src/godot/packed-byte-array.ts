import { ByteFields } from "./bytes/byte-fields.js";
import { toIndex } from "./bytes/numbers.js";
import { fromAscii, fromEncoding, fromUtf16, fromUtf32, fromUtf8 } from "./bytes/text.js";
import { compressed, decompressed, decompressedDynamic } from "./compression/compression.js";
import { report } from "./report.js";
import { Color } from "./variant/color.js";
import { PackedColorArray, PackedVector2Array, PackedVector3Array, PackedVector4Array } from "./variant/packed-arrays.js";
import { type DecodeVariantResult, readVariant } from "./variant/read-variant.js";
import type { Variant } from "./variant/variant.js";
import { Vector2 } from "./variant/vector2.js";
import { Vector3 } from "./variant/vector3.js";
import { Vector4 } from "./variant/vector4.js";
import { writeVariant } from "./variant/write-variant.js";

/**
 * Godot's array of bytes, with the methods of Godot 4's PackedByteArray and Godot 3's PoolByteArray.
 *
 * It is a `Uint8Array`, so it goes wherever bytes go, and whoever holds it sees it change: `append` and the like work in place. Values wrap around as in Godot: 256 is 0, -1 is 255.
 * What Godot refuses is reported through `push_error`'s handler and answered with what Godot answers; nothing here throws.
 *
 * - An array that a program makes (`new`, {@link duplicate}, {@link slice}, {@link subarray}, `to_utf8_buffer`) can change its size. What was encoded, decoded, compressed,
 *   decompressed or received has a fixed size, and so has a view of an ArrayBuffer; `duplicate()` of it can change again.
 * - An array that can change its size lies in a resizable ArrayBuffer. Browsers' own functions (`WebSocket.send`, `TextDecoder.decode`, `crypto.subtle`, `new Blob`) throw
 *   a TypeError for such memory: hand them {@link to_uint8_array}. Everything of ours takes the array itself.
 * - `subarray`, `find` and `set` mean what they mean in Godot; `find` with a function and `set` with an array mean what they mean in JavaScript. Libraries that cut bytes up
 *   with `subarray` are best given {@link to_uint8_array}.
 */
export class PackedByteArray extends ByteFields {
  /** A copy of the bytes from `begin` until before `end`; negative ones count from the end. Nothing (reported) when `begin` is behind `end`. */
  override slice(begin = 0, end: number = this.length): PackedByteArray {
    const from = clampedPlace(begin, this.length);
    const to = clampedPlace(end, this.length);
    if (from > to) report(`PackedByteArray: slice(${begin}, ${end}) ends before it begins; there are ${this.length} bytes.`);
    return new PackedByteArray(this.#view(from, Math.max(from, to)));
  }

  /**
   * Godot 3's `subarray`: a copy of the bytes from `from` to `to`, that one INCLUDED; negative ones count from the end. Nothing (reported) when one of them is not there.
   * With one argument or none it is JavaScript's: a view of what follows, of a fixed size.
   */
  override subarray(from = 0, to?: number): PackedByteArray {
    if (to === undefined) {
      const plain = this.#view(0, this.length).subarray(from);
      return new PackedByteArray(plain.buffer, plain.byteOffset, plain.length);
    }
    const first = fromEnd(from, this.length);
    const last = fromEnd(to, this.length);
    if (first < 0 || first >= this.length || last < 0 || last >= this.length) {
      report(`PackedByteArray: subarray(${from}, ${to}) is out of bounds; there are ${this.length} bytes.`);
      return new PackedByteArray();
    }
    return new PackedByteArray(this.#view(first, Math.max(first, last + 1)));
  }

  /** A copy, which can change its size. */
  duplicate(): PackedByteArray {
    return new PackedByteArray(this as Uint8Array);
  }

  /** A plain copy in memory of a fixed size, which every function of a browser takes. Not in Godot. */
  to_uint8_array(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this);
  }

  /** The bytes in hexadecimal, lower case. */
  hex_encode(): string {
    let text = "";
    for (const byte of this) text += (byte < 16 ? "0" : "") + byte.toString(16);
    return text;
  }

  /** The text until the first 0, each byte as one character (ISO 8859-1). */
  get_string_from_ascii(): string {
    return fromAscii(this);
  }
  /** The text until the first 0. What is no UTF-8 becomes U+FFFD, as in Godot 4; Godot 3 answers an empty text then. */
  get_string_from_utf8(): string {
    return fromUtf8(this);
  }
  /** The text until the first 0, little endian unless it begins with a byte order mark that says otherwise. */
  get_string_from_utf16(): string {
    return fromUtf16(this);
  }
  /** The text, four bytes a character. */
  get_string_from_utf32(): string {
    return fromUtf32(this);
  }
  /** As {@link get_string_from_utf32}, like Godot everywhere but on Windows. */
  get_string_from_wchar(): string {
    return fromUtf32(this);
  }
  /**
   * The text until the first 0, in an encoding of this name ("shift_jis", ...; what the browser knows); without a name it must be ASCII, as in Godot's web export.
   * Empty (reported) when there is no such encoding or the bytes are not in it.
   */
  get_string_from_multibyte_char(encoding = ""): string {
    const text = fromEncoding(this, encoding);
    if (text === undefined) report(`PackedByteArray: these ${this.length} bytes are no text in the encoding "${encoding || "ascii"}", or there is no such encoding.`);
    return text ?? "";
  }

  /**
   * The bytes, compressed: a `FileAccess.COMPRESSION_*` mode. Empty for no bytes, and (reported) for a mode that Godot does not compress with.
   * {@link decompress} needs the size of what was compressed, so send that along, or use {@link decompress_dynamic}.
   */
  compress(compression_mode = 0): PackedByteArray {
    return fixed(compressed(this.#plain(), toIndex(compression_mode)));
  }
  /** What was compressed, if it is at most `buffer_size` bytes; else, or when it is damaged, empty (reported). */
  decompress(buffer_size: number, compression_mode = 0): PackedByteArray {
    return fixed(decompressed(this.#plain(), toIndex(buffer_size), toIndex(compression_mode)));
  }
  /** What was compressed with DEFLATE, GZIP or BROTLI, if it is at most `max_output_size` bytes (-1: 64 MiB); else, or when it is damaged, empty (reported). */
  decompress_dynamic(max_output_size: number, compression_mode = 0): PackedByteArray {
    return fixed(decompressedDynamic(this.#plain(), toIndex(max_output_size), toIndex(compression_mode)));
  }

  /** The bytes as 32-bit ints, little endian. Empty (reported) when they do not come out even; so are all of these. */
  to_int32_array(): Int32Array {
    return new Int32Array(this.#whole(4, "PackedInt32Array"));
  }
  /** The bytes as 64-bit ints. */
  to_int64_array(): BigInt64Array {
    return new BigInt64Array(this.#whole(8, "PackedInt64Array"));
  }
  /** The bytes as 32-bit floats. */
  to_float32_array(): Float32Array {
    return new Float32Array(this.#whole(4, "PackedFloat32Array"));
  }
  /** The bytes as 64-bit floats. */
  to_float64_array(): Float64Array {
    return new Float64Array(this.#whole(8, "PackedFloat64Array"));
  }
  /** The bytes as pairs of 32-bit floats. */
  to_vector2_array(): PackedVector2Array {
    return new PackedVector2Array(this.#groups(2, "PackedVector2Array", ([x, y]) => new Vector2(x, y)));
  }
  /** The bytes as triples of 32-bit floats. */
  to_vector3_array(): PackedVector3Array {
    return new PackedVector3Array(this.#groups(3, "PackedVector3Array", ([x, y, z]) => new Vector3(x, y, z)));
  }
  /** The bytes as fours of 32-bit floats. */
  to_vector4_array(): PackedVector4Array {
    return new PackedVector4Array(this.#groups(4, "PackedVector4Array", ([x, y, z, w]) => new Vector4(x, y, z, w)));
  }
  /** The bytes as fours of 32-bit floats: red, green, blue, alpha. */
  to_color_array(): PackedColorArray {
    return new PackedColorArray(this.#groups(4, "PackedColorArray", ([r, g, b, a]) => new Color(r, g, b, a)));
  }

  /**
   * Writes a value as `var_to_bytes` does, at `byte_offset`, over what is there.
   * @param _allow_objects accepted and of no effect: objects are refused either way.
   * @returns how many bytes that took; -1, with nothing written, when they do not fit, and (reported) for a value that is refused or a negative offset.
   */
  encode_var(byte_offset: number, value: unknown, _allow_objects = false): number {
    const at = this.#offset(byte_offset, "encode_var");
    if (at === undefined) return -1;
    const result = writeVariant(value, {});
    if (!result.ok) {
      report(`PackedByteArray: encode_var: ${result.error}.`, result.cause);
      return -1;
    }
    const { bytes } = result.copy;
    if (at + bytes.length > this.length) return -1;
    this.set(bytes, at);
    return bytes.length;
  }
  /** The value at `byte_offset`, as `bytes_to_var` reads it; null, without a report, when there is none or it has an object in it. */
  decode_var(byte_offset: number, _allow_objects = false): Variant<PackedByteArray> {
    const result = this.#variant(byte_offset, "decode_var");
    return result?.ok === true ? result.value : null;
  }
  /** How many bytes the value at `byte_offset` takes; 0 when there is none. */
  decode_var_size(byte_offset: number, _allow_objects = false): number {
    const result = this.#variant(byte_offset, "decode_var_size");
    return result?.ok === true ? result.size : 0;
  }
  /** Whether there is a value at `byte_offset` that {@link decode_var} can read. */
  has_encoded_var(byte_offset: number, _allow_objects = false): boolean {
    return this.#variant(byte_offset, "has_encoded_var")?.ok === true;
  }

  #variant(byteOffset: number, method: string): DecodeVariantResult<PackedByteArray> | undefined {
    const offset = this.#offset(byteOffset, method);
    return offset === undefined ? undefined : readVariant(this, { offset }, (copy) => new PackedByteArray(copy));
  }

  #offset(byteOffset: number, method: string): number | undefined {
    const at = toIndex(byteOffset);
    if (at >= 0) return at;
    report(`PackedByteArray: ${method}(${at}): an offset is not negative.`);
    return undefined;
  }

  /** The same memory as a plain array: this class's `subarray` is not JavaScript's. */
  #view(begin: number, end: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.buffer, this.byteOffset + begin, end - begin);
  }

  /** The bytes in memory of a fixed size: engines are quicker there, and in functions that have seen nothing else. */
  #plain(): Uint8Array<ArrayBuffer> {
    return this.has_fixed_size() ? this.#view(0, this.length) : this.to_uint8_array();
  }

  #whole(width: number, name: string): ArrayBuffer {
    if (this.length % width === 0) return this.to_uint8_array().buffer;
    report(`PackedByteArray: ${this.length} bytes are no ${name}; the size must be a multiple of ${width}.`);
    return new ArrayBuffer(0);
  }

  #groups<T>(count: number, name: string, make: (floats: readonly number[]) => T): T[] {
    const floats = [...new Float32Array(this.#whole(4 * count, name))];
    return Array.from({ length: floats.length / count }, (_, at) => make(floats.slice(at * count, (at + 1) * count)));
  }
}

function fixed(bytes: Uint8Array<ArrayBuffer>): PackedByteArray {
  return new PackedByteArray(bytes.buffer, bytes.byteOffset, bytes.length);
}

function fromEnd(index: number, length: number): number {
  const at = toIndex(index);
  return at < 0 ? length + at : at;
}

function clampedPlace(index: number, length: number): number {
  return Math.max(0, Math.min(fromEnd(index, length), length));
}
