import type { ExcaliburGraphicsContext } from "excalibur";
import { fitTray, type Room } from "./camera-fit.js";

/** The tray leans a little; the picture shows it leaning more, so that one sees it. */
const LEAN_SHOWN = 3;
const MOST_LEAN = 0.5;
/** A new size counts when it has stayed for so long: pictures are not drawn anew for every step of a window being pulled. */
const SETTLE_MS = 140;
/** Half a glass, in tray radii. */
const GLASS_ROOM = 0.09;

/** Where everything is in the picture: the tray's place, and how it leans. */
export class Stage {
  width = 0;
  height = 0;
  pixelRatio = 1;
  /** The tray's middle and radius, in CSS pixels. */
  x = 0;
  y = 0;
  radius = 1;
  /** How far it is shown to lean, in radians, and where to. */
  leanX = 0;
  leanY = 0;
  /** The radius that pictures are drawn for. */
  pictureRadius = 0;
  #sinceChangeMs = Infinity;
  #angle = 0;
  #squash = 1;
  #shakePx = 0;

  /** Brings the size up to date. */
  fit(room: Room, pixelRatio: number, elapsedMs: number): void {
    const { x, y, radius } = fitTray(room);
    const rounded = Math.round(radius);
    const same = rounded === this.radius && pixelRatio === this.pixelRatio && room.width === this.width && room.height === this.height;
    this.#sinceChangeMs = same ? this.#sinceChangeMs + elapsedMs : 0;
    this.width = room.width;
    this.height = room.height;
    this.pixelRatio = pixelRatio;
    this.radius = rounded;
    this.x = Math.round(x);
    this.y = Math.round(y);
    if (this.pictureRadius === 0 || this.settled) this.pictureRadius = rounded;
  }

  /** The picture has kept its size for a while: large things may be drawn anew. */
  get settled(): boolean {
    return this.#sinceChangeMs > SETTLE_MS;
  }

  /** Leans the tray, after `fit`. @param tiltX @param tiltY as in the world @param elapsedMs the last of a shake dies away */
  lean(tiltX: number, tiltY: number, elapsedMs: number): void {
    const tilt = Math.hypot(tiltX, tiltY);
    const shown = Math.min(MOST_LEAN, tilt * LEAN_SHOWN);
    this.leanX = tilt === 0 ? 0 : (tiltX / tilt) * shown;
    this.leanY = tilt === 0 ? 0 : (tiltY / tilt) * shown;
    this.#angle = Math.atan2(tiltY, tiltX);
    this.#squash = Math.cos(shown);
    this.#shakePx *= Math.exp(-elapsedMs / 90);
    if (this.#shakePx < 0.3) return;
    this.x += this.#shakePx * (Math.random() * 2 - 1);
    this.y += this.#shakePx * (Math.random() * 2 - 1);
  }

  /** Jolts the picture. @param strength 0..1 */
  shake(strength: number): void {
    this.#shakePx = Math.max(this.#shakePx, strength * this.radius * 0.018);
  }

  /** In CSS pixels, of a place on the tray. */
  placeX(x: number, y: number): number {
    return this.x + this.radius * (x - Math.cos(this.#angle) * this.#down(x, y));
  }

  placeY(x: number, y: number): number {
    return this.y + this.radius * (y - Math.sin(this.#angle) * this.#down(x, y));
  }

  /** The nearest x, in tray radii, that is in the picture with all of a glass around it. */
  insideX(x: number): number {
    const least = GLASS_ROOM - this.x / this.radius;
    return Math.max(least, Math.min((this.width - this.x) / this.radius - GLASS_ROOM, x));
  }

  /** Everything drawn until `restore` lies flat on the tray, whose middle is 0, 0. The scale is that of the pictures. */
  layOnTray(ctx: ExcaliburGraphicsContext): void {
    ctx.save();
    ctx.translate(this.x, this.y);
    const enlarged = this.radius / this.pictureRadius;
    if (this.#squash < 1) {
      ctx.rotate(this.#angle);
      ctx.scale(this.#squash, 1);
      ctx.rotate(-this.#angle);
    }
    if (enlarged !== 1) ctx.scale(enlarged, enlarged);
  }

  /** How much nearer to the middle the lean makes a place seem. */
  #down(x: number, y: number): number {
    return (1 - this.#squash) * (x * Math.cos(this.#angle) + y * Math.sin(this.#angle));
  }
}
