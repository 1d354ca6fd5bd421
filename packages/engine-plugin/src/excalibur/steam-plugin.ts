import type { RelayEndpoint } from "@samovar/transport";
import type { Api } from "../steam/api.js";
import type { Connection } from "../steam/connection.js";
import { consoleLogger, type Log } from "../steam/logger.js";
import { assembleSteam, type Steam, type SteamOptions } from "../steam/steam.js";
import type { EngineLike } from "./engine-like.js";
import { startPump } from "./pump.js";
import { relayEndpoint, type RelayOptions } from "./relay-endpoint.js";
import { SteamLoadable } from "./steam-loadable.js";

/**
 * What {@link SteamPlugin} wants to know: what `createSteam` does, and what concerns the relay and the frames. Every field can be left out.
 * With `payload: PackedByteArray` of `@samovar/engine-plugin/godot`, `message.payload.decompress_dynamic(-1, FileAccess.COMPRESSION_GZIP)` and the like
 * work as in GDScript.
 */
export interface SteamPluginOptions<A extends Api = "identity", P extends Uint8Array = Uint8Array>
  extends RelayOptions,
    Omit<SteamOptions<A, P>, "endpoint" | "onEmbedCallbacks"> {
  /**
   * Who calls `run_callbacks`. `"preframe"` (default): the plugin, once a frame before the scene is updated, while the loader
   * runs too, and about once a second when no frames come. `"manual"`: the game, unless `steamInit` asks to embed callbacks.
   */
  pump?: "preframe" | "manual" | undefined;
  /** What carries the messages, in place of a relay: a simulated network in tests. `relay`, `credentials` and `client` are ignored then. */
  endpoint?: RelayEndpoint | undefined;
}

/**
 * Steam for an Excalibur game.
 *
 * ```ts
 * const plugin = new SteamPlugin();
 * const { Steam } = plugin;
 * plugin.install(game);                              // Excalibur 0.32
 * await game.start(new Loader([plugin.loadable]));   // connects behind the loading bar
 * ```
 *
 * From Excalibur 0.33 on, `new Engine({ plugins: [plugin] })` does all of that. Making a plugin connects nothing; loading,
 * `steamInit`, or `onLoad` of 0.33 does. Each plugin is one player; a game needs one.
 */
export class SteamPlugin<A extends Api = "identity", P extends Uint8Array = Uint8Array> {
  /** For Excalibur 0.33, which takes a plugin of a name once. */
  readonly name = "samovar.steam";
  /** For Excalibur 0.33: no need to come before or after others. */
  readonly priority = 0;
  /** The API. Its functions can be called from the beginning; see there what they answer before the relay is reached. */
  readonly Steam: Steam<A, P>;
  /** Connects behind the loader. */
  readonly loadable: SteamLoadable;

  readonly #connection: Connection;
  readonly #log: Log;
  #pumps: boolean;
  #engine: EngineLike | undefined;
  #stopPump: (() => void) | undefined;

  constructor(options: SteamPluginOptions<A, P> = {}) {
    const { Steam, connection, log } = assembleSteam<A, P>({
      ...options,
      endpoint: options.endpoint ?? relayEndpoint(options, options.logger ?? consoleLogger),
      onEmbedCallbacks: () => {
        this.#pumps = true;
        this.#startPump();
      },
    });
    this.Steam = Steam;
    this.loadable = new SteamLoadable(connection);
    this.#connection = connection;
    this.#log = log;
    this.#pumps = options.pump !== "manual";
  }

  /** Begins to pump signals in this engine. Installed already: warns and does nothing. */
  install(engine: EngineLike): void {
    if (this.#engine !== undefined) {
      this.#log.warn("[STEAM] SteamPlugin is already installed; the second install is ignored. Call dispose() first.");
      return;
    }
    this.#engine = engine;
    if (this.#pumps) this.#startPump();
  }

  /** Called by Excalibur 0.33: {@link install}. */
  onEnginePostConfig(engine: EngineLike): void {
    this.install(engine);
  }

  /** Called by Excalibur 0.33 before its loader: connects. Never rejects, see {@link SteamLoadable}. */
  async onLoad(): Promise<void> {
    await this.loadable.load();
  }

  /** Stops pumping and leaves the relay. The plugin can be installed, and Steam started, again. */
  dispose(): void {
    this.#stopPump?.();
    this.#stopPump = undefined;
    this.#engine = undefined;
    this.#connection.disconnect();
  }

  #startPump(): void {
    if (this.#engine === undefined) return;
    this.#stopPump ??= startPump(this.#engine, () => {
      try {
        this.Steam.run_callbacks();
      } catch (cause) {
        // Whatever escapes from a listener of the engine stops its clock for good.
        this.#log.error("[STEAM] run_callbacks failed; the game goes on.", cause);
      }
    });
  }
}
