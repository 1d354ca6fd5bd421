import type { Color } from "./color.js";
import type { Vector2 } from "./vector2.js";
import type { Vector3 } from "./vector3.js";
import type { Vector4 } from "./vector4.js";

/** An array that only holds one kind of thing. `map`, `filter` and the like give plain arrays. */
abstract class PackedArray<T> extends Array<T> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  constructor(elements: Iterable<T> = []) {
    super();
    // Array.from hands a length over here, and then sets every element.
    if (typeof elements === "number") return;
    for (const element of elements) this.push(element);
  }
}

/** Godot's PackedStringArray: a JavaScript array of strings. */
export class PackedStringArray extends PackedArray<string> {}
/** Godot's PackedVector2Array: a JavaScript array of {@link Vector2}. */
export class PackedVector2Array extends PackedArray<Vector2> {}
/** Godot's PackedVector3Array: a JavaScript array of {@link Vector3}. */
export class PackedVector3Array extends PackedArray<Vector3> {}
/** Godot's PackedVector4Array: a JavaScript array of {@link Vector4}. Godot 4 only. */
export class PackedVector4Array extends PackedArray<Vector4> {}
/** Godot's PackedColorArray: a JavaScript array of {@link Color}. */
export class PackedColorArray extends PackedArray<Color> {}

/** Godot's PackedInt32Array is JavaScript's Int32Array. */
export const PackedInt32Array = Int32Array;
export type PackedInt32Array = Int32Array;
/** Godot's PackedInt64Array is JavaScript's BigInt64Array. Godot 4 only. */
export const PackedInt64Array = BigInt64Array;
export type PackedInt64Array = BigInt64Array;
/** Godot's PackedFloat32Array is JavaScript's Float32Array. */
export const PackedFloat32Array = Float32Array;
export type PackedFloat32Array = Float32Array;
/** Godot's PackedFloat64Array is JavaScript's Float64Array. Godot 4 only. */
export const PackedFloat64Array = Float64Array;
export type PackedFloat64Array = Float64Array;

/** Godot 3's name of {@link PackedInt32Array}. */
export const PoolIntArray = Int32Array;
export type PoolIntArray = Int32Array;
/** Godot 3's name of {@link PackedFloat32Array}. */
export const PoolRealArray = Float32Array;
export type PoolRealArray = Float32Array;
/** Godot 3's name of {@link PackedStringArray}. */
export const PoolStringArray = PackedStringArray;
export type PoolStringArray = PackedStringArray;
/** Godot 3's name of {@link PackedVector2Array}. */
export const PoolVector2Array = PackedVector2Array;
export type PoolVector2Array = PackedVector2Array;
/** Godot 3's name of {@link PackedVector3Array}. */
export const PoolVector3Array = PackedVector3Array;
export type PoolVector3Array = PackedVector3Array;
/** Godot 3's name of {@link PackedColorArray}. */
export const PoolColorArray = PackedColorArray;
export type PoolColorArray = PackedColorArray;
