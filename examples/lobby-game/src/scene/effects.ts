import type { ExcaliburGraphicsContext } from "excalibur";
import type { Surface } from "../match/options.js";
import * as art from "./effect-art.js";
import { put, type Sprite, type Sprites } from "./sprites.js";
import type { Stage } from "./stage.js";
import { shard } from "./tray-art.js";

/** Something small that comes and goes. Places in tray radii, speeds in tray radii/s. */
interface Mote {
  readonly picture: () => Sprite;
  readonly layer: "table" | "tray" | "air";
  x: number;
  y: number;
  vx: number;
  vy: number;
  /** Share of the speed lost in a second, as 1/s. */
  readonly drag: number;
  ageMs: number;
  readonly lifeMs: number;
  readonly from: number;
  readonly to: number;
  rotation: number;
  readonly spin: number;
  readonly opacity: number;
}

type Wish = Pick<Mote, "picture" | "layer" | "x" | "y" | "lifeMs"> & Partial<Mote>;

/** More would be a cloud, not an effect. */
const MOST_MOTES = 140;

/** Sparks, waves, drops, steam: told to come, they go by themselves. */
export class Effects {
  readonly #motes: Mote[] = [];
  readonly #sprites: Sprites;
  readonly #stage: Stage;

  constructor(sprites: Sprites, stage: Stage) {
    this.#sprites = sprites;
    this.#stage = stage;
  }

  /** Two glasses have met. @param strength 0..1 */
  bump(x: number, y: number, strength: number): void {
    const size = 0.35 + 0.65 * strength;
    this.#add({ picture: () => art.ripple(this.#sprites), layer: "air", x, y, lifeMs: 300, from: 0.3, to: 0.5 + 0.9 * size, opacity: 0.35 + 0.5 * strength });
    const sparks = Math.round(2 + 9 * strength);
    for (let i = 0; i < sparks; i++) {
      const angle = Math.random() * 2 * Math.PI;
      const speed = (0.5 + Math.random()) * (0.4 + 0.9 * strength);
      this.#add({
        picture: () => art.spark(this.#sprites),
        layer: "air",
        x: x + 0.04 * Math.cos(angle),
        y: y + 0.04 * Math.sin(angle),
        vx: speed * Math.cos(angle),
        vy: speed * Math.sin(angle),
        drag: 5,
        lifeMs: 220 + 200 * Math.random(),
        from: 0.7 + 0.6 * strength,
        to: 0.2,
        rotation: angle,
      });
    }
  }

  /** A puff behind a glass that dashes. @param dx @param dy where to, 1 long */
  dash(x: number, y: number, dx: number, dy: number): void {
    for (let i = 0; i < 5; i++) {
      const aside = (i - 2) * 0.35;
      this.#add({
        picture: () => art.puff(this.#sprites),
        layer: "tray",
        x: x - dx * 0.1,
        y: y - dy * 0.1,
        vx: -(dx + dy * aside) * (0.5 + 0.3 * Math.random()),
        vy: -(dy - dx * aside) * (0.5 + 0.3 * Math.random()),
        drag: 4,
        lifeMs: 420,
        from: 0.3,
        to: 0.85,
        opacity: 0.7,
      });
    }
  }

  /** Tea splashes on the table. @param colour 0..7 */
  splash(x: number, y: number, colour: number): void {
    this.#add({ picture: () => art.ripple(this.#sprites), layer: "table", x, y, lifeMs: 420, from: 0.2, to: 1.25, opacity: 0.7 });
    for (let i = 0; i < 14; i++) {
      const angle = (i / 14) * 2 * Math.PI + Math.random() * 0.4;
      const speed = 0.35 + 0.6 * Math.random();
      this.#add({
        picture: () => art.drop(this.#sprites, colour),
        layer: "table",
        x,
        y,
        vx: speed * Math.cos(angle),
        vy: speed * Math.sin(angle),
        drag: 3.5,
        lifeMs: 500 + 250 * Math.random(),
        from: 0.6 + 0.9 * Math.random(),
        to: 0.3,
      });
    }
  }

  /** A bit of the tray's edge breaks off and falls. @param radius of the tray */
  crumble(radius: number, surface: Surface): void {
    const angle = Math.random() * 2 * Math.PI;
    const kind = Math.floor(Math.random() * 3);
    this.#add({
      picture: () => shard(this.#sprites, surface, kind),
      layer: "table",
      x: radius * Math.cos(angle),
      y: radius * Math.sin(angle),
      vx: 0.16 * Math.cos(angle),
      vy: 0.16 * Math.sin(angle),
      drag: 0.5,
      lifeMs: 900,
      from: 1.5,
      to: 0.3,
      rotation: angle,
      spin: (Math.random() - 0.5) * 7,
    });
  }

  /** Steam over the tray, rising. */
  steam(x: number, y: number): void {
    this.#add({ picture: () => art.puff(this.#sprites), layer: "air", x, y, vx: 0.03, vy: -0.1, lifeMs: 3200, from: 0.5, to: 2.2, opacity: 0.16 });
  }

  /** Lemons, sugar and flowers for the winner. */
  cheer(x: number, y: number): void {
    for (let i = 0; i < 36; i++) {
      const angle = Math.random() * 2 * Math.PI;
      const speed = 0.4 + 1.1 * Math.random();
      this.#add({
        picture: () => art.confetti(this.#sprites, i % 8),
        layer: "air",
        x,
        y,
        vx: speed * Math.cos(angle),
        vy: speed * Math.sin(angle),
        drag: 1.6,
        lifeMs: 1400 + 900 * Math.random(),
        from: 1.1,
        to: 0.75,
        rotation: angle,
        spin: (Math.random() - 0.5) * 9,
      });
    }
  }

  /** Moves everything on. */
  update(elapsedMs: number): void {
    const seconds = elapsedMs / 1000;
    let kept = 0;
    for (const mote of this.#motes) {
      mote.ageMs += elapsedMs;
      if (mote.ageMs >= mote.lifeMs) continue;
      const slower = Math.exp(-mote.drag * seconds);
      mote.vx *= slower;
      mote.vy *= slower;
      mote.x += mote.vx * seconds;
      mote.y += mote.vy * seconds;
      mote.rotation += mote.spin * seconds;
      this.#motes[kept++] = mote;
    }
    this.#motes.length = kept;
  }

  /** Draws what is on that sheet. */
  draw(ctx: ExcaliburGraphicsContext, layer: Mote["layer"]): void {
    const enlarged = this.#stage.radius / this.#stage.pictureRadius;
    for (const mote of this.#motes) {
      if (mote.layer !== layer) continue;
      const age = mote.ageMs / mote.lifeMs;
      const eased = 1 - (1 - age) ** 2;
      const fading = mote.opacity * Math.min(1, 2.2 * (1 - age));
      const x = this.#stage.placeX(mote.x, mote.y);
      const y = this.#stage.placeY(mote.x, mote.y);
      put(ctx, mote.picture(), x, y, fading, mote.rotation, (mote.from + (mote.to - mote.from) * eased) * enlarged);
    }
  }

  /** Everything is gone at once. */
  clear(): void {
    this.#motes.length = 0;
  }

  #add(wish: Wish): void {
    if (this.#motes.length >= MOST_MOTES) return;
    this.#motes.push({ vx: 0, vy: 0, drag: 0, ageMs: 0, from: 1, to: 1, rotation: 0, spin: 0, opacity: 1, ...wish });
  }
}
