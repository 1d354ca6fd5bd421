import { DASH_SPEED, PULL } from "./feel.js";
import { type Input, NO_INPUT } from "./input.js";
import { type Temper, temperOf, whim } from "./tempers.js";
import { PIECE_RADIUS, type Piece, type World } from "./world.js";

/** It looks this far ahead for the rim, seconds. */
const FORESIGHT_S = 0.4;
/** Where others will be: no further ahead than that, seconds. */
const LEAD_S = 0.35;

/**
 * What a bot does in this tick: it keeps off the rim, gets between somebody and the middle, pushes outward, and dashes when in line. No two neighbouring ids play quite alike.
 *
 * It remembers nothing: the answer follows from the world and the id alone, so that another player's machine can go on for it at any time.
 *
 * @returns a wish at most 1 long; no wish for an id that is not on the tray.
 */
export function think(world: World, id: bigint): Input {
  const me = world.pieces.find((piece) => piece.id === id);
  if (me === undefined || me.fellAt >= 0) return NO_INPUT;
  const temper = temperOf(id);
  return saveItself(world, me, temper) ?? attack(world, me, temper) ?? goTo(me, 0, 0, 0.3);
}

/** Back from the rim; undefined while there is nothing to fear. */
function saveItself(world: World, me: Piece, temper: Temper): Input | undefined {
  const fall = (PULL * FORESIGHT_S * FORESIGHT_S) / 2;
  const aheadX = me.x + me.vx * FORESIGHT_S + world.tiltX * fall;
  const aheadY = me.y + me.vy * FORESIGHT_S + world.tiltY * fall;
  const margin = world.radius - length(aheadX, aheadY);
  // On a small tray everybody is near the rim.
  if (margin > temper.caution * world.radius) return undefined;
  const away = length(me.x, me.y);
  if (away < PIECE_RADIUS) return undefined;
  let x = -me.x / away - me.vx;
  let y = -me.y / away - me.vy;
  if (isInTheWay(world, me, x, y)) {
    // Round whoever stands there, on the side that it is on or moves to already.
    const side = me.x * me.vy - me.y * me.vx >= 0 ? 1 : -1;
    x += (-me.y / away) * side;
    y += (me.x / away) * side;
  }
  const outward = (me.vx * me.x + me.vy * me.y) / away;
  return wish(x, y, margin < 0 && outward > 0.3);
}

function isInTheWay(world: World, me: Piece, x: number, y: number): boolean {
  const far = length(x, y);
  return world.pieces.some((other) => {
    if (other === me || other.fellAt >= 0) return false;
    const toX = other.x - me.x;
    const toY = other.y - me.y;
    const distance = length(toX, toY);
    return distance < 3 * PIECE_RADIUS && toX * x + toY * y > 0.8 * distance * far;
  });
}

/** Towards somebody's inner side, and outward from there; undefined where nobody is worth it. */
function attack(world: World, me: Piece, temper: Temper): Input | undefined {
  const other = chooseOther(world, me, temper);
  if (other === undefined) return undefined;
  const lead = Math.min(LEAD_S, length(other.x - me.x, other.y - me.y));
  const thereX = other.x + other.vx * lead;
  const thereY = other.y + other.vy * lead;
  const toX = thereX - me.x;
  const toY = thereY - me.y;
  const distance = length(toX, toY);
  const away = length(thereX, thereY);
  if (distance === 0) return undefined;
  // Somebody in the middle may go over any side: the one behind it is as good as another.
  const outX = away > PIECE_RADIUS ? thereX / away : toX / distance;
  const outY = away > PIECE_RADIUS ? thereY / away : toY / distance;
  const behind = (toX * outX + toY * outY) / distance;
  if (behind < 0.35) return goTo(me, thereX - outX * 3 * PIECE_RADIUS, thereY - outY * 3 * PIECE_RADIUS, 0);

  const awake = whim(me.id, world.tick, 14) < temper.alert;
  const ready = me.cooldown === 0 && awake && distance < temper.dashFrom && behind > 0.6;
  const unsteady = (whim(me.id, world.tick, 23) - 0.5) * 0.3;
  const x = toX / distance;
  const y = toY / distance;
  return wish(x - y * unsteady, y + x * unsteady, ready && missesBy(me, x, y, toX, toY) < temper.aim);
}

function chooseOther(world: World, me: Piece, temper: Temper): Piece | undefined {
  let chosen: Piece | undefined;
  let lowest = Infinity;
  for (const other of world.pieces) {
    if (other === me || other.fellAt >= 0) continue;
    const distance = length(other.x - me.x, other.y - me.y);
    if (distance > temper.reach) continue;
    const cost = distance - temper.greed * (length(other.x, other.y) / world.radius);
    if (cost < lowest) {
      lowest = cost;
      chosen = other;
    }
  }
  return chosen;
}

/** How far a dash that way would pass from the middle of who is `to` away. */
function missesBy(me: Piece, x: number, y: number, toX: number, toY: number): number {
  const vx = me.vx + x * DASH_SPEED;
  const vy = me.vy + y * DASH_SPEED;
  const speed = length(vx, vy);
  const across = speed > 0 ? (vx * toY - vy * toX) / speed : Infinity;
  return across < 0 ? -across : across;
}

/** To a place, and to a stop there: its own speed counts for as much as `braking` seconds of way. */
function goTo(me: Piece, x: number, y: number, braking: number): Input {
  const toX = x - me.x - me.vx * braking;
  const toY = y - me.y - me.vy * braking;
  return length(toX, toY) < PIECE_RADIUS / 2 ? NO_INPUT : wish(toX, toY, false);
}

function wish(x: number, y: number, dash: boolean): Input {
  const far = length(x, y);
  return far > 0 ? { x: x / far, y: y / far, dash } : NO_INPUT;
}

/** `Math.hypot` may differ in a last digit from engine to engine. */
function length(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}
