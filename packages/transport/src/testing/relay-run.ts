import type { AskRates } from "../relay/ask-desk.js";
import { MemoryBackplane } from "../relay/backplane/memory-backplane.js";
import { RelayControl } from "../relay/control-plane.js";
import { Lives } from "../relay/lives.js";
import { Router } from "../relay/router.js";
import { readPeer } from "../wire/envelope.js";
import type { Lane } from "../wire/lane.js";
import type { LinkConditions } from "./conditions.js";
import { InProcessLink } from "./in-process-link.js";
import { keyedHash } from "./keyed-hash.js";
import type { SeededRandom } from "./random.js";
import type { VirtualTime } from "./virtual-time.js";

/** As a relay is configured by default. */
const FIRST_WORD_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 4_500;

/** What a run of a relay needs. */
export interface RelayRunOptions {
  readonly time: VirtualTime;
  readonly random: SeededRandom;
  readonly wallMs: () => number;
  /** What it signs with. */
  readonly key: number;
  readonly name: string;
  /** Whether what one player sends to the other gets through. */
  readonly passes: (from: bigint, to: bigint) => boolean;
  readonly lobbyGraceMs?: number | undefined;
  readonly rates?: AskRates | undefined;
  readonly onLog?: ((line: string) => void) | undefined;
}

/** A relay from its start to its end, put together as the real one is, of the same parts; only what would need a network card or a key file is not there. */
export class RelayRun {
  readonly #options: RelayRunOptions;
  readonly #router = new Router();
  readonly #lives = new Lives();
  readonly #control: RelayControl;
  /** The link of each player that is attached, with the page life it belongs to. */
  readonly #links = new Map<bigint, { readonly life: number; readonly link: InProcessLink }>();
  #over = false;

  constructor(options: RelayRunOptions) {
    this.#options = options;
    const { time, random, wallMs, key, name, lobbyGraceMs, rates, onLog = () => {} } = options;
    this.#control = new RelayControl({
      clock: {
        now: () => time.now,
        wallMs,
        after: (ms, callback) => {
          const scheduled = time.schedule(time.now + ms, () => {
            if (!this.#over) callback();
          });
          return () => time.cancel(scheduled);
        },
      },
      random: () => random.uint32(),
      deliver: (player, lane, datagram) => this.#router.deliver(player, lane, datagram),
      lost: (player, reason) => this.#lost(player, reason),
      sign: keyedHash(key),
      run: name,
      backplane: new MemoryBackplane(),
      firstWordTimeoutMs: FIRST_WORD_TIMEOUT_MS,
      silenceTimeoutMs: SILENCE_TIMEOUT_MS,
      lobbyGraceMs,
      rates,
      log: { info: onLog, warn: onLog, error: onLog },
    });
    this.#router.setControlPlane(this.#control);
  }

  /** A link for this player; undefined when a later page of the same player has replaced this one. */
  open(player: bigint, life: number, conditions: () => LinkConditions): InProcessLink | undefined {
    if (this.#lives.isReplaced(player, life)) return undefined;
    const { time, random } = this.#options;
    const link: InProcessLink = new InProcessLink({
      time,
      random,
      conditions,
      toRelay: (lane, datagram) => this.#arrived(player, lane, datagram),
      closedAtRelay: () => this.#closed(player, link),
    });
    // The same page, back before its old link was found dead: nobody is to be told of a replacement.
    if (this.#links.get(player)?.life === life) this.#router.detach(player, "left");
    this.#links.set(player, { life, link });
    this.#lives.opened(player, life);
    this.#router.attach(player, link.downlink, life);
    return link;
  }

  stop(how: "announced" | "crash"): void {
    const links = [...this.#links.values()];
    if (how === "announced") this.#router.detachAll("shutdown");
    this.#over = true;
    this.#control.stop();
    if (how === "crash") for (const { link } of links) link.sever();
  }

  #arrived(player: bigint, lane: Lane, datagram: Uint8Array): void {
    if (this.#over) return;
    const to = readPeer(new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength));
    if (to === undefined || this.#options.passes(player, to)) this.#router.route(player, lane, datagram);
  }

  #closed(player: bigint, link: InProcessLink): void {
    if (!this.#over && this.#router.detach(player, "left", link.downlink)) this.#links.delete(player);
  }

  #lost(player: bigint, reason: "left" | "silent"): void {
    this.#links.delete(player);
    this.#router.detach(player, reason);
  }
}
