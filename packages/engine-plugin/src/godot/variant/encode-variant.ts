import { PackedByteArray } from "../packed-byte-array.js";
import { type EncodeVariantOptions, writeVariant } from "./write-variant.js";

export type { EncodeVariantOptions, GodotGeneration } from "./write-variant.js";

/** The bytes of a value, or why there are none. */
export type EncodeVariantResult =
  | { readonly ok: true; readonly bytes: PackedByteArray }
  | {
      readonly ok: false;
      /** What is wrong and where: `value.players[3].socket is an object of class WebSocket; …`. */
      readonly error: string;
      /** What was thrown, when it came from the value: a getter of it, or a proxy. */
      readonly cause?: unknown;
    };

/**
 * The bytes that Godot's `var_to_bytes` makes of a value; which value becomes which Variant, docs/godot-types.md says.
 * Never throws and reports nothing: {@link var_to_bytes} is the same with Godot's manners.
 *
 * A value that is refused, at whatever depth, is refused whole: functions, symbols, objects of classes, what is nested deeper than
 * 1024 (or holds itself), and for Godot 3 the types it does not have.
 */
export function encode_variant(value: unknown, options: EncodeVariantOptions = {}): EncodeVariantResult {
  const written = writeVariant(value, options);
  return written.ok ? { ok: true, bytes: new PackedByteArray(written.copy) } : written;
}
