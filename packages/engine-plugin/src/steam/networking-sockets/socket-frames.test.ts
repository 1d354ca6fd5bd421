import fc from "fast-check";
import { expect, test } from "vitest";
import * as Frames from "./socket-frames.js";

const u32 = fc.nat(0xffff_ffff);
const blank = { from: 0, to: 0, port: 0, number: 0, reason: 0, debug: "", payload: new Uint8Array(0) };

test("every frame reads as what was written", () => {
  fc.assert(
    fc.property(u32, u32, fc.nat(0xffff), fc.string({ maxLength: 30 }), fc.uint8Array({ maxLength: 50 }), (one, other, reason, debug, payload) => {
      expect(Frames.readFrame(Frames.openFrame(one, other | 0))).toEqual({ ...blank, kind: Frames.OPEN, from: one, port: other | 0 });
      expect(Frames.readFrame(Frames.acceptFrame(one))).toEqual({ ...blank, kind: Frames.ACCEPT, from: one });
      expect(Frames.readFrame(Frames.readyFrame())).toEqual({ ...blank, kind: Frames.READY });
      expect(Frames.readFrame(Frames.dataFrame(one, payload))).toEqual({ ...blank, kind: Frames.DATA, number: one, payload });
      expect(Frames.readFrame(Frames.closeFrame(reason, debug))).toEqual({ ...blank, kind: Frames.CLOSE, reason, debug });
      expect(Frames.readFrame(Frames.closeNowFrame(one, other, reason, debug))).toEqual({ ...blank, kind: Frames.CLOSE_NOW, from: one, to: other, reason, debug });
    }),
  );
});

test("noise is no frame or a frame, and nothing throws; what is cut off or too long is none", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
      const frame = Frames.readFrame(noise);
      expect(frame === undefined || frame.kind === noise[0]).toBe(true);
    }),
  );
  for (const frame of [Frames.openFrame(1, 2), Frames.acceptFrame(1), Frames.closeFrame(1000, ""), Frames.closeNowFrame(1, 2, 1000, ""), Frames.dataFrame(1, new Uint8Array(0))]) {
    expect(Frames.readFrame(frame.subarray(0, -1))).toBeUndefined();
  }
  expect(Frames.readFrame(new Uint8Array([...Frames.openFrame(1, 2), 0]))).toBeUndefined();
  expect(Frames.readFrame(new Uint8Array([...Frames.closeFrame(1, "x".repeat(200)), 0]))).toBeUndefined();
});

test("a debug text too long is cut at a whole character", () => {
  expect(Frames.readFrame(Frames.closeFrame(1000, "\u00e9".repeat(100)))?.debug).toBe("\u00e9".repeat(63));
});
