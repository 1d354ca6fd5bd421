import { Vector3 } from "./vector3.js";

/**
 * Godot's Basis: three axes, the columns of a matrix. `Basis()` changes nothing. Never changes itself: make a new one.
 * On the wire the matrix goes row by row, in both generations of Godot.
 */
export class Basis {
  readonly x: Vector3;
  readonly y: Vector3;
  readonly z: Vector3;

  constructor(x_axis = new Vector3(1, 0, 0), y_axis = new Vector3(0, 1, 0), z_axis = new Vector3(0, 0, 1)) {
    this.x = x_axis;
    this.y = y_axis;
    this.z = z_axis;
  }
}
