import { color, faded, mixed } from "./palette.js";
import type { Brush } from "./sprites.js";

/** Where the tray is in the room that is painted. */
interface Place {
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Radii, in tray radii. */
const TABLE = 1.82;
const CLOTH = 1.46;

/** The room from above: a dark floor, lamplight, a round table with an embroidered cloth below the tray. @param brush its 0, 0 in the picture's middle; units are CSS pixels */
export function paintRoom(brush: Brush, place: Place): void {
  brush.save();
  brush.translate(-place.width / 2, -place.height / 2);
  brush.fillStyle = color("room");
  brush.fillRect(0, 0, place.width, place.height);
  brush.translate(place.x, place.y);
  const far = Math.hypot(place.width, place.height);
  paintFloor(brush, far);
  brush.save();
  brush.scale(place.radius / 100, place.radius / 100);
  paintTable(brush);
  paintCloth(brush);
  brush.restore();

  const night = brush.createRadialGradient(0, 0, place.radius * 0.9, 0, 0, Math.max(place.radius * 2.2, far * 0.62));
  night.addColorStop(0, "rgb(8 20 22 / 0)");
  night.addColorStop(0.4, "rgb(8 20 22 / 0.1)");
  night.addColorStop(1, "rgb(6 16 18 / 0.74)");
  brush.fillStyle = night;
  brush.fillRect(-far, -far, 2 * far, 2 * far);
  brush.restore();
}

function paintFloor(brush: Brush, far: number): void {
  // Floorboards, hardly to be seen.
  const board = 46;
  brush.fillStyle = faded(color("shade"), 0.5);
  for (let x = -Math.ceil(far / board) * board; x < far; x += board) brush.fillRect(x, -far, 1.5, 2 * far);
  const lamp = brush.createRadialGradient(0, 0, 0, 0, 0, far * 0.6);
  lamp.addColorStop(0, color("lamp"));
  lamp.addColorStop(1, "transparent");
  brush.fillStyle = lamp;
  brush.fillRect(-far, -far, 2 * far, 2 * far);
}

function paintTable(brush: Brush): void {
  const radius = TABLE * 100;
  const disc = (x: number, y: number, size: number, fill: string | CanvasGradient) => {
    brush.beginPath();
    brush.arc(x, y, size, 0, 2 * Math.PI);
    brush.fillStyle = fill;
    brush.fill();
  };
  const shadow = brush.createRadialGradient(9, 14, radius * 0.94, 9, 14, radius * 1.08);
  shadow.addColorStop(0, "rgb(4 14 15 / 0.6)");
  shadow.addColorStop(1, "rgb(4 14 15 / 0)");
  disc(9, 14, radius * 1.08, shadow);
  disc(0, 0, radius, color("wood-edge"));
  const wood = brush.createRadialGradient(-60, -80, 20, 0, 0, radius);
  wood.addColorStop(0, mixed(color("wood"), color("brass"), 0.16));
  wood.addColorStop(1, mixed(color("wood"), color("wood-edge"), 0.35));
  disc(0, -1, radius - 3.5, wood);
  brush.save();
  brush.beginPath();
  brush.arc(0, -1, radius - 3.5, 0, 2 * Math.PI);
  brush.clip();
  brush.strokeStyle = faded(color("wood-edge"), 0.35);
  for (let line = -40; line <= 40; line++) {
    const x = line * 5 + 2 * Math.sin(line * 9.1);
    brush.beginPath();
    brush.moveTo(x, -radius);
    brush.bezierCurveTo(x + 7 * Math.sin(line), -radius / 3, x - 7 * Math.sin(line * 1.7), radius / 3, x, radius);
    brush.lineWidth = line % 4 === 0 ? 1.1 : 0.5;
    brush.stroke();
  }
  brush.restore();
}

function paintCloth(brush: Brush): void {
  const radius = CLOTH * 100;
  const scallops = 44;
  const edge = (grow: number) => {
    brush.beginPath();
    for (let i = 0; i < scallops; i++) {
      const angle = ((i + 0.5) / scallops) * 2 * Math.PI;
      const half = Math.PI / scallops;
      brush.arc(Math.cos(angle) * radius, Math.sin(angle) * radius, radius * Math.sin(half) + grow, angle - Math.PI / 2, angle + Math.PI / 2);
    }
    brush.closePath();
  };
  brush.save();
  brush.translate(2.5, 4);
  edge(1.5);
  brush.fillStyle = color("shade-on-cloth");
  brush.fill();
  brush.restore();
  edge(0);
  const linen = brush.createRadialGradient(-40, -50, 30, 0, 0, radius * 1.05);
  linen.addColorStop(0, color("cloth"));
  linen.addColorStop(1, mixed(color("cloth"), color("cloth-edge"), 0.65));
  brush.fillStyle = linen;
  brush.fill();
  brush.lineWidth = 1.2;
  brush.strokeStyle = color("cloth-edge");
  brush.stroke();
  for (let i = 0; i < scallops; i++) {
    const angle = ((i + 0.5) / scallops) * 2 * Math.PI;
    brush.beginPath();
    brush.arc(Math.cos(angle) * (radius + 1.5), Math.sin(angle) * (radius + 1.5), 2.4, 0, 2 * Math.PI);
    brush.fillStyle = faded(color("wood"), 0.55);
    brush.fill();
  }
  embroider(brush, radius);
}

/** What is stitched, again and again: a diamond in a diamond, and a small cross between two. */
const STITCHES = [
  "......#.....",
  ".....###....",
  "#...##.##...",
  "##.##.#.##.#",
  "#...##.##...",
  ".....###....",
  "......#.....",
];
const REPEATS = 24;

/** A red border in cross-stitch between two lines. */
function embroider(brush: Brush, radius: number): void {
  const red = mixed(color("tea"), color("cloth"), 0.08);
  const columns = REPEATS * 12;
  const outermost = radius - 7;
  const stitch = (2 * Math.PI * (outermost - 9)) / columns;
  brush.strokeStyle = red;
  brush.lineCap = "round";
  brush.lineWidth = stitch * 0.36;
  const half = stitch * 0.34;
  STITCHES.forEach((row, line) => {
    for (let column = 0; column < columns; column++) {
      if (row[column % row.length] !== "#") continue;
      brush.save();
      brush.rotate((column / columns) * 2 * Math.PI);
      brush.translate(outermost - line * stitch, 0);
      brush.beginPath();
      brush.moveTo(-half, -half);
      brush.lineTo(half, half);
      brush.moveTo(half, -half);
      brush.lineTo(-half, half);
      brush.stroke();
      brush.restore();
    }
  });
  for (const distance of [radius - 3.4, outermost - STITCHES.length * stitch - 0.6]) {
    brush.beginPath();
    brush.arc(0, 0, distance, 0, 2 * Math.PI);
    brush.lineWidth = 1;
    brush.stroke();
  }
}
