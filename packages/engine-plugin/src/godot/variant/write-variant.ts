import type { FixedCopy } from "../bytes/fixed-copy.js";
import { VariantError } from "./variant-error.js";
import { VariantWriter } from "./writer.js";

/** Which Godot's bytes. They differ in the numbers of the types, in the types there are, and in RIDs. */
export type GodotGeneration = 3 | 4;

/** How to write a Variant. */
export interface EncodeVariantOptions {
  /** Whose bytes to write: Godot 4's, unless told otherwise. */
  readonly godot?: GodotGeneration;
  /** Writes the classes and scripts of typed containers by name, as `var_to_bytes_with_objects` does. Objects are refused all the same. */
  readonly with_objects?: boolean;
}

/** What was written, to be copied before anything else is written; or why nothing was. */
export type WrittenVariant =
  | { readonly ok: true; readonly copy: FixedCopy }
  | { readonly ok: false; readonly error: string; readonly cause?: unknown };

/** Kept for the next value, so that its buffer is. */
let idle: VariantWriter | undefined;

/** What `encode_variant` does, without knowing the class of its bytes: that one needs this too. */
export function writeVariant(value: unknown, { godot = 4, with_objects = false }: EncodeVariantOptions): WrittenVariant {
  // A getter of the value may well encode something itself.
  const writer = idle ?? new VariantWriter();
  idle = undefined;
  try {
    const copy = writer.encode(value, godot === 3, with_objects);
    idle = writer;
    return { ok: true, copy };
  } catch (cause) {
    if (cause instanceof VariantError) return { ok: false, error: cause.message };
    return { ok: false, error: `${writer.path()} could not be read`, cause };
  }
}
