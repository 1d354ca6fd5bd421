import type { SteamContext } from "./context.js";

/** Who we are. */
export interface User {
  /**
   * This player's id, issued by the relay and the same again after a reload. As the relay knows it: nobody else can have it.
   * @returns 0n (reported once) while not connected.
   */
  getSteamID(): bigint;
  /** Whether the relay is reached right now: false while a lost one is being looked for, though sessions may survive that. */
  loggedOn(): boolean;
}

/** The functions above. */
export function createUser({ endpoint, ready }: SteamContext): User {
  return {
    getSteamID: () => (ready("User", "getSteamID") ? endpoint.self : 0n),
    loggedOn: () => endpoint.state === "online",
  };
}
