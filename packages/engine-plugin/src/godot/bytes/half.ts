const scratch = new DataView(new ArrayBuffer(4));

/** A 16-bit float as a number. */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const mantissa = bits & 0x3ff;
  if (exponent === 31) return mantissa ? NaN : sign * Infinity;
  return sign * (exponent === 0 ? mantissa * 2 ** -24 : (1024 + mantissa) * 2 ** (exponent - 25));
}

/**
 * A number as a 16-bit float, rounded as Godot does: what does not fit is cut off, not rounded; from 65536 on it is infinity, below 2^-14 it is 0.
 */
export function toHalf(value: number): number {
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const exponent = bits & 0x7f80_0000;
  const mantissa = bits & 0x7f_ffff;
  if (exponent >= 0x4780_0000) return sign | 0x7c00 | (exponent === 0x7f80_0000 && mantissa !== 0 ? 0x3ff : 0);
  return exponent <= 0x3800_0000 ? 0 : sign | ((exponent - 0x3800_0000) >>> 13) | (mantissa >>> 13);
}
