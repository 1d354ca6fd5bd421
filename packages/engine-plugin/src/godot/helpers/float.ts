import { Float } from "../variant/float.js";
import { stringToFloat } from "./string-to-float.js";

/**
 * GDScript's `float()`. `float(1)` is {@link Float} 1.0, which `str` prints and `var_to_bytes` writes as a float; what has a fraction
 * is an ordinary number.
 *
 * Text: what starts like a number counts as far as it goes (`"12abc"` is 12.0, `"1e3"` is 1000.0), anything else is 0.0. It is calculated as Godot does,
 * which is not always the nearest double.
 */
export function float(value: string | number | bigint | boolean | Float | null | undefined): number | Float {
  const number = typeof value === "string" ? stringToFloat(value) : Number(value ?? 0);
  return Number.isSafeInteger(number) && !Object.is(number, -0) ? new Float(number) : number;
}
