import { PackedByteArray } from "../packed-byte-array.js";
import type { MakeBytes } from "./input.js";
import { type DecodeVariantOptions, type DecodeVariantResult, readVariant } from "./read-variant.js";

export type { DecodeVariantOptions, DecodeVariantResult } from "./read-variant.js";

const makeBytes: MakeBytes = (copy) => new PackedByteArray(copy);

/**
 * The value that Godot's `bytes_to_var` reads; which Variant becomes which value, docs/godot-types.md says. Whether a null was sent
 * or the bytes are no Variant shows in `ok`. Reports nothing: {@link bytes_to_var} is the same with Godot's manners.
 *
 * Made for bytes that strangers send. Whatever they are, it does not throw, goes no deeper than 1024, and takes no more memory than
 * 32 times their length (most for empty typed dictionaries, 12 bytes each): nothing is made for a count before that many elements
 * can be there. The value shares no memory with the bytes. Values in it may still be of any type: check them before use.
 */
export function decode_variant(bytes: Uint8Array, options: DecodeVariantOptions = {}): DecodeVariantResult {
  return readVariant(bytes, options, makeBytes);
}
