import { AABB } from "./aabb.js";
import { builtinType, encodedObjectType, expectedType, KIND_BUILTIN, KIND_CLASS, KIND_NONE } from "./container-type.js";
import { type ContainerType, Dictionary, GodotTypedArray } from "./containers.js";
import { converted, NO_PLACE } from "./converted.js";
import { godot4Tags } from "./godot3-tags.js";
import { Input, type MakeBytes } from "./input.js";
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
import type { Variant } from "./variant.js";
import { maxDepth, VariantError } from "./variant-error.js";
import * as type from "./variant-type.js";
import { Vector3i } from "./vector3.js";
import { Vector4i } from "./vector4.js";

/** Numbers of 64 bits instead of 32; and: an object by its number only. */
const FLAG_64 = 0x10000;

/**
 * Reads Variants off bytes. All is little endian and padded to 4:
 *
 *     u32 header: type in bits 0-7, flags in bits 16-19      what follows is up to the type
 *     String: u32 bytes, UTF-8, padding                      Dictionary: u32 count, key, value, key, value, …
 *     Array: u32 count, elements                             typed containers (4.x): their types before the count
 *
 * Every count is checked against what is left before anything is made for it. Throws {@link VariantError} only.
 */
export class VariantReader extends Input {
  readonly #godot3: boolean;
  readonly #objects: boolean;

  /**
   * @param objects whether names of classes and scripts are let through; objects never are.
   * @param makeBytes as {@link Input} has it.
   */
  constructor(bytes: Uint8Array, start: number, godot3: boolean, objects: boolean, makeBytes: MakeBytes) {
    super(bytes, start, godot3, makeBytes);
    this.#godot3 = godot3;
    this.#objects = objects;
  }

  /** The next value, `depth` containers deep. */
  read(depth: number): Variant {
    if (depth > maxDepth) throw new VariantError(`nested deeper than ${maxDepth}, at byte ${this.position}`);
    const at = this.position;
    const header = this.uint32();
    switch (this.#tag(header)) {
      case type.TYPE_NIL:
        return null;
      case type.TYPE_BOOL:
        return this.uint32() !== 0;
      case type.TYPE_INT:
        return (header & FLAG_64) === 0 ? this.int32() : this.int64();
      case type.TYPE_FLOAT:
        return this.float((header & FLAG_64) !== 0);
      case type.TYPE_STRING:
        return this.string();
      case type.TYPE_VECTOR2:
        return this.vector2(!this.#godot3 && (header & FLAG_64) !== 0);
      case type.TYPE_DICTIONARY:
        return this.#dictionary(header, depth);
      case type.TYPE_ARRAY:
        return this.#array(header, depth);
      default:
        return this.#rare(header, at);
    }
  }

  /** Everything that holds no other Variants and is not seen in every packet. */
  #rare(header: number, at: number): Variant {
    const wide = !this.#godot3 && (header & FLAG_64) !== 0;
    switch (this.#tag(header)) {
      case type.TYPE_VECTOR2I:
        return this.vector2i();
      case type.TYPE_RECT2:
        return new Rect2(this.vector2(wide), this.vector2(wide));
      case type.TYPE_RECT2I:
        return new Rect2i(this.vector2i(), this.vector2i());
      case type.TYPE_VECTOR3:
        return this.vector3(wide);
      case type.TYPE_VECTOR3I:
        return new Vector3i(this.uint32(), this.uint32(), this.uint32());
      case type.TYPE_TRANSFORM2D:
        return new Transform2D(this.vector2(wide), this.vector2(wide), this.vector2(wide));
      case type.TYPE_VECTOR4:
        return this.vector4(wide);
      case type.TYPE_VECTOR4I:
        return new Vector4i(this.uint32(), this.uint32(), this.uint32(), this.uint32());
      case type.TYPE_PLANE:
        return new Plane(this.vector3(wide), this.real(wide));
      case type.TYPE_QUATERNION:
        return new Quaternion(this.real(wide), this.real(wide), this.real(wide), this.real(wide));
      case type.TYPE_AABB:
        return new AABB(this.vector3(wide), this.vector3(wide));
      case type.TYPE_BASIS:
        return this.basis(wide);
      case type.TYPE_TRANSFORM3D:
        return new Transform3D(this.basis(wide), this.vector3(wide));
      case type.TYPE_PROJECTION:
        return new Projection(this.vector4(wide), this.vector4(wide), this.vector4(wide), this.vector4(wide));
      case type.TYPE_COLOR:
        return this.color();
      case type.TYPE_STRING_NAME:
        return new StringName(this.string());
      case type.TYPE_NODE_PATH:
        return this.#nodePath();
      case type.TYPE_RID:
        return new RID(this.#godot3 ? 0n : this.uint64());
      case type.TYPE_OBJECT:
        return this.#object(header, at);
      case type.TYPE_CALLABLE:
        return new EncodedCallable();
      case type.TYPE_SIGNAL:
        return new EncodedSignal(this.string(), this.uint64());
      default:
        return this.#packed(this.#tag(header), wide, at);
    }
  }

  #packed(tag: number, wide: boolean, at: number): Variant {
    if (tag >= type.TYPE_MAX) throw new VariantError(`no type of Godot ${this.#godot3 ? 3 : 4} at byte ${at}`);
    const count = this.int32();
    const real = wide ? 8 : 4;
    switch (tag) {
      case type.TYPE_PACKED_BYTE_ARRAY:
        return this.byteArray(count);
      case type.TYPE_PACKED_INT32_ARRAY:
        return this.numbers(new Int32Array(this.room(count, 4)));
      case type.TYPE_PACKED_INT64_ARRAY:
        return this.numbers(new BigInt64Array(this.room(count, 8)));
      case type.TYPE_PACKED_FLOAT32_ARRAY:
        return this.numbers(new Float32Array(this.room(count, 4)));
      case type.TYPE_PACKED_FLOAT64_ARRAY:
        return this.numbers(new Float64Array(this.room(count, 8)));
      case type.TYPE_PACKED_STRING_ARRAY: {
        const strings = new PackedStringArray();
        // As in Godot, less than none are none.
        for (let left = count <= 0 ? 0 : this.room(count, 4); left > 0; left--) strings.push(this.string());
        return strings;
      }
      case type.TYPE_PACKED_VECTOR2_ARRAY: {
        const vectors = new PackedVector2Array();
        for (let left = this.room(count, 2 * real); left > 0; left--) vectors.push(this.vector2(wide));
        return vectors;
      }
      case type.TYPE_PACKED_VECTOR3_ARRAY: {
        const vectors = new PackedVector3Array();
        for (let left = this.room(count, 3 * real); left > 0; left--) vectors.push(this.vector3(wide));
        return vectors;
      }
      case type.TYPE_PACKED_COLOR_ARRAY: {
        const colors = new PackedColorArray();
        for (let left = this.room(count, 16); left > 0; left--) colors.push(this.color());
        return colors;
      }
      default: {
        const vectors = new PackedVector4Array();
        for (let left = this.room(count, 4 * real); left > 0; left--) vectors.push(this.vector4(wide));
        return vectors;
      }
    }
  }

  #dictionary(header: number, depth: number): Variant {
    const keyType = this.#containerType((header >>> 16) & 3);
    const valueType = this.#containerType((header >>> 18) & 3);
    const count = this.room(this.uint32() & 0x7fffffff, 8);
    if (keyType !== undefined || valueType !== undefined) return this.#typedDictionary(keyType, valueType, count, depth);
    const object: { [key: string]: Variant } = {};
    for (let done = 0; done < count; done++) {
      const at = this.position;
      const key = this.#objectKey(depth);
      if (key === undefined) {
        this.rewind(at);
        return this.#readOn(new Dictionary<Variant, Variant>(Object.entries(object)), count - done, depth);
      }
      object[key] = this.read(depth + 1);
    }
    return object;
  }

  /** The next key, when a plain object can have it; else undefined, and the position is anywhere. */
  #objectKey(depth: number): string | undefined {
    const header = this.uint32();
    if (this.#tag(header) !== type.TYPE_STRING || depth >= maxDepth) return undefined;
    const key = this.string(true);
    const first = key.charCodeAt(0);
    if (first >= 0x30 && first <= 0x39 && isArrayIndex(key)) return undefined;
    return key === "__proto__" ? undefined : key;
  }

  #readOn(dictionary: Dictionary<Variant, Variant>, count: number, depth: number): Variant {
    for (let left = count; left > 0; left--) {
      const key = this.read(depth + 1);
      dictionary.set(key, this.read(depth + 1));
    }
    return dictionary;
  }

  #typedDictionary(keyType: ContainerType | undefined, valueType: ContainerType | undefined, count: number, depth: number): Variant {
    const dictionary = new Dictionary<Variant, Variant>([], keyType, valueType);
    const expected = expectedType(keyType);
    for (let left = count; left > 0; left--) {
      const key = this.#element(expected, depth);
      // Godot checks the keys only.
      const value = this.read(depth + 1);
      if (key !== NO_PLACE) dictionary.set(key, value);
    }
    return dictionary;
  }

  #array(header: number, depth: number): Variant {
    const elementType = this.#containerType((header >>> 16) & 3);
    const count = this.room(this.uint32() & 0x7fffffff, 4);
    if (elementType === undefined) {
      const array: Variant[] = [];
      for (let left = count; left > 0; left--) array.push(this.read(depth + 1));
      return array;
    }
    const array = new GodotTypedArray<Variant>([], elementType);
    const expected = expectedType(elementType);
    for (let left = count; left > 0; left--) {
      const element = this.#element(expected, depth);
      if (element !== NO_PLACE) array.push(element);
    }
    return array;
  }

  #element(expected: number, depth: number): Variant | typeof NO_PLACE {
    const at = this.position;
    const value = this.read(depth + 1);
    const tag = this.#tag(this.wordAt(at));
    return expected === type.TYPE_NIL || expected === tag ? value : converted(value, tag, expected);
  }

  #containerType(kind: number): ContainerType | undefined {
    // Godot 3 has none, whatever the header says.
    if (kind === KIND_NONE || this.#godot3) return undefined;
    if (kind === KIND_BUILTIN) {
      const at = this.position;
      const builtin = this.uint32();
      if (builtin >= type.TYPE_MAX) throw new VariantError(`a container of an unknown type at byte ${at}`);
      return builtin === type.TYPE_OBJECT && !this.#objects ? encodedObjectType : builtinType(builtin);
    }
    const name = this.string();
    if (!this.#objects) return encodedObjectType;
    return kind === KIND_CLASS ? { kind: "class", name } : { kind: "script", path: name };
  }

  #object(header: number, at: number): Variant {
    if ((header & FLAG_64) !== 0) {
      const id = this.uint64();
      return id === 0n ? null : new EncodedObjectAsID(id);
    }
    if (this.#objects && this.string() === "") return null;
    throw new VariantError(`an object at byte ${at}: objects are not let in, whoever sends them`);
  }

  #nodePath(): NodePath {
    const at = this.take(12);
    const count = this.wordAt(at);
    if (count < 0x80000000) throw new VariantError(`a NodePath of an older format at byte ${at}`);
    const flags = this.wordAt(at + 8);
    const names = count & 0x7fffffff;
    const subnames = this.wordAt(at + 4) + ((flags >> 1) & 1);
    const strings: string[] = [];
    for (let left = this.room(names + subnames, 4); left > 0; left--) strings.push(this.string());
    return new NodePath(strings.slice(0, names), strings.slice(names), (flags & 1) !== 0);
  }

  /** Godot 4's number of the type. */
  #tag(header: number): number {
    return this.#godot3 ? (godot4Tags[header & 0xff] ?? type.TYPE_MAX) : header & 0xff;
  }
}

/** Whether a plain object would move this key to its front. */
function isArrayIndex(key: string): boolean {
  const index = Number(key) >>> 0;
  return index !== 0xffffffff && String(index) === key;
}
