import type { HandlerOf } from "../godot/object-signals.js";
import type { Api } from "../steam/api.js";
import type { SteamSignals } from "../steam/steam.js";

/** The name of a signal of `Steam`. */
export type SignalName<A extends Api> = Extract<keyof SteamSignals<A>, string>;

/** What a signal is emitted with: a tuple with the names GodotSteam gives its parameters. */
export type SignalArguments<A extends Api, N extends SignalName<A>> = Parameters<HandlerOf<SteamSignals<A>[N]>>;

/** A signal that fired, as of {@link Player.signals}. */
export type SignalRecord<A extends Api, N extends SignalName<A> = SignalName<A>> = {
  [Name in N]: {
    /** When, in virtual ms since the world began. */
    readonly atMs: number;
    /** Its name. */
    readonly signal: Name;
    /** What it was emitted with. */
    readonly args: SignalArguments<A, Name>;
  };
}[N];

/** Something that Steam had to say to the developer. */
export interface LogRecord {
  /** When, in virtual ms since the world began. */
  readonly atMs: number;
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  /** What was thrown, where something was. */
  readonly cause?: unknown;
}
