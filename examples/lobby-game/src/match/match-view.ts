import type { Surface } from "./options.js";

/**
 * - `waiting`: a match is on, or was; nothing is heard of it yet.
 * - `countdown`: everybody stands at their places.
 * - `playing`
 * - `round-over`: somebody won the round (or nobody).
 * - `over`: somebody won the match.
 */
export type MatchPhase = "waiting" | "countdown" | "playing" | "round-over" | "over";

/** A piece as it is to be drawn. Lengths in tray radii, as in `world.ts`. */
export interface PieceView {
  readonly id: bigint;
  x: number;
  y: number;
  vx: number;
  vy: number;
  /** 0 (just dashed) to 1 (ready). */
  dashReady: number;
  /** Seconds since it fell off; -1 while it is on the tray. */
  fallenFor: number;
}

/** Everything a picture of the match needs. The same object all the time, brought up to date by `Match._process`; pieces too are changed in place. */
export interface MatchView {
  phase: MatchPhase;
  /** Seconds left of `countdown` and `round-over`; of `playing`, how long it has gone on; 0 otherwise. */
  seconds: number;
  /** The round, from 1. */
  round: number;
  /** Rounds somebody has to win. */
  rounds: number;
  surface: Surface;
  tiltX: number;
  tiltY: number;
  /** Of what is left of the tray. */
  radius: number;
  /** In the order of the seats. */
  pieces: PieceView[];
  /** Rounds won by each. */
  scores: ReadonlyMap<bigint, number>;
  /** Who won the round (`round-over`) or the match (`over`); 0n: nobody, or not yet. */
  winner: bigint;
  /** Who simulates: 0n while nobody does. */
  host: bigint;
  /** We are in this match and our piece is on the tray. */
  alive: boolean;
  /** Seconds since the host was heard; 0 at the host. Above 0.5 something is wrong, and a picture may say so. */
  silence: number;
}
