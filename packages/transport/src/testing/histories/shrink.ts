import type { HistoryPlan, Step } from "./plan.js";
import { runHistory } from "./run-history.js";

/**
 * Leaves out as many steps of a history that fails as it can, such that it still fails the same way. Chance has a part in histories,
 * so what is left is short, not the shortest.
 * @returns the plan itself when it does not fail.
 */
export function shrinkHistory(plan: HistoryPlan): HistoryPlan {
  const kind = failureOf(plan);
  if (kind === undefined) return plan;
  let { steps } = plan;
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < steps.length;) {
      const fewer = without(steps, start, size);
      if (failureOf({ ...plan, steps: fewer }) === kind) steps = fewer;
      else start += size;
    }
  }
  return { ...plan, steps };
}

/** What went wrong, without the numbers that change from run to run. */
function failureOf(plan: HistoryPlan): string | undefined {
  return runHistory(plan).violation?.replace(/\d+/g, "#");
}

/** The steps that are left happen when they did before. */
function without(steps: readonly Step[], start: number, count: number): readonly Step[] {
  const left = steps.slice(0, start);
  const gone = steps.slice(start, start + count).reduce((sum, { afterMs }) => sum + afterMs, 0);
  steps.slice(start + count).forEach((step, index) => left.push(index === 0 ? { ...step, afterMs: step.afterMs + gone } : step));
  return left;
}
