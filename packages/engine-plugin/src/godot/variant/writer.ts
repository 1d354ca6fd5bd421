import type { FixedCopy } from "../bytes/fixed-copy.js";
import { className } from "../class-name.js";
import { writeComponents } from "./components.js";
import { describeType, encodedObjectType, expectedType, KIND_BUILTIN, KIND_CLASS, KIND_NONE, KIND_SCRIPT } from "./container-type.js";
import { type ContainerType, Dictionary, GodotTypedArray } from "./containers.js";
import { from_excalibur } from "./excalibur.js";
import type { Float } from "./float.js";
import { godot3Tags, noTag } from "./godot3-tags.js";
import { kindOf, PLAIN_OBJECT } from "./kind.js";
import { KnownKeys } from "./known-keys.js";
import { Output } from "./output.js";
import { typeName } from "./type-names.js";
import { maxDepth, VariantError } from "./variant-error.js";
import * as type from "./variant-type.js";

/** What is said of an object whose class has no name. */
const nameless = "without a name";

const FLAG_64 = 0x10000;
/** So many keys of a path are enough to find a place. */
const mostNamed = 12;

/** Writes values as Variants, in the layout that {@link VariantReader} draws. Throws {@link VariantError}, and whatever a getter of the value throws. */
export class VariantWriter {
  readonly #out = new Output();
  readonly #keys = new KnownKeys();
  /** The keys and indices that lead to the value being written: for messages. */
  readonly #path: unknown[] = [];
  #depth = 0;
  #godot3 = false;
  #objects = false;

  /**
   * The bytes of a value, to be copied before the next one is written.
   * @param objects whether names of classes and scripts are written; objects never are.
   */
  encode(value: unknown, godot3: boolean, objects: boolean): FixedCopy {
    this.#godot3 = godot3;
    this.#objects = objects;
    this.#depth = 0;
    this.#out.clear();
    this.#write(value, 0);
    return this.#out.take();
  }

  /** Writes a value that is `depth` containers deep. */
  #write(value: unknown, depth: number): void {
    switch (typeof value) {
      case "string":
        return this.#string(value);
      case "number":
        return this.#number(value);
      case "boolean":
        return this.#out.two(type.TYPE_BOOL, value ? 1 : 0);
      case "bigint":
        return this.#out.bigint(value, type.TYPE_INT, type.TYPE_INT | FLAG_64);
      case "undefined":
        return this.#out.uint32(type.TYPE_NIL);
      case "object":
        if (value === null) return this.#out.uint32(type.TYPE_NIL);
        return this.#object(value, depth);
      case "function":
      case "symbol":
        this.#depth = depth;
        throw new VariantError(`${this.path()} is a ${typeof value}, which does not cross the network`);
    }
  }

  /** Where the value being written is: `value.players[3].name`. */
  path(): string {
    let text = "value";
    for (const key of this.#path.slice(0, Math.min(this.#depth, mostNamed))) {
      text += typeof key === "string" && /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${describeKey(key)}]`;
    }
    return this.#depth > mostNamed ? `${text}…` : text;
  }

  #number(value: number): void {
    if ((value | 0) === value && (value !== 0 || !Object.is(value, -0))) this.#out.two(type.TYPE_INT, value);
    else if (!Number.isSafeInteger(value) || value === 0) this.#float(value);
    else {
      this.#out.uint32(type.TYPE_INT | FLAG_64);
      this.#out.wide(value);
    }
  }

  #float(value: number): void {
    this.#out.float(value, type.TYPE_FLOAT, type.TYPE_FLOAT | FLAG_64);
  }

  #string(value: string): void {
    this.#out.headedText(type.TYPE_STRING, value, this.#godot3);
  }

  #text(value: string): void {
    this.#out.text(value, this.#godot3);
  }

  #object(value: object, depth: number): void {
    const kind = kindOf(value);
    if (kind === PLAIN_OBJECT) return this.#plainObject(value as Record<string, unknown>, depth);
    this.#depth = depth;
    const tag = this.#godot3 ? (godot3Tags[kind] ?? noTag) : kind;
    if (tag < 0) return this.#unknown(value, kind, depth);
    switch (kind) {
      case type.TYPE_ARRAY:
        return this.#array(value as unknown[], tag, depth);
      case type.TYPE_DICTIONARY:
        return this.#map(value as Map<unknown, unknown>, tag, depth);
      case type.TYPE_FLOAT:
        return this.#float((value as Float).valueOf());
      default:
        this.#out.uint32(kind === type.TYPE_OBJECT ? tag | FLAG_64 : tag);
        return kind >= type.TYPE_PACKED_BYTE_ARRAY ? this.#packed(value, kind) : writeComponents(this.#out, value, kind, this.#godot3);
    }
  }

  /** Not a Variant by itself; Excalibur's own kinds stand for one. */
  #unknown(value: object, kind: number, depth: number): void {
    if (kind >= 0) throw new VariantError(`${this.path()} is a ${typeName(kind)}, which Godot 3 does not have`);
    const ours = from_excalibur(value);
    if (ours !== undefined) return this.#object(ours, depth);
    throw new VariantError(
      `${this.path()} is an object of class ${className(value, nameless)}; objects do not cross the network, make a plain object of what the other side needs`,
    );
  }

  #plainObject(value: Record<string, unknown>, depth: number): void {
    const keys = Object.keys(value);
    this.#enter(depth, keys.length);
    this.#out.two(this.#godot3 ? (godot3Tags[type.TYPE_DICTIONARY] as number) : type.TYPE_DICTIONARY, keys.length);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as string;
      this.#path[depth] = key;
      this.#depth = depth + 1;
      const known = this.#keys.find(key);
      if (known === undefined) this.#newKey(key);
      else this.#out.words(known);
      this.#write(value[key], depth + 1);
    }
  }

  #newKey(key: string): void {
    const start = this.#out.length;
    this.#string(key);
    if (this.#keys.wants(key)) this.#keys.remember(key, this.#out.wordsFrom(start));
  }

  #map(value: Map<unknown, unknown>, tag: number, depth: number): void {
    this.#enter(depth, value.size);
    const { key_type: keyType, value_type: valueType }: Partial<Dictionary> = value instanceof Dictionary ? value : {};
    this.#typedHeader(tag, this.#kind(keyType) | (this.#kind(valueType) << 2), keyType, valueType);
    const countAt = this.#out.length;
    this.#out.uint32(0);
    let count = 0;
    for (const [key, element] of value) {
      this.#path[depth] = key;
      this.#element(key, keyType, depth + 1);
      // Godot checks the keys only, and so what it read may be like this.
      this.#element(element, valueType, depth + 1, false);
      count++;
    }
    // A key may be a large object.
    this.#path[depth] = undefined;
    this.#out.patch(countAt, count);
  }

  #array(value: unknown[], tag: number, depth: number): void {
    const elementType = value instanceof GodotTypedArray ? value.element_type : undefined;
    const count = value.length;
    this.#enter(depth, count);
    this.#typedHeader(tag, this.#kind(elementType), elementType);
    this.#out.uint32(count);
    for (let i = 0; i < count; i++) {
      this.#path[depth] = i;
      if (elementType === undefined) this.#write(value[i], depth + 1);
      else this.#element(value[i], elementType, depth + 1);
    }
  }

  #enter(depth: number, elements: number): void {
    if (depth < maxDepth || (depth === maxDepth && elements === 0)) return;
    this.#depth = depth;
    throw new VariantError(`${this.path()} is nested deeper than ${maxDepth}; does it hold itself?`);
  }

  /** An element of a container that says what it holds: a number is a float where floats are held, a text a StringName, … */
  #element(value: unknown, elementType: ContainerType | undefined, depth: number, isChecked = true): void {
    const expected = expectedType(elementType);
    if (elementType === undefined || expected === type.TYPE_NIL) return this.#write(value, depth);
    if (expected === type.TYPE_FLOAT && typeof value === "number") return this.#float(value);
    const at = this.#out.length;
    if (expected === type.TYPE_STRING_NAME && typeof value === "string") {
      return this.#out.headedText(type.TYPE_STRING_NAME, value, false);
    }
    this.#write(value, depth);
    const written = this.#out.peek(at) & 0xff;
    if (!isChecked || written === expected || (expected === type.TYPE_OBJECT && written === type.TYPE_NIL)) return;
    this.#depth = depth;
    throw new VariantError(`${this.path()} is a ${typeName(written)} in a container of ${describeType(elementType)}`);
  }

  /** The two bits for a container's type. */
  #kind(containerType: ContainerType | undefined): number {
    if (containerType === undefined) return KIND_NONE;
    if (this.#godot3) throw new VariantError(`${this.path()} is a typed container, which Godot 3 does not have`);
    if (containerType.kind === "builtin") return expectedKind(containerType.type);
    return this.#objects && containerType.kind === "script" ? KIND_SCRIPT : KIND_CLASS;
  }

  #typedHeader(tag: number, kinds: number, ...types: (ContainerType | undefined)[]): void {
    this.#out.uint32(tag | (kinds << 16));
    if (kinds === 0) return;
    for (const containerType of types) {
      if (containerType === undefined || this.#kind(containerType) === KIND_NONE) continue;
      if (containerType.kind === "builtin" && containerType.type !== type.TYPE_OBJECT) this.#out.uint32(containerType.type);
      else this.#text(describeType(this.#objects && containerType.kind !== "builtin" ? containerType : encodedObjectType));
    }
  }

  #packed(value: object, kind: number): void {
    const out = this.#out;
    switch (kind) {
      case type.TYPE_PACKED_BYTE_ARRAY: {
        const bytes = value instanceof Uint8Array || ArrayBuffer.isView(value) ? (value as Uint8Array) : new Uint8Array(value as ArrayBuffer);
        out.uint32(bytes.length);
        return out.bytes(bytes);
      }
      case type.TYPE_PACKED_INT32_ARRAY:
      case type.TYPE_PACKED_INT64_ARRAY:
      case type.TYPE_PACKED_FLOAT32_ARRAY:
      case type.TYPE_PACKED_FLOAT64_ARRAY: {
        const array = value as Int32Array | BigInt64Array | Float32Array | Float64Array;
        const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
        out.uint32(array.length);
        return out.bytes(bytes, array.BYTES_PER_ELEMENT);
      }
      default:
        return this.#elements(value as unknown[], kind);
    }
  }

  #elements(elements: unknown[], kind: number): void {
    this.#out.uint32(elements.length);
    const depth = this.#depth;
    this.#depth++;
    for (let i = 0; i < elements.length; i++) {
      this.#path[depth] = i;
      const element = elements[i];
      const own = typeof element === "string" ? type.TYPE_STRING : typeof element === "object" && element !== null ? kindOf(element) : type.TYPE_NIL;
      if (own !== elementKind(kind)) throw new VariantError(`${this.path()} has no place in a ${typeName(kind)}`);
      if (typeof element === "string") this.#out.text(element, this.#godot3, true);
      else writeComponents(this.#out, element as object, own, this.#godot3);
    }
  }
}

/** What the elements of a packed array are. */
function elementKind(kind: number): number {
  switch (kind) {
    case type.TYPE_PACKED_STRING_ARRAY:
      return type.TYPE_STRING;
    case type.TYPE_PACKED_VECTOR2_ARRAY:
      return type.TYPE_VECTOR2;
    case type.TYPE_PACKED_VECTOR3_ARRAY:
      return type.TYPE_VECTOR3;
    case type.TYPE_PACKED_VECTOR4_ARRAY:
      return type.TYPE_VECTOR4;
    default:
      return type.TYPE_COLOR;
  }
}

function expectedKind(builtin: number): number {
  if (builtin === type.TYPE_NIL) return KIND_NONE;
  return builtin === type.TYPE_OBJECT ? KIND_CLASS : KIND_BUILTIN;
}

function describeKey(key: unknown): string {
  return typeof key === "object" && key !== null ? className(key, nameless) : typeof key === "string" ? JSON.stringify(key) : String(key);
}
