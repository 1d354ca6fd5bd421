import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitTray, HUD_PX } from "./camera-fit.js";

describe("where the tray goes", () => {
  it("a wide screen: as high as there is room below the scores", () => {
    const { x, y, radius } = fitTray({ width: 1280, height: 800, touch: false });
    expect(x).toBe(640);
    expect(y - radius).toBeGreaterThan(HUD_PX);
    expect(y + radius).toBeLessThan(800);
    expect(radius).toBeGreaterThan(320);
  });

  it("a phone held upright: as wide as the phone, with the thumbs below", () => {
    const { y, radius } = fitTray({ width: 390, height: 844, touch: true });
    expect(radius).toBeGreaterThan(170);
    expect(y + radius).toBeLessThan(844 - 140);
  });

  it("a phone held sideways: between the thumbs", () => {
    const { x, radius } = fitTray({ width: 844, height: 390, touch: true });
    expect(radius).toBeGreaterThan(140);
    expect(x - radius).toBeGreaterThan(120);
  });

  it("room that is left over is left to the scores", () => {
    const { y } = fitTray({ width: 390, height: 844, touch: false });
    expect(y).toBeGreaterThan((844 + HUD_PX) / 2);
  });

  it("a picture of any size: the tray is in it, below the scores, unless there is hardly any picture at all", () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 3000 }), fc.integer({ min: 400, max: 3000 }), fc.boolean(), (width, height, touch) => {
        const { x, y, radius } = fitTray({ width, height, touch });
        expect(x - radius).toBeGreaterThanOrEqual(0);
        expect(x + radius).toBeLessThanOrEqual(width);
        expect(y - radius).toBeGreaterThanOrEqual(HUD_PX);
        expect(y + radius).toBeLessThanOrEqual(height);
      }),
    );
    expect(fitTray({ width: 0, height: 0, touch: true }).radius).toBeGreaterThan(0);
  });
});
