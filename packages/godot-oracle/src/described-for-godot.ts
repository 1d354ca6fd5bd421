import type { Described, Real } from "../../engine-plugin/src/godot/golden/described.test.helper.js";

/**
 * A described value as one line of JSON that the GDScript function `build` of {@link buildFunctions} makes a Variant of.
 * Numbers travel as their 8 bytes in base64, because neither engine's parser reads every decimal exactly; texts as UTF-8 in base64.
 */
export function lineFor(described: Described): string {
  return JSON.stringify(wire(described));
}

function wire(described: Described): unknown[] {
  switch (described.type) {
    case "Nil":
    case "Callable":
    case "Signal":
      return [described.type];
    case "bool":
      return [described.type, described.value];
    case "int":
    case "RID":
      return [described.type, integers([described.value])];
    case "String":
    case "StringName":
    case "NodePath":
      return [described.type, utf8(described.value)];
    case "PackedByteArray":
      return [described.type, Buffer.from(described.value, "hex").toString("base64")];
    case "PackedStringArray":
      return [described.type, described.value.map(utf8)];
    case "PackedInt64Array":
      return [described.type, integers(described.value)];
    case "PackedInt32Array":
    case "Vector2i":
    case "Rect2i":
    case "Vector3i":
    case "Vector4i":
      return [described.type, integers(described.value.map(String))];
    case "Array":
      return [described.type, described.value.map(wire), described.of ?? 0];
    case "Dictionary":
      return [described.type, described.value.map((entry) => entry.map(wire)), ...(described.of ?? [0, 0])];
    case "float":
      return [described.type, reals([described.value])];
    case "Vector2":
    case "Rect2":
    case "Vector3":
    case "Transform2D":
    case "Vector4":
    case "Plane":
    case "Quaternion":
    case "AABB":
    case "Basis":
    case "Transform3D":
    case "Projection":
    case "Color":
    case "PackedFloat32Array":
    case "PackedFloat64Array":
    case "PackedVector2Array":
    case "PackedVector3Array":
    case "PackedVector4Array":
    case "PackedColorArray":
      return [described.type, reals(described.value)];
  }
  return unknownType(described);
}

function unknownType(described: never): never {
  throw new Error(`There is no way to send ${JSON.stringify(described)}.`);
}

const utf8 = (text: string): string => Buffer.from(text, "utf8").toString("base64");

function integers(values: readonly string[]): string {
  const bytes = Buffer.alloc(values.length * 8);
  values.forEach((value, index) => bytes.writeBigInt64LE(BigInt.asIntN(64, BigInt(value)), index * 8));
  return bytes.toString("base64");
}

function reals(values: readonly Real[]): string {
  const bytes = Buffer.alloc(values.length * 8);
  values.forEach((value, index) => bytes.writeDoubleLE(asNumber(value), index * 8));
  return bytes.toString("base64");
}

const asNumber = (real: Real): number => (real === "-0" ? -0 : real === "inf" ? Infinity : real === "-inf" ? -Infinity : Number(real));

/** GDScript: `build(JSON array)` makes the Variant, `hex(bytes)`, `hex_text(string)` and `raw(base64)` help. */
export const buildFunctions: Readonly<Record<3 | 4, string>> = {
  4: `
func raw(base64):
	return PackedByteArray() if base64 == "" else Marshalls.base64_to_raw(base64)

func hex(bytes):
	return bytes.hex_encode()

func hex_text(text):
	return text.to_utf8_buffer().hex_encode()

func text(base64):
	return raw(base64).get_string_from_utf8()

func parse(line):
	return build(JSON.parse_string(line))

func build(d):
	match d[0]:
		"Nil": return null
		"Callable": return Callable()
		"Signal": return Signal()
		"bool": return d[1]
		"int": return raw(d[1]).decode_s64(0)
		"float": return raw(d[1]).decode_double(0)
		"RID": return rid_from_int64(raw(d[1]).decode_s64(0))
		"String": return text(d[1])
		"StringName": return StringName(text(d[1]))
		"NodePath": return NodePath(text(d[1]))
		"PackedByteArray": return raw(d[1])
		"PackedStringArray": return PackedStringArray(d[1].map(text))
		"Array": return Array(d[1].map(build), int(d[2]), "", null) if d[2] else d[1].map(build)
		"Dictionary":
			var dictionary = Dictionary({}, int(d[2]), "", null, int(d[3]), "", null) if d[2] or d[3] else {}
			for entry in d[1]: dictionary[build(entry[0])] = build(entry[1])
			return dictionary
		"PackedInt32Array": return PackedInt32Array(Array(raw(d[1]).to_int64_array()))
		"PackedInt64Array": return raw(d[1]).to_int64_array()
		"Vector2i", "Vector3i", "Vector4i", "Rect2i":
			var n = raw(d[1]).to_int64_array()
			match d[0]:
				"Vector2i": return Vector2i(n[0], n[1])
				"Vector3i": return Vector3i(n[0], n[1], n[2])
				"Vector4i": return Vector4i(n[0], n[1], n[2], n[3])
				"Rect2i": return Rect2i(n[0], n[1], n[2], n[3])
	var n = raw(d[1]).to_float64_array()
	match d[0]:
		"Vector2": return v2(n, 0)
		"Rect2": return Rect2(v2(n, 0), v2(n, 2))
		"Vector3": return v3(n, 0)
		"Transform2D": return Transform2D(v2(n, 0), v2(n, 2), v2(n, 4))
		"Vector4": return v4(n, 0)
		"Plane": return Plane(n[0], n[1], n[2], n[3])
		"Quaternion": return Quaternion(n[0], n[1], n[2], n[3])
		"AABB": return AABB(v3(n, 0), v3(n, 3))
		"Basis": return Basis(v3(n, 0), v3(n, 3), v3(n, 6))
		"Transform3D": return Transform3D(v3(n, 0), v3(n, 3), v3(n, 6), v3(n, 9))
		"Projection": return Projection(v4(n, 0), v4(n, 4), v4(n, 8), v4(n, 12))
		"Color": return Color(n[0], n[1], n[2], n[3])
		"PackedFloat32Array": return PackedFloat32Array(Array(n))
		"PackedFloat64Array": return n
		"PackedVector2Array": return PackedVector2Array(range(0, n.size(), 2).map(func(i): return v2(n, i)))
		"PackedVector3Array": return PackedVector3Array(range(0, n.size(), 3).map(func(i): return v3(n, i)))
		"PackedVector4Array": return PackedVector4Array(range(0, n.size(), 4).map(func(i): return v4(n, i)))
		"PackedColorArray": return PackedColorArray(range(0, n.size(), 4).map(func(i): return Color(n[i], n[i + 1], n[i + 2], n[i + 3])))
	return "no way to build " + str(d)

func v2(n, i): return Vector2(n[i], n[i + 1])
func v3(n, i): return Vector3(n[i], n[i + 1], n[i + 2])
func v4(n, i): return Vector4(n[i], n[i + 1], n[i + 2], n[i + 3])
`,
  3: `
func raw(base64):
	return PoolByteArray() if base64 == "" else Marshalls.base64_to_raw(base64)

func hex(bytes):
	return bytes.hex_encode()

func hex_text(text):
	return text.to_utf8().hex_encode()

# Each 8 bytes as a number, by way of a Variant's bytes: 3.2 has no other.
func numbers(type, bytes):
	var result = []
	for i in range(0, bytes.size(), 8):
		var one = PoolByteArray([type, 0, 1, 0])
		one.append_array(bytes.subarray(i, i + 7))
		result.append(bytes2var(one))
	return result

func text(base64):
	return raw(base64).get_string_from_utf8()

func parse(line):
	return build(parse_json(line))

func build(d):
	match d[0]:
		"Nil": return null
		"bool": return d[1]
		"int": return numbers(TYPE_INT, raw(d[1]))[0]
		"float": return numbers(TYPE_REAL, raw(d[1]))[0]
		"RID": return RID()
		"String": return text(d[1])
		"NodePath": return NodePath(text(d[1]))
		"PackedByteArray": return raw(d[1])
		"PackedStringArray":
			var strings = PoolStringArray()
			for one in d[1]: strings.append(text(one))
			return strings
		"Array":
			var list = []
			for one in d[1]: list.append(build(one))
			return list
		"Dictionary":
			var dictionary = {}
			for entry in d[1]: dictionary[build(entry[0])] = build(entry[1])
			return dictionary
		"PackedInt32Array": return PoolIntArray(numbers(TYPE_INT, raw(d[1])))
	var n = numbers(TYPE_REAL, raw(d[1]))
	match d[0]:
		"Vector2": return v2(n, 0)
		"Rect2": return Rect2(v2(n, 0), v2(n, 2))
		"Vector3": return v3(n, 0)
		"Transform2D": return Transform2D(v2(n, 0), v2(n, 2), v2(n, 4))
		"Plane": return Plane(n[0], n[1], n[2], n[3])
		"Quaternion": return Quat(n[0], n[1], n[2], n[3])
		"AABB": return AABB(v3(n, 0), v3(n, 3))
		"Basis": return Basis(v3(n, 0), v3(n, 3), v3(n, 6))
		"Transform3D": return Transform(v3(n, 0), v3(n, 3), v3(n, 6), v3(n, 9))
		"Color": return color(n, 0)
		"PackedFloat32Array": return PoolRealArray(n)
		"PackedVector2Array":
			var list = PoolVector2Array()
			for i in range(0, n.size(), 2): list.append(v2(n, i))
			return list
		"PackedVector3Array":
			var list = PoolVector3Array()
			for i in range(0, n.size(), 3): list.append(v3(n, i))
			return list
		"PackedColorArray":
			var list = PoolColorArray()
			for i in range(0, n.size(), 4): list.append(color(n, i))
			return list
	return "no way to build " + str(d)

func v2(n, i): return Vector2(n[i], n[i + 1])
func v3(n, i): return Vector3(n[i], n[i + 1], n[i + 2])
func color(n, i): return Color(n[i], n[i + 1], n[i + 2], n[i + 3])
`,
};
