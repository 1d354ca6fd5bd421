// Values of every type, for property tests: each as it is decoded, so that a round trip must give it back.
import fc from "fast-check";
import {
  AABB,
  Basis,
  Color,
  type ContainerType,
  Dictionary,
  EncodedCallable,
  EncodedObjectAsID,
  EncodedSignal,
  Float,
  GodotTypedArray,
  NodePath,
  PackedByteArray,
  PackedColorArray,
  PackedStringArray,
  PackedVector2Array,
  PackedVector3Array,
  PackedVector4Array,
  Plane,
  Projection,
  Quaternion,
  Rect2,
  Rect2i,
  RID,
  StringName,
  Transform2D,
  Transform3D,
  TYPE_FLOAT,
  TYPE_INT,
  TYPE_STRING,
  type Variant,
  Vector2,
  Vector2i,
  Vector3,
  Vector3i,
  Vector4,
  Vector4i,
} from "../index.js";

// A text of Godot holds neither NUL nor, at its start once it was read, a byte order mark.
const text = fc.string({ unit: "binary", maxLength: 40 }).map((it) => it.replaceAll("\0", "").replace(/^\ufeff+/, ""));
const name = fc.oneof(fc.constantFrom("a", "x", "players", "0", "7", "00", "4294967294", "4294967295", "__proto__", "toString", ""), text);
const real = fc.oneof(fc.float(), fc.constantFrom(0, -0, 1, NaN, Infinity, -Infinity)).map(Math.fround);
const int32 = fc.integer();
const id = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });

/** As a float is decoded. */
const float = fc
  .oneof(fc.double(), fc.float(), fc.integer(), fc.maxSafeInteger())
  .map((value) => (Number.isSafeInteger(value) && !Object.is(value, -0) ? new Float(value) : value));
/** As an int is decoded. */
const int = fc
  .oneof(fc.integer(), fc.maxSafeInteger().map((value) => value + 0), fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }))
  .map((value) => (typeof value === "bigint" && Number.isSafeInteger(Number(value)) ? Number(value) : value));

const many = <T>(element: fc.Arbitrary<T>) => fc.array(element, { maxLength: 5 });
const vector2 = fc.tuple(real, real).map(([x, y]) => new Vector2(x, y));
const vector3 = fc.tuple(real, real, real).map(([x, y, z]) => new Vector3(x, y, z));
const vector4 = fc.tuple(real, real, real, real).map(([x, y, z, w]) => new Vector4(x, y, z, w));
const vector2i = fc.tuple(int32, int32).map(([x, y]) => new Vector2i(x, y));
const basis = fc.tuple(vector3, vector3, vector3).map(([x, y, z]) => new Basis(x, y, z));
const color = fc.tuple(real, real, real, real).map(([r, g, b, a]) => new Color(r, g, b, a));

/** Everything that both engines have and that holds no other Variants, by Godot's name. */
const shared: Record<string, fc.Arbitrary<Variant>> = {
  null: fc.constant(null),
  bool: fc.boolean(),
  int,
  float,
  String: text,
  Vector2: vector2,
  Rect2: fc.tuple(vector2, vector2).map(([position, size]) => new Rect2(position, size)),
  Vector3: vector3,
  Transform2D: fc.tuple(vector2, vector2, vector2).map(([x, y, origin]) => new Transform2D(x, y, origin)),
  Plane: fc.tuple(vector3, real).map(([normal, d]) => new Plane(normal, d)),
  Quaternion: fc.tuple(real, real, real, real).map(([x, y, z, w]) => new Quaternion(x, y, z, w)),
  AABB: fc.tuple(vector3, vector3).map(([position, size]) => new AABB(position, size)),
  Basis: basis,
  Transform3D: fc.tuple(basis, vector3).map(([axes, origin]) => new Transform3D(axes, origin)),
  Color: color,
  NodePath: fc.tuple(many(text), many(text), fc.boolean()).map(([names, subnames, absolute]) => new NodePath(names, subnames, absolute)),
  Object: id.filter((it) => it !== 0n).map((it) => new EncodedObjectAsID(it)),
  PackedByteArray: fc.uint8Array({ maxLength: 9 }).map((it) => new PackedByteArray(it)),
  PackedInt32Array: fc.int32Array({ maxLength: 5 }),
  PackedFloat32Array: many(real).map((it) => Float32Array.from(it)),
  PackedStringArray: many(text).map((it) => new PackedStringArray(it)),
  PackedVector2Array: many(vector2).map((it) => new PackedVector2Array(it)),
  PackedVector3Array: many(vector3).map((it) => new PackedVector3Array(it)),
  PackedColorArray: many(color).map((it) => new PackedColorArray(it)),
};

/** The rest, of Godot 4. */
const newer: Record<string, fc.Arbitrary<Variant>> = {
  Vector2i: vector2i,
  Rect2i: fc.tuple(vector2i, vector2i).map(([position, size]) => new Rect2i(position, size)),
  Vector3i: fc.tuple(int32, int32, int32).map(([x, y, z]) => new Vector3i(x, y, z)),
  Vector4: vector4,
  Vector4i: fc.tuple(int32, int32, int32, int32).map(([x, y, z, w]) => new Vector4i(x, y, z, w)),
  Projection: fc.tuple(vector4, vector4, vector4, vector4).map((axes) => new Projection(...axes)),
  StringName: text.map((it) => new StringName(it)),
  RID: id.map((it) => new RID(it)),
  Callable: fc.constant(new EncodedCallable()),
  Signal: fc.tuple(text, id).map(([it, object]) => new EncodedSignal(it, object)),
  PackedInt64Array: fc.bigInt64Array({ maxLength: 5 }),
  PackedFloat64Array: many(fc.double()).map((it) => Float64Array.from(it)),
  PackedVector4Array: many(vector4).map((it) => new PackedVector4Array(it)),
};

const ofInts: ContainerType = { kind: "builtin", type: TYPE_INT };
const ofFloats: ContainerType = { kind: "builtin", type: TYPE_FLOAT };
const ofTexts: ContainerType = { kind: "builtin", type: TYPE_STRING };

/** A dictionary as it is decoded: a plain object where all keys allow it. */
function dictionaryOf(entries: readonly (readonly [Variant, Variant])[]): Variant {
  const isPlain = entries.every(
    ([key]) => typeof key === "string" && key !== "__proto__" && !(String(Number(key) >>> 0) === key && Number(key) < 0xffffffff),
  );
  return isPlain ? Object.fromEntries(entries as [string, Variant][]) : new Dictionary(entries);
}

/** Each kind of container around values of `inner`. */
export function containersOf(inner: fc.Arbitrary<Variant>, godot: 3 | 4): Record<string, fc.Arbitrary<Variant>> {
  const containers: Record<string, fc.Arbitrary<Variant>> = {
    Array: many(inner),
    "Dictionary by names": many(fc.tuple(name, inner)).map(dictionaryOf),
    "Dictionary by values": many(fc.tuple(inner, inner)).map(dictionaryOf),
  };
  if (godot === 3) return containers;
  return {
    ...containers,
    "Array[int]": many(int).map((it) => new GodotTypedArray<Variant>(it, ofInts)),
    "Array[float]": many(float).map((it) => new GodotTypedArray<Variant>(it, ofFloats)),
    "Dictionary[String, Variant]": many(fc.tuple(name, inner)).map((it) => new Dictionary<Variant, Variant>(it, ofTexts)),
    "Dictionary[Variant, int]": many(fc.tuple(inner, int)).map((it) => new Dictionary<Variant, Variant>(it, undefined, ofInts)),
  };
}

/** Values that hold no others, by the name of their type. */
export const leaves = { 3: { ...shared, RID: fc.constant(new RID()) }, 4: { ...shared, ...newer } } as const;

/** Any value, containers in containers included. */
export function anyVariant(godot: 3 | 4): fc.Arbitrary<Variant> {
  const leaf = fc.oneof(...Object.values(leaves[godot] as Record<string, fc.Arbitrary<Variant>>));
  const level = (inner: fc.Arbitrary<Variant>) => fc.oneof(inner, ...Object.values(containersOf(inner, godot)));
  return level(level(level(leaf)));
}
