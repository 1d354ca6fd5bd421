/** Why a value could not be written or bytes not be read. Thrown inside the codec only; what is public catches it. */
export class VariantError extends Error {
  override readonly name = "VariantError";
}

/**
 * How deep arrays, dictionaries and the like may be nested. Godot 4.6's own limit; Godot 3 has none and overflows its stack
 * somewhere beyond.
 */
export const maxDepth = 1024;
