import type { EndpointState, RelayEndpoint } from "@samovar/transport";
import type { InProcessPlayer } from "@samovar/transport/testing";
import type { Api } from "../steam/api.js";
import { memoryPlayedWith } from "../steam/friends/played-with.js";
import type { Steam } from "../steam/steam.js";
import type { PlayerOptions } from "./options.js";
import { SteamPage } from "./page.js";
import { type PlayerNetwork, playerNetwork } from "./player-network.js";
import type { LogRecord, SignalArguments, SignalName, SignalRecord } from "./records.js";
import { neverFired } from "./timeout-errors.js";
import type { World } from "./world.js";

/** How {@link Player.next} waits. */
export interface NextOptions<Arguments extends readonly unknown[]> {
  /** Virtual time it may take. Default 10,000. */
  readonly withinMs?: number | undefined;
  /** Passes over emissions for which it says false. */
  readonly where?: ((...args: Arguments) => boolean) | undefined;
}

const PATIENCE_MS = 10_000;

/**
 * A player of a `SteamWorld`: somebody at a browser of their own, with a `Steam` that knows of no other. `A` and `P` are those of {@link Steam}, `G` is what the world's
 * `game` makes.
 */
export class Player<A extends Api = "identity", P extends Uint8Array = Uint8Array, G = undefined> {
  readonly name: string;
  /** What this player's network does. */
  readonly network: PlayerNetwork;
  /** Every signal that fired here, oldest first, over all loads of the page. */
  readonly signals: SignalRecord<A>[] = [];
  /** Everything Steam said to the developer here, oldest first. */
  readonly log: LogRecord[] = [];
  readonly #world: World;
  readonly #carrier: InProcessPlayer;
  readonly #options: PlayerOptions<A, P, G>;
  #page: SteamPage<A, P, G>;

  /** Made by `SteamWorld.addPlayer`. */
  constructor(world: World, name: string, carrier: InProcessPlayer, options: PlayerOptions<A, P, G>) {
    this.name = name;
    this.#world = world;
    this.#carrier = carrier;
    this.#options = { ...options, personaName: options.personaName ?? name, playedWith: options.playedWith ?? memoryPlayedWith() };
    this.network = playerNetwork(carrier);
    this.#page = this.#load();
  }

  /** The Steam of the page that is, or was last, open: another one after each reload. */
  get Steam(): Steam<A, P> {
    return this.#page.Steam;
  }

  /**
   * What the option `game` made on this page.
   * @throws while the page still loads: `await player.ready()` first.
   */
  get game(): G {
    const { game } = this.#page;
    if (game === undefined) throw new Error(`${this.name}'s game has not begun: the page is ${this.state === "online" ? "failing" : "still connecting"}. Use await ${this.name.toLowerCase()}.ready().`);
    return game.made;
  }

  /** The player's id, the same for good: before the first connection too, over reloads, and over restarts of the relay (unless it loses its key). */
  get id(): bigint {
    return this.#page.carrier.client.self || this.#carrier.id;
  }

  /** How it stands with the relay: `"idle"`, `"connecting"`, `"online"`, `"reconnecting"` or `"closed"`. What a dead tab thought last is meaningless: `"closed"`. */
  get state(): EndpointState {
    return this.#page.carrier.running ? this.#page.carrier.client.state : "closed";
  }

  /** Whether the page runs: false after {@link close} and {@link crash}. */
  get running(): boolean {
    return this.#page.carrier.running;
  }

  /** Whether the game runs: the page has loaded, and is not gone. */
  get playing(): boolean {
    return this.running && this.#page.game !== undefined;
  }

  /** Whether the game runs and what led to it has been delivered: it has had a frame. */
  get settled(): boolean {
    return this.running && this.#page.settled;
  }

  /** Beneath Steam: for tests that look deeper. */
  get endpoint(): RelayEndpoint {
    return this.#page.carrier.client;
  }

  /** Lets time run until the page has loaded and connected, and its game has had a frame. Rejects when that takes more than 30 s. */
  async ready(): Promise<void> {
    await this.#world.until(() => this.settled, { withinMs: 30_000, what: `${this.name}'s page to load and connect` });
  }

  /**
   * Lets time run until the signal fires, and answers what it fired with. What fired before the call does not count: for that there is {@link last}. Several players may be waited for at
   * once: `await Promise.all([anna.next("lobby_joined"), ben.next("lobby_joined")])`.
   * @throws (rejects) when it does not fire in time; the error tells what did fire.
   */
  async next<N extends SignalName<A>>(signal: N, { withinMs = PATIENCE_MS, where }: NextOptions<SignalArguments<A, N>> = {}): Promise<SignalArguments<A, N>> {
    const { now: fromMs, noted: mark } = this.#world;
    const from = this.signals.length;
    let looked = from;
    let found: SignalArguments<A, N> | undefined;
    const fired = await this.#world.wait(() => {
      for (; looked < this.signals.length && found === undefined; looked++) {
        const record = this.signals[looked];
        if (record?.signal !== signal) continue;
        const args = record.args as SignalArguments<A, N>;
        if (where === undefined || where(...args)) found = args;
      }
      return found !== undefined;
    }, withinMs);
    if (fired && found !== undefined) return found;
    throw neverFired(this, { signal, from, fromMs, mark, withCondition: where !== undefined }, this.#world);
  }

  /** What the signal fired with last; undefined when it never did. */
  last<N extends SignalName<A>>(signal: N): SignalArguments<A, N> | undefined {
    return this.all(signal).at(-1);
  }

  /** What the signal fired with, each time, oldest first. */
  all<N extends SignalName<A>>(signal: N): SignalArguments<A, N>[] {
    return this.signals.filter((record) => record.signal === signal).map((record) => record.args as SignalArguments<A, N>);
  }

  /**
   * Loads the page anew: the old one says goodbye as browsers let it, and everything in it is gone; the same player is back with a new `Steam` as soon as it has
   * connected (see {@link ready}). After {@link close} or {@link crash}, opens the page again.
   */
  reload(): void {
    this.#world.note(this.name, this.running ? "reloads the page" : "opens the page again");
    this.#page = this.#load();
  }

  /** The tab is closed: other players are told as far as a browser lets a page do so, and a lobby keeps the seat for 5 s in case it was a reload. */
  close(): void {
    this.#world.note(this.name, "closes the page");
    this.#carrier.close();
  }

  /** The tab dies without a word. Others notice by its silence. */
  crash(): void {
    this.#world.note(this.name, "crashes");
    this.#carrier.crash();
  }

  /**
   * The tab goes to the background: it has no more frames, callbacks run once a second as the Excalibur plugin sees to, and the connection lives on.
   * @param options `worker: false` as on a page that may have no worker: timers then ring once a second.
   */
  hide(options: { readonly worker?: boolean } = {}): void {
    this.#world.note(this.name, "hides the tab");
    this.#carrier.hide(options);
  }

  /** The tab is in front again. */
  show(): void {
    this.#world.note(this.name, "shows the tab");
    this.#carrier.show();
  }

  /** Whether the tab is in the background. */
  get hidden(): boolean {
    return this.#carrier.hidden;
  }

  /** Calls back in each frame of the page that is open now, right after its callbacks ran; no more after a reload. Answers how to stop. */
  onFrame(call: (elapsedMs: number) => void): () => void {
    return this.#page.onFrame(call);
  }

  /** Used by the world: a frame of the page, if it has any. */
  frame(elapsedMs: number): void {
    if (!this.running) return;
    if (this.hidden) this.#page.hiddenFrame(elapsedMs);
    else this.#page.frame(elapsedMs);
  }

  /** Used by the world: what carries it. */
  get carrier(): InProcessPlayer {
    return this.#carrier;
  }

  #load(): SteamPage<A, P, G> {
    const { settings } = this.#options;
    const world = this.#world;
    const carrier = this.#carrier.load(settings === undefined ? {} : { settings });
    return new SteamPage<A, P, G>(this.name, carrier, this.#options, {
      onSignal: (signal, args) => {
        this.signals.push({ atMs: world.now, signal, args } as SignalRecord<A>);
        world.noteSignal(this.name, signal, args);
      },
      onLog: (record) => void this.log.push({ atMs: world.now, ...record }),
      onThrown: (error) => world.thrown(error),
      sleep: (ms) => world.sleep(ms),
    });
  }
}
