import { FileAccess, PackedByteArray, set_error_handler, var_to_bytes } from "@samovar/engine-plugin/godot";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LARGEST_PACKET_BYTES, LARGEST_UNPACKED_BYTES, pack, unpack } from "./packet.js";

let reported: string[] = [];
beforeEach(() => {
  reported = [];
  set_error_handler((message) => void reported.push(message));
});
afterEach(() => {
  set_error_handler();
});

/** A packet as somebody else's program might make it. */
const forged = (mark: number, body: Uint8Array) => Uint8Array.from([mark, ...body]);
const deflated = (bytes: Uint8Array) => new PackedByteArray(bytes).compress(FileAccess.COMPRESSION_DEFLATE);

test.each([["a text", "hello"], ["nothing", null], ["a number", 1.5], ["an id", 76561197960265729n], ["a dictionary", { a: [1, 2, { b: "c" }] }], ["much of the same", "la ".repeat(500)]])("%s comes out as it went in", (_what, value) => {
  expect(unpack(pack(value))).toEqual(value);
});

test("numbers in packed arrays come out as they went in", () => {
  const value = { n: Int32Array.from([1, -2]), f: Float32Array.from([0.5, -1]), id: BigInt64Array.from([2n ** 60n]), b: Uint8Array.from([1, 2, 3]) };
  const read = unpack(pack(value)) as typeof value;
  for (const key of ["n", "f", "id", "b"] as const) expect(Array.from<number | bigint>(read[key])).toEqual(Array.from<number | bigint>(value[key]));
});

test("it is compressed where that is shorter, and never longer by more than the mark", () => {
  expect(pack("la ".repeat(500)).length).toBeLessThan(40);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(pack(bytes).length).toBeLessThanOrEqual(var_to_bytes(bytes).length + 1);
    }),
  );
});

test("whatever bytes come: no error, no report, and at most nothing", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(0, 1, 2, 255), (bytes, mark) => {
      unpack(forged(mark, bytes));
    }),
    { numRuns: 500 },
  );
  for (const bytes of [[], [0], [1], [2, 0, 0, 0, 0], [0, 24, 0, 0, 0]]) expect(unpack(Uint8Array.from(bytes))).toBeUndefined();
  expect(reported).toEqual([]);
});

test("a packet that was damaged on its way is none, wherever it was hit", () => {
  const packet = pack("la ".repeat(100));
  for (let place = 1; place < packet.length; place++) {
    const damaged = Uint8Array.from(packet);
    damaged[place] = (damaged[place] ?? 0) ^ 0x41;
    const read = unpack(damaged);
    expect(read === undefined || read === "la ".repeat(100)).toBe(true);
  }
  expect(unpack(packet.slice(0, -1))).toBeUndefined();
  expect(reported).toEqual([]);
});

test("what is too large, or would become so, is none", () => {
  const bomb = forged(1, deflated(var_to_bytes("a".repeat(20_000_000))));
  expect(bomb.length).toBeGreaterThan(LARGEST_PACKET_BYTES);
  expect(unpack(bomb)).toBeUndefined();
  const smallBomb = forged(1, deflated(var_to_bytes("a".repeat(LARGEST_UNPACKED_BYTES))));
  expect(smallBomb.length).toBeLessThan(LARGEST_PACKET_BYTES);
  expect(unpack(smallBomb)).toBeUndefined();
  expect(unpack(forged(0, new Uint8Array(LARGEST_PACKET_BYTES)))).toBeUndefined();
  expect(reported).toEqual([]);
});

test("what Godot does not write is reported to whoever wrote the game, and nobody can read it", () => {
  expect(unpack(pack({ call: () => 1 }))).toBeUndefined();
  expect(reported).toHaveLength(1);
});
