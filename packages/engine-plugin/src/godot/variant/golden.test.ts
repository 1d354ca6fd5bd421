// Values and the bytes that real engines made of them: Godot 4.6 (official web build) and Godot 3.2.3 (Debian's godot3-server).
import { describe, expect, it } from "vitest";
import {
  AABB,
  Basis,
  bytes2var,
  bytes_to_var,
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
  TYPE_ARRAY,
  TYPE_FLOAT,
  TYPE_INT,
  TYPE_STRING,
  TYPE_STRING_NAME,
  var2bytes,
  var_to_bytes,
  Vector2,
  Vector2i,
  Vector3,
  Vector4,
} from "../index.js";
import { fromHex, toHex } from "./hex.test.helper.js";

const of = (type: number): ContainerType => ({ kind: "builtin", type });
const encodedObject: ContainerType = { kind: "class", name: "EncodedObjectAsID" };
const steps = (count: number) => Array.from({ length: count }, (_, index) => index + 1) as [number, number, number, number];
const basis = new Basis(new Vector3(1, 2, 3), new Vector3(4, 5, 6), new Vector3(7, 8, 9));

/** Name, value, and its bytes. */
type Row = readonly [name: string, value: unknown, hex: string];

const scalars: readonly Row[] = [
  ["null", null, "00000000"],
  ["true", true, "0100000001000000"],
  ["1", 1, "0200000001000000"],
  ["-1", -1, "02000000ffffffff"],
  ["2^31 - 1", 2147483647, "02000000ffffff7f"],
  ["-2^31", -2147483648, "0200000000000080"],
  ["2^31", 2147483648, "020001000000008000000000"],
  ["-2^31 - 1", -2147483649, "02000100ffffff7fffffffff"],
  ["a Steam id", 76561197960287930n, "02000100ba56000001001001"],
  ["the least int", -(1n << 63n), "020001000000000000000080"],
  ["1.5", 1.5, "030000000000c03f"],
  ["0.1", 0.1, "030001009a9999999999b93f"],
  ["1.1", 1.1, "030001009a9999999999f13f"],
  ["16777217.0", new Float(16777217), "030001000000001000007041"],
  ["NaN", NaN, "03000100000000000000f87f"],
  ["Infinity", Infinity, "030000000000807f"],
  ["-Infinity", -Infinity, "03000000000080ff"],
  ["-0.0", -0, "0300000000000080"],
  ["1e300", 1e300, "030001009c7500883ce4377e"],
  ["1e-46", 1e-46, "0300010061552c24ce446236"],
  ['"hi"', "hi", "040000000200000068690000"],
  ['""', "", "0400000000000000"],
  ['"héllo"', "héllo", "040000000600000068c3a96c6c6f0000"],
  ["an emoji", "😀", "0400000004000000f09f9880"],
];

const godot4: readonly Row[] = [
  ...scalars,
  ["Vector2i", new Vector2i(3, 4), "060000000300000004000000"],
  ["Vector4", new Vector4(1, 2, 3, 4), "0c0000000000803f000000400000404000008040"],
  ["Rect2i", new Rect2i(1, 2, 3, 4), "0800000001000000020000000300000004000000"],
  ["Transform2D", new Transform2D(new Vector2(1, 2), new Vector2(3, 4), new Vector2(5, 6)), "0b0000000000803f0000004000004040000080400000a0400000c040"],
  ["Plane", new Plane(1, 2, 3, 4), "0e0000000000803f000000400000404000008040"],
  ["Quaternion", new Quaternion(1, 2, 3, 4), "0f0000000000803f000000400000404000008040"],
  ["AABB", new AABB(new Vector3(1, 2, 3), new Vector3(4, 5, 6)), "100000000000803f0000004000004040000080400000a0400000c040"],
  ["Basis", basis, "110000000000803f000080400000e040000000400000a04000000041000040400000c04000001041"],
  [
    "Transform3D",
    new Transform3D(basis, new Vector3(10, 11, 12)),
    "120000000000803f000080400000e040000000400000a04000000041000040400000c04000001041000020410000304100004041",
  ],
  [
    "Projection",
    new Projection(...([0, 4, 8, 12].map((from) => new Vector4(...(steps(4).map((step) => from + step) as [number, number, number, number]))) as [Vector4, Vector4, Vector4, Vector4])),
    "130000000000803f0000004000004040000080400000a0400000c0400000e040000000410000104100002041000030410000404100005041000060410000704100008041",
  ],
  ["Color", new Color(1, 0, 0, 1), "140000000000803f00000000000000000000803f"],
  ["StringName", new StringName("name"), "15000000040000006e616d65"],
  ["NodePath", new NodePath("a/b"), "1600000002000080000000000000000001000000610000000100000062000000"],
  ["NodePath of a property", new NodePath(":x"), "160000000000008001000000000000000100000078000000"],
  ["NodePath of the root", new NodePath("/"), "16000000000000800000000001000000"],
  ["NodePath from the root", new NodePath("/root/"), "1600000001000080000000000100000004000000726f6f74"],
  ["NodePath, empty", new NodePath(), "16000000000000800000000000000000"],
  ["RID", new RID(5n), "170000000500000000000000"],
  ["Object", new EncodedObjectAsID(0x8000000587050017n), "180001001700058705000080"],
  ["Callable", new EncodedCallable(), "19000000"],
  ["Signal", new EncodedSignal("sig", 5n), "1a00000003000000736967000500000000000000"],
  ["Signal of nothing", new EncodedSignal(), "1a000000000000000000000000000000"],
  [
    "Dictionary",
    { message: "handshake", from: 76561197960287930n },
    "1b0000000200000004000000070000006d65737361676500040000000900000068616e647368616b65000000040000000400000066726f6d02000100ba56000001001001",
  ],
  ["Dictionary[String, int]", new Dictionary([["a", 1]], of(TYPE_STRING), of(TYPE_INT)), "1b0005000400000002000000010000000400000001000000610000000200000001000000"],
  ["Dictionary[int, Variant]", new Dictionary([[1, "a"]], of(TYPE_INT)), "1b00010002000000010000000200000001000000040000000100000061000000"],
  ["Dictionary[Variant, Node]", new Dictionary([], undefined, encodedObject), "1b00080011000000456e636f6465644f626a6563744173494400000000000000"],
  ["Array", [1, "a", null], "1c00000003000000020000000100000004000000010000006100000000000000"],
  ["Array[int]", new GodotTypedArray([1, 2], of(TYPE_INT)), "1c000100020000000200000002000000010000000200000002000000"],
  ["Array[float]", new GodotTypedArray([new Float(1), 2.5], of(TYPE_FLOAT)), "1c0001000300000002000000030000000000803f0300000000002040"],
  ["Array[StringName]", new GodotTypedArray([new StringName("a")], of(TYPE_STRING_NAME)), "1c0001001500000001000000150000000100000061000000"],
  ["Array[Array]", new GodotTypedArray([[1]], of(TYPE_ARRAY)), "1c0001001c000000010000001c000000010000000200000001000000"],
  ["Array[Node]", new GodotTypedArray([], encodedObject), "1c00020011000000456e636f6465644f626a6563744173494400000000000000"],
  ["PackedByteArray", new PackedByteArray([1, 2, 3, 4, 5]), "1d000000050000000102030405000000"],
  ["PackedInt32Array", Int32Array.of(1, -1), "1e0000000200000001000000ffffffff"],
  ["PackedInt64Array", BigInt64Array.of(1n, -1n), "1f000000020000000100000000000000ffffffffffffffff"],
  ["PackedFloat32Array", Float32Array.of(1.5, 0.1), "20000000020000000000c03fcdcccc3d"],
  ["PackedFloat64Array", Float64Array.of(0.1), "21000000010000009a9999999999b93f"],
  [
    "PackedStringArray",
    new PackedStringArray(["", "a", "abc", "abcd", "é"]),
    "220000000500000001000000000000000200000061000000040000006162630005000000616263640000000003000000c3a90000",
  ],
  ["PackedVector2Array", new PackedVector2Array([new Vector2(1, 2)]), "23000000010000000000803f00000040"],
  ["PackedVector3Array", new PackedVector3Array([new Vector3(1, 2, 3)]), "24000000010000000000803f0000004000004040"],
  ["PackedColorArray", new PackedColorArray([new Color(1, 0, 0, 1)]), "25000000010000000000803f00000000000000000000803f"],
  ["PackedVector4Array", new PackedVector4Array([new Vector4(1, 2, 3, 4)]), "26000000010000000000803f000000400000404000008040"],
];

const godot3: readonly Row[] = [
  ...scalars,
  ["Vector2", new Vector2(1, 2), "050000000000803f00000040"],
  ["Rect2", new Rect2(1, 2, 3, 4), "060000000000803f000000400000404000008040"],
  ["Vector3", new Vector3(1, 2, 3), "070000000000803f0000004000004040"],
  ["Transform2D", new Transform2D(new Vector2(1, 2), new Vector2(3, 4), new Vector2(5, 6)), "080000000000803f0000004000004040000080400000a0400000c040"],
  ["Plane", new Plane(1, 2, 3, 4), "090000000000803f000000400000404000008040"],
  ["Quat", new Quaternion(1, 2, 3, 4), "0a0000000000803f000000400000404000008040"],
  ["AABB", new AABB(new Vector3(1, 2, 3), new Vector3(4, 5, 6)), "0b0000000000803f0000004000004040000080400000a0400000c040"],
  ["Basis", basis, "0c0000000000803f000080400000e040000000400000a04000000041000040400000c04000001041"],
  [
    "Transform",
    new Transform3D(basis, new Vector3(10, 11, 12)),
    "0d0000000000803f000080400000e040000000400000a04000000041000040400000c04000001041000020410000304100004041",
  ],
  ["Color", new Color(1, 0, 0, 1), "0e0000000000803f00000000000000000000803f"],
  ["NodePath", new NodePath("a//b"), "0f00000002000080000000000000000001000000610000000100000062000000"],
  ["RID", new RID(), "10000000"],
  ["Object", new EncodedObjectAsID(1290n), "110001000a05000000000000"],
  ["{}", {}, "1200000000000000"],
  ["[]", [], "1300000000000000"],
  ["Array", [1, "a", null], "1300000003000000020000000100000004000000010000006100000000000000"],
  [
    "Dictionary",
    { a: 1, b: [2.5] },
    "1200000002000000040000000100000061000000020000000100000004000000010000006200000013000000010000000300000000002040",
  ],
  ["PoolByteArray", new PackedByteArray([1, 2, 3]), "140000000300000001020300"],
  ["PoolIntArray", Int32Array.of(1, -1), "150000000200000001000000ffffffff"],
  ["PoolRealArray", Float32Array.of(1.5, 0.1), "16000000020000000000c03fcdcccc3d"],
  ["PoolStringArray", new PackedStringArray(["", "a", "abc", "abcd", "é"]), "170000000500000001000000000000000200000061000000040000006162630005000000616263640000000003000000c3a90000"],
  ["PoolVector2Array", new PackedVector2Array([new Vector2(1, 2)]), "18000000010000000000803f00000040"],
  ["PoolVector3Array", new PackedVector3Array([new Vector3(1, 2, 3)]), "19000000010000000000803f0000004000004040"],
  ["PoolColorArray", new PackedColorArray([new Color(1, 0, 0, 1)]), "1a000000010000000000803f00000000000000000000803f"],
];

describe("the bytes of Godot 4", () => {
  it.each(godot4)("%s is written as Godot writes it", (_, value, hex) => {
    expect(toHex(var_to_bytes(value))).toBe(hex);
  });

  it.each(godot4)("%s is read back as it was", (_, value, hex) => {
    const read = bytes_to_var(fromHex(hex));
    expect(read).toStrictEqual(value);
    expect(toHex(var_to_bytes(read))).toBe(hex);
  });
});

describe("the bytes of Godot 3", () => {
  it.each(godot3)("%s is written as Godot writes it", (_, value, hex) => {
    expect(toHex(var2bytes(value))).toBe(hex);
  });

  it.each(godot3)("%s is read back as it was", (_, value, hex) => {
    const read = bytes2var(fromHex(hex));
    expect(read).toStrictEqual(value);
    expect(toHex(var2bytes(read))).toBe(hex);
  });
});
