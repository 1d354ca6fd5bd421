import type { LobbyGameServer, LobbyListing } from "../../wire/lobby.js";

/** Ours. */
const MAX_LISTINGS = 512;

/** What is known of a lobby from outside. */
export interface Listed {
  readonly members: { readonly size: number };
  readonly limit: number;
  readonly data: ReadonlyMap<string, string>;
  readonly server: LobbyGameServer | undefined;
}

/** Lobbies that were found or looked at: the last 512. */
export class Listings {
  readonly #byId = new Map<bigint, Listed>();

  put({ id, members, limit, data, server }: LobbyListing): void {
    this.#byId.delete(id);
    this.#byId.set(id, { members: { size: members }, limit, data: new Map(data), server });
    if (this.#byId.size <= MAX_LISTINGS) return;
    for (const oldest of this.#byId.keys()) {
      this.#byId.delete(oldest);
      return;
    }
  }

  get(lobby: bigint): Listed | undefined {
    return this.#byId.get(lobby);
  }

  forget(lobby: bigint): void {
    this.#byId.delete(lobby);
  }

  clear(): void {
    this.#byId.clear();
  }
}
