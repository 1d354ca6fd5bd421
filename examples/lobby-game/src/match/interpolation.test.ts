import fc from "fast-check";
import { expect, test } from "vitest";
import { HostClock } from "./host-clock.js";
import { type Motion, Snapshots } from "./interpolation.js";
import { type MatchState, newMatch } from "./match-state.js";
import { Smoothing } from "./smoothing.js";

const ID = 9n;
const FRAME_MS = 1000 / 60;

/** A state in which the piece is at x, and moves 6 radii a second. */
function at(tick: number, x: number, round = 1): MatchState {
  const state = newMatch(1, 8n, { rounds: 1, surface: "copper", bots: 0 }, [8n, ID]);
  Object.assign(state, { tick, round, phase: "playing" });
  Object.assign(state.world.pieces[1] ?? {}, { x, y: 0, vx: 6, vy: 0 });
  return state;
}

function xAt(snapshots: Snapshots, tick: number): number {
  const motion: Motion = { x: Number.NaN, y: 0, vx: 0, vy: 0 };
  snapshots.seek(tick);
  snapshots.motion(ID, motion);
  return motion.x;
}

test("between two states a piece is where it was on the way from one to the other, whatever the order they came in", () => {
  const snapshots = new Snapshots();
  expect(snapshots.add(at(100, 0))).toBe(true);
  expect(snapshots.add(at(106, 0.6))).toBe(true);
  expect(snapshots.add(at(103, 0.1))).toBe(false);
  expect(snapshots.add(at(103, 0.9))).toBe(false);
  expect(xAt(snapshots, 101.5)).toBeCloseTo(0.05);
  expect(xAt(snapshots, 104.5)).toBeCloseTo(0.35);
  expect(xAt(snapshots, 90)).toBe(0);
});

test("beyond the newest state it goes on as it went, and no further than 100 ms", () => {
  const snapshots = new Snapshots();
  snapshots.add(at(100, 0));
  expect(xAt(snapshots, 103)).toBeCloseTo(0.3);
  expect(xAt(snapshots, 300)).toBeCloseTo(0.6);
});

test("nothing is between two rounds", () => {
  const snapshots = new Snapshots();
  snapshots.add(at(100, 0.5));
  snapshots.add(at(103, -0.5, 2));
  expect(xAt(snapshots, 102.9)).toBe(0.5);
  expect(xAt(snapshots, 103)).toBe(-0.5);
});

/** States 20 times a second that are under way for so long; what is shown in each frame, and the newest state there was. */
function watch(lagMs: readonly number[], lost: ReadonlySet<number> = new Set()): { shown: number; newest: number; host: number }[] {
  const clock = new HostClock();
  const arrivals = lagMs.map((lag, number) => ({ atMs: number * 50 + lag, tick: number * 3 })).filter((_, number) => !lost.has(number)).sort((one, other) => one.atMs - other.atMs);
  const frames: { shown: number; newest: number; host: number }[] = [];
  let newest = -1;
  for (let nowMs = 0; nowMs < lagMs.length * 50; nowMs += FRAME_MS) {
    while ((arrivals[0]?.atMs ?? Number.POSITIVE_INFINITY) <= nowMs) {
      const { tick } = arrivals.shift() ?? { tick: 0 };
      clock.hear(tick, nowMs);
      newest = Math.max(newest, tick);
    }
    if (newest >= 0) frames.push({ shown: clock.show(nowMs, FRAME_MS), newest, host: (nowMs * 60) / 1000 });
  }
  return frames;
}

test("on a steady network others are shown 100 ms after they came, and there is always a state to go to", () => {
  const frames = watch(Array.from({ length: 200 }, () => 40)).slice(60);
  for (const { shown, newest, host } of frames) {
    expect(host - shown).toBeGreaterThan(7);
    expect(host - shown).toBeLessThan(10);
    expect(newest).toBeGreaterThanOrEqual(shown);
  }
});

test("on an uneven one they are shown later, so that a state is there in 95 of 100 frames; steadily, and never back", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 40, max: 120 }), { minLength: 300, maxLength: 300 }), fc.array(fc.nat(299), { maxLength: 30 }), (lags, lost) => {
      const frames = watch(lags, new Set(lost)).slice(120);
      expect(frames.filter(({ shown, newest }) => newest >= shown).length / frames.length).toBeGreaterThan(0.9);
      for (const [frame, { shown }] of frames.entries()) {
        const before = frames[frame - 1]?.shown ?? shown - 1;
        expect(shown - before).toBeGreaterThanOrEqual(0);
        expect(shown - before).toBeLessThan(1.2);
      }
    }),
    { numRuns: 20 },
  );
});

test("a host that stands still for 3 s is waited for, and followed from there at once", () => {
  const clock = new HostClock();
  let shown = 0;
  let hostTick = 0;
  expect(clock.show(0, FRAME_MS)).toBeNaN();
  for (let frame = 0; frame < 600; frame += 1) {
    const stands = frame >= 200 && frame < 380;
    if (!stands) hostTick += 1;
    if (!stands && frame % 3 === 0) clock.hear(hostTick, frame * FRAME_MS);
    shown = clock.show(frame * FRAME_MS, FRAME_MS);
    if (frame > 20) expect(hostTick - shown).toBeGreaterThan(-7);
    if (frame > 440) expect(hostTick - shown).toBeLessThan(12);
  }
});

test("a jump becomes a glide: never faster than 2.4 radii a second, over within half a second", () => {
  const smoothing = new Smoothing();
  smoothing.jump(ID, 0.3, 0.4);
  let before = 0.5;
  for (let frame = 0; frame < 30; frame += 1) {
    smoothing.settle(FRAME_MS);
    const far = Math.hypot(smoothing.x(ID), smoothing.y(ID));
    expect(before - far).toBeLessThanOrEqual(0.0401);
    before = far;
  }
  expect(before).toBeLessThan(0.01);
  smoothing.jump(ID, 3, 0);
  expect(smoothing.x(ID)).toBe(0);
});
