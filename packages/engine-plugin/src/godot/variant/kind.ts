import { AABB } from "./aabb.js";
import { Basis } from "./basis.js";
import { Color } from "./color.js";
import { Float } from "./float.js";
import { NodePath } from "./node-path.js";
import {
  PackedColorArray,
  PackedStringArray,
  PackedVector2Array,
  PackedVector3Array,
  PackedVector4Array,
} from "./packed-arrays.js";
import { Plane } from "./plane.js";
import { Projection } from "./projection.js";
import { Quaternion } from "./quaternion.js";
import { Rect2, Rect2i } from "./rect2.js";
import { EncodedCallable, EncodedObjectAsID, EncodedSignal } from "./references.js";
import { RID } from "./rid.js";
import { StringName } from "./string-name.js";
import { Transform2D } from "./transform2d.js";
import { Transform3D } from "./transform3d.js";
import * as type from "./variant-type.js";
import { Vector2, Vector2i } from "./vector2.js";
import { Vector3, Vector3i } from "./vector3.js";
import { Vector4, Vector4i } from "./vector4.js";

/** A plain object: written as a dictionary, like a Map, but walked differently. */
export const PLAIN_OBJECT = type.TYPE_MAX;
/** An object that is no Variant. */
export const NO_VARIANT = -1;

const kinds = new Map<object | null, number>([
  [Vector2.prototype, type.TYPE_VECTOR2],
  [Vector2i.prototype, type.TYPE_VECTOR2I],
  [Rect2.prototype, type.TYPE_RECT2],
  [Rect2i.prototype, type.TYPE_RECT2I],
  [Vector3.prototype, type.TYPE_VECTOR3],
  [Vector3i.prototype, type.TYPE_VECTOR3I],
  [Transform2D.prototype, type.TYPE_TRANSFORM2D],
  [Vector4.prototype, type.TYPE_VECTOR4],
  [Vector4i.prototype, type.TYPE_VECTOR4I],
  [Plane.prototype, type.TYPE_PLANE],
  [Quaternion.prototype, type.TYPE_QUATERNION],
  [AABB.prototype, type.TYPE_AABB],
  [Basis.prototype, type.TYPE_BASIS],
  [Transform3D.prototype, type.TYPE_TRANSFORM3D],
  [Projection.prototype, type.TYPE_PROJECTION],
  [Color.prototype, type.TYPE_COLOR],
  [StringName.prototype, type.TYPE_STRING_NAME],
  [NodePath.prototype, type.TYPE_NODE_PATH],
  [RID.prototype, type.TYPE_RID],
  [EncodedObjectAsID.prototype, type.TYPE_OBJECT],
  [EncodedCallable.prototype, type.TYPE_CALLABLE],
  [EncodedSignal.prototype, type.TYPE_SIGNAL],
  [Float.prototype, type.TYPE_FLOAT],
  [Map.prototype, type.TYPE_DICTIONARY],
  [Array.prototype, type.TYPE_ARRAY],
  [Uint8Array.prototype, type.TYPE_PACKED_BYTE_ARRAY],
  [ArrayBuffer.prototype, type.TYPE_PACKED_BYTE_ARRAY],
  [Int32Array.prototype, type.TYPE_PACKED_INT32_ARRAY],
  [BigInt64Array.prototype, type.TYPE_PACKED_INT64_ARRAY],
  [Float32Array.prototype, type.TYPE_PACKED_FLOAT32_ARRAY],
  [Float64Array.prototype, type.TYPE_PACKED_FLOAT64_ARRAY],
  [PackedStringArray.prototype, type.TYPE_PACKED_STRING_ARRAY],
  [PackedVector2Array.prototype, type.TYPE_PACKED_VECTOR2_ARRAY],
  [PackedVector3Array.prototype, type.TYPE_PACKED_VECTOR3_ARRAY],
  [PackedColorArray.prototype, type.TYPE_PACKED_COLOR_ARRAY],
  [PackedVector4Array.prototype, type.TYPE_PACKED_VECTOR4_ARRAY],
]);

/** What JavaScript calls its own classes, for objects of another window or worker, whose classes are others of the same name. */
const foreignKinds = new Map<string, number>([
  ["[object Map]", type.TYPE_DICTIONARY],
  ["[object Array]", type.TYPE_ARRAY],
  ["[object Uint8Array]", type.TYPE_PACKED_BYTE_ARRAY],
  ["[object ArrayBuffer]", type.TYPE_PACKED_BYTE_ARRAY],
  ["[object Int32Array]", type.TYPE_PACKED_INT32_ARRAY],
  ["[object BigInt64Array]", type.TYPE_PACKED_INT64_ARRAY],
  ["[object Float32Array]", type.TYPE_PACKED_FLOAT32_ARRAY],
  ["[object Float64Array]", type.TYPE_PACKED_FLOAT64_ARRAY],
]);

/** Which Variant an object is: a `TYPE_*` number of Godot 4, {@link PLAIN_OBJECT} or {@link NO_VARIANT}. */
export function kindOf(value: object): number {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return PLAIN_OBJECT;
  const kind = kinds.get(prototype as object);
  return kind ?? inheritedKind(value, prototype as object);
}

function inheritedKind(value: object, prototype: object): number {
  let ancestor = Object.getPrototypeOf(prototype) as object | null;
  // Only the Object.prototype of another window has nothing above it.
  if (ancestor === null) return PLAIN_OBJECT;
  for (; ancestor !== null; ancestor = Object.getPrototypeOf(ancestor) as object | null) {
    const kind = kinds.get(ancestor);
    if (kind !== undefined) return kind;
  }
  return foreignKinds.get(Object.prototype.toString.call(value)) ?? NO_VARIANT;
}
