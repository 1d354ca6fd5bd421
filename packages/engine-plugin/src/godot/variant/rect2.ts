import { Vector2, Vector2i } from "./vector2.js";

/** Godot's Rect2: a corner and a size, in 32-bit floats. Never changes: make a new one. */
export class Rect2 {
  readonly position: Vector2;
  readonly size: Vector2;

  /** `Rect2(position, size)` or `Rect2(x, y, width, height)`. */
  constructor(position?: Vector2, size?: Vector2);
  constructor(x: number, y: number, width: number, height: number);
  constructor(a: Vector2 | number = new Vector2(), b: Vector2 | number = new Vector2(), width = 0, height = 0) {
    this.position = typeof a === "number" ? new Vector2(a, b as number) : a;
    this.size = typeof b === "number" ? new Vector2(width, height) : b;
  }
}

/** Godot's Rect2i: a corner and a size, in 32-bit integers. Never changes: make a new one. Godot 4 only. */
export class Rect2i {
  readonly position: Vector2i;
  readonly size: Vector2i;

  /** `Rect2i(position, size)` or `Rect2i(x, y, width, height)`. */
  constructor(position?: Vector2i, size?: Vector2i);
  constructor(x: number, y: number, width: number, height: number);
  constructor(a: Vector2i | number = new Vector2i(), b: Vector2i | number = new Vector2i(), width = 0, height = 0) {
    this.position = typeof a === "number" ? new Vector2i(a, b as number) : a;
    this.size = typeof b === "number" ? new Vector2i(width, height) : b;
  }
}
