/**
 * Godot's Color: 0..1 each (or beyond, when overbright), in 32-bit floats. Never changes: make a new one. Excalibur's Color
 * counts red, green and blue from 0 to 255: {@link color_from_excalibur} and {@link color_to_excalibur} go between the two.
 */
export class Color {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly a: number;

  constructor(r = 0, g = 0, b = 0, a = 1) {
    this.r = Math.fround(r);
    this.g = Math.fround(g);
    this.b = Math.fround(b);
    this.a = Math.fround(a);
  }
}
