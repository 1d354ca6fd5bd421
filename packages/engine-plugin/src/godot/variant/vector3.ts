/** Godot's Vector3. The components are rounded to 32-bit floats, as in Godot. Never changes: make a new one. */
export class Vector3 {
  readonly x: number;
  readonly y: number;
  readonly z: number;

  constructor(x = 0, y = 0, z = 0) {
    this.x = Math.fround(x);
    this.y = Math.fround(y);
    this.z = Math.fround(z);
  }
}

/** Godot's Vector3i. The components are wrapped to 32-bit integers, as in Godot. Never changes: make a new one. Godot 4 only. */
export class Vector3i {
  readonly x: number;
  readonly y: number;
  readonly z: number;

  constructor(x = 0, y = 0, z = 0) {
    this.x = x | 0;
    this.y = y | 0;
    this.z = z | 0;
  }
}
