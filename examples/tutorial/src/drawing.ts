import { Canvas, ImageFiltering } from "excalibur";

// Everything in the room is drawn by the page itself, with the browser's 2D canvas; there are no picture files to load.

/** What one draws with. */
export type Brush = CanvasRenderingContext2D;

// Fine enough for the screen, also when the camera comes closer.
const quality = Math.max(2, Math.ceil(devicePixelRatio * 1.5));

/** A picture of this size, drawn once, with 0, 0 in its middle. */
export function drawing(width: number, height: number, draw: (brush: Brush) => void): Canvas {
  return new Canvas({
    width,
    height,
    quality,
    smoothing: true,
    filtering: ImageFiltering.Blended,
    cache: true,
    draw: (brush) => {
      brush.save();
      brush.translate(width / 2, height / 2);
      draw(brush);
      brush.restore();
    },
  });
}
