import type { AABB } from "./aabb.js";
import type { Basis } from "./basis.js";
import type { Color } from "./color.js";
import type { NodePath } from "./node-path.js";
import type { Output } from "./output.js";
import type { Plane } from "./plane.js";
import type { Projection } from "./projection.js";
import type { Quaternion } from "./quaternion.js";
import type { Rect2, Rect2i } from "./rect2.js";
import type { EncodedObjectAsID, EncodedSignal } from "./references.js";
import type { RID } from "./rid.js";
import type { StringName } from "./string-name.js";
import type { Transform2D } from "./transform2d.js";
import type { Transform3D } from "./transform3d.js";
import * as type from "./variant-type.js";
import type { Vector2, Vector2i } from "./vector2.js";
import type { Vector3, Vector3i } from "./vector3.js";
import type { Vector4, Vector4i } from "./vector4.js";

/** Writes what is in a value of a kind that holds no other Variants, behind its header. */
export function writeComponents(out: Output, value: object, kind: number, godot3: boolean): void {
  switch (kind) {
    case type.TYPE_VECTOR2:
      return vector2(out, value as Vector2);
    case type.TYPE_VECTOR2I:
      return vector2i(out, value as Vector2i);
    case type.TYPE_RECT2:
      vector2(out, (value as Rect2).position);
      return vector2(out, (value as Rect2).size);
    case type.TYPE_RECT2I:
      vector2i(out, (value as Rect2i).position);
      return vector2i(out, (value as Rect2i).size);
    case type.TYPE_VECTOR3:
      return vector3(out, value as Vector3);
    case type.TYPE_VECTOR3I: {
      const { x, y, z } = value as Vector3i;
      return ints(out, x, y, z);
    }
    case type.TYPE_TRANSFORM2D: {
      const { x, y, origin } = value as Transform2D;
      vector2(out, x);
      vector2(out, y);
      return vector2(out, origin);
    }
    case type.TYPE_VECTOR4:
    case type.TYPE_QUATERNION:
      return vector4(out, value as Vector4 | Quaternion);
    case type.TYPE_VECTOR4I: {
      const { x, y, z, w } = value as Vector4i;
      return ints(out, x, y, z, w);
    }
    case type.TYPE_PLANE:
      vector3(out, (value as Plane).normal);
      return out.float32((value as Plane).d);
    case type.TYPE_AABB:
      vector3(out, (value as AABB).position);
      return vector3(out, (value as AABB).size);
    case type.TYPE_BASIS:
      return basis(out, value as Basis);
    case type.TYPE_TRANSFORM3D:
      basis(out, (value as Transform3D).basis);
      return vector3(out, (value as Transform3D).origin);
    case type.TYPE_PROJECTION: {
      const { x, y, z, w } = value as Projection;
      vector4(out, x);
      vector4(out, y);
      vector4(out, z);
      return vector4(out, w);
    }
    case type.TYPE_COLOR:
      return color(out, value as Color);
    case type.TYPE_STRING_NAME:
      return out.text((value as StringName).text, godot3);
    case type.TYPE_NODE_PATH:
      return nodePath(out, value as NodePath, godot3);
    case type.TYPE_RID:
      if (!godot3) out.uint64((value as RID).id);
      return;
    case type.TYPE_OBJECT:
      return out.uint64((value as EncodedObjectAsID).object_id);
    case type.TYPE_SIGNAL:
      out.text((value as EncodedSignal).name, godot3);
      return out.uint64((value as EncodedSignal).object_id);
    default:
      // Of a callable, Godot writes nothing but that it is one.
      return;
  }
}

function nodePath(out: Output, { names, subnames, absolute }: NodePath, godot3: boolean): void {
  out.uint32((names.length | 0x80000000) >>> 0);
  out.uint32(subnames.length);
  out.uint32(absolute ? 1 : 0);
  for (const name of names) out.text(name, godot3);
  for (const name of subnames) out.text(name, godot3);
}

function ints(out: Output, ...values: number[]): void {
  for (const value of values) out.uint32(value);
}

function vector2(out: Output, { x, y }: Vector2): void {
  out.float32(x);
  out.float32(y);
}

function vector2i(out: Output, { x, y }: Vector2i): void {
  ints(out, x, y);
}

function vector3(out: Output, { x, y, z }: Vector3): void {
  vector2(out, { x, y });
  out.float32(z);
}

function vector4(out: Output, { x, y, z, w }: Vector4 | Quaternion): void {
  vector3(out, { x, y, z });
  out.float32(w);
}

function color(out: Output, { r, g, b, a }: Color): void {
  vector4(out, { x: r, y: g, z: b, w: a });
}

/** Row by row, where the class has columns. */
function basis(out: Output, { x, y, z }: Basis): void {
  vector3(out, { x: x.x, y: y.x, z: z.x });
  vector3(out, { x: x.y, y: y.y, z: z.y });
  vector3(out, { x: x.z, y: y.z, z: z.z });
}
