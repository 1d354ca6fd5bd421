import { Vector3 } from "./vector3.js";

/** Godot's Plane: a normal and a distance from the origin, in 32-bit floats. Never changes: make a new one. */
export class Plane {
  readonly normal: Vector3;
  readonly d: number;

  /** `Plane(normal, d)` or `Plane(a, b, c, d)`. */
  constructor(normal?: Vector3, d?: number);
  constructor(a: number, b: number, c: number, d: number);
  constructor(a: Vector3 | number = new Vector3(), b = 0, c = 0, d = 0) {
    this.normal = typeof a === "number" ? new Vector3(a, b, c) : a;
    this.d = Math.fround(typeof a === "number" ? d : b);
  }
}
