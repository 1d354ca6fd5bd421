/** More decimals than this Godot 4 does not compute; the rest is filled with zeros. */
const maxDecimals = 32;
const intMax = 2 ** 63;

/**
 * A number with so many decimals, exact to the last digit, and halves to the even one: C's `%.*f`. (`toFixed` gives up at 1e21
 * and rounds halves up.)
 */
export function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const digits = scaled(Math.abs(value), decimals).toString().padStart(decimals + 1, "0");
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** `value * 10 ** decimals`, rounded, halves to even. */
function scaled(value: number, decimals: number): bigint {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const biased = Number(raw >> 52n);
  const fraction = raw & 0xf_ffff_ffff_ffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10_0000_0000_0000n;
  const exponent = Math.max(biased, 1) - 1075;
  const product = mantissa * 10n ** BigInt(decimals);
  if (exponent >= 0) return product << BigInt(exponent);
  const shift = BigInt(-exponent);
  const whole = product >> shift;
  const twiceTheRest = (product - (whole << shift)) << 1n;
  const one = 1n << shift;
  return twiceTheRest > one || (twiceTheRest === one && whole % 2n === 1n) ? whole + 1n : whole;
}

/**
 * Godot 4's `String.num`: trailing zeros go, all but the first after the point.
 * @param decimals below 0: as many as make 14 digits that count.
 */
export function num(value: number, decimals = -1): string {
  if (!Number.isFinite(value)) return fixed(value, 0);
  const wanted = decimals < 0 ? alignedDecimals(value, 14, 52) : decimals;
  // C writes six when it is asked for fewer than none.
  const text = fixed(value, wanted < 0 ? 6 : Math.min(wanted, maxDecimals));
  return text.includes(".") ? text.replace(/(\.\d+?)0+$/, "$1") : text;
}

/**
 * Large numbers get fewer decimals, so that the digits that count stay as many.
 * @param mantissaBits of the type that Godot takes the logarithm in.
 */
function alignedDecimals(value: number, decimals: number, mantissaBits: number): number {
  const size = Math.abs(value);
  return size > 10 ? decimals - floorOfLogarithm(size, mantissaBits) : decimals;
}

/**
 * The floor of the decimal logarithm as it comes out of a type of so many bits: just below a power of ten it is rounded up to a whole
 * number. (`Math.log10` is not exact enough to tell.)
 */
function floorOfLogarithm(size: number, mantissaBits: number): number {
  const nearest = Math.round(Math.log10(size));
  const power = 10 ** nearest;
  if (size >= power) return nearest;
  const missing = ((power - size) / power) * Math.LOG10E;
  const halfAStep = 2 ** (Math.ceil(Math.log2(nearest)) - 2 - mantissaBits);
  return missing < halfAStep ? nearest : nearest - 1;
}

/** A float as Godot 4 prints it: 1.0, 0.33333333333333. */
export function float64Text(value: number): string {
  return wholeText(value, ".0") ?? num(value, alignedDecimals(value, 14, 52));
}

/** A component of a vector as Godot 4 prints it: 1.0, 0.333333. */
export function float32Text(value: number): string {
  return wholeText(value, ".0") ?? num(value, alignedDecimals(value, 6, 23));
}

/** A component of a quaternion, and a plane's distance: as the above, but 1 and not 1.0. */
export function bareFloat32Text(value: number): string {
  return wholeText(value, "") ?? num(value, alignedDecimals(value, 6, 23));
}

/** The component of a color: four decimals, however large. */
export function colorText(value: number): string {
  return num(value, 4);
}

/** Godot takes the way over a 64-bit int, so -0 loses its sign, and 2^63 comes out as one less. */
function wholeText(value: number, ending: string): string | undefined {
  if (!Number.isInteger(value) || value < -intMax || value > intMax) return undefined;
  return (value === intMax ? "9223372036854775807" : BigInt(value).toString()) + ending;
}

/** So much of a number fits in the buffer that Godot 3 prints it into; the rest is lost. */
const godot3MaxLength = 255;

/** {@link fixed} as far as Godot 3 gets. */
export function godot3Fixed(value: number, decimals: number): string {
  return fixed(value, decimals).slice(0, godot3MaxLength);
}

/** A float as Godot 3 prints it: six decimals, trailing zeros gone, and the point with them. */
export function godot3FloatText(value: number): string {
  const text = godot3Fixed(value, 6);
  return text.includes(".") ? text.replace(/\.?0*$/, "") : text;
}
