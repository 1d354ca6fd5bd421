import type { AABB } from "./aabb.js";
import type { Basis } from "./basis.js";
import type { Color } from "./color.js";
import type { Dictionary, GodotTypedArray } from "./containers.js";
import type { Float } from "./float.js";
import type { NodePath } from "./node-path.js";
import type {
  PackedColorArray,
  PackedStringArray,
  PackedVector2Array,
  PackedVector3Array,
  PackedVector4Array,
} from "./packed-arrays.js";
import type { Plane } from "./plane.js";
import type { Projection } from "./projection.js";
import type { Quaternion } from "./quaternion.js";
import type { Rect2, Rect2i } from "./rect2.js";
import type { EncodedCallable, EncodedObjectAsID, EncodedSignal } from "./references.js";
import type { RID } from "./rid.js";
import type { StringName } from "./string-name.js";
import type { Transform2D } from "./transform2d.js";
import type { Transform3D } from "./transform3d.js";
import type { Vector2, Vector2i } from "./vector2.js";
import type { Vector3, Vector3i } from "./vector3.js";
import type { Vector4, Vector4i } from "./vector4.js";

/**
 * Everything that Godot's bytes are read as. What else is accepted when writing, {@link var_to_bytes} says. `Bytes` is
 * the class of its byte arrays: only `decode_variant` knows that it is PackedByteArray.
 */
export type Variant<Bytes extends Uint8Array = Uint8Array> =
  | null
  | boolean
  | number
  | bigint
  | Float
  | string
  | StringName
  | NodePath
  | RID
  | Vector2
  | Vector2i
  | Vector3
  | Vector3i
  | Vector4
  | Vector4i
  | Rect2
  | Rect2i
  | Transform2D
  | Plane
  | Quaternion
  | AABB
  | Basis
  | Transform3D
  | Projection
  | Color
  | EncodedObjectAsID
  | EncodedCallable
  | EncodedSignal
  | Dictionary<Variant<Bytes>, Variant<Bytes>>
  | { [key: string]: Variant<Bytes> }
  | Variant<Bytes>[]
  | GodotTypedArray<Variant<Bytes>>
  | Bytes
  | Int32Array
  | BigInt64Array
  | Float32Array
  | Float64Array
  | PackedStringArray
  | PackedVector2Array
  | PackedVector3Array
  | PackedVector4Array
  | PackedColorArray;
