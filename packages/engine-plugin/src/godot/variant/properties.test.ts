import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode_variant, encode_variant, type Variant } from "../index.js";
import { anyVariant, containersOf, leaves } from "./any-variant.test.helper.js";
import { toHex } from "./hex.test.helper.js";

/** The bytes of a value that is not refused. */
function bytesOf(value: unknown, godot: 3 | 4): Uint8Array {
  const written = encode_variant(value, { godot });
  if (!written.ok) throw new Error(written.error);
  // Godot's `subarray` takes its end in.
  return new Uint8Array(written.bytes);
}

function valueOf(bytes: Uint8Array, godot: 3 | 4): Variant {
  const read = decode_variant(bytes, { godot });
  if (!read.ok) throw new Error(read.error);
  expect(read.size).toBe(bytes.length);
  return read.value;
}

describe.each([4, 3] as const)("the bytes of Godot %i", (godot) => {
  const kinds = Object.entries(leaves[godot] as Record<string, fc.Arbitrary<Variant>>);

  it.each(kinds)("%s comes back as it was, alone and in every container", (_, leaf) => {
    const nested = fc.oneof(leaf, ...Object.values(containersOf(leaf, godot)));
    fc.assert(
      fc.property(fc.oneof(nested, ...Object.values(containersOf(nested, godot))), (value) => {
        const bytes = bytesOf(value, godot);
        const read = valueOf(bytes, godot);
        expect(read).toStrictEqual(value);
        expect(toHex(bytesOf(read, godot))).toBe(toHex(bytes));
      }),
      { numRuns: 40 },
    );
  });

  it.each(kinds)("%s, in arrays so long that the bytes outgrow every buffer", (_, leaf) => {
    // The first elements move the others to every place that there is in a word and in a buffer.
    for (const shift of [0, 1, 2]) {
      const value = [...Array.from({ length: shift }, () => 1), ...fc.sample(leaf, 700)];
      const bytes = bytesOf(value, godot);
      expect(toHex(bytesOf(valueOf(bytes, godot), godot)) === toHex(bytes)).toBe(true);
    }
  });

  const kindsAndAll = [...kinds.map(([name, leaf]) => [name, leaf, 15] as const), ["any value", anyVariant(godot), 60] as const];

  it.each(kindsAndAll)("%s that is cut off anywhere is no value", (_, kind, numRuns) => {
    fc.assert(
      fc.property(kind, (value) => {
        const bytes = bytesOf(value, godot);
        for (let length = 0; length < bytes.length; length++) {
          const read = decode_variant(bytes.subarray(0, length), { godot });
          // Only the padding of a byte array at the very end may be missing.
          if (read.ok) {
            expect(bytes.length - length).toBeLessThan(4);
            expect(toHex(bytesOf(read.value, godot))).toBe(toHex(bytes));
          }
        }
      }),
      { numRuns },
    );
  });

  it.each(kindsAndAll)("one wrong byte in %s never does harm, and what is read of it can be written and read again", (_, kind, numRuns) => {
    fc.assert(
      fc.property(kind, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, place, change) => {
        const bytes = bytesOf(value, godot);
        const at = place % bytes.length;
        bytes[at] = (bytes[at] as number) ^ change;
        const read = decode_variant(bytes, { godot });
        if (!read.ok) {
          expect(read.error).not.toBe("");
          return;
        }
        const again = bytesOf(read.value, godot);
        expect(toHex(bytesOf(valueOf(again, godot), godot))).toBe(toHex(again));
      }),
      { numRuns: 10 * numRuns },
    );
  });

  it("any bytes at all are read or refused, and nothing else", () => {
    const header = fc.nat({ max: 40 }).map((tag) => [tag, 0, 0, 0]);
    const soup = fc.array(fc.oneof(header, fc.constant([1, 0, 0, 0]), fc.array(fc.nat({ max: 255 }), { minLength: 4, maxLength: 4 })), { maxLength: 24 });
    fc.assert(
      fc.property(soup, (words) => {
        const read = decode_variant(Uint8Array.from(words.flat()), { godot });
        if (read.ok) expect(encode_variant(read.value, { godot }).ok).toBe(true);
        else expect(read.error).not.toBe("");
      }),
      { numRuns: 1000 },
    );
  });
});
