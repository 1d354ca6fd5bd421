/**
 * Godot's RID: the number of something inside one running Godot. Godot 4 sends the number, Godot 3 only that there was one;
 * on another machine neither means anything.
 */
export class RID {
  /** 64 bits, unsigned. */
  readonly id: bigint;

  constructor(id = 0n) {
    this.id = BigInt.asUintN(64, id);
  }

  /** The number, as Godot's `get_id()` gives it. */
  get_id(): bigint {
    return this.id;
  }

  /** Whether there is a number at all. Whether it names anything, only the Godot it comes from can tell. */
  is_valid(): boolean {
    return this.id !== 0n;
  }
}
