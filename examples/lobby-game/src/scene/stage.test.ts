import type { ExcaliburGraphicsContext } from "excalibur";
import { describe, expect, it } from "vitest";
import { Stage } from "./stage.js";

/** Remembers what was done to the picture, as a matrix: x' = a x + c y + e, y' = b x + d y + f. */
class Paper {
  m: [a: number, b: number, c: number, d: number, e: number, f: number] = [1, 0, 0, 1, 0, 0];

  save(): void {}

  translate(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.m;
    this.m = [a, b, c, d, a * x + c * y + e, b * x + d * y + f];
  }

  rotate(angle: number): void {
    const [a, b, c, d, e, f] = this.m;
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    this.m = [a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f];
  }

  scale(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.m;
    this.m = [a * x, b * x, c * y, d * y, e, f];
  }

  at(x: number, y: number): [number, number] {
    const [a, b, c, d, e, f] = this.m;
    return [a * x + c * y + e, b * x + d * y + f];
  }
}

function stage(): Stage {
  const made = new Stage();
  made.fit({ width: 1000, height: 800, touch: false }, 1, 16);
  return made;
}

describe("where things are in the picture", () => {
  it("on a level tray, every place is where the world has it", () => {
    const level = stage();
    level.lean(0, 0, 16);
    expect(level.placeX(0.5, -0.25)).toBeCloseTo(level.x + 0.5 * level.radius);
    expect(level.placeY(0.5, -0.25)).toBeCloseTo(level.y - 0.25 * level.radius);
  });

  it("on a leaning one, glasses stand where the picture of the tray has their place", () => {
    const leaning = stage();
    leaning.lean(0.1, -0.06, 16);
    const paper = new Paper();
    // Of the whole context it asks for no more than this.
    leaning.layOnTray(paper as unknown as ExcaliburGraphicsContext);
    for (const [x, y] of [
      [0, 0],
      [0.7, 0.2],
      [-0.3, 0.9],
    ] as const) {
      const [pictureX, pictureY] = paper.at(x * leaning.pictureRadius, y * leaning.pictureRadius);
      expect(leaning.placeX(x, y)).toBeCloseTo(pictureX);
      expect(leaning.placeY(x, y)).toBeCloseTo(pictureY);
    }
  });

  it("a leaning tray is narrower the way it leans, and no narrower across", () => {
    const leaning = stage();
    leaning.lean(0.14, 0, 16);
    expect(leaning.placeX(1, 0) - leaning.x).toBeLessThan(0.95 * leaning.radius);
    expect(leaning.placeY(0, 1) - leaning.y).toBeCloseTo(leaning.radius);
  });

  it("who falls beside a narrow picture is still in it", () => {
    const narrow = new Stage();
    narrow.fit({ width: 390, height: 844, touch: true }, 2, 16);
    expect(narrow.x + narrow.insideX(-1.3) * narrow.radius).toBeGreaterThan(0);
    expect(narrow.x + narrow.insideX(1.3) * narrow.radius).toBeLessThan(390);
    expect(narrow.insideX(0.4)).toBe(0.4);
  });

  it("however far the world says it leans, one still sees a tray", () => {
    const mad = stage();
    mad.lean(40, 0, 16);
    expect(mad.placeX(1, 0) - mad.x).toBeGreaterThan(0.8 * mad.radius);
  });

  it("pictures are drawn anew only once a window has kept its size for a while", () => {
    const made = stage();
    const before = made.pictureRadius;
    made.fit({ width: 1000, height: 600, touch: false }, 1, 16);
    expect(made.pictureRadius).toBe(before);
    for (let i = 0; i < 12; i++) made.fit({ width: 1000, height: 600, touch: false }, 1, 16);
    expect(made.pictureRadius).toBe(made.radius);
    expect(made.pictureRadius).toBeLessThan(before);
  });
});
