import { color, faded, mixed } from "./palette.js";
import { type Brush, TRAY } from "./sprites.js";
import { around, circle, engravedCircle, leaf } from "./tray-lines.js";

/** Beaten copper, engraved with a rosette and a wreath. */
export function paintCopper(brush: Brush): void {
  const base = brush.createRadialGradient(-22, -28, 6, 0, 0, TRAY);
  base.addColorStop(0, mixed(color("copper"), color("copper-light"), 0.5));
  base.addColorStop(0.5, color("copper"));
  base.addColorStop(1, mixed(color("copper"), color("copper-dark"), 0.7));
  brush.fillStyle = base;
  brush.fillRect(-TRAY, -TRAY, 2 * TRAY, 2 * TRAY);

  // Spun on a lathe: the light runs along it in rays.
  const sheen = brush.createConicGradient(-2.2, 0, 0);
  for (const [at, light] of [
    [0, 0.34],
    [0.09, 0.02],
    [0.17, -0.2],
    [0.3, 0.02],
    [0.42, -0.08],
    [0.52, 0.26],
    [0.6, 0],
    [0.7, -0.22],
    [0.84, 0.02],
    [0.92, 0.08],
    [1, 0.34],
  ] as const) {
    sheen.addColorStop(at, light >= 0 ? `rgb(255 226 196 / ${light})` : `rgb(52 18 4 / ${-light})`);
  }
  brush.fillStyle = sheen;
  brush.fillRect(-TRAY, -TRAY, 2 * TRAY, 2 * TRAY);

  const dark = faded(color("copper-dark"), 0.75);
  const light = faded(color("copper-light"), 0.5);
  brush.globalAlpha = 0.28;
  for (let radius = 27; radius < 62; radius += 2.5) engravedCircle(brush, radius, 0.35, dark, light);
  brush.globalAlpha = 1;
  for (const radius of [24, 64, 66, 88, 90.4]) engravedCircle(brush, radius, 0.7, dark, light);

  // The rosette.
  const cut = (width: number) => {
    brush.lineWidth = width;
    brush.strokeStyle = dark;
    brush.stroke();
  };
  around(brush, 16, 0, () => {
    leaf(brush, 21.5, 4.4);
    brush.fillStyle = faded(color("copper-dark"), 0.2);
    brush.fill();
    cut(0.6);
  });
  around(brush, 16, 0, () => {
    leaf(brush, 13, 2.6);
    brush.fillStyle = faded(color("copper-light"), 0.45);
    brush.fill();
    cut(0.5);
  }, 0.5);
  circle(brush, 0, 0, 3.6);
  brush.fillStyle = color("copper-light");
  brush.fill();
  cut(0.8);

  // The wreath.
  around(brush, 28, 77, (brush_, i) => {
    brush_.rotate(Math.PI / 2);
    brush_.translate(-8, 0);
    for (const side of [-1, 1]) {
      brush_.save();
      brush_.translate(4, 0);
      brush_.rotate(side * 0.62);
      leaf(brush_, 9.6, 2.7);
      brush_.fillStyle = faded(side === (i % 2 === 0 ? 1 : -1) ? color("copper-light") : color("copper-dark"), 0.5);
      brush_.fill();
      cut(0.7);
      brush_.restore();
    }
    circle(brush_, 2, 0, 1.1);
    brush_.fillStyle = dark;
    brush_.fill();
  });
  around(brush, 96, 93, (brush_) => {
    circle(brush_, 0, 0, 0.75);
    brush_.fillStyle = dark;
    brush_.fill();
  });
}
