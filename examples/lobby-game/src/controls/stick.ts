import { limited } from "./merge.js";

/** A stick in the hand is never quite in its middle, and never quite reaches its edge. */
const STICK_DEAD_ZONE = 0.18;
const STICK_FULL_AT = 0.92;
/** How far a thumb moves for the whole way, and how far it may tremble. */
export const THUMB_REACH_PX = 56;
const THUMB_DEAD_ZONE = 0.16;

/** A direction; at most 1 long. */
export interface Direction {
  readonly x: number;
  readonly y: number;
}

/** What a gamepad's stick means. @param x -1..1, to the right @param y -1..1, down @returns 0, 0 within the dead zone; from its edge on it grows smoothly to 1 */
export function stickDirection(x: number, y: number): Direction {
  return beyondDeadZone(x, y, STICK_DEAD_ZONE, STICK_FULL_AT);
}

/** What a thumb means that touched the glass and has moved this far since. @param dx in CSS pixels, to the right @param dy in CSS pixels, down */
export function thumbDirection(dx: number, dy: number): Direction {
  return beyondDeadZone(dx / THUMB_REACH_PX, dy / THUMB_REACH_PX, THUMB_DEAD_ZONE, 1);
}

/** Where the stick's middle goes when the thumb has left its reach: it follows, so that turning back works at once. @returns the new middle */
export function draggedMiddle(middle: Direction, thumb: Direction): Direction {
  const dx = thumb.x - middle.x;
  const dy = thumb.y - middle.y;
  const length = Math.hypot(dx, dy);
  if (length <= THUMB_REACH_PX) return middle;
  const part = (length - THUMB_REACH_PX) / length;
  return { x: middle.x + dx * part, y: middle.y + dy * part };
}

function beyondDeadZone(x: number, y: number, dead: number, full: number): Direction {
  const length = Math.hypot(x, y);
  if (!(length > dead)) return { x: 0, y: 0 };
  const wanted = Math.min(1, (length - dead) / (full - dead)) / length;
  const { x: limitedX, y: limitedY } = limited(x * wanted, y * wanted, false);
  return { x: limitedX, y: limitedY };
}
