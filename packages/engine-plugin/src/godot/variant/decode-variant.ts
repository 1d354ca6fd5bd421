import { PackedByteArray } from "../packed-byte-array.js";
import type { FixedCopy } from "../bytes/fixed-copy.js";
import { type DecodeVariantOptions, type DecodeVariantResult as ResultWith, readVariant } from "./read-variant.js";
import type { Variant as VariantWith } from "./variant.js";

export type { DecodeVariantOptions } from "./read-variant.js";

/** Everything that Godot's bytes are read as. What else is accepted when writing, {@link var_to_bytes} says. */
export type Variant = VariantWith<PackedByteArray>;
/** A value, or why there is none. */
export type DecodeVariantResult = ResultWith<PackedByteArray>;

const makeBytes = (copy: FixedCopy): PackedByteArray => new PackedByteArray(copy);

/**
 * The value that Godot's `bytes_to_var` reads; which Variant becomes which value, docs/godot-types.md says. Whether a null was sent
 * or the bytes are no Variant shows in `ok`. Reports nothing: {@link bytes_to_var} is the same with Godot's manners.
 *
 * Made for bytes that strangers send. Whatever they are, it does not throw, goes no deeper than 1024, and takes no more memory than
 * 40 times their length (measured in V8, garbage included; most for empty and tiny byte arrays, whose 8 to 12 bytes become an object of
 * 230): nothing is made for a count before that many elements can be there. The value shares no memory with the bytes. Values in it may still be of any type: check them before use.
 */
export function decode_variant(bytes: Uint8Array, options: DecodeVariantOptions = {}): DecodeVariantResult {
  return readVariant(bytes, options, makeBytes);
}
