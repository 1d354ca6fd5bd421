import { expect, it } from "vitest";
import { STARTING_RING, startingPlaces } from "./starting-places.js";

const COUNTS = [1, 2, 3, 4, 5, 6, 7, 8];

it.each(COUNTS)("%i players start on one ring, with the same way to both neighbours", (count) => {
  const places = startingPlaces(count, 1);
  expect(places).toHaveLength(count);
  for (const { x, y } of places) expect(Math.hypot(x, y)).toBeCloseTo(STARTING_RING, 12);
  const angles = places.map(({ x, y }) => Math.atan2(y, x)).sort((a, b) => a - b);
  for (const [at, angle] of angles.entries()) {
    const next = angles[at + 1] ?? (angles[0] ?? 0) + 2 * Math.PI;
    expect(next - angle).toBeCloseTo((2 * Math.PI) / count, 12);
  }
});

it("the same round gives the same places, another round deals them anew", () => {
  expect(startingPlaces(8, 5)).toEqual(startingPlaces(8, 5));
  const rounds = new Set(Array.from({ length: 50 }, (_, at) => JSON.stringify(startingPlaces(8, at + 1))));
  expect(rounds.size).toBe(50);
});

it("over many rounds every seat gets every place about as often", () => {
  const rounds = 4000;
  const counts = new Map<string, number>();
  for (let round = 1; round <= rounds; round += 1) {
    for (const [seat, place] of startingPlaces(8, round).entries()) {
      const key = `${seat} at ${place.x.toFixed(3)} ${place.y.toFixed(3)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  expect(counts.size).toBe(64);
  for (const count of counts.values()) expect(count / rounds).toBeCloseTo(1 / 8, 1);
});

it("nobody is nobody, and nine are too many", () => {
  expect(startingPlaces(0, 1)).toEqual([]);
  expect(() => startingPlaces(9, 1)).toThrow(RangeError);
});
