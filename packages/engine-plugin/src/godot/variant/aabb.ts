import { Vector3 } from "./vector3.js";

/** Godot's AABB: a box by a corner and a size, in 32-bit floats. Never changes: make a new one. */
export class AABB {
  readonly position: Vector3;
  readonly size: Vector3;

  constructor(position = new Vector3(), size = new Vector3()) {
    this.position = position;
    this.size = size;
  }
}
