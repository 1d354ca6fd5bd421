/** Checked by the compiler, never run: that byte arrays in what was read are Godot's, however deep. */
import { PackedByteArray } from "../packed-byte-array.js";
import { bytes_to_var } from "./bytes-to-var.js";
import { decode_variant, type Variant } from "./decode-variant.js";

export function bytesIn(bytes: Uint8Array): PackedByteArray[] {
  const results: Variant[] = [bytes_to_var(bytes), new PackedByteArray(bytes).decode_var(0)];
  const read = decode_variant(bytes);
  if (read.ok) results.push(read.value);
  return results.flatMap((value) => (Array.isArray(value) ? value : [value])).filter((value) => value instanceof Uint8Array);
}

// @ts-expect-error plain bytes are never in what was read
export const plain: Variant = [new Uint8Array(1)];
