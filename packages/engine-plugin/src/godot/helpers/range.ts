import { report } from "../report.js";

/**
 * GDScript's `range`: `range(3)` is `[0, 1, 2]`, `range(2, 5)` is `[2, 3, 4]`, `range(5, 0, -2)` is `[5, 3, 1]`. Fractions are cut
 * off the arguments. A step of 0 is reported and gives an empty array.
 */
export function range(end: number): number[];
export function range(start: number, end: number, step?: number): number[];
export function range(first: number, end?: number, step = 1): number[] {
  const from = Math.trunc(end === undefined ? 0 : first);
  const to = Math.trunc(end ?? first);
  const by = Math.trunc(step);
  if (by === 0) {
    report("range(): the step must not be 0.");
    return [];
  }
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / by)) }, (_, index) => from + index * by);
}
