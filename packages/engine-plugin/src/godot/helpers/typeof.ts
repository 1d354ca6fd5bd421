import { kindOf, PLAIN_OBJECT } from "../variant/kind.js";
import { from_excalibur } from "../variant/excalibur.js";
import { Signal } from "../signal.js";
import { typeNames } from "../variant/type-names.js";
import * as type from "../variant/variant-type.js";

/** GDScript's `typeof`: a `TYPE_*` number of Godot 4. Whole numbers are ints, see `Float`. (`typeof` itself is JavaScript's.) */
// oxlint-disable-next-line no-underscore-dangle -- its own name is taken
export function typeof_(value: unknown): number {
  switch (typeof value) {
    case "boolean":
      return type.TYPE_BOOL;
    case "bigint":
      return type.TYPE_INT;
    case "number":
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? type.TYPE_INT : type.TYPE_FLOAT;
    case "string":
      return type.TYPE_STRING;
    case "function":
      return type.TYPE_CALLABLE;
    case "object":
      return value === null ? type.TYPE_NIL : ofObject(value);
    case "undefined":
      return type.TYPE_NIL;
    case "symbol":
    default:
      return type.TYPE_OBJECT;
  }
}

function ofObject(value: object): number {
  if (value instanceof Signal) return type.TYPE_SIGNAL;
  const kind = kindOf(value);
  if (kind === PLAIN_OBJECT) return type.TYPE_DICTIONARY;
  if (kind >= 0) return kind;
  const ofExcalibur = from_excalibur(value);
  return ofExcalibur ? kindOf(ofExcalibur) : type.TYPE_OBJECT;
}

/** Godot 4's name of a `TYPE_*` number: `"int"`, `"PackedByteArray"`. Empty for a number that is none. */
export function type_string(number: number): string {
  return number === type.TYPE_NIL ? "Nil" : (typeNames[number] ?? "");
}
