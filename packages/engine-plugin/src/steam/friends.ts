import type { PeerArgument } from "./api.js";
import type { SteamContext } from "./context.js";
import { accountOf } from "./steam-id.js";

/** What people are called. */
export interface Friends {
  /** This player's name: the option `personaName`, or one made from the id. Empty (reported once) while not connected. */
  getPersonaName(): string;
  /**
   * A player's name: our own for our own id, and for everybody else one made from the id, such as "Player 4821"; names are not
   * exchanged yet. The same id always gives the same name, but two ids may share one.
   * @returns empty (reported once) for id 0 and while not connected.
   */
  getFriendPersonaName(steam_id: PeerArgument): string;
}

/** The functions above. */
export function createFriends({ endpoint, identities, log, ready }: SteamContext, personaName: string | undefined): Friends {
  const nameOf = (id: bigint) => (id === endpoint.self && personaName ? personaName : `Player ${1000 + (accountOf(id) % 9000)}`);
  return {
    getPersonaName: () => (ready("Friends", "getPersonaName") ? nameOf(endpoint.self) : ""),
    getFriendPersonaName(argument) {
      if (!ready("Friends", "getFriendPersonaName")) return "";
      const id = identities.resolve(argument);
      if (id !== 0n) return nameOf(id);
      log.errorOnce("getFriendPersonaName(0)", "[STEAM] Invalid Steam ID passed to getFriendPersonaName: 0 is nobody.");
      return "";
    },
  };
}
