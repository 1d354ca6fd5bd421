/**
 * What an object of another Godot arrives as: its number there, and nothing else. Godot's class of the same name. The object
 * itself never crosses the network.
 */
export class EncodedObjectAsID {
  /** 64 bits, unsigned. */
  readonly object_id: bigint;

  constructor(object_id = 0n) {
    this.object_id = BigInt.asUintN(64, object_id);
  }

  get_object_id(): bigint {
    return this.object_id;
  }
}

/** What a signal of another Godot arrives as: its name, and the number of its object there. Godot 4 only. */
export class EncodedSignal {
  readonly name: string;
  /** 64 bits, unsigned. */
  readonly object_id: bigint;

  constructor(name = "", object_id = 0n) {
    this.name = name;
    this.object_id = BigInt.asUintN(64, object_id);
  }
}

/** What a callable of another Godot arrives as: Godot sends nothing of it but that it was one. Godot 4 only. */
export class EncodedCallable {
  /** Godot's `is_null()`: there is nothing to call. */
  is_null(): boolean {
    return true;
  }
}
