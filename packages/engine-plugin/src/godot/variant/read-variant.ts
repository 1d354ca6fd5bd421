import type { FixedCopy } from "../bytes/fixed-copy.js";
import { VariantReader } from "./reader.js";
import type { Variant } from "./variant.js";
import type { GodotGeneration } from "./write-variant.js";

/** How to read a Variant. */
export interface DecodeVariantOptions {
  /** Whose bytes they are: Godot 4's, unless told otherwise. */
  readonly godot?: GodotGeneration;
  /** Where the value begins, in bytes; 0 unless told otherwise. */
  readonly offset?: number;
  /** Keeps the classes and scripts of typed containers by name, as `bytes_to_var_with_objects` does. Objects are refused all the same. */
  readonly with_objects?: boolean;
}

/** A value, or why there is none. */
export type DecodeVariantResult<Bytes extends Uint8Array> =
  | {
      readonly ok: true;
      readonly value: Variant<Bytes>;
      /** How many bytes it took. What follows is nobody's concern here, as in Godot. */
      readonly size: number;
    }
  | {
      readonly ok: false;
      /** What is wrong, and at which byte. */
      readonly error: string;
    };

/** What `decode_variant` does, without knowing the class of its bytes: that one needs this too. */
export function readVariant<Bytes extends Uint8Array>(
  bytes: Uint8Array,
  { godot = 4, offset = 0, with_objects = false }: DecodeVariantOptions,
  makeBytes: (copy: FixedCopy) => Bytes,
): DecodeVariantResult<Bytes> {
  try {
    if (!(bytes instanceof Uint8Array)) return { ok: false, error: "what was given are no bytes" };
    if (!(offset >= 0 && offset <= bytes.length)) return { ok: false, error: `there is no byte ${offset}` };
    const reader = new VariantReader(bytes, Math.trunc(offset), godot === 3, with_objects, makeBytes);
    // All byte arrays in it are what makeBytes made.
    const value = reader.read(0) as Variant<Bytes>;
    return { ok: true, value, size: Math.min(reader.position, bytes.length) - Math.trunc(offset) };
  } catch (cause) {
    return { ok: false, error: cause instanceof Error ? cause.message : String(cause) };
  }
}
