import type { SessionSettings } from "../../session/settings.js";
import type { LinkConditions } from "../conditions.js";

/** How one player's game behaves between the steps of a history. */
export interface GamePlan {
  /** How long it thinks about a session request; Infinity: it never accepts by itself. */
  readonly acceptsAfterMs: number;
  /** How often it reads everything; Infinity: only when a step says so. */
  readonly readsEveryMs: number;
  readonly conditions: LinkConditions;
}

/** Something that is done to a player, or by one. Players are named by their index. */
export type Action =
  | { readonly kind: "send"; readonly who: number; readonly peer: number; readonly channel: number; readonly flags: number; readonly sizes: readonly number[] }
  | { readonly kind: "accept"; readonly who: number; readonly peer: number }
  | { readonly kind: "close-session"; readonly who: number; readonly peer: number; readonly readFirst: boolean }
  | { readonly kind: "close-channel"; readonly who: number; readonly peer: number; readonly channel: number; readonly readFirst: boolean }
  | { readonly kind: "read"; readonly who: number; readonly channel: number; readonly max: number }
  | { readonly kind: "crash" | "open" | "reload" | "leave" | "hide" | "show"; readonly who: number }
  | { readonly kind: "restart-relay"; readonly downMs: number }
  | { readonly kind: "partition" | "block"; readonly who: number; readonly peer: number }
  | { readonly kind: "heal" }
  | { readonly kind: "cut-link"; readonly who: number; readonly forMs: number; readonly noticedAfterMs: number }
  | { readonly kind: "conditions"; readonly who: number; readonly conditions: LinkConditions }
  | { readonly kind: "wait" };

/** An action, and how long after the one before. */
export interface Step {
  readonly afterMs: number;
  readonly action: Action;
}

/** A whole history: what {@link runHistory} needs to run it, the same way every time. */
export interface HistoryPlan {
  readonly seed: number;
  readonly games: readonly GamePlan[];
  /** All channels that are ever written to. */
  readonly channels: readonly number[];
  readonly settings: Partial<SessionSettings>;
  readonly steps: readonly Step[];
  /** What may wait at the relay for each player; undefined: as much as at a real one. */
  readonly queueBytes: number | undefined;
}

/** One step in one line, for a person to read. */
export function describeAction(action: Action): string {
  const { kind, ...rest } = action;
  const details = Object.entries(rest).map(([name, value]) => `${name}=${name === "who" || name === "peer" ? `P${String(value)}` : JSON.stringify(value)}`);
  return [kind, ...details].join(" ");
}
