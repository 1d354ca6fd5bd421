import { describe, expect, it } from "vitest";
import { BackOff } from "./back-off.js";

const waits = (backOff: BackOff, count: number): number[] => Array.from({ length: count }, () => backOff.nextMs());

describe("back-off", () => {
  it("tries at once, then after ever longer waits, up to four seconds", () => {
    const backOff = new BackOff(() => 0xffff_ffff);
    expect(waits(backOff, 8)).toEqual([0, 250, 500, 1_000, 2_000, 4_000, 4_000, 4_000]);
  });

  it("never waits less than half of that, however the dice fall", () => {
    const backOff = new BackOff(() => 0);
    expect(waits(backOff, 7)).toEqual([0, 125, 250, 500, 1_000, 2_000, 2_000]);
  });

  it("goes on at four seconds after days of trying", () => {
    const backOff = new BackOff(() => 0xffff_ffff);
    expect(waits(backOff, 5_000).at(-1)).toBe(4_000);
  });

  it("starts over after a reset", () => {
    const backOff = new BackOff(() => 0xffff_ffff);
    waits(backOff, 5);
    backOff.reset();
    expect(waits(backOff, 3)).toEqual([0, 250, 500]);
  });
});
