import type { Brush } from "./sprites.js";

// What engravers and painters need for every tray.

/** A circle, cut into the metal: dark where the light does not reach, light at the other edge. */
export function engravedCircle(brush: Brush, radius: number, width: number, dark: string, light: string): void {
  for (const [shift, stroke] of [
    [0, dark],
    [width * 0.9, light],
  ] as const) {
    brush.beginPath();
    brush.arc(0, 0, radius + shift, 0, 2 * Math.PI);
    brush.lineWidth = width;
    brush.strokeStyle = stroke;
    brush.stroke();
  }
}

/** Paints the same all around the middle; what is painted looks to the right, its middle `radius` away. */
export function around(brush: Brush, times: number, radius: number, paint: (brush: Brush, i: number) => void, turn = 0): void {
  for (let i = 0; i < times; i++) {
    brush.save();
    brush.rotate(((i + turn) / times) * 2 * Math.PI);
    brush.translate(radius, 0);
    paint(brush, i);
    brush.restore();
  }
}

/** A leaf from 0, 0 to the right, as a path. */
export function leaf(brush: Brush, length: number, width: number): void {
  brush.beginPath();
  brush.moveTo(0, 0);
  brush.bezierCurveTo(length * 0.25, -width, length * 0.75, -width * 0.7, length, 0);
  brush.bezierCurveTo(length * 0.75, width * 0.7, length * 0.25, width, 0, 0);
}

/** A circle, as a path. */
export function circle(brush: Brush, x: number, y: number, radius: number): void {
  brush.beginPath();
  brush.arc(x, y, radius, 0, 2 * Math.PI);
}
