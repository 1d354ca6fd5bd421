/** Godot's Vector2. The components are rounded to 32-bit floats, as in Godot. Never changes: make a new one. */
export class Vector2 {
  readonly x: number;
  readonly y: number;

  constructor(x = 0, y = 0) {
    this.x = Math.fround(x);
    this.y = Math.fround(y);
  }
}

/** Godot's Vector2i. The components are wrapped to 32-bit integers, as in Godot. Never changes: make a new one. Godot 4 only. */
export class Vector2i {
  readonly x: number;
  readonly y: number;

  constructor(x = 0, y = 0) {
    this.x = x | 0;
    this.y = y | 0;
  }
}
