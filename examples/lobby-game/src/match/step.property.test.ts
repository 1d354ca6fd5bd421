import fc from "fast-check";
import { expect, it } from "vitest";
import { SPEED_LIMIT } from "./feel.js";
import type { Input } from "./input.js";
import type { Surface } from "./options.js";
import { copyWorld, newRound, roundWinner, standing, step } from "./step.js";
import { PIECE_RADIUS, TICK_RATE, type World } from "./world.js";

const surface = fc.constantFrom<Surface>("copper", "enamel", "wood");
/** What players might send: sensible wishes, and whatever else a packet can hold. */
const coordinate = fc.oneof({ weight: 8, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }) }, { weight: 1, arbitrary: fc.double() });
const input = fc.record({ x: coordinate, y: coordinate, dash: fc.boolean() });
/** For each player a few wishes, each held for a while. */
const game = fc.record({
  surface,
  round: fc.integer({ min: 1, max: 1000 }),
  wishes: fc.array(fc.array(input, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 }),
  hold: fc.integer({ min: 1, max: 90 }),
});
type Game = typeof game extends fc.Arbitrary<infer T> ? T : never;

function begin({ surface: tray, round, wishes }: Game): World {
  return newRound(
    tray,
    wishes.map((_, seat) => BigInt(seat + 1)),
    round,
  );
}

function inputsOf({ wishes, hold }: Game, tick: number): Map<bigint, Input> {
  const inputs = new Map<bigint, Input>();
  for (const [seat, held] of wishes.entries()) {
    const now = held[Math.floor(tick / hold) % held.length];
    if (now !== undefined) inputs.set(BigInt(seat + 1), now);
  }
  return inputs;
}

function play(world: World, of: Game, ticks: number, check?: (before: World, now: World) => void): World {
  for (let at = 0; at < ticks; at += 1) {
    const before = check && copyWorld(world);
    step(world, inputsOf(of, world.tick));
    if (before !== undefined) check?.(before, world);
  }
  return world;
}

function numbersOf(world: World): number[] {
  const { tick, tiltX, tiltY, tiltVX, tiltVY, radius, pieces } = world;
  return [tick, tiltX, tiltY, tiltVX, tiltVY, radius, ...pieces.flatMap((p) => [p.x, p.y, p.vx, p.vy, p.cooldown, p.fellAt])];
}

function speedOf(piece: { vx: number; vy: number }): number {
  return Math.hypot(piece.vx, piece.vy);
}

it("the same world and the same inputs give the same next world, also from a copy in the middle", () => {
  fc.assert(
    fc.property(game, fc.integer({ min: 0, max: 300 }), (of, middle) => {
      const one = play(begin(of), of, middle);
      const other = copyWorld(one);
      play(one, of, 200);
      play(other, of, 200);
      expect(other).toStrictEqual(one);
      expect(play(begin(of), of, middle + 200)).toStrictEqual(one);
    }),
    { numRuns: 60 },
  );
});

it("a copy and its original have nothing in common, whatever memory the copy is made in", () => {
  fc.assert(
    fc.property(game, game, fc.nat(120), (of, earlier, ticks) => {
      const original = play(begin(of), of, ticks);
      const spare = play(begin(earlier), earlier, 30);
      const asItWas = structuredClone(original);
      for (const copy of [copyWorld(original), copyWorld(original, spare)]) {
        expect(copy).toStrictEqual(asItWas);
        play(copy, of, 20);
        copy.pieces.length = 0;
        expect(original).toStrictEqual(asItWas);
      }
    }),
    { numRuns: 60 },
  );
});

it("whatever players send, every number stays a number", () => {
  fc.assert(
    fc.property(game, (of) => {
      play(begin(of), of, 400, (_, now) => {
        for (const number of numbersOf(now)) if (!Number.isFinite(number)) expect.unreachable(`${number} in tick ${now.tick}`);
      });
    }),
    { numRuns: 60 },
  );
});

it("no glass moves faster than the limit", () => {
  fc.assert(
    fc.property(game, (of) => {
      play(begin(of), of, 400, (before, now) => {
        // By itself, and as far again by the neighbours that make room.
        const most = (2 * SPEED_LIMIT) / TICK_RATE;
        for (const [seat, piece] of now.pieces.entries()) {
          const was = before.pieces[seat];
          if (was === undefined) continue;
          const moved = Math.hypot(piece.x - was.x, piece.y - was.y);
          if (moved > most) expect.unreachable(`${moved} in tick ${now.tick}`);
        }
      });
    }),
    { numRuns: 30 },
  );
});

it("glasses left alone part until none stands in another, even when all began in one place", () => {
  const crowd = fc.array(fc.record({ x: fc.double({ min: -0.2, max: 0.2, noNaN: true }), y: fc.double({ min: -0.2, max: 0.2, noNaN: true }) }), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(surface, crowd, (tray, places) => {
      const world = newRound(
        tray,
        places.map((_, seat) => BigInt(seat + 1)),
      );
      for (const [seat, piece] of world.pieces.entries()) Object.assign(piece, places[seat]);
      for (let tick = 0; tick < 60; tick += 1) step(world, new Map());
      const left = standing(world);
      for (const [at, a] of left.entries()) {
        for (const b of left.slice(at + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(2 * PIECE_RADIUS * 0.98);
      }
    }),
    { numRuns: 100 },
  );
});

it("in a brawl no two stand in each other by more than a tenth of a glass's width", () => {
  fc.assert(
    fc.property(game, (of) => {
      play(begin(of), of, 400, (_, now) => {
        const left = standing(now);
        for (const [at, a] of left.entries()) {
          for (const b of left.slice(at + 1)) {
            const apart = Math.hypot(a.x - b.x, a.y - b.y);
            if (apart < 2 * PIECE_RADIUS * 0.9) expect.unreachable(`${apart} apart in tick ${now.tick}`);
          }
        }
      });
    }),
    { numRuns: 100 },
  );
});

it("what one gains in a bump the other loses", () => {
  const side = fc.double({ min: -2, max: 2, noNaN: true });
  fc.assert(
    fc.property(surface, fc.tuple(side, side, side, side), (tray, [avx, avy, bvx, bvy]) => {
      const touching = newRound(tray, [1n, 2n]);
      const apart = copyWorld(touching);
      place(touching, 0, { x: -0.1, y: 0, vx: avx, vy: avy });
      place(touching, 1, { x: 0.1, y: 0.02, vx: bvx, vy: bvy });
      // The same, had they not met: friction and the push of the tray are the same in both.
      place(apart, 0, { x: -0.4, y: -0.01, vx: avx, vy: avy });
      place(apart, 1, { x: 0.4, y: 0.01, vx: bvx, vy: bvy });
      step(touching, new Map());
      step(apart, new Map());
      // The little lean that the first tick brings is all that tells them apart.
      expect(total(touching, "vx")).toBeCloseTo(total(apart, "vx"), 2);
      expect(total(touching, "vy")).toBeCloseTo(total(apart, "vy"), 2);
    }),
  );
});

it("left alone on a level tray, however wildly eight were sent, all come to rest, and no bump makes much of a little", () => {
  const sent = fc.record({ vx: fc.double({ min: -2, max: 2, noNaN: true }), vy: fc.double({ min: -2, max: 2, noNaN: true }) });
  fc.assert(
    fc.property(surface, fc.integer({ min: 1, max: 99 }), fc.array(sent, { minLength: 8, maxLength: 8 }), (tray, round, speeds) => {
      const world = newRound(
        tray,
        speeds.map((_, seat) => BigInt(seat + 1)),
        round,
      );
      for (const [seat, piece] of world.pieces.entries()) Object.assign(piece, speeds[seat]);
      const energy = () => standing(world).reduce((sum, piece) => sum + speedOf(piece) ** 2, 0);
      const atFirst = energy();
      for (let tick = 0; tick < 8 * TICK_RATE; tick += 1) {
        world.tiltX = world.tiltY = world.tiltVX = world.tiltVY = 0;
        step(world, new Map());
        if (energy() > 1.5 * atFirst + 0.5) expect.unreachable(`${energy()} of ${atFirst} in tick ${tick}`);
      }
      for (const piece of standing(world)) expect(speedOf(piece)).toBe(0);
    }),
    { numRuns: 60 },
  );
});

it("every round ends within 60 s, whatever anybody does, and its winner stays its winner", () => {
  fc.assert(
    fc.property(game, (of) => {
      const world = begin(of);
      let winner: bigint | undefined;
      while (winner === undefined && world.tick < 60 * TICK_RATE) {
        step(world, inputsOf(of, world.tick));
        winner = roundWinner(world);
      }
      expect(winner).toBeDefined();
      play(world, of, 3 * TICK_RATE);
      expect(roundWinner(world)).toBe(winner);
    }),
    { numRuns: 40 },
  );
});

function place(world: World, seat: number, at: { x: number; y: number; vx: number; vy: number }): void {
  Object.assign(world.pieces[seat] ?? {}, at);
}

function total(world: World, axis: "vx" | "vy"): number {
  return world.pieces.reduce((sum, piece) => sum + piece[axis], 0);
}
