import { type Engine, type ExcaliburGraphicsContext, Scene } from "excalibur";
import type { Surface } from "../match/options.js";
import { Effects } from "./effects.js";
import { GlassMotion } from "./glass-motion.js";
import { GlassPainter } from "./glass-painter.js";
import { Layer } from "./layer.js";
import { sprites } from "./sprites.js";
import { Stage } from "./stage.js";
import { TrayPainter } from "./tray-painter.js";

/** Glasses that stand there: nobody's in particular. */
const STANDING: readonly (readonly [x: number, y: number, colour: number])[] = [
  [-0.52, -0.36, 0],
  [0.5, -0.46, 3],
  [0.62, 0.32, 4],
  [-0.3, 0.6, 2],
  [-0.72, 0.12, 5],
  [0.12, 0.74, 1],
];
const LEAN = 0.032;
const STEAM_EACH_MS = 520;

/** The tray behind the menus: it leans gently, and its tea steams. Nothing of a game. */
export class Backdrop extends Scene {
  /** May be changed at any time: the same tray, standing still. */
  reducedMotion: boolean;
  /** What the tray is made of. */
  surface: Surface = "copper";

  readonly #stage = new Stage();
  readonly #tray = new TrayPainter(sprites, this.#stage);
  readonly #painter = new GlassPainter(sprites, this.#stage);
  readonly #effects = new Effects(sprites, this.#stage);
  readonly #glasses = STANDING.map(([x, y], i) => {
    const glass = new GlassMotion();
    glass.follow({ id: BigInt(i), x, y, vx: 0, vy: 0, dashReady: 1, fallenFor: -1 }, 16, true);
    return glass;
  });
  #timeMs = 0;

  constructor(options: { reducedMotion: boolean }) {
    super();
    this.reducedMotion = options.reducedMotion;
    this.add(new Layer(0, (ctx) => this.#draw(ctx)));
  }

  override onPreUpdate(engine: Engine, elapsedMs: number): void {
    const { width, height } = engine.screen.resolution;
    this.#stage.fit({ width, height, touch: false }, engine.screen.pixelRatio, elapsedMs);
    sprites.resize(this.#stage.pictureRadius, this.#stage.pixelRatio);
    const before = this.#timeMs;
    if (this.reducedMotion) {
      this.#stage.lean(0, 0, elapsedMs);
      this.#effects.clear();
      return;
    }
    this.#timeMs += elapsedMs;
    this.#stage.lean(LEAN * Math.sin(this.#timeMs / 2300), LEAN * Math.sin(this.#timeMs / 3100 + 1), elapsedMs);
    const turn = Math.floor(this.#timeMs / STEAM_EACH_MS);
    const glass = this.#glasses[turn % this.#glasses.length];
    if (turn > Math.floor(before / STEAM_EACH_MS) && glass !== undefined) this.#effects.steam(glass.x, glass.y);
    this.#effects.update(elapsedMs);
  }

  #draw(ctx: ExcaliburGraphicsContext): void {
    this.#tray.drawRoom(ctx, this.#stage.x, this.#stage.y);
    this.#tray.drawTray(ctx, this.surface, 1);
    for (const glass of this.#glasses) this.#painter.drawShadow(ctx, glass);
    this.#glasses.forEach((glass, i) => this.#painter.draw(ctx, glass, STANDING[i]?.[2] ?? 0));
    this.#effects.draw(ctx, "air");
  }
}
