import type { Canvas } from "excalibur";
import { drawing } from "./drawing.js";
import { color } from "./palette.js";

const font = (size: number, weight = 600) => `${weight} ${size}px ${color("font")}`;

/** Somebody's name. */
export function nameplate(name: string): Canvas {
  return drawing(150, 26, (brush) => {
    brush.font = font(16);
    brush.textAlign = "center";
    brush.textBaseline = "middle";
    const width = brush.measureText(name).width + 18;
    brush.fillStyle = color("ink");
    brush.beginPath();
    brush.roundRect(-width / 2, -12, width, 24, 12);
    brush.fill();
    brush.fillStyle = color("paper");
    brush.fillText(name, 0, 1);
  });
}

const lineHeight = 21;
const padding = 12;
const widestText = 190;

/** Words in a bubble. */
export function bubble(text: string, edge: string): Canvas {
  const lines = wrap(text, widestText);
  const width = Math.max(20, ...lines.map(measure)) + 2 * padding;
  const height = lines.length * lineHeight + 2 * padding - 4;
  return drawing(Math.ceil(width) + 4, height + 4, (brush) => {
    brush.fillStyle = color("paper");
    brush.strokeStyle = edge;
    brush.lineWidth = 3;
    brush.beginPath();
    brush.roundRect(-width / 2, -height / 2, width, height, 14);
    brush.stroke();
    brush.fill();
    brush.fillStyle = color("ink");
    brush.font = font(16, 500);
    brush.textAlign = "center";
    brush.textBaseline = "middle";
    lines.forEach((line, i) => brush.fillText(line, 0, (i - (lines.length - 1) / 2) * lineHeight + 1));
  });
}

/** The tip of a bubble, which points at who is speaking; to be put over its lower edge. */
export function bubbleTail(edge: string): Canvas {
  return drawing(26, 18, (brush) => {
    brush.fillStyle = color("paper");
    brush.strokeStyle = edge;
    brush.lineWidth = 1.5;
    brush.beginPath();
    brush.moveTo(-10, -4);
    brush.lineTo(0, 7);
    brush.lineTo(10, -4);
    brush.stroke();
    brush.lineTo(10, -7);
    brush.lineTo(-10, -7);
    brush.fill();
  });
}

const ruler = document.createElement("canvas").getContext("2d");

function measure(text: string): number {
  if (ruler === null) return text.length * 8;
  ruler.font = font(16, 500);
  return ruler.measureText(text).width;
}

/** Breaks a text into lines, between words where there are any. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = "";
    // A word that fits on no line.
    for (const letter of word) {
      if (measure(line + letter) > width) {
        lines.push(line);
        line = "";
      }
      line += letter;
    }
  }
  return [...lines, line];
}
