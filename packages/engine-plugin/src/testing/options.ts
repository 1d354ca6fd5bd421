import type { RelayClientOptions } from "@samovar/transport";
import type { InProcessRelayOptions, LinkConditions } from "@samovar/transport/testing";
import type { Api } from "../steam/api.js";
import type { Logger } from "../steam/logger.js";
import type { Steam, SteamOptions } from "../steam/steam.js";

/**
 * What a player's link to the relay does, each way: `lagMs`, `jitterMs` (ms), `loss`, `duplication`, `reordering` (shares, 0..1) and `bytesPerSecond`. By default 5 ms, and
 * nothing goes wrong.
 */
export type NetworkConditions = LinkConditions;

/** What a game under test is given besides `Steam`: what its page would give it. */
export interface GamePage {
  /** The player's name, as the test calls it. */
  readonly name: string;
  /** Calls back in each frame of this page, right after its callbacks ran, with the ms since the last frame; no more when the page is gone. Answers how to stop. */
  onFrame(call: (elapsedMs: number) => void): () => void;
  /** Resolves when so many virtual ms have passed: in place of a timer. */
  sleep(ms: number): Promise<void>;
}

/** How a player is made; all that {@link SteamOptions} has for a real one, and what only a test can say. */
export interface PlayerOptions<A extends Api = "identity", P extends Uint8Array = Uint8Array, G = undefined>
  extends Omit<SteamOptions<A, P>, "endpoint" | "logger" | "onEmbedCallbacks"> {
  /** This player's network, where it differs from the world's. */
  readonly network?: Partial<NetworkConditions> | undefined;
  /**
   * The game, as far as it is tested: called each time the player's page has loaded and connected, as a program behind Excalibur's loader is. What it answers is
   * the player's `game`. A reloaded page makes a new one.
   */
  readonly game?: ((steam: Steam<A, P>, page: GamePage) => G) | undefined;
  /** False: the page does not connect by itself, and the game starts before it has; for testing `steamInit`. Default true. */
  readonly connect?: boolean | undefined;
  /** False: nobody calls `run_callbacks()` but the game. Default true: each frame, before the game, and once a second in a hidden tab. */
  readonly pump?: boolean | undefined;
  /** Settings of the sessions, as `RelayClient` takes them. */
  readonly settings?: RelayClientOptions["settings"];
  /** Where warnings and errors go besides the player's `log`; by default nowhere else. */
  readonly logger?: Logger | undefined;
}

/** How a world is made; what concerns players holds for all of them, unless a player's own options say otherwise. */
export interface SteamWorldOptions<A extends Api = "identity", P extends Uint8Array = Uint8Array, G = undefined>
  extends PlayerOptions<A, P, G>,
    Pick<InProcessRelayOptions, "seed" | "startsAtMs" | "lobbyGraceMs" | "rates"> {
  /** Frames in a virtual second. Default 60. */
  readonly framesPerSecond?: number | undefined;
  /**
   * What happens when a handler, a frame or a game throws. Default true: the call that moves time rejects with it, so that an assertion inside of a handler fails the test. False:
   * as in a browser, it is logged and the game goes on.
   */
  readonly failOnErrors?: boolean | undefined;
}
