import { expect, it } from "vitest";
import { think } from "./brain.js";
import { type Input, NO_INPUT } from "./input.js";
import type { Surface } from "./options.js";
import { newRound, roundWinner, step } from "./step.js";
import { temperOf } from "./tempers.js";
import { TICK_RATE, type World } from "./world.js";

const EIGHT = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n];

function tick(world: World, bots: readonly bigint[]): void {
  step(world, new Map(bots.map((id): [bigint, Input] => [id, think(world, id)])));
}

/** @returns how long the round took, in seconds, and who won. */
function playRound(surface: Surface, ids: readonly bigint[], round: number): { seconds: number; winner: bigint } {
  const world = newRound(surface, ids, round);
  const inputs = new Map<bigint, Input>();
  for (;;) {
    for (const id of ids) inputs.set(id, think(world, id));
    step(world, inputs);
    const winner = roundWinner(world);
    if (winner !== undefined) return { seconds: world.tick / TICK_RATE, winner };
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

it.each([
  ["copper", 10, 26],
  ["enamel", 6, 18],
  ["wood", 15, 38],
] as const)("eight bots on %s: a usual round takes %i to %i s, and each temper wins its share of a hundred", (surface, shortest, longest) => {
  const rounds = Array.from({ length: 100 }, (_, at) => playRound(surface, EIGHT, at + 1));
  const usual = median(rounds.map(({ seconds }) => seconds));
  expect(usual).toBeGreaterThan(shortest);
  expect(usual).toBeLessThan(longest);
  const wins = new Map<string, number>();
  for (const { winner } of rounds) {
    const temper = winner === 0n ? "nobody" : temperOf(winner).name;
    wins.set(temper, (wins.get(temper) ?? 0) + 1);
  }
  for (const temper of ["bold", "wary", "hasty", "sly"]) expect(wins.get(temper) ?? 0, temper).toBeGreaterThanOrEqual(8);
  expect(wins.get("nobody") ?? 0).toBeLessThanOrEqual(5);
});

it("remembers nothing: a bot goes on from a copy of the world as if nothing had happened", () => {
  const world = newRound("copper", EIGHT, 4);
  for (let at = 0; at < 200; at += 1) tick(world, EIGHT);
  const moved = structuredClone(world);
  for (let at = 0; at < 200; at += 1) {
    tick(world, EIGHT);
    // Asked twice and in another order.
    tick(moved, EIGHT.toReversed().concat(EIGHT));
  }
  expect(moved).toStrictEqual(world);
});

it("wishes are at most 1 long, and one that is not on the tray has none", () => {
  const world = newRound("enamel", EIGHT, 9);
  for (let at = 0; at < 1200; at += 1) {
    for (const id of EIGHT) {
      const { x, y } = think(world, id);
      expect(Math.hypot(x, y)).toBeLessThanOrEqual(1 + 1e-9);
    }
    tick(world, EIGHT);
  }
  const fallen = world.pieces.find(({ fellAt }) => fellAt >= 0);
  expect(fallen).toBeDefined();
  expect(think(world, fallen?.id ?? 0n)).toEqual(NO_INPUT);
  expect(think(world, 99n)).toEqual(NO_INPUT);
});

it.each([1n, 2n, 3n, 4n])("bot %i alone stays on the tray, and comes back to the middle from the rim", (id) => {
  const world = newRound("enamel", [id]);
  Object.assign(world.pieces[0] ?? {}, { x: 0.7, y: 0.4, vx: 0.5, vy: 0.1 });
  for (let at = 0; at < 10 * TICK_RATE; at += 1) tick(world, [id]);
  const [bot] = world.pieces;
  expect(bot?.fellAt).toBe(-1);
  expect(Math.hypot(bot?.x ?? 9, bot?.y ?? 9)).toBeLessThan(0.2);
});

it.each([1n, 2n, 3n, 4n])("bot %i gets one who never moves off the tray before it shrinks", (id) => {
  for (const surface of ["copper", "enamel", "wood"] as const) {
    const world = newRound(surface, [id, 1000n]);
    while (roundWinner(world) === undefined) tick(world, [id]);
    expect(roundWinner(world)).toBe(id);
    expect(world.tick).toBeLessThan(25 * TICK_RATE);
  }
});

it("uses its dash on somebody, not into the void", () => {
  for (const id of EIGHT.slice(0, 4)) {
    const world = newRound("copper", [id, 1000n]);
    const [bot, other] = world.pieces;
    Object.assign(bot ?? {}, { x: 0.2, y: 0 });
    Object.assign(other ?? {}, { x: 0.6, y: 0 });
    let dashed = false;
    for (let at = 0; at < TICK_RATE && !dashed; at += 1) {
      const wish = think(world, id);
      dashed = wish.dash;
      if (dashed) expect(wish.x).toBeGreaterThan(0.9);
      tick(world, [id]);
    }
    expect(dashed).toBe(true);
  }
});
