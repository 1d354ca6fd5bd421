import { PackedByteArray } from "../packed-byte-array.js";
import { report } from "../report.js";
import { encode_variant, type GodotGeneration } from "./encode-variant.js";

/**
 * Godot 4's `var_to_bytes`: a value as bytes that `bytes_to_var` of any Godot 4 reads. Which value becomes which type, and what is
 * refused, the table in docs/godot-types.md says; in short: whole numbers and bigints are ints, other numbers floats (`new Float(1)` is the
 * float 1.0), plain objects and Maps are dictionaries with their order kept, `undefined` is null.
 *
 * @returns what is refused (a function, an object of a class, something that holds itself) gives an empty array and is reported with
 * its place. Godot writes the number of an object instead; that says nothing to anyone else. Use {@link encode_variant} to be told.
 */
export function var_to_bytes(value: unknown): PackedByteArray {
  return write("var_to_bytes", value, 4, false);
}

/**
 * Godot 4's `var_to_bytes_with_objects`. The classes and scripts of typed arrays and dictionaries are written by name; objects are
 * refused here too, as `bytes_to_var` of a Godot refuses them. Else like {@link var_to_bytes}.
 */
export function var_to_bytes_with_objects(value: unknown): PackedByteArray {
  return write("var_to_bytes_with_objects", value, 4, true);
}

/**
 * Godot 3's `var2bytes`: like {@link var_to_bytes}, in the bytes of Godot 3. What Godot 3 does not have (Vector2i, StringName,
 * PackedInt64Array, typed arrays, …) is refused.
 * @param full_objects accepted and of no effect: objects are refused either way.
 */
export function var2bytes(value: unknown, full_objects = false): PackedByteArray {
  return write("var2bytes", value, 3, full_objects);
}

function write(name: string, value: unknown, godot: GodotGeneration, with_objects: boolean): PackedByteArray {
  const result = encode_variant(value, { godot, with_objects });
  if (result.ok) return result.bytes;
  report(`${name}: ${result.error}.`, result.cause);
  return new PackedByteArray(new ArrayBuffer(0));
}
