import { DropReports } from "../relay/drop-reports.js";
import { Router } from "../relay/router.js";
import type { SessionSettings } from "../session/settings.js";
import { readPeer } from "../wire/envelope.js";
import { RELAY_QUEUE_BYTES, type Lane } from "../wire/lane.js";
import { individualId } from "../wire/steam-id.js";
import { goodConditions, type LinkConditions } from "./conditions.js";
import { SeededRandom } from "./random.js";
import { SimulatedPath } from "./simulated-link.js";
import { SimulatedPlayer, type PathPair, type Surroundings } from "./simulated-player.js";
import { VirtualTime } from "./virtual-time.js";

/** How {@link SimulatedNetwork.advanceUntil} looks around. */
const STEP_MS = 1;

/** How a simulated network is set up. */
export interface SimulatedNetworkOptions {
  /** The same seed and the same calls give the same history. Default 1. */
  readonly seed?: number;
  /** What links do, unless a player's own say otherwise. */
  readonly conditions?: Partial<LinkConditions>;
  /** Session settings of all players, unless a player's own say otherwise. */
  readonly settings?: Partial<SessionSettings>;
  /** What may wait at the relay for one slow player on the sure lane; more is dropped, and its senders told. Default 2 MiB, as of a real one. */
  readonly queueBytes?: number | undefined;
}

/** Something that left a player, for tests that look at the wire. */
export interface SentDatagram {
  readonly player: SimulatedPlayer;
  readonly lane: Lane;
  /** Valid during the call only; envelope included. */
  readonly datagram: Uint8Array;
}

/**
 * Players, their links and a relay in one process, on virtual time: a minute of play takes milliseconds, and the same seed gives
 * the same history on every machine.
 *
 * ```ts
 * const network = new SimulatedNetwork({ seed: 7, conditions: { lagMs: 50, loss: 0.05 } });
 * const [anna, ben] = [network.addPlayer(), network.addPlayer()];
 * anna.send(ben.self, bytes, SendFlags.RELIABLE, 0);
 * network.advance(1000);
 * ben.events(); // [{ kind: "session-request", peer: anna.self }]
 * ```
 */
export class SimulatedNetwork implements Surroundings {
  readonly time = new VirtualTime();
  readonly random: SeededRandom;
  readonly players: SimulatedPlayer[] = [];
  #router = new Router();
  #drops = new DropReports();
  #up = true;
  readonly #blocked = new Set<string>();
  readonly #watchers = new Set<(sent: SentDatagram) => void>();
  readonly #conditions: LinkConditions;
  readonly #settings: Partial<SessionSettings>;
  readonly #queueBytes: number;

  constructor(options: SimulatedNetworkOptions = {}) {
    this.random = new SeededRandom(options.seed ?? 1);
    this.#conditions = { ...goodConditions, ...options.conditions };
    this.#settings = options.settings ?? {};
    this.#queueBytes = options.queueBytes ?? RELAY_QUEUE_BYTES;
    this.#makeRelay();
  }

  /** Whether the relay runs. */
  get relayUp(): boolean {
    return this.#up;
  }

  /** A new player, online at once. */
  addPlayer(options: { readonly conditions?: Partial<LinkConditions>; readonly settings?: Partial<SessionSettings> } = {}): SimulatedPlayer {
    const id = individualId(this.players.length + 1);
    const player = new SimulatedPlayer(this, id, { ...this.#conditions, ...options.conditions }, { ...this.#settings, ...options.settings });
    this.players.push(player);
    void player.open();
    return player;
  }

  /** Moves time forward by `ms`. */
  advance(ms: number): void {
    this.time.advance(ms);
  }

  /** Moves time forward until the condition holds, at most by `withinMs`; answers whether it held. */
  advanceUntil(condition: () => boolean, withinMs: number): boolean {
    const end = this.time.now + withinMs;
    while (!condition()) {
      if (this.time.now >= end) return false;
      this.time.advance(STEP_MS);
    }
    return true;
  }

  /** From now on the relay passes nothing between the two, and tells nobody. */
  partition(one: SimulatedPlayer, other: SimulatedPlayer): void {
    this.#blocked.add(`${one.self}>${other.self}`);
    this.#blocked.add(`${other.self}>${one.self}`);
  }

  /** From now on the relay passes nothing from one to the other; the way back stays open. */
  block(from: SimulatedPlayer, to: SimulatedPlayer): void {
    this.#blocked.add(`${from.self}>${to.self}`);
  }

  /** Ends all partitions. */
  heal(): void {
    this.#blocked.clear();
  }

  /** The relay dies with all links, and is back after `downMs`; players reconnect at once then. */
  restartRelay(downMs: number): void {
    this.#up = false;
    for (const player of this.players) player.linkDown();
    this.#makeRelay();
    this.time.schedule(this.time.now + downMs, () => {
      this.#up = true;
      for (const player of this.players) player.linkUp();
    });
  }

  /** Sees every datagram that leaves a player; answers how to stop. */
  watch(watcher: (sent: SentDatagram) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Used by players: a link for them. */
  attach(player: SimulatedPlayer): PathPair {
    const router = this.#router;
    const conditions = (): LinkConditions => player.conditions;
    const up = new SimulatedPath(this.time, this.random, conditions, (lane, datagram) => {
      if (router === this.#router && this.#passes(player, datagram)) router.route(player.self, lane, datagram);
    });
    const down = new SimulatedPath(this.time, this.random, conditions, (lane, datagram) => {
      const source = readPeer(new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength));
      if (source !== undefined) player.arrived(source, lane, datagram);
    }, this.#queueBytes);
    router.attach(player.self, { send: (lane, datagram) => down.send(lane, datagram), close: () => undefined });
    return { up, down };
  }

  /** Used by players: their link is gone. */
  detach(player: SimulatedPlayer): void {
    this.#router.detach(player.self, "left");
    this.#drops.forget(player.self);
  }

  /** Used by players: for {@link watch}. */
  noteSent(player: SimulatedPlayer, lane: Lane, datagram: Uint8Array): void {
    for (const watcher of this.#watchers) watcher({ player, lane, datagram });
  }

  #passes(from: SimulatedPlayer, datagram: Uint8Array): boolean {
    if (this.#blocked.size === 0) return true;
    const to = readPeer(new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength));
    return to === undefined || !this.#blocked.has(`${from.self}>${to}`);
  }

  #makeRelay(): void {
    const drops = new DropReports();
    this.#drops = drops;
    this.#router = new Router();
    this.#router.setControlPlane({
      attached: () => undefined,
      detached: () => undefined,
      receive: () => undefined,
      dropped: (source, destination) => {
        const before = drops.dueAt;
        drops.note(source, destination);
        if (drops.dueAt < before) this.#tellOfDrops(drops);
      },
    });
  }

  /** As soon and as often as a real relay does. */
  #tellOfDrops(drops: DropReports): void {
    const { time } = this;
    time.schedule(drops.dueAt, () => {
      if (drops !== this.#drops || time.now < drops.dueAt) return;
      drops.tell(time.now, (self, peers) => {
        const player = this.players.find((candidate) => candidate.self === self);
        if (player !== undefined) time.schedule(time.now + player.conditions.lagMs, () => peers.forEach((peer) => player.dropped(peer)));
      });
      if (drops.dueAt < Number.POSITIVE_INFINITY) this.#tellOfDrops(drops);
    });
  }
}
