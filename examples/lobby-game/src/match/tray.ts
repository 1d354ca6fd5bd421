import { MOST_TILT, ROUND_LIMIT_S, SHRINK_FROM_S, TILT_AT_RIM, TILT_DAMPING, TILT_RATE, TRAY_WEIGHT } from "./feel.js";
import { TICK_RATE, type World } from "./world.js";

const SHRINK_FROM_TICK = SHRINK_FROM_S * TICK_RATE;
const ROUND_LIMIT_TICK = ROUND_LIMIT_S * TICK_RATE;

/** What is left of the tray in a tick, in tray radii: 1 at first, 0 from `ROUND_LIMIT_S` on. */
export function radiusAt(tick: number): number {
  if (tick <= SHRINK_FROM_TICK) return 1;
  if (tick >= ROUND_LIMIT_TICK) return 0;
  return (ROUND_LIMIT_TICK - tick) / (ROUND_LIMIT_TICK - SHRINK_FROM_TICK);
}

/** Leans the tray, for one tick, towards where the glasses on it are. Never further than `MOST_TILT`. */
export function leanTray(world: World): void {
  let weight = TRAY_WEIGHT;
  let x = 0;
  let y = 0;
  for (let at = 0; at < world.pieces.length; at += 1) {
    const piece = world.pieces[at];
    if (piece === undefined || piece.fellAt >= 0) continue;
    weight += 1;
    x += piece.x;
    y += piece.y;
  }
  const stiffness = TILT_RATE * TILT_RATE;
  const damping = 2 * TILT_DAMPING * TILT_RATE;
  world.tiltVX += (stiffness * ((x / weight) * TILT_AT_RIM - world.tiltX) - damping * world.tiltVX) / TICK_RATE;
  world.tiltVY += (stiffness * ((y / weight) * TILT_AT_RIM - world.tiltY) - damping * world.tiltVY) / TICK_RATE;
  world.tiltX += world.tiltVX / TICK_RATE;
  world.tiltY += world.tiltVY / TICK_RATE;

  const tilt = Math.sqrt(world.tiltX * world.tiltX + world.tiltY * world.tiltY);
  if (tilt <= MOST_TILT) return;
  const outX = world.tiltX / tilt;
  const outY = world.tiltY / tilt;
  world.tiltX = outX * MOST_TILT;
  world.tiltY = outY * MOST_TILT;
  // It has reached its stop: what moved it further on is gone.
  const onward = world.tiltVX * outX + world.tiltVY * outY;
  if (onward > 0) {
    world.tiltVX -= outX * onward;
    world.tiltVY -= outY * onward;
  }
}
