import type { Real } from "../../engine-plugin/src/godot/golden/described.test.helper.js";

/** Numbers from 0 (inclusive) to 1, the same for the same seed. */
export type Random = () => number;

/** The mulberry32 generator. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ints = [
  0n,
  1n,
  -1n,
  127n,
  255n,
  2n ** 31n - 1n,
  2n ** 31n,
  -(2n ** 31n),
  -(2n ** 31n) - 1n,
  2n ** 32n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 53n + 1n,
];
const farInts = [-(2n ** 53n), 2n ** 63n - 1n, -(2n ** 63n), 76561197960287930n, 109775240917852416n];
const floats = [
  0,
  -0,
  1,
  -1,
  0.1,
  0.5,
  1.5,
  1e-7,
  1 / 3,
  123456.789,
  1e15,
  1e16,
  1e21,
  2 ** 53,
  2 ** 24 + 1,
  3.4028234663852886e38,
  5e-324,
  1e-45,
  1.7976931348623157e308,
];
const oddFloats = [NaN, Infinity, -Infinity];
const texts = [
  "",
  "a",
  "abc",
  "abcd",
  "hello world",
  "0",
  "7",
  "__proto__",
  "constructor",
  "héllo",
  "日本語",
  "😀 grin",
  "tab\tnew\nline",
  '"quotes" and \\',
  "\u{10FFFF}",
  "null",
];
/** Every part is a multiple of four bytes long: behind others, Godot leaves what it finds in memory. */
export const paths = [
  "",
  "name",
  "name/abcd",
  "/root/Main/Player07",
  "/root/Main:position:left",
  ":position",
  "name/....:size",
  "%Unique1/abcd",
  "éé/üüöö:日本xy",
];

export const upTo = (random: Random, limit: number): number => Math.floor(random() * limit);
export const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
export const many = <T>(random: Random, make: () => T): T[] => times(upTo(random, 7), make);

export function pick<T>(random: Random, from: readonly T[]): T {
  const picked = from[upTo(random, from.length)];
  if (picked === undefined) throw new Error("There is nothing to pick from.");
  return picked;
}

export function int(random: Random): bigint {
  if (random() < 0.5) return pick(random, random() < 0.7 ? ints : farInts);
  const bits = BigInt(Math.floor(random() * 2 ** 32)) * 2n ** 32n + BigInt(Math.floor(random() * 2 ** 32));
  return BigInt.asIntN(64, bits) >> BigInt(upTo(random, 64));
}

export const int32 = (random: Random): number => Number(BigInt.asIntN(32, int(random)));

export function float(random: Random): number {
  const choice = random();
  if (choice < 0.35) return pick(random, floats);
  if (choice < 0.4) return pick(random, oddFloats);
  if (choice < 0.6) return upTo(random, 200_001) / 100 - 1000;
  if (choice < 0.7) return Math.fround(random() * 1000);
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, random() * 2 ** 32);
  view.setUint32(4, random() * 2 ** 32);
  const value = view.getFloat64(0);
  return Number.isNaN(value) ? random() : value;
}

export const real32 = (random: Random): Real => realOf(Math.fround(float(random)));

export function text(random: Random): string {
  if (random() < 0.5) return pick(random, texts);
  return String.fromCodePoint(
    ...many(random, () =>
      pick(random, [
        0x61 + upTo(random, 26),
        0x20 + upTo(random, 95),
        0xa1 + upTo(random, 0x4ff),
        0x4e00 + upTo(random, 500),
        0x1f600 + upTo(random, 60),
      ]),
    ),
  );
}

/** A number as a described value holds it. */
export function realOf(value: number): Real {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Object.is(value, -0) ? "-0" : value;
}
