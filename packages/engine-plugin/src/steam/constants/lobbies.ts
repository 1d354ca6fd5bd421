import { numbered } from "./numbered.js";

/** Who can find and join a lobby. */
export const LOBBY_TYPES = numbered("LOBBY_TYPE_", ["PRIVATE", "FRIENDS_ONLY", "PUBLIC", "INVISIBLE", "PRIVATE_UNIQUE"]);

/** How far away the lobbies of a search may be; the players of one relay are all equally near. */
export const LOBBY_DISTANCES = numbered("LOBBY_DISTANCE_FILTER_", ["CLOSE", "DEFAULT", "FAR", "WORLDWIDE"]);

/** How a filter compares a lobby's value (on the left) with the filter's. */
export const LOBBY_COMPARISONS = {
  LOBBY_COMPARISON_EQUAL_TO_OR_LESS_THAN: -2,
  LOBBY_COMPARISON_LESS_THAN: -1,
  LOBBY_COMPARISON_EQUAL: 0,
  LOBBY_COMPARISON_GREATER_THAN: 1,
  LOBBY_COMPARISON_EQUAL_TO_GREATER_THAN: 2,
  LOBBY_COMPARISON_NOT_EQUAL: 3,
} as const;

/** Other spellings: of GodotSteam 3.20-3.24 and 4.3-4.7, and of the one for Godot 2. */
export const LOBBY_SPELLINGS = {
  OBBY_COMPARISON_EQUAL_TO_GREATER_THAN: 2,
  ...numbered("LOBBY_DISTANCE_", ["CLOSE", "DEFAULT", "FAR", "WORLDWIDE"]),
} as const;

/** Lengths in bytes of UTF-8: of a key of lobby data, and of a value. */
export const LOBBY_LENGTHS = { MAX_LOBBY_KEY_LENGTH: 255, CHAT_METADATA_MAX: 8192 } as const;

/** Which list a favourite server is in. */
export const FAVORITE_FLAGS = numbered("FAVORITE_FLAG_", ["NONE", "FAVORITE", "HISTORY"]);
