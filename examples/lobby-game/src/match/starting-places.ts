import { MOST_PLAYERS } from "./options.js";

/** How far from the middle everybody starts, in tray radii. */
export const STARTING_RING = 0.6;

/** Cosine and sine of a full turn divided by 1, 2 ... 8. Written down, because engines may differ in a last digit of `Math.cos`. */
const TURNS: readonly (readonly [number, number])[] = [
  [1, 0],
  [-1, 0],
  [-0.5, 0.8660254037844386],
  [0, 1],
  [0.30901699437494745, 0.9510565162951535],
  [0.5, 0.8660254037844386],
  [0.6234898018587336, 0.7818314824680298],
  [Math.SQRT1_2, Math.SQRT1_2],
];

/** A place on the tray, in tray radii. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Where each seat starts: on one ring, at equal angles, so that nobody is nearer to the rim or to two others. Who stands beside whom changes from round to round.
 *
 * The same count and round give the same places everywhere.
 *
 * @param count seats, 0..8; more than 8 is a mistake of the caller's: RangeError.
 * @param round from 1.
 * @returns one place for each seat, in the order of the seats.
 */
export function startingPlaces(count: number, round: number): Place[] {
  if (count > MOST_PLAYERS) throw new RangeError(`there are places for ${MOST_PLAYERS}, not for ${count}`);
  const [cos, sin] = TURNS[count - 1] ?? [1, 0];
  const ring: Place[] = [];
  // From the left: two face each other across a wide screen.
  let x = -STARTING_RING;
  let y = 0;
  for (let place = 0; place < count; place += 1) {
    ring.push({ x, y });
    [x, y] = [x * cos - y * sin, x * sin + y * cos];
  }
  return shuffled(ring, round);
}

/** Fisher and Yates' shuffle, with random numbers that follow from `seed` alone. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const left = [...items];
  const result: T[] = [];
  let state = seed;
  while (left.length > 0) {
    state = (state + 0x6d2b79f5) | 0;
    result.push(...left.splice(scrambled(state) % left.length, 1));
  }
  return result;
}

/** The last step of the generator mulberry32: neighbours come out far apart. @returns 0 .. 2^32 - 1. */
function scrambled(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return (mixed ^ (mixed >>> 14)) >>> 0;
}
