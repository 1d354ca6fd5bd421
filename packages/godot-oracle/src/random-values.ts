import type { Described, PackedRealType, RealType, WholeType } from "../../engine-plugin/src/godot/golden/described.test.helper.js";

import { float, int, int32, many, paths, pick, real32, realOf, times, upTo, text as randomText } from "./random-numbers.js";
import type { Random } from "./random-numbers.js";

type Kind = Described["type"];

/** How many numbers a value of the type has. */
const realTypes: Readonly<Record<RealType, number>> = {
  Vector2: 2,
  Rect2: 4,
  Vector3: 3,
  Transform2D: 6,
  Vector4: 4,
  Plane: 4,
  Quaternion: 4,
  AABB: 6,
  Basis: 9,
  Transform3D: 12,
  Projection: 16,
  Color: 4,
};
const wholeTypes: Readonly<Record<WholeType, number>> = { Vector2i: 2, Rect2i: 4, Vector3i: 3, Vector4i: 4 };
/** How many numbers an element of the array has. */
const packedRealTypes: Readonly<Record<PackedRealType, number>> = {
  PackedFloat32Array: 1,
  PackedFloat64Array: 1,
  PackedVector2Array: 2,
  PackedVector3Array: 3,
  PackedVector4Array: 4,
  PackedColorArray: 4,
};

const kinds3: readonly Kind[] = [
  ...[
    "Nil",
    "bool",
    "int",
    "float",
    "String",
    "NodePath",
    "Vector2",
    "Rect2",
    "Vector3",
    "Transform2D",
    "Plane",
    "Quaternion",
    "AABB",
    "Basis",
    "Transform3D",
  ],
  ...["Color", "RID", "Dictionary", "Array", "PackedByteArray", "PackedInt32Array", "PackedFloat32Array", "PackedStringArray"],
  ...["PackedVector2Array", "PackedVector3Array", "PackedColorArray"],
] as Kind[];
const only4 = [
  "StringName",
  "Vector2i",
  "Rect2i",
  "Vector3i",
  "Vector4",
  "Vector4i",
  "Projection",
  "PackedInt64Array",
  "PackedFloat64Array",
  "PackedVector4Array",
  "Callable",
  "Signal",
];

/** Every type of which values are generated, by generation of the engine. */
export const kinds: Readonly<Record<3 | 4, readonly Kind[]>> = { 3: kinds3, 4: [...kinds3, ...(only4 as Kind[])] };

/** Godot 4's numbers of the types that typed containers are made of; all types but Nil, objects, callables and signals. */
const elementKinds: Readonly<Partial<Record<Kind, number>>> = {
  ...{
    bool: 1,
    int: 2,
    float: 3,
    String: 4,
    Vector2: 5,
    Vector2i: 6,
    Rect2: 7,
    Rect2i: 8,
    Vector3: 9,
    Vector3i: 10,
    Transform2D: 11,
    Vector4: 12,
    Vector4i: 13,
  },
  ...{ Plane: 14, Quaternion: 15, AABB: 16, Basis: 17, Transform3D: 18, Projection: 19, Color: 20, StringName: 21, NodePath: 22, RID: 23 },
  ...{ Dictionary: 27, Array: 28, PackedByteArray: 29, PackedInt32Array: 30, PackedInt64Array: 31, PackedFloat32Array: 32, PackedFloat64Array: 33 },
  ...{ PackedStringArray: 34, PackedVector2Array: 35, PackedVector3Array: 36, PackedColorArray: 37, PackedVector4Array: 38 },
};

/** One value of any type, containers included, to the given depth. */
export function randomValue(random: Random, generation: 3 | 4, depth = 3): Described {
  return valueOf(pick(random, kinds[generation]), random, generation, depth);
}

/** Containers of all kinds with values of the given type in them, and with containers of those. */
export function containersOf(kind: Kind, random: Random, generation: 3 | 4): Described[] {
  const one = (): Described => valueOf(kind, random, generation, 1);
  const text = (value: string): Described => ({ type: "String", value });
  const list: Described = { type: "Array", value: [one(), one(), one()] };
  const table: Described = {
    type: "Dictionary",
    value: [
      [text("a"), one()],
      [text("b"), one()],
    ],
  };
  const of = elementKinds[kind];
  const typed: Described[] =
    generation === 3 || of === undefined
      ? []
      : [
          { type: "Array", value: [untyped(one()), untyped(one())], of },
          { type: "Array", value: [], of },
          { type: "Dictionary", value: [[text("a"), untyped(one())]], of: [0, of] },
          { type: "Dictionary", value: [[{ type: "int", value: "7" }, untyped(one())]], of: [2, of] },
          { type: "Dictionary", value: [], of: [of, of] },
        ];
  const all = [list, table, ...typed];
  return [...all, { type: "Array", value: all }, { type: "Dictionary", value: all.map((value, index) => [text(`key ${index}`), value]) }];
}

/** One value of the given type. */
export function valueOf(kind: Kind, random: Random, generation: 3 | 4, depth: number): Described {
  if (isNumeric(kind)) return numeric(kind, random);
  switch (kind) {
    case "Nil":
    case "Callable":
    case "Signal":
      return { type: kind };
    case "bool":
      return { type: kind, value: random() < 0.5 };
    case "int":
      return { type: kind, value: int(random).toString() };
    case "RID":
      // Godot 3 has no way to make one from a number.
      return { type: kind, value: generation === 3 ? "0" : BigInt.asUintN(64, int(random)).toString() };
    case "float":
      return { type: kind, value: realOf(float(random)) };
    case "String":
    case "StringName":
      return { type: kind, value: randomText(random) };
    case "NodePath":
      return { type: kind, value: pick(random, paths) };
    case "PackedByteArray":
      return { type: kind, value: Buffer.from(many(random, () => upTo(random, 256))).toString("hex") };
    case "PackedInt32Array":
      return { type: kind, value: many(random, () => int32(random)) };
    case "PackedInt64Array":
      return { type: kind, value: many(random, () => int(random).toString()) };
    case "PackedStringArray":
      return { type: kind, value: many(random, () => randomText(random)) };
    case "Array":
      return array(random, generation, depth);
    case "Dictionary":
      return dictionary(random, generation, depth);
  }
  return unknownKind(kind);
}

function unknownKind(kind: never): never {
  throw new Error(`There is no way to make a ${String(kind)}.`);
}

const isNumeric = (kind: Kind): kind is RealType | WholeType | PackedRealType => kind in realTypes || kind in wholeTypes || kind in packedRealTypes;

function numeric(kind: RealType | WholeType | PackedRealType, random: Random): Described {
  if (kind in wholeTypes) return { type: kind as WholeType, value: times(wholeTypes[kind as WholeType], () => int32(random)) };
  if (kind in realTypes) return { type: kind as RealType, value: times(realTypes[kind as RealType], () => real32(random)) };
  const packed = kind as PackedRealType;
  const one = packed === "PackedFloat64Array" ? () => realOf(float(random)) : () => real32(random);
  return { type: packed, value: many(random, () => times(packedRealTypes[packed], one)).flat() };
}

function array(random: Random, generation: 3 | 4, depth: number): Described {
  if (generation === 4 && random() < 0.3) {
    const [kind, of] = pick(random, Object.entries(elementKinds) as [Kind, number][]);
    return { type: "Array", value: elements(random, depth, () => valueOf(kind, random, generation, depth - 1)).map(untyped), of };
  }
  return { type: "Array", value: elements(random, depth, () => randomValue(random, generation, depth - 1)) };
}

function dictionary(random: Random, generation: 3 | 4, depth: number): Described {
  const typed =
    generation === 4 && random() < 0.3 ? ([pick(random, keyKinds), pick(random, Object.keys(elementKinds) as Kind[])] as const) : undefined;
  const seen = new Set<string>();
  const onlyTexts = random() < 0.5;
  const value = elements(random, depth, () => {
    const key = uniqueKey(typed?.[0] ?? (onlyTexts ? "String" : pick(random, generation === 4 ? keyKinds : keyKinds3)), random, generation);
    const content = typed === undefined ? randomValue(random, generation, depth - 1) : untyped(valueOf(typed[1], random, generation, depth - 1));
    return [key, content] as const;
  }).filter(([key]) => {
    // A String and a StringName of one text are one key.
    const name = JSON.stringify(key).replace('"StringName"', '"String"');
    return !seen.has(name) && seen.add(name);
  });
  if (typed === undefined) return { type: "Dictionary", value };
  const half = random();
  const [keyType, valueType] = typed.map((kind) => elementKinds[kind] ?? 0) as [number, number];
  return { type: "Dictionary", value, of: [half < 0.2 ? 0 : keyType, half > 0.8 ? 0 : valueType] };
}

/** An element of a typed container of containers must itself be untyped: Godot would convert it or refuse it. */
function untyped(described: Described): Described {
  if (described.type === "Array") return { type: "Array", value: described.value };
  if (described.type === "Dictionary") return { type: "Dictionary", value: described.value };
  return described;
}

const keyKinds3 = ["String", "int", "float", "bool", "Nil", "Vector2", "Color", "NodePath"] as const satisfies readonly Kind[];
const keyKinds = ["String", "int", "float", "bool", "Vector2", "Vector2i", "Color", "StringName", "NodePath"] as const satisfies readonly Kind[];

/** Keys that differ in their description differ for Godot too: no zeroes of two signs, no NaN. */
function uniqueKey(kind: Kind, random: Random, generation: 3 | 4): Described {
  if (kind === "float" || kind === "Vector2" || kind === "Color") {
    const count = kind === "float" ? 1 : realTypes[kind];
    const parts = times(count, () => 1 + upTo(random, 1000) / 8);
    return kind === "float" ? { type: kind, value: parts[0] ?? 1 } : { type: kind, value: parts };
  }
  return valueOf(kind, random, generation, 0);
}

const elements = <T>(random: Random, depth: number, make: () => T): T[] => (depth <= 0 ? [] : times(upTo(random, 5), make));
