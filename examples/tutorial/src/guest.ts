import { Actor, type Engine, vec, type Vector } from "excalibur";
import { colorOf } from "./palette.js";
import { face } from "./pictures.js";
import { bubble, bubbleTail, nameplate } from "./words.js";

const shortestSpeechMs = 4000;
const perLetterMs = 70;
const fadeMs = 300;
const expectedOpacity = 0.4;
/** What is left free between words and the picture's edge. */
const edgePx = 8;

/** Somebody at the table, with a name below and, at times, words above. */
export class Guest extends Actor {
  // Words are in front of everything.
  readonly #name = new Actor({ pos: vec(0, 52), z: 1000 });
  readonly #speech = new Actor({ z: 2000 });
  readonly #tail = new Actor({ pos: vec(0, -51), z: 2001 });
  readonly #id: bigint;
  #spokenForMs = 0;
  #speechMs = 0;
  #roomWidth = Infinity;
  #arrived = false;

  constructor(id: bigint, name: string) {
    super();
    this.#id = id;
    this.graphics.use(face(id, colorOf(id)));
    this.rename(name);
    this.addChild(this.#name);
    this.present = name === "You";
    this.#tail.graphics.use(bubbleTail(colorOf(id)));
    this.#tail.graphics.opacity = 0;
    this.addChild(this.#tail);
    this.addChild(this.#speech);
  }

  /** Whether it is there, or no more than expected. */
  get present(): boolean {
    return this.graphics.opacity === 1;
  }

  set present(present: boolean) {
    this.graphics.opacity = present ? 1 : expectedOpacity;
    this.#name.graphics.opacity = this.graphics.opacity;
  }

  /** Changes the name below. */
  rename(name: string): void {
    this.#name.graphics.use(nameplate(name));
  }

  /** Puts words above its head, for as long as it takes to read them. */
  say(text: string): void {
    this.#speech.graphics.use(bubble(text, colorOf(this.#id)));
    this.#spokenForMs = 0;
    this.#speechMs = Math.max(shortestSpeechMs, text.length * perLetterMs);
  }

  /** Moves a part of the way to its place; at once when it has just come. */
  moveTowards(place: Vector, step: number): void {
    this.pos = this.pos.add(place.sub(this.pos).scale(this.#arrived ? step : 1));
    this.#arrived = true;
    // Who sits nearer covers who sits behind.
    this.z = place.y;
  }

  /** Keeps its words within a picture this wide. */
  fitInto(width: number): void {
    this.#roomWidth = width;
  }

  override onPreUpdate(_engine: Engine, elapsedMs: number): void {
    const drawing = this.#speech.graphics.current;
    if (drawing === undefined) return;
    this.#spokenForMs += elapsedMs;
    const leftMs = this.#speechMs - this.#spokenForMs;
    const opacity = Math.max(0, Math.min(1, leftMs / fadeMs));
    this.#speech.graphics.opacity = opacity;
    this.#tail.graphics.opacity = opacity;
    const most = (this.#roomWidth - drawing.width) / 2 - edgePx;
    const x = Math.max(-most, Math.min(most, this.pos.x));
    this.#speech.pos = vec(x - this.pos.x, -54 - drawing.height / 2);
  }
}
