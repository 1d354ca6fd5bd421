const MAX_INT64 = 0x7fff_ffff_ffff_ffffn;
const MIN_INT64 = -0x8000_0000_0000_0000n;

/**
 * The int that Godot makes of what it is handed where it wants one: fractions are cut off, a float out of range becomes the nearest 64-bit int, NaN,
 * null and text without a number become 0, true becomes 1. A bigint is not wrapped yet.
 */
export function toInt(value: unknown): number | bigint {
  if (typeof value === "bigint") return value;
  const number = Math.trunc(Number(value));
  if (Number.isSafeInteger(number)) return number;
  if (Number.isNaN(number)) return 0;
  if (number >= 2 ** 63) return MAX_INT64;
  if (number < -(2 ** 63)) return MIN_INT64;
  return BigInt(number);
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

/** The same 64 bits as a signed int. */
export function toInt64(value: unknown): bigint {
  return BigInt.asIntN(64, BigInt(toInt(value)));
}

/** A 64-bit int as programs get it: a number where a number is exact, else a bigint. */
export function fromInt64(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
