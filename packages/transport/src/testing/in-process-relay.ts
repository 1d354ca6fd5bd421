import type { LinkOpener, LinkRequest, OpenedLink } from "../client/link-opener.js";
import { RelayError, replacedError } from "../client/relay-error.js";
import type { AskRates } from "../relay/ask-desk.js";
import { parseAuthorization } from "../wire/control.js";
import { individualId } from "../wire/steam-id.js";
import { AsyncTime } from "./async-time.js";
import type { LinkConditions } from "./conditions.js";
import { InProcessPlayer, type InProcessPage, type PlayerSurroundings } from "./in-process-player.js";
import { SeededRandom } from "./random.js";
import { RelayRun } from "./relay-run.js";
import { VirtualTime } from "./virtual-time.js";

/** What an attempt takes besides the network: the page gathers its addresses, both sides compute keys. */
const OPEN_MS = 50;
/** Round trips of an attempt, over HTTP and then WebRTC. */
const OPEN_ROUND_TRIPS = 11;
/** How often an attempt on a network that is cut tries its luck. */
const TRY_AGAIN_MS = 250;

/** How an {@link InProcessRelay} is set up. */
export interface InProcessRelayOptions {
  /** The same seed and the same calls give the same history. Default 1. */
  readonly seed?: number | undefined;
  /** What links do, unless a player's own say otherwise. */
  readonly conditions?: Partial<LinkConditions> | undefined;
  /** What the wall clock shows at the beginning, ms since 1970. Default 2026-01-01T00:00:00Z. */
  readonly startsAtMs?: number | undefined;
  /** How long the seat of a player who is away is kept. Default: the relay's own, 15,000. */
  readonly lobbyGraceMs?: number | undefined;
  /** How often a player may ask what. Default: the relay's own. */
  readonly rates?: AskRates | undefined;
  /** What the relay would tell its operator. Default: nobody listens. */
  readonly onLog?: ((line: string) => void) | undefined;
}

/**
 * A relay and its players in one process, on virtual time: the real control plane, the real router and the real clients, and between them links that misbehave as told.
 * The same seed gives the same history on every machine.
 *
 * Time moves only in {@link AsyncTime.advance} and {@link AsyncTime.until} of {@link clock}.
 */
export class InProcessRelay implements PlayerSurroundings {
  readonly time = new VirtualTime();
  readonly clock: AsyncTime;
  readonly random: SeededRandom;
  readonly #options: InProcessRelayOptions;
  readonly #players: InProcessPlayer[] = [];
  #tokens = new Map<string, bigint>();
  #issued = 0;
  #runs = 0;
  #key: number;
  #run: RelayRun | undefined;
  readonly #blocked = new Set<string>();

  constructor(options: InProcessRelayOptions = {}) {
    this.#options = options;
    this.random = new SeededRandom(options.seed ?? 1);
    this.clock = new AsyncTime(this.time);
    this.#key = this.random.uint32();
    this.start();
  }

  /** Whether the relay runs. */
  get up(): boolean {
    return this.#run !== undefined;
  }

  /** What the wall clock shows, ms since 1970. */
  get wallMs(): number {
    return (this.#options.startsAtMs ?? Date.UTC(2026, 0, 1)) + this.time.now;
  }

  get players(): readonly InProcessPlayer[] {
    return this.#players;
  }

  /** A player the relay knows, without a page as yet. */
  addPlayer(conditions: Partial<LinkConditions> = {}): InProcessPlayer {
    const id = this.#newId();
    const player = new InProcessPlayer(this, { id, token: this.#tokenFor(id) }, this.#options.conditions ?? {}, conditions);
    this.#players.push(player);
    return player;
  }

  /** From now on the relay passes nothing between the two, and tells nobody. Both still reach the relay itself: lobbies, chat and names go on. */
  partition(one: InProcessPlayer, other: InProcessPlayer): void {
    this.block(one, other);
    this.block(other, one);
  }

  /** From now on the relay passes nothing from one to the other; the way back stays open. */
  block(from: InProcessPlayer, to: InProcessPlayer): void {
    this.#blocked.add(`${from.id}>${to.id}`);
  }

  /** Ends all partitions, or the one between the two. */
  heal(one?: InProcessPlayer, other?: InProcessPlayer): void {
    if (one === undefined || other === undefined) return this.#blocked.clear();
    this.#blocked.delete(`${one.id}>${other.id}`);
    this.#blocked.delete(`${other.id}>${one.id}`);
  }

  /**
   * The relay ends, and what it kept in memory with it: lobbies, sessions with players, who was shown to whom.
   * @param how `announced`: as an operator stops it, players are told. `crash`: it dies, and players find out by its silence.
   */
  stop(how: "announced" | "crash" = "announced"): void {
    this.#run?.stop(how);
    this.#run = undefined;
  }

  /** It runs again, in a new run. @param newKey it has lost its key: nobody's token is worth anything, and players get new ids. */
  start({ newKey = false }: { readonly newKey?: boolean } = {}): void {
    if (this.#run !== undefined) return;
    if (newKey) {
      this.#tokens = new Map();
      this.#key = this.random.uint32();
    }
    this.#run = new RelayRun({
      ...this.#options,
      time: this.time,
      random: this.random,
      wallMs: () => this.wallMs,
      key: this.#key,
      name: `run${++this.#runs}`,
      passes: (from, to) => this.#blocked.size === 0 || !this.#blocked.has(`${from}>${to}`),
    });
  }

  /** Used by pages: what opens their links. */
  opener(player: InProcessPlayer, page: InProcessPage): LinkOpener {
    return (request) =>
      new Promise((resolve, reject) => {
        const { lagMs, jitterMs } = player.conditions;
        const jitter = (): number => this.random.unit() * jitterMs;
        const later = (ms: number, run: () => void): void => void this.time.schedule(this.time.now + ms, run);
        const onceThrough = (run: () => void): void => {
          if (request.signal.aborted || !page.running) return;
          if (player.isCut) later(TRY_AGAIN_MS, () => onceThrough(run));
          else run();
        };
        // The request, and then all the rest of it.
        later(2 * lagMs + jitter(), () =>
          onceThrough(() => {
            if (this.#run === undefined) return reject(unreachable());
            request.onAnswered();
            later(2 * lagMs * (OPEN_ROUND_TRIPS - 1) + OPEN_MS + jitter(), () => onceThrough(() => this.#open(player, page, request, resolve, reject)));
          }),
        );
      });
  }

  #open(player: InProcessPlayer, page: InProcessPage, request: LinkRequest, resolve: (opened: OpenedLink) => void, reject: (error: RelayError) => void): void {
    const run = this.#run;
    if (run === undefined) return reject(unreachable());
    const { life = 0, token = "" } = parseAuthorization(request.authorization) ?? {};
    const id = this.#tokens.get(token) ?? this.#newId();
    const link = run.open(id, life, () => player.conditions);
    if (link === undefined) return reject(replacedError());
    page.link = link;
    resolve({ link, admission: { id, token: this.#tokenFor(id) } });
  }

  #newId(): bigint {
    const taken = new Set(this.#tokens.values());
    for (;;) {
      const id = individualId(this.random.integer(1, 0x7fff_ffff));
      if (!taken.has(id)) return id;
    }
  }

  #tokenFor(id: bigint): string {
    const token = `in-process.${id}.${++this.#issued}`;
    this.#tokens.set(token, id);
    return token;
  }
}

const unreachable = (): RelayError => new RelayError("unreachable", "The relay of this test is down: start it, or restart it with a shorter downMs.");
