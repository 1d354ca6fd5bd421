const maxDigits = 18;
const maxExponent = 511;
const powersOfTen = [1e1, 1e2, 1e4, 1e8, 1e16, 1e32, 1e64, 1e128, 1e256];

/** Blanks, sign, digits with at most one point among them, exponent. What follows is left alone. */
const parts = /^[ \t\n]*(?<sign>[+-]?)(?<mantissa>\d*(?:\.\d*)?)(?:(?<e>e)(?<exponent>[+-]?\d*))?/i;

/**
 * The number that a text starts with, by Godot's own calculation (the one it has from Tcl), not by the nearest double: eighteen
 * digits count, and the power of ten is multiplied together. So the last digit can differ from JavaScript's `Number(text)`.
 */
export function stringToFloat(text: string): number {
  const { sign = "", mantissa = "", e, exponent = "" } = parts.exec(text)?.groups ?? {};
  const value = magnitude(mantissa, e === undefined ? "0" : exponent);
  return sign === "-" ? -value : value;
}

function magnitude(mantissa: string, exponent: string): number {
  const [whole = "", fraction = ""] = mantissa.split(".");
  const digits = (whole + fraction).slice(0, maxDigits);
  const split = Math.max(0, digits.length - 9);
  const value = 1e9 * Number(digits.slice(0, split)) + Number(digits.slice(split));
  // With an "e" and no digits behind it, Godot stops here, and forgets where the point was.
  if (digits === "" || !/\d$/.test(exponent)) return value;
  const power = whole.length - digits.length + Number(exponent);
  const bits = Math.min(Math.abs(power), maxExponent);
  const scale = powersOfTen.reduce((product, factor, bit) => ((bits >> bit) & 1 ? product * factor : product), 1);
  return power < 0 ? value / scale : value * scale;
}
