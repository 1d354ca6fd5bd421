import { expect, test } from "vitest";
import { PackedByteArray } from "../packed-byte-array.js";

test("many arrays at once are no more than the system bears, and all of them grow", () => {
  const held = Array.from({ length: 40_000 }, (_, index) => new PackedByteArray([index]));
  for (const bytes of held) bytes.append(1);
  expect(held.every((bytes, index) => bytes.get(0) === (index & 255) && bytes.size() === 2)).toBe(true);
});

test("more arrays than the system bears may come and go in one turn", () => {
  let sum = 0;
  for (let index = 0; index < 80_000; index++) {
    const bytes = new PackedByteArray();
    bytes.append(index);
    sum += bytes.size();
  }
  expect(sum).toBe(80_000);
});
