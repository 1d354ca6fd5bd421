import { FixedCopy } from "../bytes/fixed-copy.js";
import { Basis } from "./basis.js";
import { Color } from "./color.js";
import { Float } from "./float.js";
import { readKey } from "./key-cache.js";
import { swapUnlessLittle } from "./little-endian.js";
import { readUtf8 } from "./utf8.js";
import { VariantError } from "./variant-error.js";
import { Vector2, Vector2i } from "./vector2.js";
import { Vector3 } from "./vector3.js";
import { Vector4 } from "./vector4.js";

const nothing = new FixedCopy(new Uint8Array(0));

/** Makes the array of bytes that programs get. */
export type MakeBytes = (copy: FixedCopy) => Uint8Array;

/**
 * Reads numbers, texts and what is made of a few numbers, one after the other, little endian. Nothing is made before all its bytes
 * are known to be there. Throws {@link VariantError} where they are not.
 */
export class Input {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #end: number;
  readonly #lenient: boolean;
  readonly #makeBytes: MakeBytes;
  #at: number;

  /**
   * @param lenient lets surrogates through in texts, as Godot 3 does.
   * @param makeBytes makes a PackedByteArray: that class can read values itself, so its file is not known here.
   */
  constructor(bytes: Uint8Array, start: number, lenient: boolean, makeBytes: MakeBytes) {
    this.#makeBytes = makeBytes;
    this.#bytes = plainBytes(bytes);
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
    this.#at = start;
    this.#end = bytes.length;
    this.#lenient = lenient;
  }

  /** Where the next value begins. May lie behind the end, when the padding of a last byte array is missing. */
  get position(): number {
    return this.#at;
  }

  /** Back to where it was before. */
  rewind(position: number): void {
    this.#at = position;
  }

  /** The word at a place that was read before. */
  wordAt(position: number): number {
    return this.#view.getUint32(position, true);
  }

  /** A text: length, UTF-8, padding. */
  string(isKey = false): string {
    const length = this.int32();
    const padded = (length + 3) & ~3;
    // Near 2^31 the sum turns negative.
    if (length < 0 || padded < length || padded > this.#end - this.#at) throw this.#tooShort();
    const start = this.take(padded);
    const text =
      (isKey ? readKey(this.#bytes, start, start + length) : undefined) ??
      readUtf8(this.#bytes, start, start + length, this.#lenient);
    if (text === undefined) throw new VariantError(`a text that is no UTF-8 at byte ${start}`);
    return text;
  }

  /** Bytes as they are, and their padding, which may be missing at the end. */
  byteArray(count: number): Uint8Array {
    const start = this.#at;
    const end = start + this.room(count, 1);
    // As in Godot: its check does not count the padding.
    this.#at = start + ((count + 3) & ~3);
    return this.#makeBytes(count === 0 ? nothing : new FixedCopy(this.#bytes.subarray(start, end)));
  }

  /** Fills a typed array from the bytes. */
  numbers<T extends Int32Array | BigInt64Array | Float32Array | Float64Array>(array: T): T {
    // Asking an empty array for its buffer would make one.
    if (array.length === 0) return array;
    const start = this.take(array.byteLength);
    const bytes = new Uint8Array(array.buffer);
    bytes.set(this.#bytes.subarray(start, start + array.byteLength));
    swapUnlessLittle(bytes, array.BYTES_PER_ELEMENT);
    return array;
  }

  vector2(wide: boolean): Vector2 {
    return new Vector2(this.real(wide), this.real(wide));
  }

  vector2i(): Vector2i {
    return new Vector2i(this.uint32(), this.uint32());
  }

  vector3(wide: boolean): Vector3 {
    return new Vector3(this.real(wide), this.real(wide), this.real(wide));
  }

  vector4(wide: boolean): Vector4 {
    return new Vector4(this.real(wide), this.real(wide), this.real(wide), this.real(wide));
  }

  /** Row by row, where the class has columns. */
  basis(wide: boolean): Basis {
    const [a, b, c] = [this.vector3(wide), this.vector3(wide), this.vector3(wide)];
    return new Basis(new Vector3(a.x, b.x, c.x), new Vector3(a.y, b.y, c.y), new Vector3(a.z, b.z, c.z));
  }

  color(): Color {
    return new Color(this.real(false), this.real(false), this.real(false), this.real(false));
  }

  /** A component: 32 bits, or 64 from a Godot that was built with double precision. */
  real(wide: boolean): number {
    return wide ? this.#view.getFloat64(this.take(8), true) : this.#view.getFloat32(this.take(4), true);
  }

  float(wide: boolean): number | Float {
    const value = this.real(wide);
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? new Float(value) : value;
  }

  int64(): number | bigint {
    const at = this.take(8);
    // Rounds what is beyond 2^53, never to a safe integer.
    const value = this.#view.getInt32(at + 4, true) * 0x1_0000_0000 + this.#view.getUint32(at, true);
    return Number.isSafeInteger(value) ? value : this.#view.getBigInt64(at, true);
  }

  uint64(): bigint {
    return this.#view.getBigUint64(this.take(8), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.take(4), true);
  }

  int32(): number {
    return this.#view.getInt32(this.take(4), true);
  }

  /** The count, when that many elements of at least so many bytes can be there. */
  room(count: number, elementBytes: number): number {
    if (count < 0 || count * elementBytes > this.#end - this.#at) throw this.#tooShort();
    return count;
  }

  /** Where so many bytes begin; the position is behind them then. */
  take(bytes: number): number {
    const at = this.#at;
    if (bytes > this.#end - at) throw this.#tooShort();
    this.#at = at + bytes;
    return at;
  }

  #tooShort(): VariantError {
    return new VariantError(`the bytes end in the middle of a value: ${this.#end} are too few for what is said at byte ${this.#at}`);
  }
}

/**
 * The bytes with JavaScript's own methods only, a PackedByteArray's `subarray` is another; and in memory of a fixed size that is
 * nobody else's, as browsers' text decoders ask for.
 */
function plainBytes(bytes: Uint8Array): Uint8Array {
  const { buffer } = bytes;
  const isPlain = buffer instanceof ArrayBuffer && (buffer as { resizable?: boolean }).resizable !== true;
  return isPlain ? new Uint8Array(buffer, bytes.byteOffset, bytes.length) : new Uint8Array(bytes);
}
