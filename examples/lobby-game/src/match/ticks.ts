// How a page's frames become ticks, at the host and at guests alike.

import { TICK_RATE } from "./world.js";

/** From one tick to the next. */
export const TICK_MS = 1000 / TICK_RATE;
/** A tick that is due within this is due: sums of fractions are never exact. */
export const ROUNDING_MS = 0.05;
/** After a pause of the page no more than this is made up for. */
export const MOST_TICKS_A_FRAME = 15;
