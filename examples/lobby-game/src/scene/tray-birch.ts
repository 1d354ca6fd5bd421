import { color, faded, mixed } from "./palette.js";
import { type Brush, TRAY } from "./sprites.js";
import { around, circle, leaf } from "./tray-lines.js";

const PLANKS = 7;

/** Birch planks with burnt ornaments. */
export function paintBirch(brush: Brush): void {
  const width = (2 * TRAY) / PLANKS;
  for (let i = 0; i < PLANKS; i++) {
    const top = -TRAY + i * width;
    const shade = [0.1, 0.42, 0.22, 0.5, 0.05, 0.34, 0.18][i] ?? 0;
    brush.fillStyle = mixed(color("birch-light"), color("birch"), 0.35 + shade);
    brush.fillRect(-TRAY, top, 2 * TRAY, width);
    brush.save();
    brush.beginPath();
    brush.rect(-TRAY, top, 2 * TRAY, width);
    brush.clip();
    paintGrain(brush, top, width, i);
    brush.restore();
    brush.fillStyle = faded(color("birch-dark"), 0.85);
    brush.fillRect(-TRAY, top - 0.4, 2 * TRAY, 0.8);
    brush.fillStyle = "rgb(255 240 210 / 0.35)";
    brush.fillRect(-TRAY, top + 0.4, 2 * TRAY, 0.6);
  }
  const depth = brush.createRadialGradient(-20, -26, 20, 0, 0, TRAY);
  depth.addColorStop(0, "rgb(255 236 200 / 0.22)");
  depth.addColorStop(0.6, "rgb(120 70 30 / 0)");
  depth.addColorStop(1, "rgb(70 34 10 / 0.42)");
  brush.fillStyle = depth;
  brush.fillRect(-TRAY, -TRAY, 2 * TRAY, 2 * TRAY);

  const burnt = faded(mixed(color("birch-dark"), color("wood-edge"), 0.6), 0.72);
  brush.strokeStyle = burnt;
  brush.fillStyle = burnt;
  for (const [radius, line] of [
    [25, 0.9],
    [65, 0.9],
    [67.4, 0.5],
    [89, 1.2],
  ] as const) {
    circle(brush, 0, 0, radius);
    brush.lineWidth = line;
    brush.stroke();
  }
  around(brush, 8, 0, () => {
    leaf(brush, 22, 4.6);
    brush.lineWidth = 0.9;
    brush.stroke();
    leaf(brush, 15, 1.6);
    brush.fill();
  });
  circle(brush, 0, 0, 2.6);
  brush.fill();
  around(brush, 8, 17, (brush_) => {
    circle(brush_, 0, 0, 1.6);
    brush_.fill();
  }, 0.5);
  // A saw's teeth around the edge, as on carved boards.
  around(brush, 40, 69, (brush_, i) => {
    brush_.beginPath();
    brush_.moveTo(0, -5);
    brush_.lineTo(8.5, 0);
    brush_.lineTo(0, 5);
    brush_.lineWidth = 0.8;
    brush_.stroke();
    circle(brush_, 12.5, 0, i % 2 === 0 ? 1.5 : 0.8);
    brush_.fill();
  });
}

function paintGrain(brush: Brush, top: number, width: number, plank: number): void {
  for (let line = 0; line < 6; line++) {
    const y = top + ((line + 0.5) / 6) * width;
    const swing = 1.6 + ((plank * 7 + line * 3) % 5) * 0.4;
    brush.beginPath();
    brush.moveTo(-TRAY, y);
    for (let x = -TRAY; x < TRAY; x += 20) brush.quadraticCurveTo(x + 10, y + swing * Math.sin(x * 0.05 + plank * 2 + line), x + 20, y);
    brush.lineWidth = line % 3 === 0 ? 0.8 : 0.4;
    brush.strokeStyle = faded(color("birch-dark"), 0.26);
    brush.stroke();
  }
  const knotX = ((plank * 61) % 150) - 75;
  for (const size of [4.2, 2.8, 1.4]) {
    brush.beginPath();
    brush.ellipse(knotX, top + width / 2, size * 1.9, size, 0.1, 0, 2 * Math.PI);
    brush.lineWidth = 0.6;
    brush.strokeStyle = faded(color("birch-dark"), 0.36);
    brush.stroke();
  }
}
