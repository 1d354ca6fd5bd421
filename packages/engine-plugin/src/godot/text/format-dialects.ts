import { int64 } from "../int64.js";
import { godot3Fixed, num } from "./number-text.js";
import { str } from "./str.js";
import { str3 } from "./str3.js";

/** What stood between the percent sign and the letter. */
export interface Conversion {
  width: number;
  precision: number;
  /** Whether the digits being read are the precision's. */
  inPrecision: boolean;
  zeros: boolean;
  left: boolean;
  sign: boolean;
  unsigned: boolean;
}

/** In what the two Godots differ. */
export interface Dialect {
  readonly generation: 3 | 4;
  readonly maxCharacter: number;
  readonly str: (value: unknown) => string;
  readonly int64: (value: number | bigint) => bigint;
  readonly pad: (conversion: Conversion, text: string) => string;
  readonly integer: (conversion: Conversion, value: bigint, base: number) => string;
  readonly float: (conversion: Conversion, value: number) => string;
}

/** Godot counts characters, not UTF-16 units. */
function pad({ width, left }: Conversion, text: string, fill = " "): string {
  const padding = fill.repeat(Math.max(0, width - Array.from(text).length));
  return left ? text + padding : padding + text;
}

/** A number with its sign, which in Godot 4 is part of the width. */
function signed({ width, left, zeros, sign }: Conversion, digits: string, negative: boolean, fill = zeros ? "0" : " "): string {
  const mark = negative ? "-" : sign ? "+" : "";
  const padding = fill.repeat(Math.max(0, width - mark.length - digits.length));
  if (left) return mark + digits + padding;
  return zeros ? mark + padding + digits : padding + mark + digits;
}

/** As many decimals as asked for: cut off, or filled up with zeros. */
function decimals(text: string, precision: number): string {
  const [whole = "", fraction = ""] = text.split(".");
  return precision > 0 ? `${whole}.${fraction.slice(0, precision).padEnd(precision, "0")}` : whole;
}

/** Godot 4's unsigned hexadecimals of what 32 bits hold are those of 32 bits. */
function asUnsigned(value: bigint, base: number): bigint {
  return BigInt.asUintN(base === 16 && value >= -(2n ** 31n) ? 32 : 64, value);
}

export const godot4: Dialect = {
  generation: 4,
  maxCharacter: 0x10ffff,
  str,
  int64,
  pad,
  integer(conversion, value, base) {
    if (conversion.unsigned && value < 0n) return signed(conversion, asUnsigned(value, base).toString(base), false);
    return signed(conversion, (value < 0n ? -value : value).toString(base), value < 0n);
  },
  float(conversion, value) {
    const negative = value < 0 || Object.is(value, -0);
    const finite = Number.isFinite(value);
    const text = num(Math.abs(value), conversion.precision);
    // inf and nan get no zeros, but their sign goes where it goes before zeros.
    return finite ? signed(conversion, decimals(text, conversion.precision), negative) : signed(conversion, text, negative, " ");
  },
};

/** Godot 3 computes no more decimals than this. */
const maxDecimals3 = 16;

export const godot3: Dialect = {
  generation: 3,
  maxCharacter: 255,
  str: str3,
  // What a processor makes of a float that is too large; it is the same with NaN.
  int64: (value) => (typeof value === "number" && !(Math.abs(value) < 2 ** 63) ? -(2n ** 63n) : int64(value)),
  pad,
  integer(conversion, value, base) {
    // Its absolute value is itself, minus sign and all.
    const digits = (value === -(2n ** 63n) || value >= 0n ? value : -value).toString(base);
    const padded = pad(conversion, digits, conversion.zeros ? "0" : " ");
    const mark = value < 0n ? "-" : conversion.sign ? "+" : "";
    const at = conversion.zeros ? 0 : padded.length - digits.length;
    return padded.slice(0, at) + mark + padded.slice(at);
  },
  float(conversion, value) {
    const { precision, zeros, left, sign, width } = conversion;
    // -0 is not below 0, so its sign is among the digits.
    const negative = value < 0;
    const mark = negative ? "-" : sign ? "+" : "";
    const computed = godot3Fixed(negative ? -value : value, Math.min(Math.max(0, precision), maxDecimals3));
    const digits = decimals(computed, precision);
    return zeros && !left ? mark + digits.padStart(width - mark.length, "0") : pad(conversion, mark + digits);
  },
};
