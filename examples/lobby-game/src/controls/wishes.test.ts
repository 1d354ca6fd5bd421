import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_INPUT } from "../match/input.js";
import { isGameKey, wishOfKeys } from "./keys.js";
import { limited, merged } from "./merge.js";
import { type Pad, wishOfPads } from "./pad.js";
import { draggedMiddle, stickDirection, THUMB_REACH_PX, thumbDirection } from "./stick.js";

function pad(axes: number[], pressed: number[] = [], mapping = "standard"): Pad {
  return { mapping, connected: true, axes, buttons: Array.from({ length: 17 }, (_, i) => ({ pressed: pressed.includes(i), value: pressed.includes(i) ? 1 : 0 })) };
}

describe("keys", () => {
  it("arrows and WASD mean the same, by their place and not by their letter", () => {
    expect(wishOfKeys(["ArrowUp"])).toEqual(wishOfKeys(["KeyW"]));
    expect(wishOfKeys(["KeyA"])).toEqual({ x: -1, y: 0, dash: false });
    expect(isGameKey("KeyQ")).toBe(false);
    expect(isGameKey("toString")).toBe(false);
  });

  it("two directions at once are no faster than one, nor is one direction on two keys", () => {
    const slanting = wishOfKeys(["ArrowRight", "ArrowDown"]);
    expect(Math.hypot(slanting.x, slanting.y)).toBeCloseTo(1);
    expect(wishOfKeys(["ArrowRight", "KeyD"])).toEqual({ x: 1, y: 0, dash: false });
  });

  it("opposite keys cancel each other, and space or either shift dashes", () => {
    expect(wishOfKeys(["KeyA", "KeyD", "Space"])).toEqual({ x: 0, y: 0, dash: true });
    expect(wishOfKeys(["ShiftRight"]).dash).toBe(true);
  });
});

describe("sticks", () => {
  it("a stick at rest, a little off its middle, wishes for nothing", () => {
    expect(stickDirection(0.1, -0.12)).toEqual({ x: 0, y: 0 });
  });

  it("a stick that does not quite reach its edge wishes for everything", () => {
    expect(stickDirection(0, 0.93)).toEqual({ x: 0, y: 1 });
  });

  it("grows smoothly from the dead zone on", () => {
    const { x } = stickDirection(0.2, 0);
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(0.05);
  });

  it("a thumb beyond its reach takes the stick along, so that turning back counts at once", () => {
    const middle = draggedMiddle({ x: 100, y: 100 }, { x: 100 + 3 * THUMB_REACH_PX, y: 100 });
    expect(middle).toEqual({ x: 100 + 2 * THUMB_REACH_PX, y: 100 });
    const thumb = { x: middle.x - 40, y: 100 };
    expect(thumbDirection(thumb.x - middle.x, 0).x).toBeLessThan(-0.5);
  });

  it("whatever a stick says, the wish is a number each way and at most 1 long", () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (x, y) => {
        const wish = stickDirection(x, y);
        expect(Math.hypot(wish.x, wish.y)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

describe("gamepads", () => {
  it("the cross, the left stick, A and the triggers count", () => {
    expect(wishOfPads([pad([0, 0], [14])])).toEqual({ x: -1, y: 0, dash: false });
    expect(wishOfPads([pad([1, 0])])).toEqual({ x: 1, y: 0, dash: false });
    for (const button of [0, 4, 5, 6, 7]) expect(wishOfPads([pad([0, 0], [button])]).dash).toBe(true);
  });

  it("a trigger half pulled is a dash, a hair's breadth is none", () => {
    const pulled = (value: number) => ({ ...pad([0, 0]), buttons: Array.from({ length: 17 }, (_, i) => ({ pressed: false, value: i === 7 ? value : 0 })) });
    expect(wishOfPads([pulled(0.5)]).dash).toBe(true);
    expect(wishOfPads([pulled(0.1)]).dash).toBe(false);
  });

  it("places with no pad, pads with a layout of their own, and pads with few buttons do no harm", () => {
    expect(wishOfPads([null, pad([1, 1], [0], ""), { ...pad([]), buttons: [] }])).toEqual(NO_INPUT);
  });
});

describe("all together", () => {
  it("the longest wish wins, and whoever dashes, dashes", () => {
    expect(merged([{ x: 0.2, y: 0, dash: true }, { x: 0, y: -0.7, dash: false }])).toEqual({ x: 0, y: -0.7, dash: true });
    expect(merged([])).toEqual(NO_INPUT);
  });

  it("what is no number is no wish", () => {
    expect(limited(Number.NaN, 1, true)).toEqual({ x: 0, y: 0, dash: true });
  });
});
