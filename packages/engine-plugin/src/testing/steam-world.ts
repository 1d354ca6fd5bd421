import { InProcessRelay } from "@samovar/transport/testing";
import type { Api } from "../steam/api.js";
import { describeAll, describeTime } from "./describe.js";
import type { PlayerOptions, SteamWorldOptions } from "./options.js";
import { Player } from "./player.js";
import { neverHeld } from "./timeout-errors.js";
import type { UntilOptions, World } from "./world.js";

/** Lines of {@link SteamWorld.history} that are kept: the last. */
const MOST_LINES = 10_000;

/**
 * Any number of players in one process, each with a `Steam` of their own, a relay, and networks as bad as you like; on virtual time, so that a minute of play takes
 * moments, and the same seed gives the same history everywhere. There is no browser, no relay process and no port: it runs in any test runner, in Node and in a browser.
 *
 * ```ts
 * const world = new SteamWorld({ seed: 7, network: { lagMs: 40, loss: 0.05 } });
 * const [anna, ben] = await world.players("Anna", "Ben");
 * anna.Steam.createLobby(anna.Steam.LOBBY_TYPE_PUBLIC, 4);
 * const [, lobby] = await anna.next("lobby_created");
 * ben.Steam.joinLobby(lobby);
 * await ben.next("lobby_joined");
 * ```
 *
 * What is real: `Steam`, the client beneath it, and all of the relay that decides anything. What is simulated: the network between the two, and the clock. Time stands still
 * except within `await` of {@link advance}, {@link until}, {@link Player.next} and {@link Player.ready}; there are 60 frames in a virtual second, and in each of them every
 * player's `run_callbacks()` runs, then the game.
 */
export class SteamWorld<A extends Api = "identity", P extends Uint8Array = Uint8Array, G = undefined> implements World {
  readonly #relay: InProcessRelay;
  readonly #options: SteamWorldOptions<A, P, G>;
  readonly #all: Player<A, P, G>[] = [];
  readonly #frames = new Set<(elapsedMs: number) => void>();
  readonly #framesPerSecond: number;
  readonly #history: string[] = [];
  #frame = 0;
  #noted = 0;
  /** Thrown while nobody waited. */
  #owed: { readonly error: unknown } | undefined;

  constructor(options: SteamWorldOptions<A, P, G> = {}) {
    this.#options = options;
    this.#framesPerSecond = options.framesPerSecond ?? 60;
    this.#relay = new InProcessRelay({ ...options, conditions: options.network });
    this.#nextFrame();
  }

  /** Virtual ms since the world began. */
  get now(): number {
    return this.#relay.time.now;
  }

  /** Whether the relay runs. */
  get relayUp(): boolean {
    return this.#relay.up;
  }

  /**
   * Everything that happened, a line each: signals that fired, pages that came and went, what was done to the relay. The last 10,000 lines. Two runs of one
   * seed have the same history.
   */
  get history(): readonly string[] {
    return this.#history;
  }

  /** How many lines {@link history} has ever had: marks a place in it. */
  get noted(): number {
    return this.#noted;
  }

  /** The lines of {@link history} since a place in it. */
  historySince(mark: number): readonly string[] {
    return this.#history.slice(Math.max(0, this.#history.length - (this.#noted - mark)));
  }

  /** Players, connected, in the order of the names. */
  async players<const Names extends readonly string[]>(...names: Names): Promise<{ -readonly [Index in keyof Names]: Player<A, P, G> }> {
    const players = names.map((name) => this.addPlayer(name));
    await this.until(() => players.every(({ settled }) => settled), { withinMs: 30_000, what: `${names.join(", ")} to connect` });
    return players as { -readonly [Index in keyof Names]: Player<A, P, G> };
  }

  /** A player, connected; with options of its own, where it has any. */
  player(name: string, options?: PlayerOptions<A, P, G>): Promise<Player<A, P, G>>;
  /** A player of another generation of the API, with other payloads, or another game than the world's. */
  player<A2 extends Api, P2 extends Uint8Array, G2>(name: string, options: PlayerOptions<A2, P2, G2>): Promise<Player<A2, P2, G2>>;
  async player(name: string, options?: PlayerOptions<A, P, G>): Promise<Player<A, P, G>> {
    const player = this.addPlayer(name, options);
    await player.ready();
    return player;
  }

  /** A player whose page has just begun to load: without waiting for anything. */
  addPlayer(name: string, options?: PlayerOptions<A, P, G>): Player<A, P, G>;
  /** See {@link player}. */
  addPlayer<A2 extends Api, P2 extends Uint8Array, G2>(name: string, options: PlayerOptions<A2, P2, G2>): Player<A2, P2, G2>;
  addPlayer(name: string, options: PlayerOptions<A, P, G> = {}): Player<A, P, G> {
    // The world's network is the relay's to know.
    const { network: _, ...common } = this.#options;
    const player = new Player<A, P, G>(this, name, this.#relay.addPlayer(options.network), { ...common, ...options });
    this.#all.push(player);
    return player;
  }

  /**
   * Lets so many ms pass.
   * @throws (rejects) with what a handler, a frame or a game threw meanwhile; see `failOnErrors`.
   */
  async advance(ms: number): Promise<void> {
    this.#settleDebt();
    await this.#relay.clock.advance(ms);
  }

  /**
   * Lets time pass until the condition holds; not at all when it does already.
   * @throws (rejects) when it does not hold in time, and as {@link advance}.
   */
  async until(condition: () => boolean, { withinMs = 10_000, what = "a condition" }: UntilOptions = {}): Promise<void> {
    const from = this.now;
    if (!(await this.wait(condition, withinMs))) throw neverHeld(what, from, this);
  }

  /** As {@link until}, but answers whether the condition holds. */
  async wait(condition: () => boolean, withinMs: number): Promise<boolean> {
    this.#settleDebt();
    return this.#relay.clock.until(condition, withinMs);
  }

  /** Resolves when so many ms have passed; does not make them pass. For a game that waits, in place of a timer. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#relay.time.schedule(this.now + ms, resolve));
  }

  /** Calls back in each frame, when every player's callbacks have run, with the ms since the last frame. Answers how to stop. */
  onFrame(call: (elapsedMs: number) => void): () => void {
    this.#frames.add(call);
    return () => this.#frames.delete(call);
  }

  /** From now on nothing passes between the two, and nobody is told. Both reach the relay: lobbies and their chat go on. Ends by {@link heal}. */
  partition(one: AnyPlayer, other: AnyPlayer): void {
    this.note(one.name, `and ${other.name} cannot reach each other`);
    this.#relay.partition(one.carrier, other.carrier);
  }

  /** Ends the partition of the two, or all of them. */
  heal(one?: AnyPlayer, other?: AnyPlayer): void {
    this.note("world", "heals");
    this.#relay.heal(one?.carrier, other?.carrier);
  }

  /**
   * The relay is restarted: whatever it kept in memory is gone, its players' identities are not, for it keeps its key. Lobbies come back from what their members know.
   * @param options `downMs`: how long it is away; 1,000 unless said. `crash`: nobody is told, and players find out by its silence. `newKey`: it loses its key as
   * well, and everybody gets a new id.
   */
  restartRelay({ downMs = 1000, crash = false, newKey = false }: { readonly downMs?: number; readonly crash?: boolean; readonly newKey?: boolean } = {}): void {
    this.stopRelay({ crash });
    this.#relay.time.schedule(this.now + downMs, () => this.startRelay({ newKey }));
  }

  /** The relay is gone until {@link startRelay}. */
  stopRelay({ crash = false }: { readonly crash?: boolean } = {}): void {
    this.note("relay", crash ? "dies" : "stops");
    this.#relay.stop(crash ? "crash" : "announced");
  }

  /** The relay is there again. */
  startRelay({ newKey = false }: { readonly newKey?: boolean } = {}): void {
    this.note("relay", newKey ? "starts, with a new key" : "starts");
    this.#relay.start({ newKey });
  }

  /** Adds a line to the history. */
  note(who: string, what: string): void {
    this.#noted++;
    if (this.#history.length >= MOST_LINES) this.#history.shift();
    this.#history.push(`${describeTime(this.now)}  ${who} ${what}`);
  }

  /** Used by players. */
  noteSignal(who: string, signal: string, args: readonly unknown[]): void {
    this.note(who, `${signal}${describeAll(args)}`);
  }

  /** Used by players: something of a game threw. */
  thrown(error: unknown): void {
    this.note("error:", String(error));
    if (this.#options.failOnErrors === false || this.#relay.clock.fail(error)) return;
    this.#owed ??= { error };
  }

  #settleDebt(): void {
    const owed = this.#owed;
    this.#owed = undefined;
    if (owed !== undefined) throw owed.error;
  }

  #nextFrame(): void {
    const elapsedMs = 1000 / this.#framesPerSecond;
    // Not the sum of the above, in which rounding would add up.
    this.#relay.time.schedule((++this.#frame * 1000) / this.#framesPerSecond, () => {
      for (const player of this.#all) player.frame(elapsedMs);
      for (const call of [...this.#frames]) {
        try {
          call(elapsedMs);
        } catch (error) {
          this.thrown(error);
        }
      }
      this.#nextFrame();
    });
  }
}

/** A player of any kind. */
type AnyPlayer = Pick<Player, "name" | "carrier">;
