import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  MAX_VARINT_BYTES, readU16, readU32, unzigzag, varintBytes, widen, writeU16, writeU24, writeU32, writeVarint, zigzag,
} from "./bytes.js";

const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe("numbers in bytes", () => {
  it("come back as they were, and touch no other byte", () => {
    fc.assert(
      fc.property(uint32, fc.nat(5), (value, at) => {
        for (const [size, write] of [[2, writeU16], [3, writeU24], [4, writeU32]] as const) {
          const bytes = new Uint8Array(12).fill(0xa5);
          write(bytes, at, value);
          const low = value % 2 ** (8 * size);
          if (size === 2) expect(readU16(bytes, at)).toBe(low);
          else if (size === 4) expect(readU32(bytes, at)).toBe(low);
          else expect(readU16(bytes, at) + bytes[at + 2]! * 2 ** 16).toBe(low);
          expect(bytes.every((byte, index) => (index >= at && index < at + size) || byte === 0xa5)).toBe(true);
        }
      }),
    );
  });

  it("have the same bytes as a DataView's little-endian ones", () => {
    fc.assert(
      fc.property(uint32, (value) => {
        const ours = new Uint8Array(4);
        const theirs = new Uint8Array(4);
        writeU32(ours, 0, value);
        new DataView(theirs.buffer).setUint32(0, value, true);
        expect(ours).toEqual(theirs);
      }),
    );
  });

  it("take as many bytes in a varint as announced", () => {
    fc.assert(
      fc.property(uint32, (value) => {
        const bytes = new Uint8Array(MAX_VARINT_BYTES);
        const end = writeVarint(bytes, 0, value);
        expect(end).toBe(varintBytes(value));
        let read = 0;
        for (let index = 0; index < end; index++) read += (bytes[index]! & 0x7f) * 128 ** index;
        expect(read).toBe(value);
        expect(bytes.subarray(0, end).findIndex((byte) => byte < 0x80)).toBe(end - 1);
      }),
    );
  });
});

describe("zigzag", () => {
  it("gives every int32 back", () => {
    fc.assert(fc.property(int32, (value) => {
      expect(unzigzag(zigzag(value))).toBe(value);
    }));
  });

  it("keeps small numbers short, negative ones too", () => {
    fc.assert(fc.property(fc.integer({ min: -64, max: 63 }), (value) => {
      expect(varintBytes(zigzag(value))).toBe(1);
    }));
  });
});

describe("a counter that was cut to its low bits", () => {
  it("is widened to what it was, as long as that is near", () => {
    fc.assert(
      fc.property(fc.constantFrom(2 ** 8, 2 ** 16, 2 ** 24), fc.nat(2 ** 40), fc.double({ min: -0.5, max: 0.499, noNaN: true }), (span, near, offset) => {
        const value = Math.max(0, near + Math.floor(offset * span));
        expect(widen(value % span, near, span)).toBe(value);
      }),
    );
  });
});
