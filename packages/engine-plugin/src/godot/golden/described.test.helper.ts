// A Variant described in JSON, without loss: how the golden files and the generated values say which value is meant.

import type { ContainerType, Variant } from "../variant/index.js";
import {
  AABB,
  Basis,
  Color,
  Dictionary,
  Float,
  GodotTypedArray,
  NodePath,
  PackedColorArray,
  PackedStringArray,
  PackedVector2Array,
  PackedVector3Array,
  PackedVector4Array,
  Plane,
  Projection,
  Quaternion,
  RID,
  Rect2,
  Rect2i,
  StringName,
  Transform2D,
  Transform3D,
  TYPE_MAX,
  Vector2,
  Vector2i,
  Vector3,
  Vector3i,
  Vector4,
  Vector4i,
} from "../variant/index.js";
import { fromHex } from "../variant/hex.test.helper.js";
import * as variantTypes from "../variant/variant-type.js";
import { PackedByteArray } from "../packed-byte-array.js";
import { EncodedCallable, EncodedSignal } from "../variant/index.js";

/** A float; JSON has no word for some of them. */
export type Real = number | "nan" | "inf" | "-inf" | "-0";

/** Types made of floats only; the floats are in the order of the constructor's arguments (matrices by columns). */
export type RealType =
  | "Vector2"
  | "Rect2"
  | "Vector3"
  | "Transform2D"
  | "Vector4"
  | "Plane"
  | "Quaternion"
  | "AABB"
  | "Basis"
  | "Transform3D"
  | "Projection"
  | "Color";

/** Types made of 32-bit integers only. */
export type WholeType = "Vector2i" | "Rect2i" | "Vector3i" | "Vector4i";

/** Packed arrays of floats and of types made of floats. */
export type PackedRealType =
  | "PackedFloat32Array"
  | "PackedFloat64Array"
  | "PackedVector2Array"
  | "PackedVector3Array"
  | "PackedVector4Array"
  | "PackedColorArray";

/**
 * One Variant. Types go by their Godot 4 names for both engines. Integers are decimal strings, bytes are hex; what is packed is
 * flat (`[x, y, x, y]`). `of` is what a typed container is made of: numbers are Godot 4's `TYPE_*`.
 */
export type Described =
  | { readonly type: "Nil" | "Callable" | "Signal" }
  | { readonly type: "bool"; readonly value: boolean }
  | { readonly type: "int" | "RID" | "String" | "StringName" | "NodePath" | "PackedByteArray"; readonly value: string }
  | { readonly type: "float"; readonly value: Real }
  | { readonly type: RealType | PackedRealType; readonly value: readonly Real[] }
  | { readonly type: WholeType | "PackedInt32Array"; readonly value: readonly number[] }
  | { readonly type: "PackedInt64Array" | "PackedStringArray"; readonly value: readonly string[] }
  | { readonly type: "Array"; readonly value: readonly Described[]; readonly of?: number }
  | { readonly type: "Dictionary"; readonly value: readonly (readonly [Described, Described])[]; readonly of?: readonly [number, number] };

/** The JavaScript value that Godot's bytes of this one are read as. */
export function javaScriptOf(described: Described): Variant {
  if (isReal(described)) return reals[described.type](described.value.map(numberOf));
  switch (described.type) {
    case "Nil":
      return null;
    case "Callable":
      return new EncodedCallable();
    case "Signal":
      return new EncodedSignal();
    case "bool":
    case "String":
      return described.value;
    case "int":
      return intOf(described.value);
    case "float":
      return floatOf(numberOf(described.value));
    case "RID":
      return new RID(BigInt(described.value));
    case "StringName":
      return new StringName(described.value);
    case "NodePath":
      return new NodePath(described.value);
    case "PackedByteArray":
      return new PackedByteArray(fromHex(described.value));
    case "PackedInt32Array":
      return Int32Array.from(described.value);
    case "PackedInt64Array":
      return BigInt64Array.from(described.value, BigInt);
    case "PackedStringArray":
      return new PackedStringArray(described.value);
    case "Vector2i":
    case "Rect2i":
    case "Vector3i":
    case "Vector4i":
      return wholes[described.type](described.value);
    case "Array": {
      const elements = described.value.map(javaScriptOf);
      return described.of === undefined ? elements : new GodotTypedArray(elements, containerType(described.of) ?? unreachable());
    }
    case "Dictionary":
      return dictionaryOf(described.value, described.of);
  }
  return unknownType(described);
}

function unknownType(described: never): never {
  throw new Error(`There is no JavaScript value for ${JSON.stringify(described)}.`);
}

/** A value in which all that tells it from another can be seen by a comparison: dictionaries as lists, with the types of typed containers. */
export function comparable(value: unknown): unknown {
  if (value instanceof Map) {
    const { key_type, value_type } = value as Dictionary;
    return { dictionary: Array.from(value, (entry) => entry.map(comparable)), key_type, value_type };
  }
  if (value instanceof GodotTypedArray) return { array: Array.from(value, comparable), of: value.element_type };
  if (Array.isArray(value) && value.constructor === Array) return value.map(comparable);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return { object: Object.entries(value).map((entry) => entry.map(comparable)) };
}

export const numberOf = (real: Real): number => (typeof real === "number" ? real : { nan: NaN, inf: Infinity, "-inf": -Infinity, "-0": -0 }[real]);

const intOf = (text: string): number | bigint => (Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text));
const floatOf = (value: number): number | Float => (Number.isSafeInteger(value) && !Object.is(value, -0) ? new Float(value) : value);

const wholes: Record<WholeType, (n: readonly number[]) => Variant> = {
  Vector2i: (n) => new Vector2i(...n),
  Rect2i: ([x = 0, y = 0, width = 0, height = 0]) => new Rect2i(x, y, width, height),
  Vector3i: (n) => new Vector3i(...n),
  Vector4i: (n) => new Vector4i(...n),
};

const pairs = (n: readonly number[]): Vector2[] => groups(n, 2).map((part) => new Vector2(...part));
const triples = (n: readonly number[]): Vector3[] => groups(n, 3).map((part) => new Vector3(...part));
const quadruples = (n: readonly number[]): Vector4[] => groups(n, 4).map((part) => new Vector4(...part));

const reals: Record<RealType | PackedRealType, (n: readonly number[]) => Variant> = {
  Vector2: (n) => new Vector2(...n),
  Rect2: (n) => new Rect2(...pairs(n)),
  Vector3: (n) => new Vector3(...n),
  Transform2D: (n) => new Transform2D(...pairs(n)),
  Vector4: (n) => new Vector4(...n),
  Plane: ([a = 0, b = 0, c = 0, d = 0]) => new Plane(a, b, c, d),
  Quaternion: (n) => new Quaternion(...n),
  AABB: (n) => new AABB(...triples(n)),
  Basis: (n) => new Basis(...triples(n)),
  Transform3D: (n) => new Transform3D(new Basis(...triples(n.slice(0, 9))), new Vector3(...n.slice(9))),
  Projection: (n) => new Projection(...quadruples(n)),
  Color: (n) => new Color(...n),
  PackedFloat32Array: (n) => Float32Array.from(n),
  PackedFloat64Array: (n) => Float64Array.from(n),
  PackedVector2Array: (n) => new PackedVector2Array(pairs(n)),
  PackedVector3Array: (n) => new PackedVector3Array(triples(n)),
  PackedVector4Array: (n) => new PackedVector4Array(quadruples(n)),
  PackedColorArray: (n) => new PackedColorArray(groups(n, 4).map((part) => new Color(...part))),
};

const isReal = (described: Described): described is Extract<Described, { readonly type: RealType | PackedRealType }> => described.type in reals;

function groups(n: readonly number[], size: number): number[][] {
  return Array.from({ length: n.length / size }, (_, index) => n.slice(index * size, (index + 1) * size));
}

function dictionaryOf(entries: readonly (readonly [Described, Described])[], of: readonly [number, number] | undefined): Variant {
  const values = entries.map(([key, value]) => [javaScriptOf(key), javaScriptOf(value)] as const);
  if (of !== undefined) return new Dictionary(values, containerType(of[0]), containerType(of[1]));
  const isPlain = values.every(([key]) => typeof key === "string" && key !== "__proto__" && !isIndex(key));
  return isPlain ? (Object.fromEntries(values) as Record<string, Variant>) : new Dictionary(values);
}

/** Keys that an object moves to the front. */
const isIndex = (key: string): boolean => /^(0|[1-9]\d*)$/.test(key) && Number(key) < 2 ** 32 - 1;

const containerType = (type: number): ContainerType | undefined => (type === variantTypes.TYPE_NIL ? undefined : { kind: "builtin", type });

function unreachable(): never {
  throw new Error(`A typed array needs one of the types 1 to ${TYPE_MAX - 1}.`);
}
