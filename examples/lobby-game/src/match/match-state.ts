import type { Input } from "./input.js";
import type { MatchPhase } from "./match-view.js";
import type { MatchOptions } from "./options.js";
import { copyWorld, newRound, roundWinner, step } from "./step.js";
import { TICK_RATE, type World } from "./world.js";

/** Before each round. */
export const COUNTDOWN_TICKS = 3 * TICK_RATE;
/** After each round. */
export const ROUND_OVER_TICKS = 2.5 * TICK_RATE;

/**
 * All there is to know of a match: who has it can go on as the host. The host moves it on; everybody else has copies of it, some milliseconds old.
 */
export interface MatchState {
  /** Begins with the second in which the match was started; each change of the host adds one. Of two states the one with the higher term holds. */
  term: number;
  /** Who simulates; 0n: nobody any more, somebody has to go on. */
  host: bigint;
  /** This host took over without a word from anybody: perhaps all the others are fine, and its own network is not. */
  lone: boolean;
  /** Ticks since the match began, whatever the phase. */
  tick: number;
  phase: Exclude<MatchPhase, "waiting">;
  /** The tick in which the phase began. */
  since: number;
  /** From 1. */
  round: number;
  /** Rounds somebody has to win. */
  readonly rounds: number;
  /** Seats the computer may have. */
  readonly bots: number;
  /** As in `MatchView`. */
  winner: bigint;
  /** Rounds won, by who has a piece. */
  readonly scores: Map<bigint, number>;
  /** The number of the input used last, by who has sent any. */
  readonly acks: Map<bigint, number>;
  /** The input used last. */
  readonly inputs: Map<bigint, Input>;
  world: World;
}

/** A match about to begin, hosted by `host`. @param seats who plays, at most 8. */
export function newMatch(term: number, host: bigint, options: MatchOptions, seats: readonly bigint[]): MatchState {
  return {
    term,
    host,
    lone: false,
    tick: 0,
    phase: "countdown",
    since: 0,
    round: 1,
    rounds: options.rounds,
    bots: options.bots,
    winner: 0n,
    scores: new Map(seats.map((id) => [id, 0])),
    acks: new Map(),
    inputs: new Map(),
    world: newRound(options.surface, seats, 1),
  };
}

/** The same match once more; the two have nothing in common afterwards. */
export function copyState(state: MatchState): MatchState {
  return { ...state, scores: new Map(state.scores), acks: new Map(state.acks), inputs: new Map(state.inputs), world: copyWorld(state.world) };
}

/**
 * Moves the match on by one tick, in place.
 *
 * @param inputs what everybody does in this tick.
 * @param seats who would play the next round, were it to begin now. With less than two of them nobody can win: it is practice.
 */
export function tickMatch(state: MatchState, inputs: ReadonlyMap<bigint, Input>, seats: readonly bigint[]): void {
  if (state.phase === "over") return;
  state.tick += 1;
  if (state.phase !== "countdown") step(state.world, inputs);
  const phaseTicks = state.tick - state.since;
  if (state.phase === "countdown" && phaseTicks >= COUNTDOWN_TICKS) enter(state, "playing");
  else if (state.phase === "playing") endRound(state, seats.length < 2);
  else if (state.phase === "round-over" && phaseTicks >= ROUND_OVER_TICKS) goOn(state, seats);
}

/** Takes pieces off the tray whose players are no longer `present`. The computer's stay. With nobody left to play against, the match is over. */
export function removeGone(state: MatchState, present: ReadonlySet<bigint>, seats: readonly bigint[]): void {
  const { pieces } = state.world;
  let removed = false;
  for (let at = pieces.length - 1; at >= 0; at -= 1) {
    const id = pieces[at]?.id ?? 0n;
    if (id < 8n || present.has(id)) continue;
    pieces.splice(at, 1);
    for (const map of [state.scores, state.acks, state.inputs]) map.delete(id);
    removed = true;
  }
  if (!removed || seats.length > 1 || state.phase === "over") return;
  state.winner = pieces[0]?.id ?? 0n;
  enter(state, "over");
}

/** Ends it before anybody has won. */
export function endMatch(state: MatchState): void {
  // The state of this tick may have been told already, and is told once.
  state.tick += 1;
  state.winner = 0n;
  enter(state, "over");
}

function endRound(state: MatchState, practice: boolean): void {
  const alone = state.world.pieces.length < 2;
  let winner = roundWinner(state.world);
  if (alone) winner = practice && winner !== undefined && state.world.pieces.some(({ fellAt }) => fellAt < 0) ? undefined : 0n;
  if (winner === undefined) return;
  state.winner = winner;
  if (winner !== 0n) state.scores.set(winner, (state.scores.get(winner) ?? 0) + 1);
  enter(state, "round-over");
}

function goOn(state: MatchState, seats: readonly bigint[]): void {
  if (state.winner !== 0n && (state.scores.get(state.winner) ?? 0) >= state.rounds) {
    enter(state, "over");
    return;
  }
  state.round += 1;
  state.winner = 0n;
  for (const id of state.scores.keys()) if (!seats.includes(id)) state.scores.delete(id);
  for (const id of seats) if (!state.scores.has(id)) state.scores.set(id, 0);
  state.world = newRound(state.world.surface, seats, state.round);
  enter(state, "countdown");
}

function enter(state: MatchState, phase: MatchState["phase"]): void {
  state.phase = phase;
  state.since = state.tick;
}
