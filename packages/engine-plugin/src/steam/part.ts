import type { Signal } from "../godot/signal.js";

/** One GodotSteam class, as a part of `Steam`. */
export interface SteamPart<Functions, Signals = object> {
  /** To be called without `this`. */
  readonly functions: Functions;
  /** By the name GodotSteam gives them. */
  readonly signals: Signals;
  /** Turns what happened since the last call into signals; called within `run_callbacks`. */
  readonly pump?: () => void;
}

/** The signals of a part, for whoever treats them alike. */
export type SignalsByName = Readonly<Record<string, Signal<never>>>;
