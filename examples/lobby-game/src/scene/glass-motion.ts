import type { PieceView } from "../match/match-view.js";

/** Tea in a glass swings about so often a second, and comes to rest. */
const SLOSH_HZ = 2.6;
const SLOSH_DAMPING = 3.2;
/** How far a push of one tray radius/s² moves it, in glass radii, and how far it goes at most. */
const SLOSH_PUSH = 0.05;
const MOST_SLOSH = 0.24;
/** A bump is no more than this, tray radii/s²: it comes within a single frame. */
const MOST_PUSH = 14;
/** Below this speed, tray radii/s, a glass does not turn. */
const TURNS_FROM = 0.06;
const TURN_RATE = 9;
/** It slides over the rim at least this fast, tray radii/s, and drops within so many seconds. */
const SLIDES_OVER = 0.55;
export const DROP_S = 0.5;

/** How a glass is held, and what its tea does: nothing of the game, all of the picture. Lengths in tray radii, unless said otherwise. */
export class GlassMotion {
  x = 0;
  y = 0;
  /** Where its handle points, in radians. */
  heading = 0;
  /** How far the tea is from the middle, in glass radii. */
  teaX = 0;
  teaY = 0;
  /** Where it goes once it has fallen. */
  fallX = 0;
  fallY = 0;
  /** 0 on the tray, 1 on the table. */
  dropped = 0;
  #teaVX = 0;
  #teaVY = 0;
  #vx = 0;
  #vy = 0;
  #fresh = true;

  /** Follows a piece. @param elapsedMs since it last did @param calm nothing swings and slides: reduced motion */
  follow(piece: PieceView, elapsedMs: number, calm: boolean): void {
    const seconds = Math.min(elapsedMs, 100) / 1000;
    if (this.#fresh || (piece.fallenFor < 0 && this.dropped > 0)) this.#place(piece);
    if (piece.fallenFor >= 0) {
      this.#fall(piece, calm);
      return;
    }
    this.x = piece.x;
    this.y = piece.y;
    const pushX = limit((piece.vx - this.#vx) / Math.max(seconds, 1 / 240), MOST_PUSH);
    const pushY = limit((piece.vy - this.#vy) / Math.max(seconds, 1 / 240), MOST_PUSH);
    this.#vx = piece.vx;
    this.#vy = piece.vy;
    this.#turn(seconds);
    if (!calm) this.#slosh(pushX, pushY, seconds);
  }

  #place(piece: PieceView): void {
    this.#fresh = false;
    this.x = piece.x;
    this.y = piece.y;
    this.#vx = piece.vx;
    this.#vy = piece.vy;
    this.teaX = this.teaY = this.#teaVX = this.#teaVY = 0;
    this.dropped = 0;
    // At the start everybody looks at the middle.
    this.heading = Math.atan2(-piece.y, -piece.x);
  }

  #turn(seconds: number): void {
    if (Math.hypot(this.#vx, this.#vy) < TURNS_FROM) return;
    const wanted = Math.atan2(this.#vy, this.#vx);
    const left = Math.atan2(Math.sin(wanted - this.heading), Math.cos(wanted - this.heading));
    this.heading += left * Math.min(1, seconds * TURN_RATE);
  }

  #slosh(pushX: number, pushY: number, seconds: number): void {
    const stiffness = (2 * Math.PI * SLOSH_HZ) ** 2;
    // Small steps, so that a slow frame does not blow it up.
    const steps = Math.max(1, Math.ceil(seconds / 0.008));
    const dt = seconds / steps;
    for (let i = 0; i < steps; i++) {
      this.#teaVX += (stiffness * (-pushX * SLOSH_PUSH - this.teaX) - 2 * SLOSH_DAMPING * this.#teaVX) * dt;
      this.#teaVY += (stiffness * (-pushY * SLOSH_PUSH - this.teaY) - 2 * SLOSH_DAMPING * this.#teaVY) * dt;
      this.teaX += this.#teaVX * dt;
      this.teaY += this.#teaVY * dt;
    }
    const far = Math.hypot(this.teaX, this.teaY);
    if (far <= MOST_SLOSH) return;
    this.teaX *= MOST_SLOSH / far;
    this.teaY *= MOST_SLOSH / far;
    this.#teaVX = this.#teaVY = 0;
  }

  /** A fallen piece stays where it fell; the picture lets it slide on, and down. */
  #fall(piece: PieceView, calm: boolean): void {
    const away = Math.hypot(piece.x, piece.y) || 1;
    const outX = piece.x / away;
    const outY = piece.y / away;
    const out = Math.max(SLIDES_OVER, this.#vx * outX + this.#vy * outY);
    const along = limit(this.#vy * outX - this.#vx * outY, 1.2);
    const part = calm ? 1 : Math.min(1, piece.fallenFor / DROP_S);
    const time = part * DROP_S * 0.75;
    this.dropped = part;
    this.fallX = (outX * out - outY * along) * time;
    this.fallY = (outY * out + outX * along) * time;
    const far = Math.hypot(this.fallX, this.fallY);
    const most = 0.2;
    if (far > most) {
      this.fallX *= most / far;
      this.fallY *= most / far;
    }
    this.x = piece.x + this.fallX;
    this.y = piece.y + this.fallY;
  }
}

function limit(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
