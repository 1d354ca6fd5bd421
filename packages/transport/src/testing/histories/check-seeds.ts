import { makePlan } from "./make-plan.js";
import { runHistory } from "./run-history.js";

/** The command that shows a seed's history step by step. */
export function replayCommand(seed: number): string {
  return `npm run replay -- ${seed}`;
}

/** Runs the histories of `count` seeds from `first` on; answers what went wrong in each that failed, and how to see it. */
export function checkSeeds(first: number, count: number): string[] {
  const failures: string[] = [];
  for (let seed = first; seed < first + count; seed++) {
    const { violation } = runHistory(makePlan(seed));
    if (violation !== undefined) failures.push(`Seed ${seed}: ${violation}\n  See it happen: ${replayCommand(seed)}`);
  }
  return failures;
}
