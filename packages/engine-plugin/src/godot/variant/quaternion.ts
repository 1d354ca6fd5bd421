/** Godot's Quaternion, in 32-bit floats. `Quaternion()` is no rotation. Never changes: make a new one. */
export class Quaternion {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly w: number;

  constructor(x = 0, y = 0, z = 0, w = 1) {
    this.x = Math.fround(x);
    this.y = Math.fround(y);
    this.z = Math.fround(z);
    this.w = Math.fround(w);
  }
}

/** Godot 3's name of {@link Quaternion}. */
export const Quat = Quaternion;
export type Quat = Quaternion;
