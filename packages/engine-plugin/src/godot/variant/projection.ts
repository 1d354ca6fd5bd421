import { Vector4 } from "./vector4.js";

/** Godot's Projection: a 4x4 matrix by its columns. `Projection()` changes nothing. Never changes itself: make a new one. Godot 4 only. */
export class Projection {
  readonly x: Vector4;
  readonly y: Vector4;
  readonly z: Vector4;
  readonly w: Vector4;

  constructor(
    x_axis = new Vector4(1, 0, 0, 0),
    y_axis = new Vector4(0, 1, 0, 0),
    z_axis = new Vector4(0, 0, 1, 0),
    w_axis = new Vector4(0, 0, 0, 1),
  ) {
    this.x = x_axis;
    this.y = y_axis;
    this.z = z_axis;
    this.w = w_axis;
  }
}
