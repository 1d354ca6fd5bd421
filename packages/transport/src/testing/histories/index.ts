/**
 * Random histories of players on a simulated network, checked against the contract: see {@link runHistory}. Not part of the
 * package's public interface.
 * @module
 */
export { checkSeeds, replayCommand } from "./check-seeds.js";
export { makePlan } from "./make-plan.js";
export { describeAction, type HistoryPlan } from "./plan.js";
export { runHistory, type HistoryResult } from "./run-history.js";
export { shrinkHistory } from "./shrink.js";
