import { think } from "./brain.js";
import type { Input } from "./input.js";
import { INPUTS_IN_PACKET, type InputPacket, quantised } from "./input-packet.js";
import { pieceOf } from "./interpolation.js";
import { COUNTDOWN_TICKS, type MatchState } from "./match-state.js";
import { FIRST_PLAYER_ID } from "./seats.js";
import { copyWorld, step } from "./step.js";
import type { Piece, World } from "./world.js";

/** It foresees no further than this, ticks: 2/3 s. With a host that far away, or gone, one's own piece stands still instead of running away from the truth. */
const MOST_AHEAD_TICKS = 40;
/** A page that has just been loaded counts on from the last input the host knows of, and from so many more that may be under way. */
const UNDER_WAY = 120;

/**
 * Foresees where one's own piece is: the newest state of the host, moved on by those of our inputs that the host had not used yet. Other players are taken to do what they did last, the computer does what
 * it would do. So it is exact while nobody touches us; in a scuffle it cannot be, and is corrected as states come.
 */
export class Prediction {
  /** What is foreseen; undefined before a state came. Nobody else may change it. */
  world: World | undefined;
  readonly #self: bigint;
  /** Inputs that are not acknowledged, oldest first; the last has the number `#number`. */
  readonly #pending: Input[] = [];
  #number = -1;
  /** What everybody does; our own entry changes with each tick. */
  readonly #inputs = new Map<bigint, Input>();
  /** Ticks until pieces move; -1: they do not. */
  #standingTicks = 0;
  /** How far `world` is ahead of the newest state, ticks. */
  #ahead = 0;

  constructor(self: bigint) {
    this.#self = self;
  }

  /** The number of our last input; -1 before the first. */
  get number(): number {
    return this.#number;
  }

  /** Our piece as foreseen. */
  get piece(): Piece | undefined {
    const pieces = this.world?.pieces;
    if (pieces === undefined) return undefined;
    for (let seat = 0; seat < pieces.length; seat += 1) if (pieces[seat]?.id === this.#self) return pieces[seat];
    return undefined;
  }

  /** A newer state has come: begins again from there, and does once more what the host has not done yet. */
  correct(state: MatchState): void {
    const ack = state.acks.get(this.#self) ?? -1;
    if (this.#number < ack || this.#number < 0) {
      this.#pending.length = 0;
      this.#number = Math.max(this.#number, ack < 0 ? -1 : ack + UNDER_WAY);
    }
    const done = this.#pending.length - (this.#number - ack);
    if (done > 0) this.#pending.splice(0, done);
    this.world = copyWorld(state.world, this.world);
    this.#inputs.clear();
    for (const [id, input] of state.inputs) this.#inputs.set(id, input);
    this.#standingTicks = standing(state);
    this.#ahead = 0;
    for (let at = 0; at < this.#pending.length; at += 1) this.#step(this.#pending[at]);
  }

  /** What was not acknowledged never will be. */
  forget(): void {
    this.#pending.length = 0;
  }

  /** Our input for one more tick. */
  add(input: Input): void {
    const its = quantised(input);
    this.#number += 1;
    this.#pending.push(its);
    if (this.#pending.length > MOST_AHEAD_TICKS) this.#pending.shift();
    this.#step(its);
  }

  /** The last inputs, to be sent; undefined when there are none. */
  packet(): InputPacket | undefined {
    if (this.#pending.length === 0) return undefined;
    return { number: this.#number, inputs: this.#pending.slice(-INPUTS_IN_PACKET) };
  }

  #step(input: Input | undefined): void {
    if (this.world === undefined || input === undefined || this.#ahead >= MOST_AHEAD_TICKS || this.#standingTicks < 0) return;
    this.#ahead += 1;
    if (this.#standingTicks > 0) {
      this.#standingTicks -= 1;
      return;
    }
    this.#inputs.set(this.#self, input);
    // The computer does what the world makes it do, so that can be foreseen.
    for (let seat = 0; seat < this.world.pieces.length; seat += 1) {
      const id = this.world.pieces[seat]?.id ?? FIRST_PLAYER_ID;
      if (id < FIRST_PLAYER_ID) this.#inputs.set(id, think(this.world, id));
    }
    step(this.world, this.#inputs);
  }
}

function standing(state: MatchState): number {
  if (state.phase === "over") return -1;
  return state.phase === "countdown" ? Math.max(0, state.since + COUNTDOWN_TICKS - state.tick) : 0;
}

/** Whether the player's piece is on the tray. */
export function isOnTray(state: MatchState | undefined, id: bigint): boolean {
  return (pieceOf(state, id)?.fellAt ?? 0) < 0;
}
