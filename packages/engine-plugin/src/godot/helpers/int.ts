import { report } from "../report.js";
import type { Float } from "../variant/float.js";
import { int64, numberOrBigint } from "../int64.js";

/** Past so many digits Godot gives up; 19 may already be more than 64 bits hold, and wrap around. */
const maxDigits = 19;

/**
 * GDScript's `int()`, exact for all 64 bits: `int("76561197960287930")` is the bigint of that id.
 *
 * - Text: every character that is no digit is skipped, up to the first point; a minus counts before the first digit that is not 0. So
 *   `int("a1b2")` is 12, `int("1.9")` is 1 and `int("")` is 0. Twenty digits and more are reported and give the largest (or
 *   smallest) int; nineteen wrap around when they are too large.
 * - Numbers lose their fraction, booleans are 0 and 1, null is 0.
 *
 * @returns a number when |n| is at most 2^53-1, otherwise a bigint.
 */
export function int(value: string | number | bigint | boolean | Float | null | undefined): number | bigint {
  if (typeof value === "string") return numberOrBigint(parsed(value));
  if (typeof value === "bigint") return numberOrBigint(int64(value));
  return numberOrBigint(int64(Number(value ?? 0)));
}

function parsed(text: string): bigint {
  const [whole = ""] = text.split(".", 1);
  const digits = whole.replace(/[^0-9]/g, "").replace(/^0+/, "");
  const beforeTheNumber = whole.slice(0, /[1-9]/.exec(whole)?.index);
  const negative = beforeTheNumber.split("-").length % 2 === 0;
  if (digits.length > maxDigits) {
    report(`Cannot represent ${text} as a 64-bit signed integer, since the value is too ${negative ? "small" : "large"}.`);
    return negative ? -(2n ** 63n) : 2n ** 63n - 1n;
  }
  const size = BigInt(digits);
  return BigInt.asIntN(64, negative ? -size : size);
}
