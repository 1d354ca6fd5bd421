import { int64, numberOrBigint } from "../int64.js";
import { report } from "../report.js";
import { ByteList } from "./byte-list.js";
import { fromHalf, toHalf } from "./half.js";
import { toIndex, toInt } from "./numbers.js";

/**
 * Bytes with numbers at places in them, little endian, as Godot writes them. `byte_offset` counts from 0; a number that is not wholly inside the array is
 * reported, read as 0 and not written. Ints wrap around to the size of their field.
 */
export class ByteFields extends ByteList {
  /** An unsigned byte. */
  decode_u8(byte_offset: number): number {
    return this.#read(byte_offset, 1)?.getUint8(0) ?? 0;
  }
  /** A signed byte. */
  decode_s8(byte_offset: number): number {
    return this.#read(byte_offset, 1)?.getInt8(0) ?? 0;
  }
  /** An unsigned 16-bit int. */
  decode_u16(byte_offset: number): number {
    return this.#read(byte_offset, 2)?.getUint16(0, true) ?? 0;
  }
  /** A signed 16-bit int. */
  decode_s16(byte_offset: number): number {
    return this.#read(byte_offset, 2)?.getInt16(0, true) ?? 0;
  }
  /** An unsigned 32-bit int. */
  decode_u32(byte_offset: number): number {
    return this.#read(byte_offset, 4)?.getUint32(0, true) ?? 0;
  }
  /** A signed 32-bit int. */
  decode_s32(byte_offset: number): number {
    return this.#read(byte_offset, 4)?.getInt32(0, true) ?? 0;
  }
  /** A 64-bit int: a number where that is exact, else a bigint. Godot has no unsigned one, so this is the same as {@link decode_s64}. */
  decode_u64(byte_offset: number): number | bigint {
    return this.decode_s64(byte_offset);
  }
  /** A 64-bit int: a number where that is exact, else a bigint. */
  decode_s64(byte_offset: number): number | bigint {
    return numberOrBigint(this.#read(byte_offset, 8)?.getBigInt64(0, true) ?? 0n);
  }
  /** A 16-bit float. */
  decode_half(byte_offset: number): number {
    return fromHalf(this.#read(byte_offset, 2)?.getUint16(0, true) ?? 0);
  }
  /** A 32-bit float. */
  decode_float(byte_offset: number): number {
    return this.#read(byte_offset, 4)?.getFloat32(0, true) ?? 0;
  }
  /** A 64-bit float. */
  decode_double(byte_offset: number): number {
    return this.#read(byte_offset, 8)?.getFloat64(0, true) ?? 0;
  }

  /** Writes a byte. */
  encode_u8(byte_offset: number, value: number | bigint): void {
    this.#read(byte_offset, 1)?.setUint8(0, low32(value));
  }
  /** Writes a byte. */
  encode_s8(byte_offset: number, value: number | bigint): void {
    this.encode_u8(byte_offset, value);
  }
  /** Writes a 16-bit int. */
  encode_u16(byte_offset: number, value: number | bigint): void {
    this.#read(byte_offset, 2)?.setUint16(0, low32(value), true);
  }
  /** Writes a 16-bit int. */
  encode_s16(byte_offset: number, value: number | bigint): void {
    this.encode_u16(byte_offset, value);
  }
  /** Writes a 32-bit int. */
  encode_u32(byte_offset: number, value: number | bigint): void {
    this.#read(byte_offset, 4)?.setUint32(0, low32(value), true);
  }
  /** Writes a 32-bit int. */
  encode_s32(byte_offset: number, value: number | bigint): void {
    this.encode_u32(byte_offset, value);
  }
  /** Writes a 64-bit int. */
  encode_u64(byte_offset: number, value: number | bigint): void {
    this.#read(byte_offset, 8)?.setBigInt64(0, int64(toInt(value)), true);
  }
  /** Writes a 64-bit int. */
  encode_s64(byte_offset: number, value: number | bigint): void {
    this.encode_u64(byte_offset, value);
  }
  /** Writes a 16-bit float, with Godot's rounding: digits that do not fit are cut off, from 65536 on it is infinity, below 2^-14 it is 0. */
  encode_half(byte_offset: number, value: number | bigint): void {
    this.#read(byte_offset, 2)?.setUint16(0, toHalf(Number(value)), true);
  }
  /** Writes a 32-bit float. */
  encode_float(byte_offset: number, value: number | bigint): void {
    this.#read(byte_offset, 4)?.setFloat32(0, Number(value), true);
  }
  /** Writes a 64-bit float. */
  encode_double(byte_offset: number, value: number | bigint): void {
    this.#read(byte_offset, 8)?.setFloat64(0, Number(value), true);
  }

  /** Turns the byte order of `count` 16-bit pieces around, in place, from `offset` on; of all whole ones when `count` is negative. */
  bswap16(offset = 0, count = -1): void {
    this.#swap(2, offset, count);
  }
  /** As {@link bswap16}, for 32-bit pieces. */
  bswap32(offset = 0, count = -1): void {
    this.#swap(4, offset, count);
  }
  /** As {@link bswap16}, for 64-bit pieces. */
  bswap64(offset = 0, count = -1): void {
    this.#swap(8, offset, count);
  }

  #read(byteOffset: number, width: number): DataView | undefined {
    const at = toIndex(byteOffset);
    if (at >= 0 && at <= this.length - width) return new DataView(this.buffer, this.byteOffset + at, width);
    report(`PackedByteArray: ${width} bytes at ${at} are out of bounds; there are ${this.length} bytes.`);
    return undefined;
  }

  #swap(width: number, offset: number, count: number): void {
    const at = toIndex(offset);
    const wanted = toIndex(count);
    if (this.length === 0 || wanted === 0) return;
    const whole = Math.floor((this.length - at) / width);
    if (at < 0 || at > this.length - width || wanted > whole) {
      report(`PackedByteArray: ${wanted} pieces of ${width} bytes at ${at} are out of bounds; there are ${this.length} bytes.`);
      return;
    }
    const end = at + (wanted < 0 ? whole : wanted) * width;
    for (let piece = at; piece < end; piece += width) new Uint8Array(this.buffer, this.byteOffset + piece, width).reverse();
  }
}

function low32(value: number | bigint): number {
  const int = toInt(value);
  return typeof int === "number" ? int : Number(BigInt.asIntN(32, int));
}
