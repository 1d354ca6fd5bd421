import { ERR_INVALID_PARAMETER, OK } from "../error.js";
import { report } from "../report.js";
import { GrowingBytes } from "./growing-bytes.js";
import { toByte, toIndex } from "./numbers.js";

/** Bytes as Godot's list of them. An index that is not there is reported and changes nothing. */
export class ByteList extends GrowingBytes {
  /** How many bytes there are. */
  size(): number {
    return this.length;
  }

  /** Whether there are none. */
  is_empty(): boolean {
    return this.length === 0;
  }

  /** Godot 3's name of {@link is_empty}. */
  empty(): boolean {
    return this.length === 0;
  }

  /** The byte at `index`; 0 (reported) when there is none. Negative ones do not count from the end: that is `at`. */
  get(index: number): number {
    const at = toIndex(index);
    return this.#has(at, "get") ? this[at]! : 0;
  }

  /** Sets one byte. An index that is not there is reported. */
  override set(index: number, value: number | bigint): void;
  /** JavaScript's `set`: copies all of `array` to `offset`. */
  override set(array: ArrayLike<number>, offset?: number): void;
  override set(first: number | ArrayLike<number>, second?: number | bigint): void {
    if (typeof first === "object") super.set(first, Number(second ?? 0));
    else if (this.#has(toIndex(first), "set")) this[toIndex(first)] = toByte(second);
  }

  /** Adds one byte at the end. Answers as Godot does: false when that worked, true (reported) when it did not. */
  push_back(value: number | bigint): boolean {
    const end = this.length;
    if (this.resize(end + 1) !== OK) return true;
    this[end] = toByte(value);
    return false;
  }

  /** The same as {@link push_back}. */
  append(value: number | bigint): boolean {
    return this.push_back(value);
  }

  /** Adds all of these at the end. */
  append_array(array: Uint8Array | readonly (number | bigint)[]): void {
    const end = this.length;
    const bytes = array instanceof Uint8Array ? array : Uint8Array.from(array, toByte);
    // The length is read first: the array may be added to itself.
    const count = bytes.length;
    if (count === 0 || this.resize(end + count) !== OK) return;
    if (bytes === this) this.copyWithin(end, 0, count);
    else super.set(bytes, end);
  }

  /**
   * Puts a byte before the one at `index`, or at the end for `index == size()`.
   * @returns 0; 31 (reported) when there is no such place; 6 (reported) when the array cannot grow.
   */
  insert(index: number, value: number | bigint): number {
    const at = toIndex(index);
    const end = this.length;
    if (at < 0 || at > end) {
      report(`PackedByteArray: insert at ${at} is out of bounds; there are ${end} bytes.`);
      return ERR_INVALID_PARAMETER;
    }
    const result = this.resize(end + 1);
    if (result !== OK) return result;
    this.copyWithin(at + 1, at, end);
    this[at] = toByte(value);
    return OK;
  }

  /** Takes one byte out. An index that is not there is reported. */
  remove_at(index: number): void {
    const at = toIndex(index);
    if (!this.#has(at, "remove_at")) return;
    // Sizes first: an array that cannot shrink must not be changed.
    const tail = Uint8Array.prototype.slice.call(this, at + 1);
    if (this.resize(this.length - 1) === OK) super.set(tail, at);
  }

  /** Godot 3's name of {@link remove_at}. */
  remove(index: number): void {
    this.remove_at(index);
  }

  /** Takes the first byte of this value out. Answers whether there was one (and it could be taken out). */
  erase(value: number | bigint): boolean {
    const at = this.indexOf(toByte(value));
    if (at < 0) return false;
    const before = this.length;
    this.remove_at(at);
    return this.length < before;
  }

  /** Takes all bytes out. */
  clear(): void {
    this.resize(0);
  }

  /** Sets all bytes (or, as in JavaScript, those from `start` until before `end`) to this value. */
  override fill(value: number | bigint, start?: number, end?: number): this {
    return super.fill(toByte(value), start, end);
  }

  /** Godot 3's name of `reverse`. */
  invert(): void {
    this.reverse();
  }

  /** Whether there is a byte of this value. */
  has(value: number | bigint): boolean {
    return this.includes(toByte(value));
  }

  /** How many bytes have this value. */
  count(value: number | bigint): number {
    const byte = toByte(value);
    let found = 0;
    for (let at = 0; at < this.length; at++) if (this[at] === byte) found++;
    return found;
  }

  /** Where the first byte of this value is, at or after `from`; -1 when there is none, or no such place. A negative `from` counts from the end. */
  override find(value: number | bigint, from?: number): number;
  /** JavaScript's `find`: the first byte that the function says yes to. */
  override find(predicate: (value: number, index: number, array: this) => boolean, thisArg?: unknown): number | undefined;
  override find(what: unknown, second?: unknown): number | undefined {
    if (typeof what === "function") return super.find(what as (value: number) => boolean, second);
    const from = this.#place(second ?? 0);
    return from === undefined ? -1 : this.indexOf(toByte(what), from);
  }

  /** Where the last byte of this value is, at or before `from`; -1 when there is none, or no such place. A negative `from` counts from the end. */
  rfind(value: number | bigint, from = -1): number {
    const place = this.#place(from);
    return place === undefined ? -1 : this.lastIndexOf(toByte(value), place);
  }

  /** In sorted bytes: where this value is or would have to be put, before (or with `before` false: behind) those of the same value. */
  bsearch(value: number | bigint, before = true): number {
    const byte = toByte(value);
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before ? this[middle]! < byte : this[middle]! <= byte) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #has(at: number, method: string): boolean {
    const has = at >= 0 && at < this.length;
    if (!has) report(`PackedByteArray: ${method}(${at}) is out of bounds; there are ${this.length} bytes.`);
    return has;
  }

  #place(from: unknown): number | undefined {
    const at = toIndex(from);
    const place = at < 0 ? this.length + at : at;
    return place >= 0 && place < this.length ? place : undefined;
  }
}
