/** Checked by the compiler, never run: that Excalibur's classes have what they are known by here. */
import type { Color, Vector } from "excalibur";
import { color_from_excalibur, type excaliburMethods, vector2_from_excalibur } from "./excalibur.js";

type MethodName<T> = { [Name in keyof T]: T[Name] extends (...args: never[]) => unknown ? Name : never }[keyof T];
type Methods = typeof excaliburMethods;

export function theyHaveTheMethods(vector: Methods["vector"], color: Methods["color"]): void {
  const ofVector: readonly MethodName<Vector>[] = vector;
  const ofColor: readonly MethodName<Color>[] = color;
  void [ofVector, ofColor];
}

export function theyHaveTheNumbers(vector: Vector, color: Color): void {
  void [vector2_from_excalibur(vector), color_from_excalibur(color)];
}
