import { describe, expect, it } from "vitest";
import { checkSeeds } from "./check-seeds.js";

// A file for each of four shares, so that they run side by side.
const SHARE = 1;
const SEEDS_A_SHARE = 560;
const SEEDS_A_TEST = 80;

describe("players who do anything, on a network that does anything", () => {
  for (let first = SHARE * SEEDS_A_SHARE; first < (SHARE + 1) * SEEDS_A_SHARE; first += SEEDS_A_TEST) {
    it(`keep the contract (seeds ${first} to ${first + SEEDS_A_TEST - 1})`, { timeout: 180_000 }, () => {
      expect(checkSeeds(first, SEEDS_A_TEST)).toEqual([]);
    });
  }
});
