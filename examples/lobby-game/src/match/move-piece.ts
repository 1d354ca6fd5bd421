import { DASH_SPEED, type Grip, PULL, SPEED_LIMIT, TOP_SPEED } from "./feel.js";
import type { Input } from "./input.js";
import { DASH_COOLDOWN_TICKS, type Piece, TICK_RATE } from "./world.js";

/**
 * Moves one glass on by a tick: its own push, a dash, the pull of the leaning tray, friction. Others and the rim are not its business.
 *
 * Any input will do: a wish longer than 1 counts as 1 long, one that is no number as none.
 */
export function movePiece(piece: Piece, input: Input, grip: Grip, tiltX: number, tiltY: number): void {
  let x = input.x;
  let y = input.y;
  const squared = x * x + y * y;
  let wish = squared > 0 && squared < Infinity ? Math.sqrt(squared) : 0;
  x = wish > 0 ? x / wish : 0;
  y = wish > 0 ? y / wish : 0;
  if (wish > 1) wish = 1;

  rub(piece, grip, PULL * tiltX, PULL * tiltY);
  if (wish > 0) {
    // Only what is missing in the wished direction: who was shoved beyond the top speed is not slowed down by going along.
    const missing = TOP_SPEED * wish - (piece.vx * x + piece.vy * y);
    const most = (grip.drive * foothold(piece) * wish) / TICK_RATE;
    const gain = missing < most ? missing : most;
    if (gain > 0) {
      piece.vx += x * gain;
      piece.vy += y * gain;
    }
  }

  if (piece.cooldown > 0) piece.cooldown -= 1;
  else if (input.dash) dash(piece, x, y, wish);

  const speed = Math.sqrt(piece.vx * piece.vx + piece.vy * piece.vy);
  if (speed > SPEED_LIMIT) {
    piece.vx *= SPEED_LIMIT / speed;
    piece.vy *= SPEED_LIMIT / speed;
  }
  piece.x += piece.vx / TICK_RATE;
  piece.y += piece.vy / TICK_RATE;
}

/** What is left of its own push, 0..1: who is sent flying has little to say about it until it is slower. */
function foothold(piece: Piece): number {
  const squared = piece.vx * piece.vx + piece.vy * piece.vy;
  return squared > TOP_SPEED * TOP_SPEED ? TOP_SPEED / Math.sqrt(squared) : 1;
}

/** The tray's pull and friction in one: friction alone may hold a glass against the pull. */
function rub(piece: Piece, grip: Grip, pullX: number, pullY: number): void {
  piece.vx += pullX / TICK_RATE;
  piece.vy += pullY / TICK_RATE;
  const speed = Math.sqrt(piece.vx * piece.vx + piece.vy * piece.vy);
  const loss = (grip.friction + grip.drag * speed) / TICK_RATE;
  if (speed > loss) {
    piece.vx *= (speed - loss) / speed;
    piece.vy *= (speed - loss) / speed;
  } else {
    piece.vx = 0;
    piece.vy = 0;
  }
}

/** Where the player wants to go, else where the glass goes anyway; one at rest that wants nothing keeps its dash. */
function dash(piece: Piece, wishX: number, wishY: number, wish: number): void {
  let x = wishX;
  let y = wishY;
  if (wish === 0) {
    const speed = Math.sqrt(piece.vx * piece.vx + piece.vy * piece.vy);
    if (speed === 0) return;
    x = piece.vx / speed;
    y = piece.vy / speed;
  }
  piece.vx += x * DASH_SPEED;
  piece.vy += y * DASH_SPEED;
  piece.cooldown = DASH_COOLDOWN_TICKS;
}
