import { describe, expect, it } from "vitest";
import { checkSeeds } from "./check-seeds.js";

const SEEDS_A_SHARE = 560;
const SEEDS_A_TEST = 80;

/** The tests of one share of the seeds, counted from 0; a file for each of four shares, so that they run side by side. */
export function testShare(share: number): void {
  describe("players who do anything, on a network that does anything", () => {
    for (let first = share * SEEDS_A_SHARE; first < (share + 1) * SEEDS_A_SHARE; first += SEEDS_A_TEST) {
      it(`keep the contract (seeds ${first} to ${first + SEEDS_A_TEST - 1})`, { timeout: 180_000 }, () => {
        expect(checkSeeds(first, SEEDS_A_TEST)).toEqual([]);
      });
    }
  });
}
