import { damaged, tooLarge } from "./limits.js";

type Bytes = Uint8Array<ArrayBuffer>;

/** Godot fills up shorter input with zeros. */
const SHORTEST_BYTES = 16;
/** From this size on level 2 is used, which also looks far back. */
const LEVEL_2_BYTES = 65536;
const LEVEL_2_MARK = 1 << 5;

/** A token below 32 says that so many bytes and one more follow as they are. */
const MAX_LITERALS = 32;
/** The longest match of one token of level 1. Level 2 has no longest. */
const MAX_MATCH = 264;
const MAX_DISTANCE = 8191;
const MAX_FAR_DISTANCE = 65535 + MAX_DISTANCE - 1;
/** This many bytes at the end are never part of a search. */
const TAIL_BYTES = 13;

const HASH_BITS = 13;
const HASH_MASK = (1 << HASH_BITS) - 1;
/** What one byte of input can become, at most: a byte of 255 in a level 2 length, or a token of three bytes with the longest match. */
const MOST_FROM_ONE_BYTE = 255;

/** FastLZ as Godot's mode 0 writes it, byte for byte. The size is not in it: input below 16 bytes gets zeros behind it that only the caller can take off again. */
export function fastLz(input: Bytes): Bytes {
  const padded = new Uint8Array(Math.max(input.length, SHORTEST_BYTES));
  padded.set(input);
  return new Writer(padded).write(input.length >= LEVEL_2_BYTES);
}

/** What is in a FastLZ block of at most `size` bytes; of exactly `size` below 16, as in Godot. Throws otherwise. */
export function readFastLz(input: Bytes, size: number): Bytes {
  const room = Math.max(size, SHORTEST_BYTES);
  const out = new Uint8Array(Math.min(room, input.length * MOST_FROM_ONE_BYTE + SHORTEST_BYTES));
  const length = read(input, out, room);
  return size < SHORTEST_BYTES ? out.slice(0, size) : out.subarray(0, length);
}

/** Both levels at once: the second differs in how lengths go on, in matches far back, and in how it ends. */
function read(input: Bytes, out: Bytes, limit: number): number {
  const level = (input[0]! >> 5) + 1;
  if (level > 2) throw damaged("a FastLZ block");
  const isFar = level === 2;
  const end = input.length;
  let at = 0;
  let to = 0;
  const next = (): number => {
    if (at >= end) throw damaged("a FastLZ block");
    return input[at++]!;
  };
  let token = next() & 31;
  for (;;) {
    if (token < 32) {
      const count = token + 1;
      if (to + count > limit) throw tooLarge(limit);
      if (at + count > end) throw damaged("a FastLZ block");
      out.set(input.subarray(at, at + count), to);
      at += count;
      to += count;
    } else {
      let count = (token >> 5) + 2;
      let distance = (token & 31) << 8;
      if (count === 9) {
        let more = next();
        count += more;
        if (isFar) {
          while (more === 255) {
            more = next();
            count += more;
          }
        }
      }
      const low = next();
      distance += low + 1;
      if (isFar && low === 255 && token % 32 === 31) distance = MAX_DISTANCE + 1 + (next() << 8) + next();
      if (to + count > limit) throw tooLarge(limit);
      if (distance > to) throw damaged("a FastLZ block");
      for (const stop = to + count; to < stop; to++) out[to] = out[to - distance]!;
    }
    // Level 1 ends one byte early; a token there would have nothing behind it.
    if (at > end - (isFar ? 1 : 2)) return to;
    token = next();
  }
}

class Writer {
  readonly #input: Bytes;
  readonly #out: Bytes;
  /** Where in the output the token of the running literals is. */
  #token = 0;
  #literals = 0;
  #end = 1;

  constructor(input: Bytes) {
    this.#input = input;
    this.#out = new Uint8Array(input.length + Math.ceil(input.length / MAX_LITERALS) + 2);
  }

  write(far: boolean): Bytes {
    const input = this.#input;
    const searchEnd = input.length - TAIL_BYTES;
    const seen = new Int32Array(HASH_MASK + 1);
    const hash = (at: number): number => {
      const first = input[at]! | (input[at + 1]! << 8);
      return (first ^ (input[at + 1]! | (input[at + 2]! << 8)) ^ (first >> (16 - HASH_BITS))) & HASH_MASK;
    };
    const same = (a: number, b: number, count: number): boolean => {
      for (let i = 0; i < count; i++) if (input[a + i] !== input[b + i]) return false;
      return true;
    };
    this.#literal(input[0]!);
    this.#literal(input[1]!);
    let at = 2;
    while (at < searchEnd) {
      let from: number;
      let known = 3;
      if (far && same(at, at - 1, 3)) {
        from = at - 1;
      } else {
        const slot = hash(at);
        from = seen[slot]!;
        seen[slot] = at;
        const distance = at - from;
        if (far && distance >= MAX_DISTANCE) known = 5;
        if (distance === 0 || distance > (far ? MAX_FAR_DISTANCE - 1 : MAX_DISTANCE) || !same(at, from, known)) {
          this.#literal(input[at++]!);
          continue;
        }
      }
      const length = this.#length(at, from, known);
      if (far) this.#matchFar(length - 2, at - from - 1);
      else this.#matchNear(length - 2, at - from - 1);
      at += length;
      seen[hash(at - 2)] = at - 2;
      seen[hash(at - 1)] = at - 1;
    }
    while (at < input.length) this.#literal(input[at++]!);
    if (this.#literals === 0) this.#end--;
    if (far) this.#out[0]! |= LEVEL_2_MARK;
    return this.#out.subarray(0, this.#end);
  }

  #length(at: number, from: number, known: number): number {
    const input = this.#input;
    // One byte further and the two positions that are noted behind a match would not fit.
    const stop = input.length - 3;
    let length = known;
    while (at + length < stop && input[at + length] === input[from + length]) length++;
    return length;
  }

  #literal(byte: number): void {
    this.#out[this.#end++] = byte;
    this.#out[this.#token] = this.#literals++;
    if (this.#literals === MAX_LITERALS) this.#begin();
  }

  #begin(): void {
    this.#token = this.#end++;
    this.#literals = 0;
  }

  #matchNear(length: number, distance: number): void {
    if (this.#literals === 0) this.#end--;
    const out = this.#out;
    let left = length;
    for (; left > MAX_MATCH - 2; left -= MAX_MATCH - 2) {
      out[this.#end++] = (7 << 5) | (distance >> 8);
      out[this.#end++] = MAX_MATCH - 11;
      out[this.#end++] = distance & 255;
    }
    if (left < 7) {
      out[this.#end++] = (left << 5) | (distance >> 8);
    } else {
      out[this.#end++] = (7 << 5) | (distance >> 8);
      out[this.#end++] = left - 7;
    }
    out[this.#end++] = distance & 255;
    this.#begin();
  }

  #matchFar(length: number, distance: number): void {
    if (this.#literals === 0) this.#end--;
    const out = this.#out;
    const isFar = distance >= MAX_DISTANCE;
    out[this.#end++] = (Math.min(length, 7) << 5) | (isFar ? 31 : distance >> 8);
    if (length >= 7) {
      let left = length - 7;
      for (; left >= 255; left -= 255) out[this.#end++] = 255;
      out[this.#end++] = left;
    }
    if (isFar) {
      out[this.#end++] = 255;
      out[this.#end++] = (distance - MAX_DISTANCE) >> 8;
    }
    out[this.#end++] = (isFar ? distance - MAX_DISTANCE : distance) & 255;
    this.#begin();
  }
}
