import { NO_INPUT, type Input } from "../match/input.js";

/** Shortens a wish that is longer than 1; drops what is no number. @returns a direction as `Input` wants it */
export function limited(x: number, y: number, dash: boolean): Input {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return { ...NO_INPUT, dash };
  const length = Math.hypot(x, y);
  return length > 1 ? { x: x / length, y: y / length, dash } : { x, y, dash };
}

/** Makes one wish of several: the longest direction wins (the first of equals), and any dash is a dash. @returns NO_INPUT's values when nobody wishes for anything */
export function merged(wishes: readonly Input[]): Input {
  let longest = NO_INPUT;
  let dash = false;
  for (const wish of wishes) {
    if (Math.hypot(wish.x, wish.y) > Math.hypot(longest.x, longest.y)) longest = wish;
    dash ||= wish.dash;
  }
  return limited(longest.x, longest.y, dash);
}
