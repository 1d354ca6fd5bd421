import { Messages } from "../session/messages.js";
import type { Outlet } from "../session/outlet.js";
import * as SendFlags from "../session/send-flags.js";
import { CONTROL_CHANNEL, CONTROL_VERSION, encodeControl, MAX_DROPPED_PEERS, type PlayerToRelay, type RelayToPlayer } from "../wire/control.js";
import { decodeFromPlayer } from "../wire/control-from-player.js";
import { RELAY_PEER } from "../wire/envelope.js";
import { SURE_LANE, type Lane } from "../wire/lane.js";
import { once, type RelayLog } from "./log.js";
import type { ControlPlane, DetachReason } from "./router.js";

/** Time, as the desk needs it. */
export interface DeskClock {
  /** Monotonic, in ms. */
  now(): number;
  /** Calls back once after so many ms. @returns how to prevent it. */
  after(ms: number, callback: () => void): () => void;
}

/** What the desk needs of the relay around it. */
export interface DeskOptions {
  /** Sends a datagram to a player's link; false when it was dropped. See `Router.deliver`. */
  readonly deliver: (player: bigint, lane: Lane, datagram: Uint8Array) => boolean;
  /** The player said goodbye, or fell silent: ends the link. */
  readonly lost: (player: bigint, reason: "left" | "silent") => void;
  readonly clock: DeskClock;
  /** 32 random bits. */
  readonly random: () => number;
  /** A player who did not say hello so long after their link opened is lost. */
  readonly firstWordTimeoutMs: number;
  /** A player from whom nothing came for the relay for so long is lost; noticed at most {@link WATCH_MS} later. */
  readonly silenceTimeoutMs: number;
  readonly log: RelayLog;
}

/** How often silent players are looked for. Ours. */
export const WATCH_MS = 500;
/** The desk is not in a hurry: what happens within this time is handled together. Ours. */
const GRAIN_MS = 20;
/** A player hears of drops at most this often. Ours. */
const DROP_REPORT_MS = 250;
/** Control messages are few and short; a player cannot make the relay hold more than this. Ours. */
const SESSION_BUFFER_BYTES = 131_072;
/** Messages taken from the engine at once. */
const BATCH = 64;
/** The desk's share of a player's link; its packets are few, and never worth holding back. */
const ROOM_BYTES = 65_536;

interface Player {
  readonly attachedAt: number;
  heardAt: number;
  saidHello: boolean;
  /** Peers for whom datagrams of this player were dropped, and not yet reported. */
  readonly dropped: Set<bigint>;
  reportedAt: number;
}

/**
 * The relay as a peer: it has a session with every player, on the same engine that players use among themselves, and speaks with
 * them in control messages (see `wire/control.ts`).
 *
 * A player's session outlives the link, so that one who comes back at once goes on with it. It ends with a goodbye, a replacement, or silence.
 * One timer serves all sessions. Nothing a player sends makes it throw.
 */
export class FrontDesk implements ControlPlane {
  readonly #options: DeskOptions;
  readonly #messages: Messages;
  readonly #players = new Map<bigint, Player>();
  /** Players whose link ended without a goodbye, and when: their sessions wait a while for them to come back. */
  readonly #departed = new Map<bigint, number>();
  /** Those to whom a packet of ours could not be handed; the engine is told at the next watch. */
  readonly #undelivered = new Set<bigint>();
  readonly #warnOnce: (kind: string, line: string) => void;
  readonly #outlet: Outlet;
  #disarm: (() => void) | undefined;
  #armedFor = Infinity;
  #ranAt = -Infinity;
  /** When the engine was fed something, whatever it is: it wants to transmit, which `nextWakeMs` does not say. */
  #fedAt = Infinity;
  #watchAt = Infinity;
  #reportAt = Infinity;
  #stopped = false;

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#warnOnce = once((line) => options.log.warn(line));
    this.#messages = new Messages({
      self: RELAY_PEER,
      life: options.random(),
      random: options.random,
      settings: {
        timeoutConnectedMs: options.silenceTimeoutMs,
        sendBufferBytes: SESSION_BUFFER_BYTES,
        receiveBufferBytes: SESSION_BUFFER_BYTES,
        idleTimeoutMs: Infinity,
      },
      // Only players with a link can open one, and the door limits those.
      maxSessions: Infinity,
    });
    // Here "the link" is the whole of the door, which is always there; the links of single players come and go beneath it.
    this.#messages.linkUp(options.clock.now());
    this.#outlet = {
      room: () => ROOM_BYTES,
      send: (peer, lane, datagram) => {
        if (!options.deliver(peer, lane, datagram) && lane === SURE_LANE) this.#undelivered.add(peer);
      },
    };
  }

  attached(player: bigint): void {
    const now = this.#now();
    this.#players.set(player, { attachedAt: now, heardAt: now, saidHello: false, dropped: new Set(), reportedAt: -Infinity });
    this.#departed.delete(player);
    // If the player is back within the session's life: whatever was under way on the old link is gone.
    this.#messages.peerDropped(now, player);
    this.#watchAt = Math.min(this.#watchAt, now + WATCH_MS);
    this.#fed(now);
  }

  detached(player: bigint, reason: DetachReason): void {
    const now = this.#now();
    if (reason === "replaced" || reason === "shutdown") {
      // Straight away: the link is there only until we return.
      this.#say(now, player, { t: reason });
      this.#messages.transmit(now, this.#outlet);
    }
    if (reason === "left") {
      this.#departed.set(player, now);
    } else if (reason !== "shutdown") {
      // A new life of the player must not inherit what was meant for the old one.
      this.#messages.closeSession(now, player);
      this.#messages.transmit(now, this.#outlet);
    }
    this.#players.delete(player);
    this.#undelivered.delete(player);
    this.#fed(now);
  }

  receive(player: bigint, lane: Lane, packet: Uint8Array): void {
    const state = this.#players.get(player);
    if (state === undefined || this.#stopped) return;
    const now = this.#now();
    state.heardAt = now;
    this.#messages.handlePacket(now, player, lane, packet);
    this.#takeEvents(now);
    for (const message of this.#messages.receive(now, CONTROL_CHANNEL, BATCH)) {
      const said = decodeFromPlayer(message.payload);
      if (said !== undefined) this.#heard(now, message.peer, said);
      else this.#warnOnce("unknown", `player ${message.peer} said something this relay does not understand; is the page of another version?`);
    }
    this.#fed(now);
  }

  dropped(source: bigint, destination: bigint): void {
    const state = this.#players.get(source);
    if (state === undefined) return;
    if (state.dropped.size < MAX_DROPPED_PEERS) state.dropped.add(destination);
    const due = state.reportedAt + DROP_REPORT_MS;
    if (due < this.#reportAt) {
      this.#reportAt = due;
      this.#arm();
    }
  }

  /** Nothing is done any more; the timer is gone. */
  stop(): void {
    this.#stopped = true;
    this.#disarm?.();
    this.#players.clear();
    this.#departed.clear();
  }

  #heard(now: number, player: bigint, message: PlayerToRelay): void {
    const state = this.#players.get(player);
    if (state === undefined) return;
    switch (message.t) {
      case "hello":
        state.saidHello = true;
        if (message.version !== CONTROL_VERSION) {
          this.#warnOnce("version", `a player speaks version ${message.version} of the control messages, this relay ${CONTROL_VERSION}`);
        }
        this.#say(now, player, { t: "welcome", version: CONTROL_VERSION });
        break;
      case "leaving":
        this.#messages.closeSession(now, player);
        this.#options.lost(player, "left");
        break;
    }
  }

  #say(now: number, player: bigint, message: RelayToPlayer): void {
    const flags = SendFlags.RELIABLE | SendFlags.NO_NAGLE | SendFlags.AUTO_RESTART_BROKEN_SESSION;
    this.#messages.send(now, player, encodeControl(message), flags, CONTROL_CHANNEL);
  }

  #run(): void {
    const now = this.#now();
    this.#ranAt = now;
    if (now >= this.#reportAt) this.#reportDrops(now);
    if (now >= this.#watchAt) this.#watch(now);
    this.#fedAt = Infinity;
    this.#messages.transmit(now, this.#outlet);
    this.#takeEvents(now);
    this.#arm();
  }

  #takeEvents(now: number): void {
    for (let event = this.#messages.nextEvent(); event !== undefined; event = this.#messages.nextEvent()) {
      if (event.kind === "session-request") this.#messages.accept(now, event.peer);
      // Whether the player is lost, the watch decides; the broken session would only lie about.
      else this.#messages.closeSession(now, event.peer);
      this.#fedAt = Math.min(this.#fedAt, now);
    }
  }

  #reportDrops(now: number): void {
    this.#reportAt = Infinity;
    for (const [player, state] of this.#players) {
      if (state.dropped.size === 0) continue;
      const due = state.reportedAt + DROP_REPORT_MS;
      if (now < due) {
        this.#reportAt = Math.min(this.#reportAt, due);
        continue;
      }
      state.reportedAt = now;
      this.#say(now, player, { t: "dropped", peers: [...state.dropped] });
      state.dropped.clear();
    }
  }

  #watch(now: number): void {
    this.#watchAt = now + WATCH_MS;
    for (const player of this.#undelivered) this.#messages.peerDropped(now, player);
    this.#undelivered.clear();
    const { firstWordTimeoutMs, silenceTimeoutMs } = this.#options;
    // Losing a player changes the map.
    for (const [player, state] of [...this.#players]) {
      const silent = state.saidHello ? now - state.heardAt >= silenceTimeoutMs : now - state.attachedAt >= firstWordTimeoutMs;
      if (silent) this.#options.lost(player, "silent");
    }
    for (const [player, leftAt] of this.#departed) {
      if (now - leftAt < silenceTimeoutMs) continue;
      this.#departed.delete(player);
      this.#messages.closeSession(now, player);
    }
    if (this.#players.size + this.#departed.size === 0) this.#watchAt = Infinity;
  }

  #fed(now: number): void {
    this.#fedAt = Math.min(this.#fedAt, now);
    this.#arm();
  }

  #arm(): void {
    if (this.#stopped) return;
    const wanted = Math.min(this.#fedAt, this.#messages.nextWakeMs, this.#watchAt, this.#reportAt);
    const due = Math.max(wanted, this.#ranAt + GRAIN_MS);
    if (due >= this.#armedFor) return;
    this.#disarm?.();
    this.#armedFor = due;
    if (due === Infinity) return;
    this.#disarm = this.#options.clock.after(Math.max(0, due - this.#now()), () => {
      this.#armedFor = Infinity;
      this.#disarm = undefined;
      this.#run();
    });
  }

  #now(): number {
    return this.#options.clock.now();
  }
}
