import type { Input } from "../match/input.js";
import { limited } from "./merge.js";

// By place on the keyboard, not by letter: WASD is a cross on a French keyboard too.
const directions: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  KeyA: [-1, 0],
  ArrowRight: [1, 0],
  KeyD: [1, 0],
  ArrowUp: [0, -1],
  KeyW: [0, -1],
  ArrowDown: [0, 1],
  KeyS: [0, 1],
};
const dashes = new Set(["Space", "ShiftLeft", "ShiftRight"]);

/** Whether the game has a use for the key in this place (a `KeyboardEvent.code`). */
export function isGameKey(code: string): boolean {
  return Object.hasOwn(directions, code) || dashes.has(code);
}

/** What somebody wants who holds these keys (`KeyboardEvent.code`s). Opposite keys cancel each other; two directions are no faster than one. */
export function wishOfKeys(held: Iterable<string>): Input {
  let x = 0;
  let y = 0;
  let dash = false;
  for (const code of held) {
    if (dashes.has(code)) dash = true;
    const direction = Object.hasOwn(directions, code) ? directions[code] : undefined;
    if (direction === undefined) continue;
    x += direction[0];
    y += direction[1];
  }
  // An arrow and its letter held together are still one wish.
  return limited(Math.sign(x), Math.sign(y), dash);
}
