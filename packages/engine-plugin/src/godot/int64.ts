const minimum = -(2n ** 63n);
const maximum = 2n ** 63n - 1n;

/**
 * A number as Godot's 64-bit int: fractions are cut off, what is too large becomes the largest there is, NaN becomes 0 (so does Godot
 * 4.6 in the browser; natively it is up to the processor). A bigint wraps around.
 */
export function int64(value: number | bigint): bigint {
  if (typeof value === "bigint") return BigInt.asIntN(64, value);
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return maximum;
  return value < -(2 ** 63) ? minimum : BigInt(Math.trunc(value));
}

/** A 64-bit int as JavaScript: a number when that is exact, otherwise a bigint. */
export function numberOrBigint(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
