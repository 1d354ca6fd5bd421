import type { Surface } from "../match/options.js";
import { color, faded, mixed } from "./palette.js";
import { type Brush, type Sprite, type Sprites, TRAY } from "./sprites.js";
import { paintBirch } from "./tray-birch.js";
import { paintCopper } from "./tray-copper.js";
import { paintEnamel } from "./tray-enamel.js";

const plates: Readonly<Record<Surface, (brush: Brush) => void>> = { copper: paintCopper, enamel: paintEnamel, wood: paintBirch };

/** Colours of the rim, light to dark, and of what breaks off. */
const rims: Readonly<Record<Surface, readonly [light: string, middle: string, dark: string]>> = {
  copper: ["copper-light", "copper", "copper-dark"],
  enamel: ["brass-light", "brass", "brass-dark"],
  wood: ["birch-light", "birch", "birch-dark"],
};

const EDGE = TRAY + 3;
const RIM_WIDTH = 4.4;
const CRACKS = 40;

function plate(sprites: Sprites, surface: Surface): Sprite {
  return sprites.get(`plate ${surface}`, EDGE, EDGE, (brush) => {
    brush.beginPath();
    brush.arc(0, 0, TRAY, 0, 2 * Math.PI);
    brush.clip();
    plates[surface](brush);
  });
}

/** The tray, with so much of it left. The picture is drawn anew when `left` changes: give it in coarse steps. @param left in hundredths of the whole radius, 100 down to 0 */
export function trayPicture(sprites: Sprites, surface: Surface, left: number): Sprite {
  return sprites.getVersion(`tray ${surface}`, left, EDGE, (brush) => {
    const whole = plate(sprites, surface);
    brush.save();
    brush.beginPath();
    outline(brush, left);
    brush.clip();
    brush.drawImage(whole.image, -EDGE, -EDGE, 2 * EDGE, 2 * EDGE);
    if (left < TRAY) paintCracks(brush, left);
    brush.restore();
    if (left >= TRAY) paintRim(brush, surface);
    else paintBrokenEdge(brush, surface, left);
  });
}

/** The tray's thickness, seen below its raised side; of a whole tray. */
export function trayUnderside(sprites: Sprites, surface: Surface): Sprite {
  return sprites.get(`underside ${surface}`, EDGE, EDGE, (brush) => {
    brush.beginPath();
    brush.arc(0, 0, TRAY, 0, 2 * Math.PI);
    brush.fillStyle = mixed(color(rims[surface][2]), color("ink"), 0.45);
    brush.fill();
  });
}

/** The shadow on the table. Soft, so it needs no pixels of its own: one for all sizes. */
export function trayShadow(sprites: Sprites): Sprite {
  return sprites.get("tray shadow", 124, 124, (brush) => {
    const soft = brush.createRadialGradient(0, 0, 88, 0, 0, 116);
    soft.addColorStop(0, "rgb(38 14 4 / 0.66)");
    soft.addColorStop(0.4, "rgb(38 14 4 / 0.4)");
    soft.addColorStop(1, "rgb(38 14 4 / 0)");
    brush.fillStyle = soft;
    brush.fillRect(-124, -124, 248, 248);
  });
}

/** The lamp in the polish: it wanders as the tray leans. */
export function trayGlint(sprites: Sprites, surface: Surface): Sprite {
  return sprites.get(`glint ${surface}`, 52, 52, (brush) => {
    const strength = { copper: 0.5, enamel: 0.42, wood: 0.2 }[surface];
    const soft = brush.createRadialGradient(0, 0, 0, 0, 0, 52);
    soft.addColorStop(0, `rgb(255 246 224 / ${strength})`);
    soft.addColorStop(surface === "enamel" ? 0.22 : 0.4, `rgb(255 240 210 / ${strength * 0.36})`);
    soft.addColorStop(1, "rgb(255 240 210 / 0)");
    brush.fillStyle = soft;
    brush.fillRect(-52, -52, 104, 104);
  });
}

/** Light and shade of a leaning tray: its raised side, on the left, in the light, its lower one in the shade. */
export function trayShade(sprites: Sprites): Sprite {
  return sprites.get("tray shade", TRAY, TRAY, (brush) => {
    const slope = brush.createLinearGradient(-TRAY, 0, TRAY, 0);
    slope.addColorStop(0, "rgb(255 238 200 / 0.5)");
    slope.addColorStop(0.4, "rgb(255 238 200 / 0.04)");
    slope.addColorStop(0.6, "rgb(24 8 2 / 0.1)");
    slope.addColorStop(1, "rgb(24 8 2 / 0.78)");
    brush.beginPath();
    brush.arc(0, 0, TRAY - 0.8, 0, 2 * Math.PI);
    brush.fillStyle = slope;
    brush.fill();
  });
}

/** A piece of the tray that breaks off. @param kind 0..2 */
export function shard(sprites: Sprites, surface: Surface, kind: number): Sprite {
  return sprites.get(`shard ${surface} ${kind}`, 4, 4, (brush) => {
    const [light, middle, dark] = rims[surface];
    brush.beginPath();
    for (const [x, y] of [
      [-3, -1 + kind],
      [0.5 - kind, -2.6],
      [3, -0.6],
      [1.4, 2.4 - kind * 0.5],
      [-1.8, 2.2],
    ] as const) {
      brush.lineTo(x, y);
    }
    brush.closePath();
    brush.fillStyle = color(surface === "enamel" ? "enamel" : middle);
    brush.fill();
    brush.lineWidth = 0.7;
    brush.strokeStyle = color(kind === 1 ? light : dark);
    brush.stroke();
  });
}

/** Where the tray ends: round as long as it is whole, ragged as soon as it breaks. */
function outline(brush: Brush, left: number): void {
  if (left >= TRAY) {
    brush.arc(0, 0, TRAY, 0, 2 * Math.PI);
    return;
  }
  const teeth = 120;
  for (let i = 0; i < teeth; i++) {
    const angle = (i / teeth) * 2 * Math.PI;
    // Never further out than where one falls.
    const radius = Math.max(0, left - 1.5 * chance(i));
    brush.lineTo(radius * Math.cos(angle), radius * Math.sin(angle));
  }
  brush.closePath();
}

function paintRim(brush: Brush, surface: Surface): void {
  const [light, middle, dark] = rims[surface];
  const round = brush.createConicGradient(-2.2, 0, 0);
  [light, middle, dark, middle, light, middle, dark, middle, light].forEach((name, i) => round.addColorStop(i / 8, color(name)));
  const ring = (radius: number, width: number, stroke: string | CanvasGradient) => {
    brush.beginPath();
    brush.arc(0, 0, radius, 0, 2 * Math.PI);
    brush.lineWidth = width;
    brush.strokeStyle = stroke;
    brush.stroke();
  };
  const inside = brush.createRadialGradient(0, 0, TRAY - RIM_WIDTH - 5, 0, 0, TRAY - RIM_WIDTH);
  inside.addColorStop(0, "rgb(20 6 0 / 0)");
  inside.addColorStop(1, "rgb(20 6 0 / 0.5)");
  ring(TRAY - RIM_WIDTH - 2.5, 5, inside);
  ring(TRAY - RIM_WIDTH / 2, RIM_WIDTH, mixed(color(dark), color("ink"), 0.4));
  ring(TRAY - RIM_WIDTH / 2, RIM_WIDTH - 1, round);
  ring(TRAY - RIM_WIDTH / 2 - 0.4, 0.7, faded(color("gleam"), 0.7));
}

function paintCracks(brush: Brush, left: number): void {
  brush.lineCap = "round";
  brush.lineJoin = "round";
  // What breaks next is dark already.
  const doomed = brush.createRadialGradient(0, 0, Math.max(0, left - 15), 0, 0, Math.max(1, left));
  doomed.addColorStop(0, "rgb(30 8 0 / 0)");
  doomed.addColorStop(1, "rgb(30 8 0 / 0.6)");
  brush.fillStyle = doomed;
  brush.fillRect(-TRAY, -TRAY, 2 * TRAY, 2 * TRAY);
  for (let i = 0; i < CRACKS; i++) {
    let angle = ((i + 0.7 * chance(i + 7)) / CRACKS) * 2 * Math.PI;
    let radius = left;
    const end = left - 4 - 9 * chance(i + 31);
    brush.beginPath();
    brush.moveTo(radius * Math.cos(angle), radius * Math.sin(angle));
    for (let bend = 0; radius > end && radius > 2; bend++) {
      radius -= 2.6;
      angle += ((chance(i * 5 + bend) - 0.5) * 3.4) / Math.max(12, radius);
      brush.lineTo(radius * Math.cos(angle), radius * Math.sin(angle));
    }
    brush.lineWidth = 0.9;
    brush.strokeStyle = "rgb(24 8 2 / 0.75)";
    brush.stroke();
  }
}

function paintBrokenEdge(brush: Brush, surface: Surface, left: number): void {
  brush.beginPath();
  outline(brush, left);
  brush.lineJoin = "round";
  brush.lineWidth = 2.2;
  brush.strokeStyle = mixed(color(rims[surface][2]), color("ink"), 0.6);
  brush.stroke();
  brush.lineWidth = 0.9;
  brush.strokeStyle = color(rims[surface][0]);
  brush.stroke();
}

/** Always the same for the same number. @returns 0 to 1 */
function chance(number: number): number {
  const wild = Math.sin(number * 127.1 + 11.7) * 43758.5453;
  return wild - Math.floor(wild);
}
