import { Callable } from "../callable-object.js";
import type { AnyFunction } from "../callable.js";
import { className } from "../class-name.js";
import { instanceId } from "../object-id.js";
import { Signal } from "../signal.js";
import type { AABB } from "../variant/aabb.js";
import type { Basis } from "../variant/basis.js";
import type { Color } from "../variant/color.js";
import { from_excalibur } from "../variant/excalibur.js";
import { kindOf, PLAIN_OBJECT } from "../variant/kind.js";
import type { NodePath } from "../variant/node-path.js";
import type { Plane } from "../variant/plane.js";
import type { Rect2 } from "../variant/rect2.js";
import type { StringName } from "../variant/string-name.js";
import type { Transform2D } from "../variant/transform2d.js";
import type { Transform3D } from "../variant/transform3d.js";
import * as type from "../variant/variant-type.js";
import type { Vector3 } from "../variant/vector3.js";
import type { Vector4 } from "../variant/vector4.js";
import { godot3FloatText } from "./number-text.js";
import { ownText } from "./object-text.js";
import { str } from "./str.js";

/** The containers that one value has led to so far. Godot 3 never forgets one, and takes all empty ones for the same. */
type Seen = Set<object>;
const anyEmpty = {};

/**
 * The text of values one after another, exactly as Godot 3.2 prints them: `1.0` as `1`, `null` as `Null`, texts in arrays without
 * quotes, dictionaries sorted by the text of their keys. A container that turns up a second time in one value is `[...]` or
 * `{...}`, which goes for every empty one after the first too. Types that Godot 3 has not are printed as Godot 4 does.
 */
export function str3(...values: unknown[]): string {
  return values.map((value) => textOf(value, new Set())).join("");
}

function textOf(value: unknown, seen: Seen): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? value.toString() : godot3FloatText(value);
    case "bigint":
      return BigInt.asIntN(64, value).toString();
    case "boolean":
      return value ? "True" : "False";
    case "function":
      return Callable(value as AnyFunction).toString();
    case "object":
      return value === null ? "Null" : objectOrContainer(value, seen);
    case "undefined":
      return "Null";
    case "symbol":
    default:
      return (value as symbol).toString();
  }
}

function objectOrContainer(value: object, seen: Seen): string {
  const kind = kindOf(value);
  switch (kind) {
    case type.TYPE_DICTIONARY:
      return dictionary(value, [...(value as Map<unknown, unknown>)], seen);
    case PLAIN_OBJECT:
      return dictionary(value, Object.entries(value), seen);
    case type.TYPE_ARRAY: {
      if (isSeen(value, (value as unknown[]).length, seen)) return "[...]";
      return list(Array.from(value as unknown[], (element) => textOf(element, seen)));
    }
    case type.TYPE_PACKED_STRING_ARRAY:
    case type.TYPE_PACKED_VECTOR2_ARRAY:
    case type.TYPE_PACKED_VECTOR3_ARRAY:
      return list((value as unknown[]).map((element) => textOf(element, seen)));
    case type.TYPE_PACKED_INT32_ARRAY:
    case type.TYPE_PACKED_INT64_ARRAY:
      return list([...(value as Int32Array)].map(String));
    case type.TYPE_PACKED_FLOAT32_ARRAY:
    case type.TYPE_PACKED_FLOAT64_ARRAY:
      return list([...(value as Float64Array)].map(godot3FloatText));
    case type.TYPE_PACKED_BYTE_ARRAY:
      return "[PoolByteArray]";
    case type.TYPE_PACKED_COLOR_ARRAY:
      return "[PoolColorArray]";
    case type.TYPE_RID:
      return "[RID]";
    default:
      return scalar(value, kind);
  }
}

function scalar(value: object, kind: number): string {
  switch (kind) {
    case type.TYPE_FLOAT:
      return godot3FloatText(Number(value));
    case type.TYPE_VECTOR2:
    case type.TYPE_VECTOR3:
    case type.TYPE_QUATERNION:
      return `(${components(value)})`;
    case type.TYPE_RECT2: {
      const { position, size } = value as Rect2;
      return `(${components(position)}, ${components(size)})`;
    }
    case type.TYPE_TRANSFORM2D: {
      const { x, y, origin } = value as Transform2D;
      return `((${components(x)}), (${components(y)}), (${components(origin)}))`;
    }
    case type.TYPE_PLANE: {
      const { normal, d } = value as Plane;
      return `${components(normal)}, ${godot3FloatText(d)}`;
    }
    case type.TYPE_AABB: {
      const { position, size } = value as AABB;
      return `${components(position)} - ${components(size)}`;
    }
    case type.TYPE_BASIS:
      return `(${rows(value as Basis)
        .map((row) => `(${row})`)
        .join(", ")})`;
    case type.TYPE_TRANSFORM3D: {
      const { basis, origin } = value as Transform3D;
      return `${rows(basis).join(", ")} - ${components(origin)}`;
    }
    case type.TYPE_COLOR: {
      const { r, g, b, a } = value as Color;
      return [r, g, b, a].map(godot3FloatText).join(",");
    }
    case type.TYPE_NODE_PATH:
    case type.TYPE_STRING_NAME:
      return (value as NodePath | StringName).toString();
    default:
      return reference(value, kind);
  }
}

function reference(value: object, kind: number): string {
  const ofExcalibur = from_excalibur(value);
  if (ofExcalibur) return objectOrContainer(ofExcalibur, new Set());
  // Godot 4's own types, signals among them.
  if (kind >= 0 || value instanceof Signal) return str(value);
  return ownText(value) ?? `[${className(value)}:${instanceId(value)}]`;
}

function components(value: object): string {
  const { x, y, z, w } = value as Partial<Vector4>;
  return [x, y, z, w].flatMap((component) => (component === undefined ? [] : godot3FloatText(component))).join(", ");
}

function rows({ x, y, z }: Basis): string[] {
  return (["x", "y", "z"] as const satisfies (keyof Vector3)[]).map((row) => [x[row], y[row], z[row]].map(godot3FloatText).join(", "));
}

function list(elements: readonly string[]): string {
  return `[${elements.join(", ")}]`;
}

function dictionary(value: object, entries: readonly (readonly [unknown, unknown])[], seen: Seen): string {
  if (isSeen(value, entries.length, seen)) return "{...}";
  const pairs = entries.map(([key, element]) => [textOf(key, seen), textOf(element, seen)] as const);
  pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${pairs.map(([key, element]) => `${key}:${element}`).join(", ")}}`;
}

function isSeen(value: object, size: number, seen: Seen): boolean {
  const container = size === 0 ? anyEmpty : value;
  if (seen.has(container)) return true;
  seen.add(container);
  return false;
}
