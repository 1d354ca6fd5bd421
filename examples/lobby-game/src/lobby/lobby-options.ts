import { DEFAULT_OPTIONS, MOST_PLAYERS, type MatchOptions } from "../match/options.js";

/**
 * - `public`: everybody finds it and may join.
 * - `private`: nobody finds it; who has the link may join.
 * - `friends`: nobody finds it but friends of somebody inside, and who has the link.
 * - `invisible`: everybody finds it and may join; friends are not shown that one sits there.
 */
export type LobbyKind = "public" | "private" | "friends" | "invisible";

/** Everything the host of a lobby chooses. */
export interface LobbyOptions extends MatchOptions {
  /** 1 to 40 characters. */
  readonly name: string;
  readonly type: LobbyKind;
  /** Seats for players, 2..8. */
  readonly size: number;
}

/** What a new lobby of this player begins with. */
export function defaultLobbyOptions(player: string): LobbyOptions {
  return { ...DEFAULT_OPTIONS, name: `${player}'s tray`, type: "public", size: MOST_PLAYERS };
}
