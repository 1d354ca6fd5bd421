import type { ExcaliburGraphicsContext } from "excalibur";

// Everything is drawn by the page itself; there are no picture files. What is drawn often is drawn once, as fine as the screen, and then only copied.

/** What one draws with. */
export type Brush = CanvasRenderingContext2D;

/** Pictures are drawn on a tray of this radius; a glass is 11 then. */
export const TRAY = 100;

/** A picture, ready to be copied. */
export interface Sprite {
  readonly image: HTMLCanvasElement;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** All pictures in the size that is wanted now. */
export class Sprites {
  readonly #sprites = new Map<string, Sprite>();
  readonly #versions = new Map<string, number>();
  #radiusPx = 1;
  #pixelRatio = 1;

  /** Throws all pictures away when they are wanted in another size. @returns whether it did */
  resize(radiusPx: number, pixelRatio: number): boolean {
    if (radiusPx === this.#radiusPx && pixelRatio === this.#pixelRatio) return false;
    this.#radiusPx = radiusPx;
    this.#pixelRatio = pixelRatio;
    this.#sprites.clear();
    this.#versions.clear();
    return true;
  }

  /** The picture of that name, drawn when it is first asked for. @param halfWidth @param halfHeight in units of `TRAY` @param paint draws with 0, 0 in the middle */
  get(name: string, halfWidth: number, halfHeight: number, paint: (brush: Brush) => void): Sprite {
    let sprite = this.#sprites.get(name);
    if (sprite === undefined) {
      const unit = this.#radiusPx / TRAY;
      sprite = sheet(2 * halfWidth * unit, 2 * halfHeight * unit, this.#pixelRatio, (brush) => {
        brush.scale(unit, unit);
        paint(brush);
      });
      this.#sprites.set(name, sprite);
    }
    return sprite;
  }

  /** The same, for a picture that changes now and then: drawn again, in the same memory, whenever `version` is another one. */
  getVersion(name: string, version: number, halfSize: number, paint: (brush: Brush) => void): Sprite {
    const sprite = this.get(name, halfSize, halfSize, () => {});
    if (this.#versions.get(name) === version) return sprite;
    this.#versions.set(name, version);
    const unit = this.#radiusPx / TRAY;
    paintOn(sprite.image, this.#pixelRatio, (brush) => {
      brush.scale(unit, unit);
      paint(brush);
    });
    return sprite;
  }

  /** The same, measured in CSS pixels: for words, which are to be read at any size of tray. */
  inPixels(name: string, width: number, height: number, paint: (brush: Brush) => void): Sprite {
    let sprite = this.#sprites.get(name);
    if (sprite === undefined) {
      sprite = sheet(width, height, this.#pixelRatio, paint);
      this.#sprites.set(name, sprite);
    }
    return sprite;
  }

  /** Draws that picture again when it is next asked for. */
  forget(name: string): void {
    this.#sprites.delete(name);
  }
}

/** For all scenes, of which one is seen at a time: what one has drawn the next one need not draw. */
export const sprites = new Sprites();

function sheet(width: number, height: number, pixelRatio: number, paint: (brush: Brush) => void): Sprite {
  const image = document.createElement("canvas");
  image.width = Math.max(1, Math.ceil(width * pixelRatio));
  image.height = Math.max(1, Math.ceil(height * pixelRatio));
  paintOn(image, pixelRatio, paint);
  return { image, width: image.width / pixelRatio, height: image.height / pixelRatio };
}

function paintOn(image: HTMLCanvasElement, pixelRatio: number, paint: (brush: Brush) => void): void {
  const brush = image.getContext("2d");
  if (brush === null) return;
  brush.clearRect(0, 0, image.width, image.height);
  brush.save();
  brush.translate(image.width / 2, image.height / 2);
  brush.scale(pixelRatio, pixelRatio);
  paint(brush);
  brush.restore();
}

/** Copies a picture, its middle at x, y. @param rotation in radians */
export function put(
  ctx: ExcaliburGraphicsContext,
  sprite: Sprite,
  x: number,
  y: number,
  opacity = 1,
  rotation = 0,
  scaleX = 1,
  scaleY = scaleX,
): void {
  if (opacity <= 0) return;
  ctx.save();
  ctx.translate(x, y);
  if (rotation !== 0) ctx.rotate(rotation);
  if (scaleX !== 1 || scaleY !== 1) ctx.scale(scaleX, scaleY);
  ctx.opacity = Math.min(1, opacity);
  ctx.drawImage(sprite.image, -sprite.width / 2, -sprite.height / 2, sprite.width, sprite.height);
  ctx.restore();
}
