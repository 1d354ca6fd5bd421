/** What a typed array or dictionary of Godot 4 may hold: one of the `TYPE_*` numbers, or objects of a class or of a script. */
export type ContainerType =
  | { readonly kind: "builtin"; readonly type: number }
  | { readonly kind: "class"; readonly name: string }
  | { readonly kind: "script"; readonly path: string };

/**
 * Godot's Dictionary where a plain object will not do: keys that are no strings, keys that a plain object would put in another
 * order (`"7"`), or a typed `Dictionary[K, V]`. A JavaScript Map in everything, so keys are found as a Map finds them: numbers
 * and strings by value, vectors and the like only by being the same object.
 */
export class Dictionary<K = unknown, V = unknown> extends Map<K, V> {
  /** What the keys must be, where the dictionary is typed. Written, not enforced. */
  readonly key_type: ContainerType | undefined;
  /** What the values must be, where the dictionary is typed. Written, not enforced. */
  readonly value_type: ContainerType | undefined;

  constructor(entries: Iterable<readonly [K, V]> = [], key_type?: ContainerType, value_type?: ContainerType) {
    super(entries);
    this.key_type = key_type;
    this.value_type = value_type;
  }
}

/** Godot 4's `Array[T]`: a JavaScript array that knows what it should hold. The type is written, not enforced. */
export class GodotTypedArray<T = unknown> extends Array<T> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** What the elements must be. */
  readonly element_type!: ContainerType;

  constructor(elements: Iterable<T>, element_type: ContainerType) {
    super();
    // Not enumerable: the array looks like one in a log and in a comparison.
    Object.defineProperty(this, "element_type", { value: element_type });
    for (const element of elements) this.push(element);
  }
}
