import { Signal } from "@samovar/engine-plugin";
import type { GameSteam } from "../steam.js";

/**
 * - `connecting`: for the first time.
 * - `online`
 * - `away`: the relay is gone and being looked for. Lobby and match may well survive that.
 * - `elsewhere`: this player went on in another tab; for good.
 * - `failed`: not reached, or not found again.
 */
export type LinkState = "connecting" | "online" | "away" | "elsewhere" | "failed";

/** What connects; `SteamPlugin.loadable` does. Never rejects, and may be called again. */
export interface Loading {
  load(): Promise<{ readonly status: number }>;
}

/** What is needed of Steam here. */
export type LinkSteam = Pick<GameSteam, "isSteamRunning" | "STEAM_API_INIT_RESULT_OK" | "steam_server_connected" | "steam_server_disconnected" | "steam_server_connect_failed">;

/** How the link to the relay is. */
export class Link {
  /** After every change of {@link state}. */
  readonly changed = new Signal<(state: LinkState) => void>("changed");
  readonly #Steam: LinkSteam;
  readonly #loading: Loading;
  #state: LinkState = "connecting";

  constructor(Steam: LinkSteam, loading: Loading) {
    this.#Steam = Steam;
    this.#loading = loading;
    Steam.steam_server_connected.connect(() => this.#set("online"));
    // For good, when Steam has stopped running: somebody opened this player in another tab.
    Steam.steam_server_disconnected.connect(() => this.#set(Steam.isSteamRunning() ? "away" : "elsewhere"));
    Steam.steam_server_connect_failed.connect(() => this.#set("failed"));
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Connects, or tries again after it failed. Settles when {@link state} says how it went. */
  async start(): Promise<void> {
    this.#set("connecting");
    const { status } = await this.#loading.load();
    this.#set(status === this.#Steam.STEAM_API_INIT_RESULT_OK ? "online" : "failed");
  }

  #set(state: LinkState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.changed.emit(state);
  }
}
