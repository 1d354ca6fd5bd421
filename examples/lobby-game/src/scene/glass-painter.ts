import type { ExcaliburGraphicsContext } from "excalibur";
import * as art from "./glass-art.js";
import type { PieceView } from "../match/match-view.js";
import type { GlassMotion } from "./glass-motion.js";
import { stain, TAIL, tail } from "./effect-art.js";
import { put, type Sprites, TRAY } from "./sprites.js";
import type { Stage } from "./stage.js";

/** A falling glass seems so much smaller when it is down. */
const TABLE_SCALE = 0.8;
/** Speeds, in tray radii/s: without a tail, and with the longest. */
const SLOW = 0.3;
const FAST = 1.6;

/** Draws glasses: on the tray, falling, and fallen. */
export class GlassPainter {
  readonly #sprites: Sprites;
  readonly #stage: Stage;

  constructor(sprites: Sprites, stage: Stage) {
    this.#sprites = sprites;
    this.#stage = stage;
  }

  /** Its shadow on the tray: for all glasses first, so that none falls on another glass. */
  drawShadow(ctx: ExcaliburGraphicsContext, glass: GlassMotion): void {
    if (glass.dropped > 0) return;
    const unit = this.#stage.radius / TRAY;
    const x = this.#stage.placeX(glass.x, glass.y) + (3.2 - this.#stage.leanX * 6) * unit;
    const y = this.#stage.placeY(glass.x, glass.y) + (4.6 - this.#stage.leanY * 6) * unit;
    put(ctx, art.glassShadow(this.#sprites), x, y, 1, 0, this.#enlarged);
  }

  /** What a dash leaves behind. @param piece how it moves @param strength 1 as it begins, 0 when it is over */
  drawTail(ctx: ExcaliburGraphicsContext, piece: PieceView, colour: number, strength: number): void {
    const speed = Math.hypot(piece.vx, piece.vy);
    if (speed < SLOW || piece.fallenFor >= 0) return;
    const length = Math.min(1, speed / FAST);
    const back = (0.5 * TAIL * length * this.#stage.radius) / TRAY / speed;
    const x = this.#stage.placeX(piece.x, piece.y) - piece.vx * back;
    const y = this.#stage.placeY(piece.x, piece.y) - piece.vy * back;
    put(ctx, tail(this.#sprites, colour), x, y, strength, Math.atan2(piece.vy, piece.vx), length * this.#enlarged, this.#enlarged);
  }

  /** A glass, standing or falling. @param colour 0..7 @param grown 1: as large as it is */
  draw(ctx: ExcaliburGraphicsContext, glass: GlassMotion, colour: number, grown = 1): void {
    const sprites = this.#sprites;
    const stage = this.#stage;
    const unit = stage.radius / TRAY;
    const fall = glass.dropped * glass.dropped;
    const scale = (1 + (TABLE_SCALE - 1) * fall) * grown * this.#enlarged;
    // Tipping over the rim, its upper end goes first.
    const tip = Math.min(1, glass.dropped * 1.6);
    const away = Math.hypot(glass.fallX, glass.fallY) || 1;
    const height = art.GLASS_HEIGHT * grown;
    const topX = (stage.leanX + glass.x * 0.22 + (0.75 * tip * glass.fallX) / away) * height * unit;
    const topY = (stage.leanY + glass.y * 0.22 + (0.75 * tip * glass.fallY) / away) * height * unit;
    const x = stage.placeX(glass.x, glass.y);
    const y = stage.placeY(glass.x, glass.y);
    put(ctx, art.holderFoot(sprites), x, y, 1, glass.heading, scale);
    put(ctx, art.holderRim(sprites), x + topX * 0.6, y + topY * 0.6, 1, 0, scale);
    put(ctx, art.glassInside(sprites, colour), x + topX * 0.8, y + topY * 0.8, 1, 0, scale);
    const teaX = x + topX * 0.85 + glass.teaX * 6 * unit;
    const teaY = y + topY * 0.85 + glass.teaY * 6 * unit;
    put(ctx, art.teaSurface(sprites, colour), teaX, teaY, 1, 0, scale);
    put(ctx, art.garnish(sprites, colour), teaX + glass.teaX * 5 * unit, teaY + glass.teaY * 5 * unit, 1, glass.teaX * 1.5 - glass.teaY, scale);
    put(ctx, art.glassRim(sprites), x + topX, y + topY, 1, 0, scale);
  }

  /** A glass that lies on the table in its tea. @param since seconds since it has fallen */
  drawFallen(ctx: ExcaliburGraphicsContext, glass: GlassMotion, colour: number, spread: number): void {
    const x = this.#stage.x + glass.x * this.#stage.radius;
    const y = this.#stage.y + glass.y * this.#stage.radius;
    const outward = Math.atan2(glass.fallY, glass.fallX);
    put(ctx, stain(this.#sprites, colour), x + 0.06 * this.#stage.radius * Math.cos(outward), y + 0.06 * this.#stage.radius * Math.sin(outward), 1, outward, spread * this.#enlarged);
    put(ctx, art.fallenGlass(this.#sprites, colour), x, y, 1, outward + 0.35, TABLE_SCALE * this.#enlarged);
  }

  /** Marks one's own glass. @param ready of its dash, 0..1 @param wish where it is to go, in radians; undefined: nowhere @param bob 0..1, for the arrow above it */
  drawOwnMark(ctx: ExcaliburGraphicsContext, glass: GlassMotion, ready: number, wish: number | undefined, bob: number): void {
    const unit = this.#stage.radius / TRAY;
    const x = this.#stage.placeX(glass.x, glass.y);
    const y = this.#stage.placeY(glass.x, glass.y);
    put(ctx, ready < 1 ? art.readyRing(this.#sprites, ready) : art.ownRing(this.#sprites), x, y, 1, 0, this.#enlarged);
    const arrow = art.ownArrow(this.#sprites);
    if (wish === undefined) put(ctx, arrow, x, y - (20.5 + 2 * bob) * unit, 1, Math.PI / 2, this.#enlarged);
    else put(ctx, arrow, x + 18.5 * unit * Math.cos(wish), y + 18.5 * unit * Math.sin(wish), 1, wish, this.#enlarged);
  }

  /** How far somebody else's dash is ready again. */
  drawReady(ctx: ExcaliburGraphicsContext, glass: GlassMotion, ready: number): void {
    const x = this.#stage.placeX(glass.x, glass.y);
    const y = this.#stage.placeY(glass.x, glass.y);
    put(ctx, art.readyRing(this.#sprites, ready), x, y, 0.42, 0, this.#enlarged);
  }

  get #enlarged(): number {
    return this.#stage.radius / this.#stage.pictureRadius;
  }
}
