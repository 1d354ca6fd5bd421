// What the game feels like, in numbers. Lengths are tray radii, times seconds, angles radians.

import type { Surface } from "./options.js";

/** How a surface holds a glass. */
export interface Grip {
  /** How hard a glass pushes itself on, radii/s²; friction comes off that. */
  readonly drive: number;
  /** What friction takes off any speed, radii/s². A lean that pulls less than that leaves a resting glass where it is. */
  readonly friction: number;
  /** What it takes off besides, for each radius/s of speed, 1/s: the faster, the sooner it is over. */
  readonly drag: number;
}

/** One grip for each surface. */
export const GRIPS: Readonly<Record<Surface, Grip>> = {
  copper: { drive: 3.3, friction: 0.7, drag: 0.5 },
  enamel: { drive: 2.6, friction: 0.4, drag: 0.4 },
  wood: { drive: 3.9, friction: 0.95, drag: 0.6 },
};

/** As fast as a glass gets by itself, radii/s. */
export const TOP_SPEED = 0.9;
/** What a dash adds, radii/s. */
export const DASH_SPEED = 1.3;
/** No glass moves faster, radii/s: far below its own width in a tick, so that none passes through another. */
export const SPEED_LIMIT = 3;

/** Share of the speed that two glasses keep as they bounce apart. */
export const BOUNCE = 0.92;
/** What each gets on top, radii/s, in a full bump. */
export const KNOCK_BACK = 0.1;
/** Meeting slower than this, radii/s, they bounce less and less: who leans on another pushes and does not rattle. */
export const FULL_BUMP_SPEED = 0.4;

/** As far as the tray leans, radians (8 degrees). */
export const MOST_TILT = 0.14;
/** How far it would lean if all the weight stood on the rim and the tray itself weighed nothing, radians. */
export const TILT_AT_RIM = 0.24;
/** What the tray itself weighs, in glasses. */
export const TRAY_WEIGHT = 2;
/** How eagerly the tray follows the weight, 1/s. */
export const TILT_RATE = 4;
/** 1: it never swings too far; below, it does. */
export const TILT_DAMPING = 0.55;
/** Downhill pull for each radian of lean, radii/s². */
export const PULL = 11;

/** From then on the tray shrinks, seconds. */
export const SHRINK_FROM_S = 25;
/** By then nothing is left of it, seconds. */
export const ROUND_LIMIT_S = 60;
