import { Basis } from "./basis.js";
import { Vector3 } from "./vector3.js";

/** Godot's Transform3D: a basis and an origin. `Transform3D()` changes nothing. Never changes itself: make a new one. */
export class Transform3D {
  readonly basis: Basis;
  readonly origin: Vector3;

  constructor(basis = new Basis(), origin = new Vector3()) {
    this.basis = basis;
    this.origin = origin;
  }
}

/** Godot 3's name of {@link Transform3D}. */
export const Transform = Transform3D;
export type Transform = Transform3D;
