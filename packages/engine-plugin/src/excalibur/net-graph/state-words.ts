/** What the states of a session are called here: `CONNECTION_STATE_NONE` (0) to `..._PROBLEM_DETECTED_LOCALLY` (5). */
const STATES = [
  ["no session", "fair"],
  ["connecting", "fair"],
  ["finding a way", "fair"],
  ["connected", "good"],
  ["closed by peer", "bad"],
  ["lost", "bad"],
] as const;

/** A `connection_state` in a word or two. */
export function stateWords(state: number): string {
  return STATES[state]?.[0] ?? `state ${state}`;
}

/** How good a `connection_state` is. */
export function stateMood(state: number): "good" | "fair" | "bad" {
  return STATES[state]?.[1] ?? "fair";
}
