const KEY = "sumovar.lobby";

/** Where a page keeps what is to survive a reload: the shape of `sessionStorage`. */
export type LobbyStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** The lobby in which this tab sits, over reloads. A store that fails (full, forbidden) makes it forgetful, nothing else. */
export class RememberedLobby {
  readonly #store: LobbyStore | undefined;

  constructor(store: LobbyStore | undefined) {
    this.#store = store;
  }

  /** 0n: none. */
  get(): bigint {
    const text = this.#try((store) => store.getItem(KEY)) ?? "";
    return /^[0-9]{1,20}$/.test(text) ? BigInt(text) : 0n;
  }

  set(lobby_id: bigint): void {
    this.#try((store) => (lobby_id === 0n ? store.removeItem(KEY) : store.setItem(KEY, `${lobby_id}`)));
  }

  #try<T>(use: (store: LobbyStore) => T): T | undefined {
    try {
      return this.#store === undefined ? undefined : use(this.#store);
    } catch {
      return undefined;
    }
  }
}
