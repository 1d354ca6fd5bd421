import { describe, expect, it } from "vitest";
import type { PieceView } from "../match/match-view.js";
import { DROP_S, GlassMotion } from "./glass-motion.js";

const FRAME_MS = 1000 / 60;
const piece = (change: Partial<PieceView> = {}): PieceView => ({ id: 1n, x: 0.5, y: 0, vx: 0, vy: 0, dashReady: 1, fallenFor: -1, ...change });

describe("a glass and its tea", () => {
  it("is where the piece is, whatever the tea does", () => {
    const glass = new GlassMotion();
    glass.follow(piece(), FRAME_MS, false);
    glass.follow(piece({ x: 0.52, vx: 1.2 }), FRAME_MS, false);
    expect([glass.x, glass.y]).toEqual([0.52, 0]);
  });

  it("looks at the middle first, then turns to where it goes, the short way round", () => {
    const glass = new GlassMotion();
    glass.follow(piece(), FRAME_MS, false);
    expect(Math.abs(glass.heading)).toBeCloseTo(Math.PI);
    for (let i = 0; i < 60; i++) glass.follow(piece({ vy: -0.5 }), FRAME_MS, false);
    expect(Math.sin(glass.heading)).toBeCloseTo(-1, 2);
  });

  it("tea stays behind when the glass is pushed, swings, stays in the glass, and comes to rest", () => {
    const glass = new GlassMotion();
    glass.follow(piece(), FRAME_MS, false);
    glass.follow(piece({ vx: 2 }), FRAME_MS, false);
    glass.follow(piece({ vx: 2 }), FRAME_MS, false);
    expect(glass.teaX).toBeLessThan(-0.01);
    let furthest = 0;
    for (let i = 0; i < 240; i++) {
      glass.follow(piece({ vx: 2 }), FRAME_MS, false);
      furthest = Math.max(furthest, glass.teaX);
    }
    expect(furthest).toBeGreaterThan(0.001);
    expect(furthest).toBeLessThan(0.3);
    expect(Math.abs(glass.teaX)).toBeLessThan(0.001);
  });

  it("a slow frame does not spill it", () => {
    const glass = new GlassMotion();
    glass.follow(piece(), FRAME_MS, false);
    for (let i = 0; i < 40; i++) glass.follow(piece({ vx: i % 2 === 0 ? 3 : -3 }), 900, false);
    expect(Math.hypot(glass.teaX, glass.teaY)).toBeLessThanOrEqual(0.25);
  });

  it("falls outward, and is down in time, and back on the tray for the next round", () => {
    const glass = new GlassMotion();
    glass.follow(piece({ x: 0.99, vx: 1.5 }), FRAME_MS, false);
    glass.follow(piece({ x: 1.01, vx: 1.5, fallenFor: 0.1 }), FRAME_MS, false);
    expect(glass.dropped).toBeGreaterThan(0);
    expect(glass.x).toBeGreaterThan(1.01);
    glass.follow(piece({ x: 1.01, vx: 1.5, fallenFor: DROP_S }), FRAME_MS, false);
    expect(glass.dropped).toBe(1);
    expect(glass.x).toBeLessThan(1.4);
    glass.follow(piece({ x: -0.6 }), FRAME_MS, false);
    expect([glass.x, glass.dropped]).toEqual([-0.6, 0]);
  });

  it("with reduced motion nothing swings, and who falls is down at once", () => {
    const glass = new GlassMotion();
    glass.follow(piece(), FRAME_MS, true);
    glass.follow(piece({ vx: 2 }), FRAME_MS, true);
    expect([glass.teaX, glass.teaY]).toEqual([0, 0]);
    glass.follow(piece({ x: 1.01, fallenFor: 0.02 }), FRAME_MS, true);
    expect(glass.dropped).toBe(1);
  });
});
