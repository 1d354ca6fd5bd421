import { Color } from "./color.js";
import { Vector2 } from "./vector2.js";

/** What Excalibur's Vector and Color look like from here. They are known by their shape, so nothing of Excalibur is loaded. */
export interface ExcaliburVector {
  readonly x: number;
  readonly y: number;
}

/** Red, green and blue from 0 to 255, alpha from 0 to 1. */
export interface ExcaliburColor {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly a: number;
}

/** Excalibur's Vector as Godot's Vector2. `var_to_bytes` does this by itself. */
export function vector2_from_excalibur(vector: ExcaliburVector): Vector2 {
  return new Vector2(vector.x, vector.y);
}

/**
 * Godot's Vector2 as the two numbers that Excalibur's `vec` and `Vector` take:
 * `vec(...vector2_to_excalibur(v))`.
 */
export function vector2_to_excalibur(vector: Vector2): [x: number, y: number] {
  return [vector.x, vector.y];
}

/** Excalibur's Color as Godot's: 255 becomes 1. `var_to_bytes` does this by itself. */
export function color_from_excalibur(color: ExcaliburColor): Color {
  return new Color(color.r / 255, color.g / 255, color.b / 255, color.a);
}

/**
 * Godot's Color as the four numbers that Excalibur's `Color` takes: `new Color(...color_to_excalibur(c))`. Red, green and blue
 * are rounded to whole numbers and kept within 0 to 255, alpha within 0 to 1, so an overbright colour loses its excess.
 */
export function color_to_excalibur(color: Color): [r: number, g: number, b: number, a: number] {
  return [channel(color.r), channel(color.g), channel(color.b), Math.min(1, Math.max(0, color.a))];
}

function channel(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value * 255)));
}

/** Methods that only Excalibur's Vector has, and that its Color has. */
export const excaliburMethods = { vector: ["toAngle", "perpendicular"], color: ["toHex", "toRGBA"] } as const;

/** The Godot value for an object of Excalibur, or undefined when it is none. */
export function from_excalibur(value: object): Vector2 | Color | undefined {
  const it = value as Record<string, unknown>;
  if (areAll(it, ["x", "y"], "number") && areAll(it, excaliburMethods.vector, "function")) {
    return vector2_from_excalibur(it as unknown as ExcaliburVector);
  }
  if (areAll(it, ["r", "g", "b", "a"], "number") && areAll(it, excaliburMethods.color, "function")) {
    return color_from_excalibur(it as unknown as ExcaliburColor);
  }
  return undefined;
}

function areAll(it: Record<string, unknown>, names: readonly string[], kind: "number" | "function"): boolean {
  return names.every((name) => typeof it[name] === kind);
}
