import type { ExcaliburGraphicsContext } from "excalibur";
import { rays } from "./effect-art.js";
import type { GlassMotion } from "./glass-motion.js";
import { put, type Sprites } from "./sprites.js";
import type { Stage } from "./stage.js";

/** Light that turns behind whoever has won. */
export class WinnersLight {
  readonly #sprites: Sprites;
  readonly #stage: Stage;
  #angle = 0;
  /** How much larger the winner's glass is drawn. */
  grown = 1;

  constructor(sprites: Sprites, stage: Stage) {
    this.#sprites = sprites;
    this.#stage = stage;
  }

  /** @param calm nothing turns: reduced motion */
  update(elapsedMs: number, calm: boolean): void {
    if (!calm) this.#angle += elapsedMs / 1600;
    this.grown = calm ? 1.2 : 1.25 + 0.06 * Math.sin(this.#angle * 6);
  }

  draw(ctx: ExcaliburGraphicsContext, winner: GlassMotion): void {
    const x = this.#stage.placeX(winner.x, winner.y);
    const y = this.#stage.placeY(winner.x, winner.y);
    put(ctx, rays(this.#sprites), x, y, 1, this.#angle, this.#stage.radius / this.#stage.pictureRadius);
  }
}
