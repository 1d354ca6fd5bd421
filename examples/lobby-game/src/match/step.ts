import { collideAll } from "./collide.js";
import { GRIPS } from "./feel.js";
import { type Input, NO_INPUT } from "./input.js";
import { movePiece } from "./move-piece.js";
import type { Surface } from "./options.js";
import { startingPlaces } from "./starting-places.js";
import { leanTray, radiusAt } from "./tray.js";
import type { Piece, World } from "./world.js";

/**
 * Everybody at rest at their starting places (`startingPlaces`), in tick 0, on a level tray.
 *
 * @param ids the players in the order of the seats; at most 8, no two alike.
 * @param round from 1; who stands beside whom follows from it.
 */
export function newRound(surface: Surface, ids: readonly bigint[], round = 1): World {
  const places = startingPlaces(ids.length, round);
  const pieces = ids.map((id, seat): Piece => {
    const { x, y } = places[seat] ?? { x: 0, y: 0 };
    return { id, x, y, vx: 0, vy: 0, cooldown: 0, fellAt: -1 };
  });
  return { tick: 0, surface, tiltX: 0, tiltY: 0, tiltVX: 0, tiltVY: 0, radius: 1, pieces };
}

/**
 * Moves the world on by one tick, in place.
 *
 * The same world and inputs give the same next world, bit for bit, in every engine: there is nothing in it but + - * / and square roots. It allocates nothing.
 * Calling it after the round is decided is fine and changes nothing about who won.
 *
 * - A dash happens in a tick with `dash` whose piece has no cooldown left; who keeps the button down dashes again as soon as that is possible.
 * - A piece that falls keeps the speed it fell with, and is not touched again.
 * - The tray begins to shrink after 25 s and is gone after 60 s: by then every round is decided.
 *
 * @param inputs what each player wants, by id; who is missing wants nothing, ids that are not in the world do not matter.
 */
export function step(world: World, inputs: ReadonlyMap<bigint, Input>): void {
  const { pieces } = world;
  const grip = GRIPS[world.surface];
  world.tick += 1;
  world.radius = radiusAt(world.tick);
  leanTray(world);
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at];
    if (piece === undefined || piece.fellAt >= 0) continue;
    movePiece(piece, inputs.get(piece.id) ?? NO_INPUT, grip, world.tiltX, world.tiltY);
  }
  collideAll(pieces);
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at];
    if (piece === undefined || piece.fellAt >= 0) continue;
    const onTray = piece.x * piece.x + piece.y * piece.y < world.radius * world.radius;
    if (!onTray) piece.fellAt = world.tick;
  }
}

/**
 * The same world once more; the two have nothing in common afterwards.
 *
 * @param into a world no longer needed. Its memory is used again where it fits, so use the result and not `into`.
 */
export function copyWorld(from: World, into?: World): World {
  if (into === undefined || into.surface !== from.surface) return { ...from, pieces: from.pieces.map((piece) => ({ ...piece })) };
  into.tick = from.tick;
  into.tiltX = from.tiltX;
  into.tiltY = from.tiltY;
  into.tiltVX = from.tiltVX;
  into.tiltVY = from.tiltVY;
  into.radius = from.radius;
  into.pieces.length = Math.min(into.pieces.length, from.pieces.length);
  for (let seat = 0; seat < from.pieces.length; seat += 1) {
    const piece = from.pieces[seat];
    if (piece !== undefined) into.pieces[seat] = copyPiece(piece, into.pieces[seat]);
  }
  return into;
}

function copyPiece(from: Piece, into: Piece | undefined): Piece {
  if (into?.id !== from.id) return { ...from };
  into.x = from.x;
  into.y = from.y;
  into.vx = from.vx;
  into.vy = from.vy;
  into.cooldown = from.cooldown;
  into.fellAt = from.fellAt;
  return into;
}

/** Who is on the tray, in the order of the seats: the pieces themselves, in an array of your own. */
export function standing(world: World): Piece[] {
  return world.pieces.filter((piece) => piece.fellAt < 0);
}

/**
 * Who won the round.
 *
 * Once it has an answer it keeps it, even if the world moves on and the winner slides off as well. Who leaves while it goes on has to be taken out of `pieces`.
 *
 * @returns undefined while two or more are on the tray; then the one who is, or was, left alone on it; 0n: nobody, because the last ones fell in the same tick, or because
 * there is nobody.
 */
export function roundWinner(world: World): bigint | undefined {
  let onTray = 0;
  let winner = 0n;
  let last = -1;
  for (const { id, fellAt } of world.pieces) {
    if (fellAt < 0) {
      onTray += 1;
      winner = id;
    } else if (onTray === 0 && fellAt >= last) {
      winner = fellAt === last ? 0n : id;
      last = fellAt;
    }
  }
  return onTray > 1 ? undefined : winner;
}
