import type { AnyFunction } from "../callable.js";
import { Callable } from "../callable-object.js";
import { className } from "../class-name.js";
import { report } from "../report.js";
import { Signal } from "../signal.js";
import type { AABB } from "../variant/aabb.js";
import type { Basis } from "../variant/basis.js";
import type { Color } from "../variant/color.js";
import { from_excalibur } from "../variant/excalibur.js";
import { kindOf, PLAIN_OBJECT } from "../variant/kind.js";
import type { NodePath } from "../variant/node-path.js";
import type { Plane } from "../variant/plane.js";
import type { Projection } from "../variant/projection.js";
import type { Quaternion } from "../variant/quaternion.js";
import type { Rect2 } from "../variant/rect2.js";
import { EncodedSignal } from "../variant/references.js";
import type { RID } from "../variant/rid.js";
import type { StringName } from "../variant/string-name.js";
import type { Transform2D } from "../variant/transform2d.js";
import type { Transform3D } from "../variant/transform3d.js";
import * as type from "../variant/variant-type.js";
import type { Vector2 } from "../variant/vector2.js";
import type { Vector3 } from "../variant/vector3.js";
import type { Vector4 } from "../variant/vector4.js";
import { quoted } from "./c-escape.js";
import { bareFloat32Text, colorText, float32Text, float64Text } from "./number-text.js";
import { objectText } from "./object-text.js";

/** So deep Godot goes into arrays and dictionaries. */
const maxDepth = 100;

/**
 * The text of values one after another, exactly as Godot 4.6 prints them: `str(1, " ", [1.0, "a"])` is `1 [1.0, "a"]`.
 *
 * Whole numbers are ints, {@link Float} and all others floats. Objects that are no Variant come out as `<Lobby#1>`, or as what their
 * `_to_string()` answers; functions and signals as Godot's callables and signals do. Past a depth of 100 containers it reports and
 * writes `[...]`.
 */
export function str(...values: unknown[]): string {
  return values.map((value) => textOf(value)).join("");
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return nestedText(value, 0, false);
}

function nestedText(value: unknown, depth: number, nested = true): string {
  switch (typeof value) {
    case "string":
      return quoted(value);
    case "number":
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? value.toString() : float64Text(value);
    case "bigint":
      return BigInt.asIntN(64, value).toString();
    case "boolean":
      return value.toString();
    case "function":
      return Callable(value as AnyFunction).toString();
    case "object":
      return value === null ? "<null>" : objectOrContainer(value, depth, nested);
    case "undefined":
      return "<null>";
    case "symbol":
    default:
      return (value as symbol).toString();
  }
}

function objectOrContainer(value: object, depth: number, nested: boolean): string {
  const kind = kindOf(value);
  switch (kind) {
    case type.TYPE_STRING_NAME:
      return named(value as StringName, "&", nested);
    case type.TYPE_NODE_PATH:
      return named(value as NodePath, "^", nested);
    case type.TYPE_DICTIONARY:
      return dictionary(value as Map<unknown, unknown>, depth);
    case PLAIN_OBJECT:
      return dictionary(Object.entries(value), depth);
    case type.TYPE_ARRAY:
      return array(value as unknown[], depth);
    case type.TYPE_PACKED_STRING_ARRAY:
      return list((value as string[]).map(quoted));
    case type.TYPE_PACKED_VECTOR2_ARRAY:
    case type.TYPE_PACKED_VECTOR3_ARRAY:
    case type.TYPE_PACKED_VECTOR4_ARRAY:
    case type.TYPE_PACKED_COLOR_ARRAY:
      return list((value as object[]).map((element) => nestedText(element, depth + 1)));
    case type.TYPE_PACKED_BYTE_ARRAY:
      return list([...(value instanceof ArrayBuffer ? new Uint8Array(value) : (value as Uint8Array))].map(String));
    case type.TYPE_PACKED_INT32_ARRAY:
      return list([...(value as Int32Array)].map(String));
    case type.TYPE_PACKED_INT64_ARRAY:
      return list([...(value as BigInt64Array)].map(String));
    case type.TYPE_PACKED_FLOAT32_ARRAY:
    case type.TYPE_PACKED_FLOAT64_ARRAY:
      return list([...(value as Float64Array)].map(float64Text));
    default:
      return scalar(value, kind);
  }
}

function scalar(value: object, kind: number): string {
  switch (kind) {
    case type.TYPE_FLOAT:
      return float64Text(Number(value));
    case type.TYPE_VECTOR2:
    case type.TYPE_VECTOR3:
    case type.TYPE_VECTOR4:
      return vector(value as Vector2);
    case type.TYPE_VECTOR2I:
    case type.TYPE_VECTOR3I:
    case type.TYPE_VECTOR4I:
      return `(${components(value as Vector2).join(", ")})`;
    case type.TYPE_RECT2:
    case type.TYPE_RECT2I:
    case type.TYPE_AABB: {
      const { position, size } = value as Rect2 | AABB;
      return `[P: ${nestedText(position, 0)}, S: ${nestedText(size, 0)}]`;
    }
    case type.TYPE_TRANSFORM2D: {
      const { x, y, origin } = value as Transform2D;
      return `[X: ${vector(x)}, Y: ${vector(y)}, O: ${vector(origin)}]`;
    }
    case type.TYPE_PLANE: {
      const { normal, d } = value as Plane;
      return `[N: ${vector(normal)}, D: ${bareFloat32Text(d)}]`;
    }
    case type.TYPE_QUATERNION:
      return `(${components(value as Quaternion).map(bareFloat32Text).join(", ")})`;
    case type.TYPE_BASIS:
      return `[${axes(value as Basis)}]`;
    case type.TYPE_TRANSFORM3D: {
      const { basis, origin } = value as Transform3D;
      return `[${axes(basis)}, O: ${vector(origin)}]`;
    }
    case type.TYPE_PROJECTION:
      return `[${axes(value as Projection)}, W: ${vector((value as Projection).w)}]`;
    case type.TYPE_COLOR: {
      const { r, g, b, a } = value as Color;
      return `(${[r, g, b, a].map(colorText).join(", ")})`;
    }
    case type.TYPE_RID:
      return `RID(${BigInt.asIntN(64, (value as RID).id)})`;
    default:
      return reference(value, kind);
  }
}

function named(value: StringName | NodePath, mark: string, nested: boolean): string {
  return nested ? mark + quoted(value.toString()) : value.toString();
}

/** What is no value but stands for something living. */
function reference(value: object, kind: number): string {
  if (value instanceof Signal) {
    const owner = value.get_object();
    return `${owner === null ? "null" : className(owner)}::[signal]${value.get_name()}`;
  }
  if (value instanceof EncodedSignal) return `null::[signal]${value.name}`;
  if (kind === type.TYPE_CALLABLE) return Callable().toString();
  const ofExcalibur = from_excalibur(value);
  return ofExcalibur ? nestedText(ofExcalibur, 0) : objectText(value);
}

function components(value: Vector2 | Vector3 | Vector4 | Quaternion): number[] {
  const { x, y, z, w } = value as Partial<Vector4>;
  return [x, y, z, w].filter((component) => component !== undefined);
}

function vector(value: Vector2 | Vector3 | Vector4): string {
  return `(${components(value).map(float32Text).join(", ")})`;
}

function axes({ x, y, z }: Basis | Projection): string {
  return `X: ${vector(x)}, Y: ${vector(y)}, Z: ${vector(z)}`;
}

function list(elements: readonly string[]): string {
  return `[${elements.join(", ")}]`;
}

function array(value: readonly unknown[], depth: number): string {
  if (tooDeep(depth, "array")) return "[...]";
  // Array.from, because map leaves holes alone.
  return list(Array.from(value, (element) => nestedText(element, depth + 1)));
}

function dictionary(entries: Iterable<readonly [unknown, unknown]>, depth: number): string {
  if (tooDeep(depth, "dictionary")) return "{ ... }";
  const pairs = Array.from(entries, ([key, value]) => `${nestedText(key, depth + 1)}: ${nestedText(value, depth + 1)}`);
  return `{ ${pairs.join(", ")} }`;
}

function tooDeep(depth: number, what: string): boolean {
  if (depth <= maxDepth) return false;
  report(`Maximum ${what} recursion reached!`);
  return true;
}
