// PackedByteArray's methods with odd arguments, as the real engines answer them.

import { beforeEach, describe, expect, test } from "vitest";
import { enable_brotli } from "./brotli.js";
import { javaScriptOf } from "./golden/described.test.helper.js";
import { fromHex, toHex } from "./variant/hex.test.helper.js";
import { dialects, differences } from "./golden/dialects.test.helper.js";
import { golden } from "./golden/golden.test.helper.js";
import type { GoldenCall } from "./golden/golden.test.helper.js";
import { PackedByteArray } from "./packed-byte-array.js";
import { set_error_handler } from "./report.js";
import { Float } from "./variant/float.js";

beforeEach(() => {
  enable_brotli();
  set_error_handler(() => undefined);
  return () => set_error_handler();
});

describe.each([3, 4] as const)("Godot %i", async (generation) => {
  const { bytes, compression, decompression } = await golden(generation);
  const { encode, decode } = dialects[generation];

  /** The answer and the bytes afterwards, in a text. A float is told from an int by nothing, nor one NaN from another: JavaScript has one kind of number. */
  const outcome = (result: unknown, after: string): string =>
    `${Number.isNaN(result) ? "NaN" : encode(result instanceof Float ? Number(result) : result)} ${after}`;

  // Where Godot answers nothing, ours may: PackedByteArray is a Uint8Array, whose `reverse` and the like answer the array; and it is Godot 4's, which answers more than Godot 3's.
  const saysNothing = (call: GoldenCall): boolean => call.result === null || call.result === "00000000";
  const theirOutcome = (call: GoldenCall): string => outcome(saysNothing(call) ? null : decode(call.result ?? ""), call.after ?? call.bytes);

  function ourOutcome(call: GoldenCall): string {
    const array = new PackedByteArray(fromHex(call.bytes));
    const answer = (array as unknown as Record<string, (...args: unknown[]) => unknown>)[call.method]?.(...call.args.map(javaScriptOf));
    return outcome(saysNothing(call) && (answer === array || generation === 3) ? null : answer, toHex(array));
  }

  // Ours reads texts as Godot 4 does, whose bytes are Latin-1 or have U+FFFD where Godot 3 leaves things out.
  const isText = ({ method }: GoldenCall): boolean => generation === 3 && method.startsWith("get_string_from_");
  const asciiOnly = (call: GoldenCall): boolean => !isText(call) || !/^(..)*[89a-f]./.test(call.bytes);

  test.each(byMethod(bytes.filter(asciiOnly)))("%s", (_, calls) => {
    expect(differences(calls, ourOutcome, theirOutcome)).toEqual([]);
  });

  test.each(byMethod(decompression))("%s", (_, calls) => {
    expect(differences(calls, ourOutcome, theirOutcome)).toEqual([]);
  });

  /** In the modes that Godot compresses with, and of something. */
  const packed = compression.filter(({ bytes: before, args: [mode] }) => before !== "" && mode?.type === "int" && /^[0-3]$/.test(mode.value));
  const modeOf = ({ args: [mode] }: GoldenCall): number => Number(mode && javaScriptOf(mode));
  const compressed = (call: GoldenCall): PackedByteArray => new PackedByteArray(fromHex(call.bytes)).compress(modeOf(call));
  const before = (call: GoldenCall): string => call.bytes;

  test("what Godot compressed is decompressed, and what we compress too", () => {
    const undo = (call: GoldenCall, by: PackedByteArray): string => toHex(by.decompress(call.bytes.length / 2, modeOf(call)));
    expect(packed.length).toBeGreaterThan(40);
    expect(differences(packed, (call) => undo(call, decode(call.result ?? "") as PackedByteArray), before)).toEqual([]);
    expect(differences(packed, (call) => undo(call, compressed(call)), before)).toEqual([]);
  });

  test("FastLZ is written as Godot writes it", () => {
    const fastLz = packed.filter((call) => modeOf(call) === 0);
    const theirs = ({ result }: GoldenCall): string => result ?? "";
    expect(differences(fastLz, (call) => encode(compressed(call)), theirs)).toEqual([]);
  });

  test("what Godot does not compress, we do not compress", () => {
    const refused = compression.filter((call) => !packed.includes(call) && call.args.length > 0);
    const theirs = ({ result }: GoldenCall): string => result ?? "";
    expect(refused.length).toBeGreaterThan(3);
    expect(differences(refused, (call) => encode(compressed(call)), theirs)).toEqual([]);
  });
});

function byMethod(calls: readonly GoldenCall[]): [method: string, calls: GoldenCall[]][] {
  return [...new Set(calls.map(({ method }) => method))].map((method) => [method, calls.filter((call) => call.method === method)]);
}
