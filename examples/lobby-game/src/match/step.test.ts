import { expect, it, vi } from "vitest";
import { MOST_TILT } from "./feel.js";
import type { Input } from "./input.js";
import { copyWorld, newRound, roundWinner, standing, step } from "./step.js";
import { PIECE_RADIUS, TICK_RATE, type World } from "./world.js";

const LEFT: Input = { x: -1, y: 0, dash: false };
const NOBODY: ReadonlyMap<bigint, Input> = new Map();
const TWO = [10n, 20n];
const EIGHT = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n];

function wait(world: World, seconds: number, inputs = NOBODY): World {
  for (let tick = 0; tick < seconds * TICK_RATE; tick += 1) step(world, inputs);
  return world;
}

function fall(world: World, ...fellAt: number[]): World {
  for (const [seat, at] of fellAt.entries()) Object.assign(world.pieces[seat] ?? {}, { fellAt: at });
  return world;
}

it("nobody moves: all wait on a level, whole tray for 25 s, then it shrinks under them, and nobody has won by 60 s", () => {
  const world = wait(newRound("copper", EIGHT), 25);
  expect(standing(world)).toHaveLength(8);
  expect(world.radius).toBe(1);
  expect(Math.hypot(world.tiltX, world.tiltY)).toBeLessThan(1e-9);

  const before = structuredClone(world.pieces);
  wait(world, 5);
  expect(world.radius).toBeCloseTo(30 / 35, 9);
  for (const [seat, piece] of world.pieces.entries()) expect(Math.hypot(piece.x - (before[seat]?.x ?? 9), piece.y - (before[seat]?.y ?? 9))).toBeLessThan(1e-9);

  wait(world, 30);
  expect(world.radius).toBe(0);
  expect(standing(world)).toHaveLength(0);
  expect(roundWinner(world)).toBe(0n);
});

it("two in the middle of the last bit of tray: both cannot stay, and at 60 s the round is decided", () => {
  const world = newRound("wood", TWO);
  for (const piece of world.pieces) Object.assign(piece, { x: piece.x / 100, y: 0 });
  wait(world, 60);
  expect(roundWinner(world)).toBeDefined();
});

it("who walks over the rim falls, keeps still there, and the other has won", () => {
  const world = newRound("copper", TWO);
  const walker = world.pieces.find((piece) => piece.x < 0);
  if (walker === undefined) throw new Error("somebody starts on the left");
  while (walker.fellAt < 0 && world.tick < 5 * TICK_RATE) {
    expect(Math.hypot(walker.x, walker.y)).toBeLessThan(1);
    step(world, new Map([[walker.id, LEFT]]));
  }
  expect(walker.fellAt).toBe(world.tick);
  expect(Math.hypot(walker.x, walker.y)).toBeGreaterThanOrEqual(1);
  expect(standing(world).map(({ id }) => id)).toEqual(TWO.filter((id) => id !== walker.id));

  const fallen = { ...walker };
  wait(world, 1, new Map([[walker.id, { x: 1, y: 0, dash: true }]]));
  expect(walker).toEqual(fallen);
  expect(roundWinner(world)).toBe(standing(world)[0]?.id);
});

it("the tray leans to the weight, by 8 degrees at most, and a glass that does nothing about it slides", () => {
  const world = newRound("copper", EIGHT);
  // Seven crowd on the right, one stands on the left.
  for (const [seat, piece] of world.pieces.entries()) Object.assign(piece, seat === 0 ? { x: -0.3, y: 0 } : { x: 0.55 + (seat % 2) * 0.2, y: (seat - 4) * 0.12 });
  const leaned = copyWorld(wait(world, 2));
  expect(leaned.tiltX).toBeGreaterThan(MOST_TILT / 2);
  expect(leaned.pieces[0]?.x).toBeGreaterThan(-0.2);

  // All on one spot at the rim is as much as there can be.
  for (let tick = 0; tick < 2 * TICK_RATE; tick += 1) {
    for (const piece of world.pieces) Object.assign(piece, { x: 0.95, y: 0, fellAt: -1 });
    step(world, NOBODY);
    expect(world.tiltX).toBeLessThanOrEqual(MOST_TILT + 1e-12);
  }
  expect(world.tiltX).toBeCloseTo(MOST_TILT, 9);
});

it("who has fallen weighs nothing any more", () => {
  const world = newRound("copper", TWO);
  Object.assign(world.pieces[0] ?? {}, { x: 1, y: 0, fellAt: 0 });
  Object.assign(world.pieces[1] ?? {}, { x: 0, y: 0 });
  wait(world, 1);
  expect(world.tiltX).toBe(0);
});

it("eight in exactly the same place part, and stand clear of one another within a quarter of a second", () => {
  const world = newRound("copper", EIGHT);
  for (const piece of world.pieces) Object.assign(piece, { x: 0, y: 0 });
  wait(world, 0.25);
  const distances = world.pieces.flatMap((a) => world.pieces.filter((b) => b !== a).map((b) => Math.hypot(a.x - b.x, a.y - b.y)));
  expect(Math.min(...distances)).toBeGreaterThan(2 * PIECE_RADIUS * 0.99);
});

it("however hard a glass was sent, it does not pass through another", () => {
  const world = newRound("copper", TWO);
  Object.assign(world.pieces[0] ?? {}, { x: -0.5, y: 0, vx: 50 });
  Object.assign(world.pieces[1] ?? {}, { x: 0, y: 0 });
  wait(world, 0.3);
  expect(world.pieces[0]?.x).toBeLessThan(world.pieces[1]?.x ?? -9);
});

it.each(["copper", "enamel", "wood"] as const)("on %s the steepest lean is no trap: who pushes against it gets away from the rim", (surface) => {
  const world = newRound(surface, [1n]);
  Object.assign(world.pieces[0] ?? {}, { x: 0.9, y: 0 });
  for (let tick = 0; tick < 2 * TICK_RATE; tick += 1) {
    Object.assign(world, { tiltX: MOST_TILT, tiltVX: 0 });
    step(world, new Map([[1n, LEFT]]));
  }
  expect(world.pieces[0]?.fellAt).toBe(-1);
  expect(world.pieces[0]?.x).toBeLessThan(0.3);
});

it("a wish longer than 1 is no advantage, and one that is no number is none", () => {
  const after = (input: Input) => wait(newRound("copper", [1n]), 0.5, new Map([[1n, input]]));
  expect(after({ x: 300, y: 0, dash: false })).toEqual(after({ x: 1, y: 0, dash: false }));
  const still = after({ x: 0, y: 0, dash: false });
  for (const x of [Number.NaN, Infinity, -Infinity]) expect(after({ x, y: 0, dash: true })).toEqual(still);
});

it("half a wish is half the speed", () => {
  const speedOf = (x: number) => wait(newRound("copper", [1n]), 0.9, new Map([[1n, { x, y: 0, dash: false }]])).pieces[0]?.vx ?? 0;
  expect(speedOf(0.5) / speedOf(1)).toBeCloseTo(0.5, 1);
});

it("who keeps the dash button down dashes again after 1.5 s; at rest and without a wish the dash is not spent", () => {
  const world = newRound("copper", [1n]);
  const dashes: number[] = [];
  for (let tick = 0; tick < 4 * TICK_RATE; tick += 1) {
    // There and back, so that it stays on the tray.
    step(world, new Map([[1n, { x: world.tick % 2 === 0 ? 1 : -1, y: 0, dash: true }]]));
    if (world.pieces[0]?.cooldown === 90) dashes.push(world.tick);
    Object.assign(world.pieces[0] ?? {}, { x: 0, vx: 0 });
  }
  expect(dashes).toEqual([1, 92, 183]);

  const resting = wait(newRound("copper", [1n]), 0.2, new Map([[1n, { x: 0, y: 0, dash: true }]]));
  expect(resting.pieces[0]?.cooldown).toBe(0);
});

it("needs nothing that engines compute differently", () => {
  const exact = new Set(["sqrt", "abs", "min", "max", "floor", "ceil", "round", "trunc", "sign", "imul", "fround", "clz32"]);
  for (const name of Object.getOwnPropertyNames(Math)) {
    if (typeof Math[name as "sin"] === "function" && !exact.has(name)) vi.spyOn(Math, name as "sin").mockImplementation(() => Number.NaN);
  }
  const world = newRound("enamel", EIGHT, 3);
  wait(world, 20, new Map(EIGHT.map((id) => [id, { x: id % 2n === 0n ? 0.7 : -0.4, y: id > 4n ? -0.6 : 0.5, dash: true }])));
  vi.restoreAllMocks();
  for (const { x, y, vx, vy } of world.pieces) expect([x, y, vx, vy].every(Number.isFinite)).toBe(true);
});

it("a copy of a world on another surface, or with other players, is right as well", () => {
  const world = wait(newRound("wood", TWO, 2), 1, new Map([[10n, LEFT]]));
  expect(copyWorld(world, newRound("copper", EIGHT))).toStrictEqual(world);
  expect(copyWorld(world, newRound("wood", EIGHT))).toStrictEqual(world);
  expect(copyWorld(world, newRound("wood", []))).toStrictEqual(world);
});

it("a copy into a world that fits makes no new pieces", () => {
  const world = wait(newRound("wood", TWO), 1, new Map([[10n, LEFT]]));
  const spare = newRound("wood", TWO);
  const pieces = [...spare.pieces];
  const copy = copyWorld(world, spare);
  expect(copy).toBe(spare);
  for (const [seat, piece] of copy.pieces.entries()) expect(piece).toBe(pieces[seat]);
});

it("the winner is who is left, nobody when the last fall together, and stays it when falling later", () => {
  const three = () => newRound("copper", [7n, 8n, 9n]);
  expect(roundWinner(three())).toBeUndefined();
  expect(roundWinner(fall(three(), 50))).toBeUndefined();
  expect(roundWinner(fall(three(), 50, -1, 60))).toBe(8n);
  expect(roundWinner(fall(three(), 50, 70, 60))).toBe(8n);
  expect(roundWinner(fall(three(), 70, 50, 60))).toBe(7n);
  expect(roundWinner(fall(three(), 50, 60, 60))).toBe(0n);
  expect(roundWinner(fall(three(), 60, 60, 50))).toBe(0n);
  expect(roundWinner(fall(three(), 60, 60, 60))).toBe(0n);
  expect(roundWinner(fall(three(), 60, 60, 70))).toBe(9n);
  expect(roundWinner(newRound("copper", [7n]))).toBe(7n);
  expect(roundWinner(newRound("copper", []))).toBe(0n);
});
