// The tray and everybody on it, as plain numbers: whoever hosts moves it on, everybody else shows and foresees it.
// Lengths are in tray radii (the tray has radius 1 and its middle at 0, 0; x to the right, y down), times in ticks.

import type { Surface } from "./options.js";

/** Ticks in a second. */
export const TICK_RATE = 60;
/** Of a piece. */
export const PIECE_RADIUS = 0.11;
/** From one dash to the next. */
export const DASH_COOLDOWN_TICKS = 90;

/** A tea glass on the tray. Its centre beyond the tray's rim, it falls. */
export interface Piece {
  /** The player's id; 1n to 7n are the computer's. */
  readonly id: bigint;
  x: number;
  y: number;
  /** Tray radii a second. */
  vx: number;
  vy: number;
  /** Ticks until it can dash again, 0..DASH_COOLDOWN_TICKS. */
  cooldown: number;
  /** The tick in which it fell; -1 while it is on the tray. A fallen one stays where it fell. */
  fellAt: number;
}

/** One round's physical state. All there is: the same world and inputs give the same next world on every machine. */
export interface World {
  tick: number;
  readonly surface: Surface;
  /** How far the tray leans towards +x and +y, in radians; small. */
  tiltX: number;
  tiltY: number;
  /** Radians a second. */
  tiltVX: number;
  tiltVY: number;
  /** Of what is left of the tray: shrinks in a long round. */
  radius: number;
  /** In the order of the seats. */
  readonly pieces: Piece[];
}
