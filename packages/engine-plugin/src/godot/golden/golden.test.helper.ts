// What the two real engines answered, as the golden files hold it. `npm run golden` in packages/godot-oracle writes them.

import type { Described } from "./described.test.helper.js";

/** A method of PackedByteArray (3: PoolByteArray) with what came of it. */
export interface GoldenCall {
  readonly method: string;
  /** The bytes it was called on, in hex. */
  readonly bytes: string;
  readonly args: readonly Described[];
  /** The bytes of the answer as a Variant, in hex; null where Godot broke off the script. */
  readonly result: string | null;
  /** The bytes it was called on as they are afterwards, in hex; left out when they did not change. */
  readonly after?: string;
}

export interface Golden {
  /** The engine's version, as it gives it. */
  readonly engine: string;
  /** A value, its bytes in hex, and what `str` makes of it. Padding that Godot leaves as it finds it is zero here. */
  readonly values: readonly { readonly value: Described; readonly hex: string; readonly text: string }[];
  /** Bytes that are no good, in hex, and the bytes of what Godot read there; null where it broke off the script. */
  readonly damaged: readonly { readonly hex: string; readonly result: string | null }[];
  readonly bytes: readonly GoldenCall[];
  readonly compression: readonly GoldenCall[];
  readonly decompression: readonly GoldenCall[];
  /** `format % values`; the text is null where Godot broke off the script. */
  readonly formats: readonly { readonly format: string; readonly values: Described; readonly text: string | null }[];
  /** `int(…)` and `float(…)`: the bytes of the answer. */
  readonly conversions: readonly { readonly call: string; readonly value: Described; readonly result: string | null }[];
  /** What packages/godot-oracle/programs/signals3.gd or signals4.gd prints. */
  readonly signals: readonly string[];
}

/** The golden file of one engine. */
export async function golden(generation: 3 | 4): Promise<Golden> {
  // By a name that the compiler does not follow: the data is no part of the package.
  const name = `./godot${generation}.json`;
  return ((await import(name)) as { default: Golden }).default;
}
