import { RelayError } from "@samovar/transport";
import type { InProcessPage } from "@samovar/transport/testing";
import { singletons } from "../godot/helpers/singletons.js";
import type { Api } from "../steam/api.js";
import { assembleSteam, type Steam } from "../steam/steam.js";
import type { GamePage, PlayerOptions } from "./options.js";
import type { LogRecord } from "./records.js";

/** What a page tells whoever loaded it. */
export interface PageEvents {
  /** A signal is about to call its handlers. */
  readonly onSignal: (name: string, args: readonly unknown[]) => void;
  readonly onLog: (record: Omit<LogRecord, "atMs">) => void;
  /** Something of the game threw. */
  readonly onThrown: (error: unknown) => void;
  /** Resolves so many virtual ms later. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** A page whose relay was not reached tries again after so long, as a person would who presses a button. */
const TRY_AGAIN_MS = 1000;

/** How often callbacks run in a hidden tab. */
const HIDDEN_PUMP_MS = 1000;

/** One load of the game at one player: a `Steam`, the game made with it, and what it does in each frame. */
export class SteamPage<A extends Api, P extends Uint8Array, G> implements GamePage {
  readonly name: string;
  readonly Steam: Steam<A, P>;
  readonly carrier: InProcessPage;
  #game: { readonly made: G } | undefined;
  #settled = false;
  #sincePumpMs = 0;
  readonly #frames = new Set<(elapsedMs: number) => void>();
  readonly #options: PlayerOptions<A, P, G>;
  readonly #events: PageEvents;

  constructor(name: string, carrier: InProcessPage, options: PlayerOptions<A, P, G>, events: PageEvents) {
    this.name = name;
    this.carrier = carrier;
    this.#options = options;
    this.#events = events;
    const tell = (level: LogRecord["level"]) => (message: string, cause?: unknown) => {
      events.onLog(cause === undefined ? { level, message } : { level, message, cause });
      if (level === "error") options.logger?.error(message, cause);
      else options.logger?.[level](message);
      // The other errors are Steam's own: they concern the network, and a game is told in other ways.
      if (cause !== undefined && !(cause instanceof RelayError)) events.onThrown(cause);
    };
    const { Steam, connection } = assembleSteam<A, P>({
      ...options,
      endpoint: carrier.client,
      logger: { info: tell("info"), warn: tell("warn"), error: tell("error") },
      // Frames are there all the time.
      onEmbedCallbacks: () => {},
    });
    this.Steam = Steam;
    this.#listen();
    if (options.connect ?? true) void this.#connect(() => connection.connect());
    else this.#start();
  }

  /** The game; undefined while the page still loads. */
  get game(): { readonly made: G } | undefined {
    return this.#game;
  }

  /** Whether the game has had a frame. */
  get settled(): boolean {
    return this.#settled;
  }

  /** Calls back in each frame of this page. Answers how to stop. */
  onFrame(call: (elapsedMs: number) => void): () => void {
    this.#frames.add(call);
    return () => this.#frames.delete(call);
  }

  sleep(ms: number): Promise<void> {
    return this.#events.sleep(ms);
  }

  /** A frame: what happened is delivered, then the game has its turn. */
  frame(elapsedMs: number): void {
    this.#sincePumpMs = 0;
    this.#runCallbacks();
    for (const call of [...this.#frames]) this.#guarded(() => call(elapsedMs));
    this.#settled ||= this.#game !== undefined;
  }

  /** The time of a frame passes, and there is none, for nobody would see it: callbacks run once a second all the same, as the plugin sees to. */
  hiddenFrame(elapsedMs: number): void {
    this.#sincePumpMs += elapsedMs;
    if (this.#sincePumpMs < HIDDEN_PUMP_MS) return;
    this.#sincePumpMs = 0;
    this.#runCallbacks();
  }

  #runCallbacks(): void {
    if (this.#options.pump ?? true) this.#guarded(() => this.Steam.run_callbacks());
  }

  async #connect(connect: () => Promise<void>): Promise<void> {
    for (await connect(); this.carrier.client.state !== "online"; await connect()) {
      await this.sleep(TRY_AGAIN_MS);
      if (!this.carrier.running) return;
    }
    if (this.carrier.running) this.#start();
  }

  #start(): void {
    this.#guarded(() => {
      // Without the option, G is undefined.
      this.#game = { made: this.#options.game?.(this.Steam, this) as G };
    });
  }

  /** Runs the game's code as if its page were the only one; what it throws is told. */
  #guarded(run: () => void): void {
    // `Engine.get_singleton("Steam")` is to find the one of this page.
    singletons.set("Steam", this.Steam);
    try {
      run();
    } catch (error) {
      this.#events.onThrown(error);
    }
  }

  /** Hears of every signal without being connected to any: a game may look at its connections. */
  #listen(): void {
    const { Steam } = this;
    for (const { name } of Steam.get_signal_list()) {
      const signal = (Steam as unknown as Record<string, { emit: (...args: unknown[]) => void }>)[name];
      if (signal === undefined) continue;
      const { emit } = signal;
      signal.emit = (...args) => {
        if (!Steam.is_blocking_signals()) this.#events.onSignal(name, args);
        emit(...args);
      };
    }
  }
}
