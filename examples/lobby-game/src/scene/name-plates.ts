import type { ExcaliburGraphicsContext } from "excalibur";
import type { MatchView, PieceView } from "../match/match-view.js";
import type { GlassMotion } from "./glass-motion.js";
import type { Player } from "./players.js";
import { put, type Sprites } from "./sprites.js";
import type { Stage } from "./stage.js";
import { namePlate } from "./words.js";

/** On a small tray names would cover the glasses: there they go once everybody had time to read them. */
const SMALL_PX = 230;
const READ_BY_S = 3;
const FADE_MS = 500;
/** Of the letters: still to be read on a phone, and on a wall. */
const LEAST_PX = 11;
const MOST_PX = 40;
/** Below a glass's middle, in tray radii. */
const BELOW = 0.135;

/** The names below the glasses. */
export class NamePlates {
  readonly #sprites: Sprites;
  readonly #stage: Stage;
  #opacity = 1;

  constructor(sprites: Sprites, stage: Stage) {
    this.#sprites = sprites;
    this.#stage = stage;
  }

  /** Comes and goes. */
  update(view: MatchView, elapsedMs: number): void {
    const busy = view.phase === "playing" && view.seconds > READ_BY_S;
    const wanted = busy ? (this.#stage.radius < SMALL_PX ? 0 : 0.85) : 1;
    const step = elapsedMs / FADE_MS;
    this.#opacity += Math.max(-step, Math.min(step, wanted - this.#opacity));
  }

  draw(ctx: ExcaliburGraphicsContext, pieces: readonly PieceView[], glasses: ReadonlyMap<bigint, GlassMotion>, players: ReadonlyMap<bigint, Player>): void {
    if (this.#opacity <= 0) return;
    const { radius } = this.#stage;
    const sizePx = Math.round(Math.max(LEAST_PX, Math.min(MOST_PX, radius * 0.042)));
    for (const piece of pieces) {
      const glass = glasses.get(piece.id);
      const player = players.get(piece.id);
      if (glass === undefined || player === undefined || piece.fallenFor >= 0) continue;
      const plate = namePlate(this.#sprites, player.self ? "You" : player.name, player.colour, player.self, sizePx);
      const y = this.#stage.placeY(glass.x, glass.y) + radius * BELOW + sizePx * 0.6;
      put(ctx, plate, Math.round(this.#stage.placeX(glass.x, glass.y)), Math.round(y), this.#opacity);
    }
  }
}
