import { BOUNCE, FULL_BUMP_SPEED, KNOCK_BACK } from "./feel.js";
import { PIECE_RADIUS, type Piece } from "./world.js";

/** How close the centres of two glasses may come. */
const TOUCHING = 2 * PIECE_RADIUS;
/** In a crowd, to part two pushes them into their neighbours; a few rounds of it settle that. */
const PASSES = 4;

/** Parts all glasses on the tray that stand in one another, and lets those that run into one another bounce. Equal weights: what one gains the other loses. */
export function collideAll(pieces: readonly Piece[]): void {
  for (let pass = 0; pass < PASSES; pass += 1) {
    let touched = false;
    for (let one = 0; one < pieces.length; one += 1) {
      const a = pieces[one];
      if (a === undefined || a.fellAt >= 0) continue;
      for (let other = one + 1; other < pieces.length; other += 1) {
        const b = pieces[other];
        if (b !== undefined && b.fellAt < 0 && collide(a, b)) touched = true;
      }
    }
    if (!touched) return;
  }
}

function collide(a: Piece, b: Piece): boolean {
  const x = b.x - a.x;
  const y = b.y - a.y;
  const squared = x * x + y * y;
  if (squared >= TOUCHING * TOUCHING) return false;
  const distance = Math.sqrt(squared);
  // In exactly the same place no direction is better than another.
  const towardsX = distance > 0 ? x / distance : 1;
  const towardsY = distance > 0 ? y / distance : 0;

  const apart = (TOUCHING - distance) / 2;
  a.x -= towardsX * apart;
  a.y -= towardsY * apart;
  b.x += towardsX * apart;
  b.y += towardsY * apart;

  const meeting = (a.vx - b.vx) * towardsX + (a.vy - b.vy) * towardsY;
  if (meeting > 0) {
    const bump = meeting < FULL_BUMP_SPEED ? meeting / FULL_BUMP_SPEED : 1;
    const push = (meeting * (1 + BOUNCE * bump)) / 2 + KNOCK_BACK * bump;
    a.vx -= towardsX * push;
    a.vy -= towardsY * push;
    b.vx += towardsX * push;
    b.vy += towardsY * push;
  }
  return true;
}
