import { Actor, Color, type Engine, Scene, vec } from "excalibur";
import { Guest } from "./guest.js";
import { color } from "./palette.js";
import { cup, glow, puff, samovar, table } from "./pictures.js";

/** Half the table's axes, and half those of the ellipse on which people sit around it. */
const tableAxes = { x: 156, y: 68 };
const seatAxes = { x: 200, y: 108 };
/** From behind the samovar's left handle, around the front, to behind its right one. */
const firstSeat = 1.28 * Math.PI;
const seatsArc = 1.56 * Math.PI;
/** What should fit into the picture, with room for what people say. */
const view = { width: 540, height: 410 };
const puffs = 5;
const puffMs = 4500;

const still = matchMedia("(prefers-reduced-motion: reduce)");

/** A tea room, seen from the side, with people around the table. The middle of the table is at 0, 0. */
export class Room extends Scene {
  static readonly background = Color.fromHex(color("room"));

  readonly #guests = new Map<bigint, Guest>();
  readonly #cups = new Map<bigint, Actor>();
  readonly #steam: Actor[] = [];
  #timeMs = 0;

  constructor() {
    super();
    this.camera.pos = vec(0, -26);
    this.add(picture(glow(), 0, -30, -200));
    this.add(picture(table(tableAxes.x, tableAxes.y), 0, 0, -100));
    this.add(picture(samovar(), 0, -68, 1));
    for (let i = 0; i < puffs; i++) {
      const actor = picture(puff(), 0, 0, 2);
      this.#steam.push(actor);
      this.add(actor);
    }
  }

  /** Gives somebody a place at the table. */
  seat(id: bigint, name: string): void {
    if (this.#guests.has(id)) return;
    const guest = new Guest(id, name);
    const theirCup = picture(cup(), 0, 0, 0);
    this.#guests.set(id, guest);
    this.#cups.set(id, theirCup);
    this.add(guest);
    this.add(theirCup);
    this.#arrange(Infinity);
  }

  /** Gives somebody another name. */
  rename(id: bigint, name: string): void {
    this.#guests.get(id)?.rename(name);
  }

  /** Takes it away again. */
  unseat(id: bigint): void {
    this.#guests.get(id)?.kill();
    this.#cups.get(id)?.kill();
    this.#guests.delete(id);
    this.#cups.delete(id);
  }

  /** Shows somebody as being there, or as no more than expected. @returns whether that changed anything */
  showPresence(id: bigint, present: boolean): boolean {
    const guest = this.#guests.get(id);
    if (guest === undefined || guest.present === present) return false;
    guest.present = present;
    return true;
  }

  /** Shows what somebody says, for a while. */
  showSpeech(id: bigint, text: string): void {
    this.#guests.get(id)?.say(text);
  }

  override onPostUpdate(engine: Engine, elapsedMs: number): void {
    const { width, height } = engine.screen.resolution;
    this.camera.zoom = Math.max(0.6, Math.min(1.5, width / view.width, height / view.height));
    for (const guest of this.#guests.values()) guest.fitInto(width / this.camera.zoom);
    this.#arrange(still.matches ? Infinity : elapsedMs);
    this.#letSteam(elapsedMs);
  }

  #arrange(elapsedMs: number): void {
    const step = Math.min(1, elapsedMs / 160);
    let i = 0;
    for (const [id, guest] of this.#guests) {
      // Who came first sits farthest to the left. The place behind the samovar stays free.
      const angle = firstSeat - ((i++ + 0.5) / this.#guests.size) * seatsArc;
      const x = Math.cos(angle);
      const y = Math.sin(angle);
      guest.moveTowards(vec(x * seatAxes.x, y * seatAxes.y), step);
      const theirCup = this.#cups.get(id);
      if (theirCup !== undefined) theirCup.pos = vec(x * tableAxes.x * 0.74, y * tableAxes.y * 0.66 - 6);
    }
  }

  #letSteam(elapsedMs: number): void {
    // A picture of steam, for those who want nothing to move.
    if (still.matches) this.#timeMs = 0;
    else this.#timeMs += elapsedMs;
    this.#steam.forEach((actor, i) => {
      const age = (this.#timeMs / puffMs + i / puffs) % 1;
      actor.pos = vec(10 * Math.sin(i * 2.1 + age * 4), -152 - age * 80);
      actor.scale = vec(0.5 + age, 0.5 + age);
      actor.graphics.opacity = 0.32 * Math.sin(age * Math.PI);
    });
  }
}

function picture(graphic: Parameters<Actor["graphics"]["use"]>[0], x: number, y: number, z: number): Actor {
  const actor = new Actor({ pos: vec(x, y), z });
  actor.graphics.use(graphic);
  return actor;
}
