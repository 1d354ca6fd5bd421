import type { GameSteam } from "../steam.js";
import { plainText } from "./plain-text.js";

/** Of a player's name, characters. */
export const LONGEST_PLAYER_NAME = 24;

/** A player's name, fit to be shown: 1 to 24 characters in one line. It may look like markup. */
export function playerName(Steam: GameSteam, id: bigint): string {
  return plainText(Steam.getFriendPersonaName(id), LONGEST_PLAYER_NAME) || "Somebody";
}
