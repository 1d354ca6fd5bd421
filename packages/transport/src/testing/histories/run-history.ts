import { ENVELOPE_BYTES, readPeer } from "../../wire/envelope.js";
import { MAX_DATAGRAM_BYTES } from "../../wire/lane.js";
import * as PacketKinds from "../../wire/packet-kinds.js";
import { PacketReader } from "../../wire/packet.js";
import { goodConditions, type LinkConditions } from "../conditions.js";
import { SimulatedNetwork, type SentDatagram } from "../network.js";
import { Game, type World } from "./game.js";
import { Ledger, must, Violation } from "./ledger.js";
import { describeAction, type Action, type HistoryPlan, type Step } from "./plan.js";

/** How often games look around. */
const FRAME_MS = 100;
/** Within this time on a healed network everything that was sent must have arrived, or its session must have failed. */
const SETTLE_MS = 40_000;
/** What a replaced link has swallowed must have arrived this soon after, on links that were never slow. */
const PROMPT_MS = 2000;
const SLOW_LAG_MS = 250;
/** Longer than the longest timer: a session record forgotten after three minutes, and what it may have begun before. */
const QUIET_MS = 400_000;
/** A history that sends more than this in one instant has run wild. */
const MAX_DATAGRAMS_A_FRAME = 100_000;

/** How a history went. */
export interface HistoryResult {
  /** What the engine did against the contract; undefined when it kept it. */
  readonly violation: string | undefined;
  readonly messagesSent: number;
  readonly datagrams: number;
}

/**
 * Runs a history and checks the engine against the contract throughout.
 * @param trace hears everything that happens, a line each.
 */
export function runHistory(plan: HistoryPlan, trace: (line: string) => void = () => undefined): HistoryResult {
  const history = new History(plan, trace);
  let violation: string | undefined;
  try {
    history.run();
  } catch (error) {
    violation = error instanceof Violation ? error.message : `thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    trace(`VIOLATION ${violation}`);
  }
  return { violation, messagesSent: history.ledger.nextLabel, datagrams: history.datagrams };
}

class History {
  readonly ledger = new Ledger();
  datagrams = 0;
  #datagramsThisFrame = 0;
  #lastDatagramAt = 0;
  /** When the last broken link comes back, as far as is known. */
  #disturbedUntil = 0;
  /** Something may have been swallowed without a link having broken, or is still on a slow way: only {@link SETTLE_MS} holds. */
  #patient = false;
  readonly #plan: HistoryPlan;
  readonly #network: SimulatedNetwork;
  readonly #world: World;
  readonly #reader = new PacketReader();

  constructor(plan: HistoryPlan, trace: (line: string) => void) {
    this.#plan = plan;
    this.#network = new SimulatedNetwork({ seed: plan.seed, settings: plan.settings, queueBytes: plan.queueBytes });
    const { time } = this.#network;
    this.#world = {
      time, ledger: this.ledger, games: [], channels: plan.channels, settings: plan.settings,
      trace: (text) => trace(`${time.now.toFixed(1).padStart(10)}  ${text}`),
    };
    plan.games.forEach((game, index) => {
      this.#world.games.push(new Game(this.#world, index, this.#network.addPlayer({ conditions: game.conditions }), game));
    });
    for (const { conditions } of plan.games) this.#noteConditions(conditions);
    this.#network.watch((sent) => this.#watched(sent));
  }

  run(): void {
    for (const step of this.#plan.steps) this.#step(step);
    this.#heal();
    this.#settle();
    this.ledger.finish();
    this.#part();
  }

  #step({ afterMs, action }: Step): void {
    this.#advance(afterMs);
    this.#world.trace(`-- ${describeAction(action)}`);
    this.#act(action);
    for (const game of this.#world.games) game.look();
  }

  #advance(ms: number): void {
    const { time } = this.#network;
    const end = time.now + ms;
    while (time.now < end) {
      this.#datagramsThisFrame = 0;
      time.advanceTo(Math.min(end, (Math.floor(time.now / FRAME_MS) + 1) * FRAME_MS));
      for (const game of this.#world.games) game.frame();
    }
  }

  #act(action: Action): void {
    switch (action.kind) {
      case "send":
        for (const size of action.sizes) this.#game(action.who).send(action.peer, action.channel, action.flags, size);
        return;
      case "accept": return this.#game(action.who).accept(action.peer);
      case "close-session": return this.#game(action.who).closeSession(action.peer, action.readFirst);
      case "close-channel": return this.#game(action.who).closeChannel(action.peer, action.channel, action.readFirst);
      case "read":
        this.#game(action.who).read(action.channel, action.max);
        return;
      case "crash": return this.#game(action.who).crash();
      case "open": return this.#game(action.who).open();
      case "leave": return this.#game(action.who).leave();
      case "reload":
        this.#game(action.who).crash();
        return this.#game(action.who).open();
      case "hide": return this.#game(action.who).player.hide();
      case "show": return this.#game(action.who).player.show();
      case "conditions":
        this.#game(action.who).player.conditions = action.conditions;
        return this.#noteConditions(action.conditions);
      case "cut-link":
        this.#disturbedUntil = Math.max(this.#disturbedUntil, this.#network.time.now + action.forMs);
        return this.#game(action.who).player.cutLink(action.forMs, action.noticedAfterMs);
      case "restart-relay":
        this.#disturbedUntil = Math.max(this.#disturbedUntil, this.#network.time.now + action.downMs);
        return this.#network.restartRelay(action.downMs);
      case "partition":
        this.#patient = true;
        return this.#network.partition(this.#game(action.who).player, this.#game(action.peer).player);
      case "block":
        this.#patient = true;
        return this.#network.block(this.#game(action.who).player, this.#game(action.peer).player);
      case "heal": return this.#network.heal();
      case "wait": return this.#advance(3000);
    }
  }

  /** From here on nothing goes wrong any more. */
  #heal(): void {
    this.#world.trace("-- everything heals");
    this.#network.heal();
    for (const game of this.#world.games) {
      game.player.conditions = goodConditions;
      game.player.show();
      game.plan = { acceptsAfterMs: 0, readsEveryMs: 0, conditions: goodConditions };
    }
  }

  #settle(): void {
    const { time } = this.#network;
    const end = time.now + SETTLE_MS;
    const undisturbedFrom = Math.max(time.now, this.#disturbedUntil);
    for (;;) {
      this.#advance(2 * FRAME_MS);
      const why = this.#unsettled();
      if (why === undefined) return;
      const late = this.#patient || time.now < undisturbedFrom ? undefined : this.#late();
      must(late === undefined, () => `${PROMPT_MS / 1000} s after the last link came back, ${String(late)}`);
      must(time.now < end, () => `${SETTLE_MS / 1000} s after everything has healed, ${why}`);
    }
  }

  #unsettled(): string | undefined {
    for (const game of this.#world.games) {
      game.readAll();
      const why = game.running ? game.unsettled() : undefined;
      if (why !== undefined) return why;
    }
    return undefined;
  }

  #late(): string | undefined {
    for (const game of this.#world.games) {
      const why = game.running ? game.late(this.#network.time.now - PROMPT_MS) : undefined;
      if (why !== undefined) return why;
    }
    return undefined;
  }

  #noteConditions({ lagMs, bytesPerSecond }: LinkConditions): void {
    if (lagMs > SLOW_LAG_MS || bytesPerSecond < Number.POSITIVE_INFINITY) this.#patient = true;
  }

  /** All sessions are closed; then every timer must end and every player fall silent. */
  #part(): void {
    const { games } = this.#world;
    this.#world.trace("-- everyone closes everything");
    for (const game of games) {
      game.plan = { ...game.plan, acceptsAfterMs: Number.POSITIVE_INFINITY };
      for (const peer of games) if (peer !== game) game.closeSession(peer.index, true);
    }
    const { time } = this.#network;
    time.advance(QUIET_MS);
    for (const game of games) {
      game.look();
      const { nextWakeMs, sessionCount } = game.player;
      must(sessionCount === 0, () => `P${game.index} still has ${sessionCount} sessions ${QUIET_MS / 1000} s after all were closed`);
      must(nextWakeMs === Number.POSITIVE_INFINITY, () => `P${game.index} still wants to be woken at ${nextWakeMs} without a session`);
    }
    must(time.now - this.#lastDatagramAt > QUIET_MS / 2, () => "players still talk long after all sessions were closed");
    must(time.waiting === 0, () => `${time.waiting} things are still to happen long after all sessions were closed`);
  }

  #watched({ player, datagram }: SentDatagram): void {
    this.datagrams++;
    this.#lastDatagramAt = this.#network.time.now;
    must(++this.#datagramsThisFrame < MAX_DATAGRAMS_A_FRAME, () => `${MAX_DATAGRAMS_A_FRAME} datagrams in ${FRAME_MS} ms`);
    must(datagram.length <= MAX_DATAGRAM_BYTES, () => `a datagram of ${datagram.length} bytes was sent`);
    if (datagram[ENVELOPE_BYTES]! >>> 4 !== PacketKinds.ACCEPT) return;
    const to = readPeer(new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength));
    must(this.#reader.read(datagram.subarray(ENVELOPE_BYTES)), () => "an ACCEPT was sent that cannot be read");
    const sender = this.#world.games.findIndex((game) => game.player === player);
    const receiver = this.#world.games.findIndex((game) => game.player.self === to);
    this.ledger.link(sender, receiver, this.#reader.from, this.#reader.to);
  }

  #game(index: number): Game {
    const game = this.#world.games[index];
    if (game === undefined) throw new RangeError(`There is no player ${index}.`);
    return game;
  }
}
