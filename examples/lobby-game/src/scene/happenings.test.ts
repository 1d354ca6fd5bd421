import { beforeEach, describe, expect, it } from "vitest";
import type { Input } from "../match/input.js";
import type { MatchPhase, MatchView, PieceView } from "../match/match-view.js";
import { newRound, step } from "../match/step.js";
import { DASH_COOLDOWN_TICKS, TICK_RATE, type World } from "../match/world.js";
import { type Happening, Watcher } from "./happenings.js";

const ANNA = 100n;
const BEN = 200n;
const FRAME_MS = 1000 / TICK_RATE;

let view: MatchView;
let world: World;
let watcher: Watcher;
let seen: Happening[];

beforeEach(() => {
  world = newRound("copper", [ANNA, BEN]);
  // Anna on the left, whatever the round's places are.
  world.pieces.forEach((piece, i) => (piece.x = i === 0 ? -0.6 : 0.6));
  view = {
    phase: "countdown",
    seconds: 3,
    round: 1,
    rounds: 2,
    surface: "copper",
    tiltX: 0,
    tiltY: 0,
    radius: 1,
    pieces: world.pieces.map(({ id }): PieceView => ({ id, x: 0, y: 0, vx: 0, vy: 0, dashReady: 1, fallenFor: -1 })),
    scores: new Map(),
    winner: 0n,
    host: ANNA,
    alive: true,
    silence: 0,
  };
  watcher = new Watcher();
  seen = [];
  show();
});

function show(): void {
  view.radius = world.radius;
  view.pieces.forEach((piece, i) => {
    const now = world.pieces[i];
    if (now === undefined) return;
    const { x, y, vx, vy } = now;
    Object.assign(piece, { x, y, vx, vy, dashReady: 1 - now.cooldown / DASH_COOLDOWN_TICKS, fallenFor: now.fellAt < 0 ? -1 : (world.tick - now.fellAt) / TICK_RATE });
  });
  seen.push(...watcher.look(view, FRAME_MS));
}

function phase(next: MatchPhase, seconds = 0): void {
  view.phase = next;
  view.seconds = seconds;
  show();
}

function play(ticks: number, wishes: readonly [bigint, Input][] = []): void {
  const inputs = new Map(wishes);
  for (let i = 0; i < ticks; i++) {
    step(world, inputs);
    show();
  }
}

const kinds = () => seen.map(({ kind }) => kind);
const left: Input = { x: -1, y: 0, dash: false };
const right: Input = { x: 1, y: 0, dash: false };

describe("what has happened in a match", () => {
  it("counts down once for each second, and says go", () => {
    for (let seconds = 3; seconds > 0; seconds -= FRAME_MS / 1000) phase("countdown", seconds);
    phase("playing");
    expect(seen).toEqual([
      { kind: "new-round", round: 1 },
      { kind: "count", seconds: 3 },
      { kind: "count", seconds: 2 },
      { kind: "count", seconds: 1 },
      { kind: "go" },
    ]);
  });

  it("two who run into each other bump once, where they met, harder when one dashes", () => {
    phase("playing");
    play(90, [[ANNA, right], [BEN, left]]);
    const [first, ...more] = seen.filter(({ kind }) => kind === "bump");
    expect(first).toMatchObject({ kind: "bump" });
    expect(more.length).toBeLessThanOrEqual(1);
    if (first?.kind !== "bump") throw new Error("they did not meet");
    expect(Math.hypot(first.x, first.y)).toBeLessThan(0.1);
    expect(first.strength).toBeGreaterThan(0.3);
    expect(kinds()).not.toContain("dash");
  });

  it("two who pass each other do not bump", () => {
    phase("playing");
    const [anna, ben] = world.pieces;
    if (anna === undefined || ben === undefined) throw new Error("nobody there");
    anna.y -= 0.25;
    ben.y += 0.25;
    play(90, [[ANNA, right], [BEN, left]]);
    expect(kinds()).not.toContain("bump");
  });

  it("a dash is one dash, as long as the button is held", () => {
    phase("playing");
    play(30, [[ANNA, { ...right, dash: true }]]);
    expect(seen.filter(({ kind }) => kind === "dash")).toEqual([{ kind: "dash", id: ANNA, x: expect.closeTo(1, 1) as number, y: expect.closeTo(0, 1) as number }]);
  });

  it("who is pushed over the rim falls, and lands half a second later", () => {
    phase("playing");
    play(150, [[ANNA, left]]);
    expect(seen.filter(({ kind }) => kind === "fall" || kind === "land")).toEqual([
      { kind: "fall", id: ANNA },
      { kind: "land", id: ANNA },
    ]);
  });

  it("the tray begins to shrink once a round", () => {
    phase("playing");
    world.tick = 25 * TICK_RATE - 5;
    play(60);
    expect(kinds().filter((kind) => kind === "shrink")).toHaveLength(1);
  });

  it("a new round begins with everybody back: nothing of that is news but the round itself", () => {
    phase("playing");
    play(150, [[ANNA, left]]);
    view.winner = BEN;
    phase("round-over", 3);
    expect(seen.at(-1)).toEqual({ kind: "round-over", winner: BEN });
    seen = [];
    world = newRound("copper", [ANNA, BEN], 2);
    view.round = 2;
    view.winner = 0n;
    phase("countdown", 3);
    expect(seen).toEqual([
      { kind: "new-round", round: 2 },
      { kind: "count", seconds: 3 },
    ]);
  });

  it("who comes in the middle is told nothing of what was", () => {
    phase("playing");
    play(150, [[ANNA, left]]);
    expect(new Watcher().look(view, FRAME_MS)).toEqual([]);
  });

  it("players may come and go between two looks", () => {
    phase("playing");
    view.pieces = [];
    show();
    view.pieces = [{ id: 1n, x: 0, y: 0, vx: 0, vy: 0, dashReady: 0, fallenFor: 4 }];
    show();
    expect(kinds()).not.toContain("fall");
  });
});
