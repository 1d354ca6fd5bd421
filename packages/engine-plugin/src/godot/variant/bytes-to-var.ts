import { report } from "../report.js";
import { decode_variant, type Variant } from "./decode-variant.js";
import type { GodotGeneration } from "./encode-variant.js";

/**
 * Godot 4's `bytes_to_var`: reads what `var_to_bytes` of any Godot 4 wrote. Which type becomes which value, the table in
 * docs/godot-types.md says. Bytes behind the value are ignored.
 *
 * @returns null, and reports why, when the bytes are no Variant or have an object in them. A null that was sent gives null too; use
 * {@link decode_variant} to tell them apart. Safe for bytes that strangers send, within the bounds given there.
 */
export function bytes_to_var(bytes: Uint8Array): Variant {
  return read("bytes_to_var", bytes, 4, false);
}

/**
 * Godot 4's `bytes_to_var_with_objects`. The classes and scripts of typed arrays and dictionaries keep their names; objects are
 * refused here too, as {@link bytes_to_var} refuses them: there is no class of Godot to make them of.
 */
export function bytes_to_var_with_objects(bytes: Uint8Array): Variant {
  return read("bytes_to_var_with_objects", bytes, 4, true);
}

/**
 * Godot 3's `bytes2var`: like {@link bytes_to_var}, for the bytes of Godot 3.
 * @param allow_objects accepted and of no effect: objects are refused either way.
 */
export function bytes2var(bytes: Uint8Array, allow_objects = false): Variant {
  return read("bytes2var", bytes, 3, allow_objects);
}

function read(name: string, bytes: Uint8Array, godot: GodotGeneration, with_objects: boolean): Variant {
  const result = decode_variant(bytes, { godot, with_objects });
  if (result.ok) return result.value;
  report(`${name}: ${result.error}.`);
  return null;
}
