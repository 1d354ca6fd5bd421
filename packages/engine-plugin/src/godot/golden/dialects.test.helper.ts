// The two generations of Godot, as our functions speak them.

import { str3 } from "../text/str3.js";
import { str } from "../text/str.js";
import { bytes2var, bytes_to_var, var2bytes, var_to_bytes } from "../variant/index.js";
import type { Variant } from "../variant/index.js";
import { fromHex, toHex } from "../variant/hex.test.helper.js";

export interface Dialect {
  /** A value's bytes, in hex. */
  readonly encode: (value: unknown) => string;
  /** The value in bytes given in hex. */
  readonly decode: (hex: string) => Variant;
  readonly str: (value: unknown) => string;
}

export const dialects: Readonly<Record<3 | 4, Dialect>> = {
  3: {
    encode: (value) => toHex(var2bytes(value)),
    decode: (hex) => bytes2var(fromHex(hex)),
    str: str3,
  },
  4: {
    encode: (value) => toHex(var_to_bytes(value)),
    decode: (hex) => bytes_to_var(fromHex(hex)),
    str,
  },
};

/** What is not as it should be, one line each: the input, what came out, and what should have. */
export function differences<T>(entries: readonly T[], ours: (entry: T) => string, theirs: (entry: T) => string): string[] {
  return entries.flatMap((entry) => {
    let got: string;
    try {
      got = ours(entry);
    } catch (error) {
      got = `thrown: ${String(error)}`;
    }
    return got === theirs(entry) ? [] : [`${JSON.stringify(entry)}: ${got} instead of ${theirs(entry)}`];
  });
}
