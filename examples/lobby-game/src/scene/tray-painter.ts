import type { ExcaliburGraphicsContext } from "excalibur";
import type { Surface } from "../match/options.js";
import { put, type Sprite, type Sprites } from "./sprites.js";
import type { Stage } from "./stage.js";
import { trayGlint, trayPicture, trayShade, trayShadow, trayUnderside } from "./tray-art.js";
import { paintRoom } from "./room-art.js";

/** The light comes from the upper left, a good way up. In tray radii. */
const SHADOW_X = 0.045;
const SHADOW_Y = 0.075;
/** How much further the shadow is where the tray is raised, in tray radii for a radian shown. */
const SHADOW_LEAN = 0.22;
/** In tray radii for a radian shown. */
const THICKNESS = 0.075;
/** From this lean on, in radians shown, the shade is at its darkest. */
const FULL_SHADE = 0.42;
const GLINT_LEAN = 0.75;

/** Draws the room and the tray. */
export class TrayPainter {
  readonly #sprites: Sprites;
  readonly #stage: Stage;
  #roomName = "";
  #room: Sprite | undefined;

  constructor(sprites: Sprites, stage: Stage) {
    this.#sprites = sprites;
    this.#stage = stage;
  }

  /** The room, over the whole picture. @param x @param y the tray's middle without any jolt */
  drawRoom(ctx: ExcaliburGraphicsContext, x: number, y: number): void {
    const { width, height, radius } = this.#stage;
    const name = `room ${width} ${height} ${x} ${y} ${radius}`;
    if (name !== this.#roomName && (this.#room === undefined || this.#stage.settled)) {
      this.#sprites.forget(this.#roomName);
      this.#roomName = name;
      this.#room = this.#sprites.inPixels(name, width, height, (brush) => paintRoom(brush, { width, height, x, y, radius }));
    }
    // A window that is being pulled stretches the picture it has.
    if (this.#room !== undefined) put(ctx, this.#room, width / 2, height / 2, 1, 0, width / this.#room.width, height / this.#room.height);
  }

  /** The tray and its shadow. @param left what is left of its radius, 1 to 0 */
  drawTray(ctx: ExcaliburGraphicsContext, surface: Surface, left: number): void {
    const stage = this.#stage;
    const hundredths = Math.max(0, Math.min(100, Math.round(left * 100)));
    if (hundredths === 0) return;
    const shadowX = stage.radius * (SHADOW_X - stage.leanX * SHADOW_LEAN);
    const shadowY = stage.radius * (SHADOW_Y - stage.leanY * SHADOW_LEAN);
    const enlarged = (stage.radius / stage.pictureRadius) * Math.min(1, left);
    put(ctx, trayShadow(this.#sprites), stage.x + shadowX, stage.y + shadowY, 1, 0, enlarged);

    stage.layOnTray(ctx);
    const unit = stage.pictureRadius;
    if (Math.abs(stage.leanX) + Math.abs(stage.leanY) > 0.02) {
      put(ctx, trayUnderside(this.#sprites, surface), -stage.leanX * THICKNESS * unit, -stage.leanY * THICKNESS * unit, 1, 0, left);
    }
    put(ctx, trayPicture(this.#sprites, surface, hundredths), 0, 0);
    const lean = Math.hypot(stage.leanX, stage.leanY);
    if (lean > 0.03) put(ctx, trayShade(this.#sprites), 0, 0, lean / FULL_SHADE, Math.atan2(stage.leanY, stage.leanX), left);
    const glintX = (-0.24 - stage.leanX * GLINT_LEAN) * unit * left;
    const glintY = (-0.3 - stage.leanY * GLINT_LEAN) * unit * left;
    put(ctx, trayGlint(this.#sprites, surface), glintX, glintY, 1, 0, left);
    ctx.restore();
  }
}
