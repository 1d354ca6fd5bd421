import { Vector2 } from "./vector2.js";

/** Godot's Transform2D: two axes and an origin. `Transform2D()` changes nothing. Never changes itself: make a new one. */
export class Transform2D {
  readonly x: Vector2;
  readonly y: Vector2;
  readonly origin: Vector2;

  /** The columns of the matrix, as Godot's `Transform2D(x_axis, y_axis, origin)`. */
  constructor(x_axis = new Vector2(1, 0), y_axis = new Vector2(0, 1), origin = new Vector2()) {
    this.x = x_axis;
    this.y = y_axis;
    this.origin = origin;
  }
}
