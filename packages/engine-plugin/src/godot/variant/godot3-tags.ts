import * as type from "./variant-type.js";

/** What each of Godot 3's type numbers is in Godot 4. */
export const godot4Tags: readonly number[] = [
  type.TYPE_NIL,
  type.TYPE_BOOL,
  type.TYPE_INT,
  type.TYPE_FLOAT,
  type.TYPE_STRING,
  type.TYPE_VECTOR2,
  type.TYPE_RECT2,
  type.TYPE_VECTOR3,
  type.TYPE_TRANSFORM2D,
  type.TYPE_PLANE,
  type.TYPE_QUATERNION,
  type.TYPE_AABB,
  type.TYPE_BASIS,
  type.TYPE_TRANSFORM3D,
  type.TYPE_COLOR,
  type.TYPE_NODE_PATH,
  type.TYPE_RID,
  type.TYPE_OBJECT,
  type.TYPE_DICTIONARY,
  type.TYPE_ARRAY,
  type.TYPE_PACKED_BYTE_ARRAY,
  type.TYPE_PACKED_INT32_ARRAY,
  type.TYPE_PACKED_FLOAT32_ARRAY,
  type.TYPE_PACKED_STRING_ARRAY,
  type.TYPE_PACKED_VECTOR2_ARRAY,
  type.TYPE_PACKED_VECTOR3_ARRAY,
  type.TYPE_PACKED_COLOR_ARRAY,
];

/** The type is not in Godot 3. */
export const noTag = -1;

/** What each of Godot 4's type numbers is in Godot 3, or {@link noTag}. */
export const godot3Tags: readonly number[] = Array.from({ length: type.TYPE_MAX }, (_, tag) => godot4Tags.indexOf(tag));
