import { LobbyLimits } from "@samovar/transport";
import { int32 } from "../gdscript-arguments.js";
import type { Log } from "../logger.js";
import { parseUint64 } from "../steam-id.js";

/** A lobby: its 64-bit id, or the same in decimal, as a player may have pasted it. A `number` is a type error: it cannot hold one. */
export type LobbyArgument = bigint | string;

/** What is sent as text. Anything but text is made text, as `str()` of GDScript would. */
export type TextArgument = string | number | bigint | boolean;

/**
 * The lobby that is meant; 0n, which no lobby has, for text that is no id, 0, and nothing at all. Any other number is reported: it has lost
 * its last digits.
 */
export function lobbyId(argument: unknown, log: Log): bigint {
  if (typeof argument === "bigint") return BigInt.asUintN(64, argument);
  if (typeof argument === "string") return parseUint64(argument.trim());
  if (argument) {
    log.errorOnce(
      "lobby number",
      `[STEAM] A lobby was given as ${typeof argument}: give its id as bigint or text, a number rounds the last digits away.`,
    );
  }
  return 0n;
}

/** What a game hands to a `String`: null and nothing are empty. */
export function text(value: TextArgument | null | undefined): string {
  return typeof value === "string" ? value : String(value ?? "");
}

/** What a game hands to a `bool`: 1 will do for true. */
export function flag(value: unknown): boolean {
  return Boolean(value);
}

/** How many members: within 1..250, reported when it was not. */
export function memberLimit(max: number, log: Log): number {
  const limit = Math.min(Math.max(int32(max), 1), LobbyLimits.MAX_LOBBY_MEMBERS);
  if (limit !== max) {
    log.warnOnce("members", `[STEAM] A lobby cannot have ${max} members: it will have ${limit}, between 1 and ${LobbyLimits.MAX_LOBBY_MEMBERS}.`);
  }
  return limit;
}
