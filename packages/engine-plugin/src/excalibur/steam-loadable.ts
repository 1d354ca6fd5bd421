import type { Connection } from "../steam/connection.js";
import { initExResult, type SteamInitExResult } from "../steam/main.js";

/**
 * Connects behind Excalibur's loader; an Excalibur `Loadable`.
 *
 * ```ts
 * await game.start(new Loader([picture, sound, plugin.loadable]));
 * Steam.steamInitEx(); // now answers at once, and truthfully
 * ```
 *
 * It counts as one resource in the loader's bar; a loader of your own can draw {@link progress} and {@link verbal}. Loading
 * **always resolves**, within the endpoint's time-out, also when the relay was not reached: on a rejection Excalibur would give up
 * everything else that is loading and never show its play button. So the game goes on, `steamInit` says that Steam is not running and
 * why, and the log says it too. Loading again tries again.
 */
export class SteamLoadable {
  /** What the last attempt came to, as `steamInitEx` would say it: status 0 when connected; undefined before the first. */
  data: SteamInitExResult | undefined;
  readonly #connection: Connection;

  /** The plugin makes one; see `SteamPlugin.loadable`. */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Connects unless connected. Never rejects. @returns {@link data} */
  async load(): Promise<SteamInitExResult> {
    await this.#connection.connect();
    const { live, failure } = this.#connection;
    return (this.data = initExResult(live ? undefined : (failure ?? new Error("it was shut down while it was connecting."))));
  }

  /** Whether the relay is reached. */
  isLoaded(): boolean {
    return this.#connection.live;
  }

  /** 0 to begin with, 0.5 while connecting, 1 when that is settled, one way or the other. */
  get progress(): number {
    if (this.#connection.live) return 1;
    if (this.#connection.connecting) return 0.5;
    return this.data === undefined ? 0 : 1;
  }

  /** The state in a few words, to be drawn; what went wrong, when something did. */
  get verbal(): string {
    if (this.#connection.live) return "Connected.";
    return this.#connection.connecting ? "Connecting…" : (this.data?.verbal ?? "Not connected.");
  }
}
