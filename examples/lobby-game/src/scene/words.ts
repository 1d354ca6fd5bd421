import { color, faded, mixed, playerColor } from "./palette.js";
import type { Brush, Sprite, Sprites } from "./sprites.js";

const font = (sizePx: number, weight: number) => `${weight} ${sizePx}px ${color("font")}`;

/** A letter may be more than one code point. */
const segmenter = new Intl.Segmenter();

let ruler: CanvasRenderingContext2D | null | undefined;

function widthOf(text: string, sizePx: number, weight: number): number {
  ruler ??= document.createElement("canvas").getContext("2d");
  if (!ruler) return text.length * sizePx * 0.6;
  ruler.font = font(sizePx, weight);
  return ruler.measureText(text).width;
}

/** As much of a text as fits. @param mostPx CSS pixels */
export function shortened(text: string, sizePx: number, weight: number, mostPx: number): string {
  if (widthOf(text, sizePx, weight) <= mostPx) return text;
  const letters = Array.from(segmenter.segment(text), ({ segment }) => segment);
  while (letters.length > 1 && widthOf(`${letters.join("")}…`, sizePx, weight) > mostPx) letters.pop();
  return `${letters.join("")}…`;
}

function centred(brush: Brush, sizePx: number, weight: number): void {
  brush.font = font(sizePx, weight);
  brush.textAlign = "center";
  brush.textBaseline = "middle";
}

/** Somebody's name below their glass. @param own it is the player's at this screen */
export function namePlate(sprites: Sprites, name: string, colour: number, own: boolean, sizePx: number): Sprite {
  const shown = shortened(name, sizePx, 700, sizePx * 6.5);
  const width = Math.ceil(widthOf(shown, sizePx, 700)) + Math.round(sizePx * 1.1);
  const height = Math.round(sizePx * 1.55);
  return sprites.inPixels(`plate ${name} ${colour} ${own} ${sizePx}`, width + 4, height + 4, (brush) => {
    brush.beginPath();
    brush.roundRect(-width / 2, -height / 2, width, height, height / 2);
    brush.fillStyle = own ? color("paper") : faded(color("ink"), 0.82);
    brush.fill();
    if (own) {
      brush.lineWidth = 1.5;
      brush.strokeStyle = color("ink");
      brush.stroke();
    }
    centred(brush, sizePx, 700);
    brush.fillStyle = own ? color("ink") : mixed(playerColor(colour), "white", 0.55);
    brush.fillText(shown, 0, sizePx * 0.06);
  });
}

/** Something large, to be read at a glance over anything. */
export function bigWords(sprites: Sprites, text: string, sizePx: number, fill = color("paper")): Sprite {
  const width = widthOf(text, sizePx, 800) + sizePx * 0.6;
  return sprites.inPixels(`big ${text} ${sizePx} ${fill}`, width, sizePx * 1.5, (brush) => {
    centred(brush, sizePx, 800);
    brush.lineJoin = "round";
    brush.shadowColor = "rgb(20 6 0 / 0.55)";
    brush.shadowBlur = sizePx * 0.14;
    brush.shadowOffsetY = sizePx * 0.06;
    brush.lineWidth = sizePx * 0.1;
    brush.strokeStyle = mixed(color("ink"), color("wood-edge"), 0.35);
    brush.strokeText(text, 0, 0);
    brush.shadowColor = "transparent";
    brush.fillStyle = fill;
    brush.fillText(text, 0, 0);
  });
}

/** A ribbon with words on it. @param colour whose it is, 0..7; -1: nobody's @param wantedPx the letters' size; smaller where the words need it @param mostPx how wide it may be */
export function ribbon(sprites: Sprites, text: string, colour: number, wantedPx: number, mostPx: number): Sprite {
  const least = wantedPx * 0.6;
  const sizePx = Math.max(least, Math.min(wantedPx, (wantedPx * mostPx) / (widthOf(text, wantedPx, 800) + wantedPx * 3.8)));
  const tail = sizePx * 1.1;
  const shown = shortened(text, sizePx, 800, mostPx - 3 * tail);
  const width = Math.ceil(widthOf(shown, sizePx, 800) + sizePx * 1.4);
  const height = Math.round(sizePx * 1.9);
  return sprites.inPixels(`ribbon ${text} ${colour} ${sizePx} ${mostPx}`, width + 2 * tail + sizePx, height * 1.3 + 1.4 * sizePx, (brush) => {
    const cloth = colour < 0 ? color("paper-edge") : playerColor(colour);
    const dark = mixed(cloth, color("ink"), 0.45);
    brush.shadowColor = "rgb(20 6 0 / 0.5)";
    brush.shadowBlur = sizePx * 0.3;
    brush.shadowOffsetY = sizePx * 0.12;
    for (const side of [-1, 1]) {
      brush.save();
      brush.scale(side, 1);
      brush.beginPath();
      brush.moveTo(width / 2 - tail * 0.4, -height * 0.34);
      brush.lineTo(width / 2 + tail, -height * 0.34);
      brush.lineTo(width / 2 + tail * 0.55, height * 0.16);
      brush.lineTo(width / 2 + tail, height * 0.64);
      brush.lineTo(width / 2 - tail * 0.4, height * 0.64);
      brush.fillStyle = dark;
      brush.fill();
      brush.restore();
    }
    brush.beginPath();
    brush.roundRect(-width / 2, -height / 2, width, height, sizePx * 0.16);
    const sheen = brush.createLinearGradient(0, -height / 2, 0, height / 2);
    sheen.addColorStop(0, mixed(cloth, "white", 0.45));
    sheen.addColorStop(1, mixed(cloth, "white", 0.12));
    brush.fillStyle = sheen;
    brush.fill();
    brush.shadowColor = "transparent";
    centred(brush, sizePx, 800);
    brush.fillStyle = color("ink");
    brush.fillText(shown, 0, sizePx * 0.05);
  });
}
