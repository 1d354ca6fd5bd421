import { numbered } from "./numbered.js";

/** What kind of account an id belongs to, bits 52-55. Players are INDIVIDUAL, lobbies are CHAT. */
export const ACCOUNT_TYPES = numbered("ACCOUNT_TYPE_", [
  "INVALID", "INDIVIDUAL", "MULTISEAT", "GAME_SERVER", "ANON_GAME_SERVER", "PENDING", "CONTENT_SERVER", "CLAN", "CHAT", "CONSOLE_USER",
  "ANON_USER", "MAX",
]);

/** Which Steam an id belongs to, bits 56-63. Always PUBLIC here. */
export const UNIVERSES = numbered("UNIVERSE_", ["INVALID", "PUBLIC", "BETA", "INTERNAL", "DEV", "MAX"]);
