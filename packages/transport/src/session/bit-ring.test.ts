import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BitRing } from "./bit-ring.js";

const SIZE = 64;

describe("a ring of marks", () => {
  it("keeps one for each place, whatever its neighbours do", () => {
    const steps = fc.array(fc.record({ number: fc.nat({ max: 10_000 }), marked: fc.boolean() }), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (changes) => {
        const ring = new BitRing(SIZE);
        const model = new Set<number>();
        for (const { number, marked } of changes) {
          if (marked) {
            ring.mark(number);
            model.add(number % SIZE);
          } else {
            ring.clear(number);
            model.delete(number % SIZE);
          }
        }
        const places = Array.from({ length: SIZE }, (_, place) => place);
        expect(places.filter((place) => ring.has(SIZE + place))).toEqual(places.filter((place) => model.has(place)));
      }),
    );
  });
});
