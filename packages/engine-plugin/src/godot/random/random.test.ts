import fc from "fast-check";
import { expect, test } from "vitest";
import { toHex } from "../variant/hex.test.helper.js";
import { rand_range, randf, randf_range, randfn, randi, randi_range, randomize, RandomNumberGenerator, seed } from "./random.js";

/** A 64-bit float as `var_to_bytes` writes it, without its header. */
function hex(value: number): string {
  return toHex(new Uint8Array(new Float64Array([value]).buffer));
}

test("a seed gives the numbers that Godot 4.6 gives", () => {
  seed(1);
  expect([randi(), randi(), Math.fround(randf())]).toEqual([1811587497, 683407368, Math.fround(0.4734368622303)]);
  expect([randi() % 10, randi_range(1, 6), randi_range(-5, 5)]).toEqual([8, 4, -1]);
  expect(randf_range(1.5, 2.5)).toBeCloseTo(2.2420216634775, 13);
  expect(randfn(0, 1)).toBeCloseTo(-1.3293854836561, 13);
  seed(12345);
  expect([randi(), randf()]).toEqual([1321476956, expect.closeTo(0.00408379081637, 14)]);
  seed(-1);
  expect([randi(), randi()]).toEqual([3188254867, 2145477612]);
  seed(0n);
  expect([randi(), randi()]).toEqual([881477183, 1327520283]);
  seed(5);
  expect([randi_range(1, 3), randi_range(-2147483648, 2147483647)]).toEqual([3, -1886452651]);
});

test("down to the last bit", () => {
  seed(99);
  expect(hex(randf_range(0, 1))).toBe("f7614b9796e3ef3f");
  seed(99);
  expect(hex(randfn(0, 1))).toBe("8b37d9c0d54cb13f");
  seed(99);
  expect([hex(randf_range(-3, 7.5)), hex(randfn(1.5, 2.5)), randi()]).toEqual(["94f092a6b5da1d40", "d59cba016334f13f", 500983597]);
});

test("the range of an int is 32 bits, as in Godot", () => {
  seed(1);
  expect(randi_range(0, 4294967296)).toBe(0);
  expect(randi_range(7, 7)).toBe(7);
  expect([-1, 0]).toContain(randi_range(0, 4294967295));
});

test("Godot 3 takes the same numbers", () => {
  seed(1);
  expect([randi(), randi(), randf().toFixed(6), rand_range(1.5, 2.5).toFixed(6), randi() % 10]).toEqual([
    1811587497,
    683407368,
    "0.473437",
    "2.168997",
    5,
  ]);
});

test("a generator of one's own gives the numbers of Godot's, and knows where it stands", () => {
  const random = new RandomNumberGenerator();
  random.seed = 99;
  expect([random.state, random.randi()]).toEqual([-5470398187538053127n, 2288573962]);
  expect(new Uint8Array(new Float32Array([random.randf()]).buffer)).toEqual(new Uint8Array([0xb5, 0x0f, 0x5b, 0x3f]));
  expect(random.randi_range(-5, 5)).toBe(-3);
  expect(new Uint8Array(new Float32Array([random.randf_range(-3, 7.5)]).buffer)).toEqual(new Uint8Array([0x8c, 0xf0, 0xa5, 0x3f]));
  expect(random.randfn(1.5, 2.5)).toBeCloseTo(-1.3418632745742798, 5);
  expect([random.seed, random.state]).toEqual([99n, 7353243869184610235n]);
  expect([random.randi_range(-2147483648, 2147483647), random.randi_range(5, -5)]).toEqual([737941443, 1]);
  random.state = 1234567890123456789n;
  expect([random.randi(), random.seed, random.state]).toEqual([3373311463, 99n, 5032926902921010768n]);
});

test("whatever the seed, numbers stay where they belong", () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.integer(), fc.integer(), (base, a, b) => {
      seed(base);
      const value = randi_range(a, b);
      expect(value).toBeGreaterThanOrEqual(Math.min(a, b));
      expect(value).toBeLessThanOrEqual(Math.max(a, b));
      for (const part of [randf(), randf_range(0, 1)]) {
        expect(part).toBeGreaterThanOrEqual(0);
        expect(part).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test("randomize starts where nobody knows", () => {
  randomize();
  const first = [randi(), randi(), randi()];
  randomize();
  expect([randi(), randi(), randi()]).not.toEqual(first);
});
