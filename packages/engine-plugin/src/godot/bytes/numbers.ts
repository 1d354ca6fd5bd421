import { int64, numberOrBigint } from "../int64.js";

/**
 * The int that Godot makes of what it is handed where it wants one: fractions are cut off, a float out of range becomes the nearest 64-bit int, NaN,
 * null and text without a number become 0, true becomes 1. A bigint is not wrapped yet.
 */
export function toInt(value: unknown): number | bigint {
  if (typeof value === "bigint") return value;
  const number = Math.trunc(Number(value));
  return Number.isSafeInteger(number) ? number : numberOrBigint(int64(number));
}

/** As {@link toInt}, for a position or a count: never out of the range in which a number is exact. */
export function toIndex(value: unknown): number {
  const int = toInt(value);
  return typeof int === "number" ? int : int > 0n ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER;
}

/** The byte that Godot stores for a value: 256 is 0, -1 is 255. */
export function toByte(value: unknown): number {
  const int = toInt(value);
  return typeof int === "number" ? int & 255 : Number(int & 255n);
}
