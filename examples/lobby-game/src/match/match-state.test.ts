import { expect, test } from "vitest";
import { think } from "./brain.js";
import type { Input } from "./input.js";
import { COUNTDOWN_TICKS, copyState, endMatch, type MatchState, newMatch, removeGone, ROUND_OVER_TICKS, tickMatch } from "./match-state.js";
import { Prediction } from "./prediction.js";
import { seatsOf } from "./seats.js";

const [anna, ben] = [11n, 12n];
const OUT: ReadonlyMap<bigint, Input> = new Map([[ben, { x: 1, y: 0, dash: true }]]);

/** Anna in the middle, Ben at the right rim. */
function match(rounds = 1): MatchState {
  const state = newMatch(1, anna, { rounds, surface: "copper", bots: 0 }, [anna, ben]);
  rim(state);
  return state;
}

function rim(state: MatchState): void {
  Object.assign(state.world.pieces[0] ?? {}, { x: 0, y: 0 });
  Object.assign(state.world.pieces[1] ?? {}, { x: 0.9, y: 0 });
}

function run(state: MatchState, ticks: number, inputs: ReadonlyMap<bigint, Input> = new Map(), seats: readonly bigint[] = [anna, ben]): void {
  for (let tick = 0; tick < ticks; tick += 1) tickMatch(state, inputs, seats);
}

test("3 s of countdown in which nobody moves, the round, 2.5 s, and it is over", () => {
  const state = match();
  run(state, COUNTDOWN_TICKS - 1, OUT);
  expect([state.phase, state.world.tick, state.world.pieces[1]?.x]).toEqual(["countdown", 0, 0.9]);
  run(state, 60, OUT);
  expect([state.phase, state.winner, [...state.scores]]).toEqual(["round-over", anna, [[anna, 1], [ben, 0]]]);
  run(state, ROUND_OVER_TICKS, OUT);
  expect([state.phase, state.winner]).toEqual(["over", anna]);
  const { tick } = state;
  run(state, 10);
  expect(state.tick).toBe(tick);
});

test("the next round is with whoever is there then", () => {
  const state = match(2);
  run(state, COUNTDOWN_TICKS + 60, OUT);
  run(state, ROUND_OVER_TICKS, OUT, [anna, ben, 13n]);
  expect([state.phase, state.round, state.winner]).toEqual(["countdown", 2, 0n]);
  expect(state.world.pieces.map(({ id }) => id)).toEqual([anna, ben, 13n]);
  expect([...state.scores]).toEqual([[anna, 1], [ben, 0], [13n, 0]]);
});

test("who leaves is off the tray; the last one has won; the computer stays", () => {
  const state = newMatch(1, anna, { rounds: 2, surface: "copper", bots: 1 }, [anna, ben, 1n]);
  removeGone(state, new Set([anna]), [anna, 1n]);
  expect(state.world.pieces.map(({ id }) => id)).toEqual([anna, 1n]);
  expect(state.phase).toBe("countdown");
  const two = match();
  removeGone(two, new Set([anna]), [anna]);
  expect([two.phase, two.winner]).toEqual(["over", anna]);
});

test("a match that is ended is over without a winner, in a tick of its own: a state of the last one may be told already", () => {
  const state = match(3);
  run(state, COUNTDOWN_TICKS + 10);
  const { tick } = state;
  endMatch(state);
  expect([state.phase, state.winner, state.tick]).toEqual(["over", 0n, tick + 1]);
});

test("somebody alone practises: rounds without a winner, until somebody comes", () => {
  const state = newMatch(1, anna, { rounds: 1, surface: "copper", bots: 0 }, [anna]);
  run(state, COUNTDOWN_TICKS + 300, new Map(), [anna]);
  expect(state.phase).toBe("playing");
  run(state, 300, new Map([[anna, { x: 1, y: 0, dash: true }]]), [anna]);
  expect([state.round > 1 || state.phase === "round-over", state.winner, state.scores.get(anna)]).toEqual([true, 0n, 0]);
  run(state, 300, new Map(), [anna, ben]);
  expect(state.world.pieces).toHaveLength(2);
});

test("members come first, the computer has what is left of eight seats", () => {
  expect(seatsOf([anna, ben], 2, 8)).toEqual([anna, ben, 1n, 2n]);
  expect(seatsOf([anna, ben], 7, 3)).toEqual([anna, ben, 1n]);
  expect(seatsOf([21n, 22n, 23n, 24n, 25n, 26n, 27n], 7, 8)).toEqual([21n, 22n, 23n, 24n, 25n, 26n, 27n, 1n]);
  expect(seatsOf([21n, 22n, 23n, 24n, 25n, 26n, 27n, 28n, 29n], 7, 8)).toHaveLength(8);
});

test("what a guest foresees with nobody in the way is what the host comes to, however late it hears", () => {
  const seats = [anna, ben, 1n, 2n];
  const state = newMatch(1, anna, { rounds: 1, surface: "enamel", bots: 2 }, seats);
  const prediction = new Prediction(ben);
  prediction.correct(copyState(state));
  const foreseen = new Map<number, readonly [number, number]>();
  const waiting: { number: number; input: Input }[] = [];
  for (let tick = 0; tick < COUNTDOWN_TICKS + 60; tick += 1) {
    prediction.add({ x: 0.5, y: tick % 40 < 20 ? 0.5 : -0.5, dash: false });
    const { number } = prediction;
    foreseen.set(number, [prediction.piece?.x ?? 9, prediction.piece?.y ?? 9]);
    waiting.push({ number, input: prediction.packet()?.inputs.at(-1) ?? { x: 9, y: 9, dash: true } });
    // 12 ticks there.
    const due = waiting.length > 12 ? waiting.shift() : undefined;
    if (due === undefined) continue;
    const inputs = new Map<bigint, Input>([[ben, due.input], [1n, think(state.world, 1n)], [2n, think(state.world, 2n)]]);
    tickMatch(state, inputs, seats);
    state.acks.set(ben, due.number);
    for (const [id, input] of inputs) state.inputs.set(id, input);
    const [x, y] = foreseen.get(due.number) ?? [9, 9];
    expect(state.world.pieces[1]?.x).toBeCloseTo(x, 9);
    expect(state.world.pieces[1]?.y).toBeCloseTo(y, 9);
    // And every third tick it is heard.
    if (tick % 3 === 0) prediction.correct(copyState(state));
  }
});

test("a host that is gone is not run away from: it foresees no more than 2/3 s", () => {
  const state = match();
  state.phase = "playing";
  const prediction = new Prediction(anna);
  prediction.correct(state);
  for (let tick = 0; tick < 300; tick += 1) prediction.add({ x: -1, y: 0, dash: false });
  expect(prediction.world?.tick).toBe(40);
  expect(prediction.packet()?.number).toBe(299);
  expect(prediction.packet()?.inputs).toHaveLength(8);
});
