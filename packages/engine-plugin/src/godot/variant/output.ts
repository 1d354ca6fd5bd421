import { FixedCopy } from "../bytes/fixed-copy.js";
import { swapUnlessLittle } from "./little-endian.js";
import { mostBytesPerUnit, writeUtf8 } from "./utf8.js";
import { VariantError } from "./variant-error.js";

const firstCapacityBytes = 4096;
/** A buffer that grew beyond this for one large value is not kept. */
const keptCapacityBytes = 1 << 20;
/** Godot counts bytes in 32 bits, signed. */
const mostBytes = 0x7fffffff;

/** Bytes that grow as they are written, little endian, and are used again for the next value. */
export class Output {
  #buffer = new ArrayBuffer(firstCapacityBytes);
  #bytes = new Uint8Array(this.#buffer);
  #view = new DataView(this.#buffer);
  /** How much is written. */
  length = 0;

  /** What was written, to be copied before anything else is written; the output is empty then. */
  take(): FixedCopy {
    const taken = new FixedCopy(this.#bytes.subarray(0, this.length));
    this.clear();
    return taken;
  }

  clear(): void {
    this.length = 0;
    if (this.#buffer.byteLength > keptCapacityBytes) this.#use(new ArrayBuffer(firstCapacityBytes));
  }

  uint32(value: number): void {
    const at = this.#advance(4);
    this.#view.setUint32(at, value, true);
  }

  /** A type's header, and 32 bits behind it. */
  two(header: number, value: number): void {
    const at = this.#advance(8);
    this.#view.setUint32(at, header, true);
    this.#view.setInt32(at + 4, value, true);
  }

  /** A whole number beyond 32 bits, in 64. */
  wide(value: number): void {
    const at = this.#advance(8);
    const high = Math.floor(value / 0x1_0000_0000);
    this.#view.setUint32(at, value - high * 0x1_0000_0000, true);
    this.#view.setInt32(at + 4, high, true);
  }

  uint64(value: bigint): void {
    const at = this.#advance(8);
    this.#view.setBigUint64(at, value, true);
  }

  float32(value: number): void {
    const at = this.#advance(4);
    this.#view.setFloat32(at, value, true);
  }

  float64(value: number): void {
    const at = this.#advance(8);
    this.#view.setFloat64(at, value, true);
  }

  /** An int in as few bits as Godot takes for it; beyond 64 bits it wraps. */
  bigint(value: bigint, header: number, wideHeader: number): void {
    const at = this.#advance(12);
    const view = this.#view;
    view.setBigInt64(at + 4, value, true);
    const low = view.getInt32(at + 4, true);
    const isNarrow = view.getInt32(at + 8, true) === low >> 31;
    view.setUint32(at, isNarrow ? header : wideHeader, true);
    if (isNarrow) this.length = at + 8;
  }

  /** A float in as few bits as Godot takes for it. */
  float(value: number, header: number, wideHeader: number): void {
    const at = this.#advance(12);
    const view = this.#view;
    if (Math.fround(value) === value) {
      view.setUint32(at, header, true);
      view.setFloat32(at + 4, value, true);
      this.length = at + 8;
    } else {
      view.setUint32(at, wideHeader, true);
      view.setFloat64(at + 4, value, true);
    }
  }

  /** A header, and behind it the length, UTF-8 and padding of a text. */
  headedText(header: number, text: string, keepNul: boolean): void {
    const start = this.#advance(text.length * mostBytesPerUnit + 12);
    const bytes = this.#bytes;
    let end = writeUtf8(text, bytes, start + 8, keepNul);
    const view = this.#view;
    view.setUint32(start, header, true);
    view.setUint32(start + 4, end - start - 8, true);
    while ((end & 3) !== 0) bytes[end++] = 0;
    this.length = end;
  }

  /** Length, UTF-8, padding; with `nul`, a NUL at the end that counts as part of the text. */
  text(text: string, keepNul: boolean, nul = false): void {
    const start = this.#advance(text.length * mostBytesPerUnit + 9);
    const bytes = this.#bytes;
    let end = writeUtf8(text, bytes, start + 4, keepNul);
    if (nul) bytes[end++] = 0;
    this.#view.setUint32(start, end - start - 4, true);
    while ((end & 3) !== 0) bytes[end++] = 0;
    this.length = end;
  }

  /** Bytes as they are, or elements of this machine's byte order; padded. */
  bytes(source: Uint8Array, elementBytes = 1): void {
    const start = this.#advance((source.length + 3) & ~3);
    this.#bytes.set(source, start);
    this.#bytes.fill(0, start + source.length, this.length);
    if (elementBytes > 1) swapUnlessLittle(this.#bytes.subarray(start, this.length), elementBytes);
  }

  /** Words as they were {@link wordsFrom} elsewhere. */
  words(words: Int32Array): void {
    let at = this.#advance(words.length * 4);
    const view = this.#view;
    for (let i = 0; i < words.length; i++, at += 4) view.setInt32(at, words[i] as number, true);
  }

  /** A copy of what was written since a place. */
  wordsFrom(start: number): Int32Array {
    return Int32Array.from({ length: (this.length - start) >> 2 }, (_, index) => this.#view.getInt32(start + index * 4, true));
  }

  /** What was written at a place before, again. */
  patch(at: number, value: number): void {
    this.#view.setUint32(at, value, true);
  }

  /** What was written at a place. */
  peek(at: number): number {
    return this.#view.getUint32(at, true);
  }

  /** Call it before the view is looked at: growing replaces that. */
  #advance(bytes: number): number {
    const at = this.length;
    const end = at + bytes;
    if (end > this.#buffer.byteLength) this.#grow(end);
    this.length = end;
    return at;
  }

  #grow(least: number): void {
    if (least > mostBytes) throw new VariantError("the bytes would be more than 2 GiB");
    const old = this.#bytes;
    this.#use(new ArrayBuffer(Math.min(mostBytes, Math.max(least, old.length * 2))));
    this.#bytes.set(old);
  }

  #use(buffer: ArrayBuffer): void {
    this.#buffer = buffer;
    this.#bytes = new Uint8Array(buffer);
    this.#view = new DataView(buffer);
  }
}
