import { Float } from "./float.js";
import { NodePath } from "./node-path.js";
import { StringName } from "./string-name.js";
import type { Variant } from "./variant.js";
import * as type from "./variant-type.js";

/** What {@link converted} answers where a value has no place in a typed container. */
export const NO_PLACE = Symbol("no place");

/**
 * What Godot makes of an element whose type is not that of its array: it converts within numbers and within texts, and leaves
 * out the rest. (It also converts between kinds of vectors, matrices and packed arrays; those are left out here.) Nothing that a
 * Godot writes needs this.
 */
export function converted(value: Variant, from: number, to: number): Variant | typeof NO_PLACE {
  if (isNumeric(from) && isNumeric(to)) return number(Number(value), value, to);
  if (to === type.TYPE_STRING && (value instanceof StringName || value instanceof NodePath)) return value.toString();
  if (to === type.TYPE_STRING_NAME && from === type.TYPE_STRING) return new StringName(value as string);
  if (to === type.TYPE_NODE_PATH && from === type.TYPE_STRING) return new NodePath(value as string);
  if (to === type.TYPE_OBJECT && from === type.TYPE_NIL) return null;
  return NO_PLACE;
}

function isNumeric(tag: number): boolean {
  return tag === type.TYPE_BOOL || tag === type.TYPE_INT || tag === type.TYPE_FLOAT;
}

function number(plain: number, value: Variant, to: number): Variant {
  if (to === type.TYPE_BOOL) return plain !== 0;
  if (to === type.TYPE_FLOAT) return Number.isSafeInteger(plain) ? new Float(plain) : plain;
  if (typeof value === "bigint") return value;
  const whole = Math.trunc(plain);
  if (Number.isSafeInteger(whole)) return whole + 0;
  return Number.isFinite(whole) ? BigInt.asIntN(64, BigInt(whole)) : 0;
}
