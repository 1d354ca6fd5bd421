import { expect, it } from "vitest";
import { type Input, NO_INPUT } from "./input.js";
import type { Surface } from "./options.js";
import { newRound, step } from "./step.js";
import { PIECE_RADIUS, type Piece, TICK_RATE, type World } from "./world.js";

// What a glass does, in numbers that were found by trying. Who changes how the game feels changes these.

const RIGHT: Input = { x: 1, y: 0, dash: false };
const LEFT: Input = { x: -1, y: 0, dash: false };
const DASH: Input = { x: 1, y: 0, dash: true };

/** On a tray that somebody holds level. */
function level(world: World, seconds: number, wish: (tick: number) => Input): World {
  for (let tick = 0; tick < seconds * TICK_RATE; tick += 1) {
    Object.assign(world, { tiltX: 0, tiltY: 0, tiltVX: 0, tiltVY: 0 });
    step(world, new Map([[1n, wish(tick)]]));
  }
  return world;
}

/** One glass, player 1, starting at the left rim, and another to run into if `other` says where. */
function lane(surface: Surface, x: number, other?: number): { world: World; one: Piece; two: Piece } {
  const world = newRound(surface, other === undefined ? [1n] : [1n, 2n]);
  const [one, two] = world.pieces;
  if (one === undefined) throw new Error("there is one");
  Object.assign(one, { x, y: 0 });
  Object.assign(two ?? {}, { x: other, y: 0 });
  return { world, one, two: two ?? one };
}

it.each([
  ["copper", 0.38, 0.4, 0.09],
  ["enamel", 0.45, 0.64, 0.12],
  ["wood", 0.33, 0.3, 0.07],
] as const)("%s: at top speed after %d s, slides on for %d radii, brakes within %d", (surface, seconds, slides, brakes) => {
  const { world, one } = lane(surface, -0.9);
  let ticks = 0;
  while (one.vx < 0.899) {
    level(world, 1 / TICK_RATE, () => RIGHT);
    ticks += 1;
  }
  expect(ticks / TICK_RATE).toBeCloseTo(seconds, 1);
  level(world, 0.3, () => RIGHT);
  expect(one.vx).toBeCloseTo(0.9, 3);

  const braking = structuredClone(world);
  const from = one.x;
  level(world, 4, () => NO_INPUT);
  expect(one.vx).toBe(0);
  expect(one.x - from).toBeGreaterThan(slides - 0.02);
  expect(one.x - from).toBeLessThan(slides + 0.02);

  let furthest = from;
  for (let tick = 0; tick < 30; tick += 1) furthest = Math.max(furthest, level(braking, 1 / TICK_RATE, () => LEFT).pieces[0]?.x ?? 9);
  expect(furthest - from).toBeGreaterThan(brakes - 0.02);
  expect(furthest - from).toBeLessThan(brakes + 0.02);
});

it.each([
  ["copper", 0.82, 0.78],
  ["enamel", 1.24, 1.25],
  ["wood", 0.64, 0.59],
] as const)("%s: a dash from rest carries %d radii; it shoves a resting glass by %d and leaves the one that dashed near where it hit", (surface, carries, shoves) => {
  const alone = lane(surface, -0.9);
  level(alone.world, 5, (tick) => (tick === 0 ? DASH : NO_INPUT));
  expect(alone.one.x + 0.9).toBeGreaterThan(carries - 0.03);
  expect(alone.one.x + 0.9).toBeLessThan(carries + 0.03);

  const { world, one, two } = lane(surface, -0.95, -0.7);
  level(world, 5, (tick) => (tick === 0 ? DASH : NO_INPUT));
  expect(two.x + 0.7).toBeGreaterThan(shoves - 0.05);
  expect(two.x + 0.7).toBeLessThan(shoves + 0.05);
  expect(Math.abs(one.x + 0.92)).toBeLessThan(0.06);
});

it.each(["copper", "enamel", "wood"] as const)("%s: a dash at full speed sends a resting glass from the middle over the rim", (surface) => {
  const { world, two } = lane(surface, -0.9, 0);
  level(world, 2, (tick) => ({ x: 1, y: 0, dash: tick === 30 }));
  expect(two.fellAt).toBeGreaterThan(0);
});

it("copper: the same dash leaves one that pushes back at once on the tray", () => {
  const { world, two } = lane("copper", -0.9, 0);
  for (let tick = 0; tick < 2 * TICK_RATE; tick += 1) {
    Object.assign(world, { tiltX: 0, tiltY: 0, tiltVX: 0, tiltVY: 0 });
    const hit = two.x !== 0;
    step(
      world,
      new Map([
        [1n, hit ? NO_INPUT : { x: 1, y: 0, dash: tick === 30 }],
        [2n, hit ? LEFT : NO_INPUT],
      ]),
    );
  }
  expect(two.fellAt).toBe(-1);
});

it("who leans on another pushes it along and does not rattle against it", () => {
  const { world, one, two } = lane("copper", -0.5, -0.28);
  for (let tick = 0; tick < TICK_RATE; tick += 1) {
    level(world, 1 / TICK_RATE, () => RIGHT);
    expect(two.x - one.x).toBeLessThan(2.1 * PIECE_RADIUS);
  }
  expect(two.x).toBeGreaterThan(0);
});
