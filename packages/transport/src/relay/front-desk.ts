import { Messages } from "../session/messages.js";
import type { Outlet } from "../session/outlet.js";
import { LIMIT_EXCEEDED } from "../session/results.js";
import * as SendFlags from "../session/send-flags.js";
import { CONTROL_CHANNEL, CONTROL_VERSION, encodeControl, MAX_CONTROL_BYTES, type RelayToPlayer } from "../wire/control.js";
import { decodeFromPlayer, type FromPlayer } from "../wire/control-from-player.js";
import { RELAY_PEER } from "../wire/envelope.js";
import { SURE_LANE, type Lane } from "../wire/lane.js";
import type { Parting } from "./control-part.js";
import type { DeskClock } from "./desk-clock.js";
import { DropReports } from "./drop-reports.js";
import { once, type RelayLog } from "./log.js";
import type { ControlPlane, DetachReason } from "./router.js";
import { WaitingWords } from "./waiting-words.js";

/** Whom the desk tells of players it has welcomed. */
export interface Guests {
  /** The player said hello on this link, and was welcomed. */
  arrived(player: bigint, life: number): void;
  /** One who arrived has no link any more, or is about to have none. */
  parted(player: bigint, how: Parting): void;
  /** One who arrived says anything but hello and goodbye. */
  said(player: bigint, message: FromPlayer): void;
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
  /** What stands in the welcome besides the version. */
  readonly welcome?: () => { readonly run: string; readonly timeMs: number };
  readonly guests?: Guests;
  readonly log: RelayLog;
}

/** How often silent players are looked for. Ours. */
export const WATCH_MS = 500;
/** The desk is not in a hurry: what happens within this time is handled together. Ours. */
const GRAIN_MS = 20;
/** What a session holds each way: the longest control message and some short ones. Of what a player says the desk holds no more than this twice. Ours. */
const SESSION_BUFFER_BYTES = MAX_CONTROL_BYTES + 65_536;
/** What is kept of a player who has not said hello on this link yet: messages, and their bytes. Asks beyond are asked again. Ours. */
const MAX_EARLY = 256;
const MAX_EARLY_BYTES = SESSION_BUFFER_BYTES;
/** Messages taken from the engine at once. */
const BATCH = 64;
/** The desk's share of a player's link; its packets are few, and never worth holding back. */
const ROOM_BYTES = 65_536;

interface Player {
  readonly life: number;
  readonly attachedAt: number;
  heardAt: number;
  saidHello: boolean;
  /** What the session had no room for. */
  readonly waiting: WaitingWords;
  /** What it said before its hello on this link. */
  readonly early: FromPlayer[];
  earlyBytes: number;
  /** What the page said of its going. */
  goodbye?: "reload" | "over";
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
  /** Players whose link ended without a goodbye: their sessions wait a while for the same life to come back. */
  readonly #departed = new Map<bigint, { readonly life: number; readonly leftAt: number }>();
  /** Those for whom more was waiting than may. */
  readonly #overwhelmed = new Set<bigint>();
  /** Those to whom a packet of ours could not be handed; the engine is told at the next watch. */
  readonly #undelivered = new Set<bigint>();
  readonly #drops = new DropReports();
  readonly #warnOnce: (kind: string, line: string) => void;
  readonly #outlet: Outlet;
  #lastSaid: { readonly message: RelayToPlayer; readonly bytes: Uint8Array } | undefined;
  #disarm: (() => void) | undefined;
  #armedFor = Infinity;
  #ranAt = -Infinity;
  /** When the engine was fed something, whatever it is: it wants to transmit, which `nextWakeMs` does not say. */
  #fedAt = Infinity;
  #watchAt = Infinity;
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
        if (options.deliver(peer, lane, datagram) || lane !== SURE_LANE) return;
        this.#undelivered.add(peer);
        // With the next run: the engine does not look far back for what may be gone.
        this.#watchAt = Math.min(this.#watchAt, options.clock.now());
      },
    };
  }

  attached(player: bigint, life: number): void {
    const now = this.#now();
    const departed = this.#departed.get(player);
    // A new life of the player must not inherit what was meant for the old one.
    if (departed !== undefined && departed.life !== life) this.#messages.closeSession(now, player);
    this.#players.set(player, {
      life, attachedAt: now, heardAt: now, saidHello: false, waiting: new WaitingWords(), early: [], earlyBytes: 0,
    });
    this.#departed.delete(player);
    this.#watchAt = Math.min(this.#watchAt, now + WATCH_MS);
    this.#fed(now);
  }

  detached(player: bigint, reason: DetachReason): void {
    const now = this.#now();
    const state = this.#players.get(player);
    if (reason === "replaced" || reason === "shutdown") {
      // Straight away: the link is there only until we return.
      this.#say(now, player, { t: reason });
      this.#messages.transmit(now, this.#outlet);
    }
    if (reason === "left") {
      if (state !== undefined) this.#departed.set(player, { life: state.life, leftAt: now });
    } else if (reason !== "shutdown") {
      // A new life of the player must not inherit what was meant for the old one.
      this.#messages.closeSession(now, player);
      this.#messages.transmit(now, this.#outlet);
    }
    this.#players.delete(player);
    this.#undelivered.delete(player);
    this.#overwhelmed.delete(player);
    this.#drops.forget(player);
    this.#fed(now);
    if (state?.saidHello !== true) return;
    const lost = state.goodbye ?? "lost";
    this.#options.guests?.parted(player, reason === "left" || reason === "silent" ? lost : reason);
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
      if (said !== undefined) this.#heard(now, message.peer, said, message.payload.length);
      else this.#warnOnce("unknown", `player ${message.peer} said something this relay does not understand; is the page of another version?`);
    }
    // What arrived may have been an acknowledgement, which makes room.
    if (!state.waiting.isEmpty && this.#players.get(player) === state) state.waiting.send((bytes) => this.#send(now, player, bytes));
    this.#fed(now);
  }

  /** Says something to a player, in order; to one without a link here, nothing happens. What the session has no room for waits. */
  say(player: bigint, message: RelayToPlayer): void {
    if (this.#stopped || !this.#players.has(player)) return;
    const now = this.#now();
    this.#say(now, player, message);
    this.#fed(now);
  }

  dropped(source: bigint, destination: bigint): void {
    if (!this.#players.has(source)) return;
    this.#drops.note(source, destination);
    this.#arm();
  }

  /** Nothing is done any more; the timer is gone. */
  stop(): void {
    this.#stopped = true;
    this.#disarm?.();
    this.#players.clear();
    this.#departed.clear();
  }

  #heard(now: number, player: bigint, message: FromPlayer, bytes: number): void {
    const state = this.#players.get(player);
    if (state === undefined) return;
    switch (message.t) {
      case "hello": {
        const isFirst = !state.saidHello;
        state.saidHello = true;
        if (message.version !== CONTROL_VERSION) {
          this.#warnOnce("version", `a player speaks version ${message.version} of the control messages, this relay ${CONTROL_VERSION}`);
        }
        this.#say(now, player, { t: "welcome", version: CONTROL_VERSION, ...this.#options.welcome?.() });
        if (!isFirst) break;
        this.#options.guests?.arrived(player, state.life);
        for (const early of state.early.splice(0)) this.#options.guests?.said(player, early);
        break;
      }
      case "leaving":
        // The link before this one is gone already.
        if (!state.saidHello) break;
        state.goodbye = message.lobbies === true ? "over" : "reload";
        this.#messages.closeSession(now, player);
        this.#options.lost(player, "left");
        break;
      case "ask":
      case "profile":
      case "show":
        if (state.saidHello) this.#options.guests?.said(player, message);
        // The session brings first what the link before this one still owed.
        else if (state.early.length < MAX_EARLY && state.earlyBytes + bytes <= MAX_EARLY_BYTES) {
          state.early.push(message);
          state.earlyBytes += bytes;
        }
    }
  }

  #say(now: number, player: bigint, message: RelayToPlayer): void {
    const state = this.#players.get(player);
    if (state === undefined) return;
    // The same thing is often said to many.
    if (this.#lastSaid?.message !== message) this.#lastSaid = { message, bytes: encodeControl(message) };
    const { bytes } = this.#lastSaid;
    if (state.waiting.isEmpty && this.#send(now, player, bytes)) return;
    state.waiting.push(bytes);
    if (state.waiting.isOverfull) this.#overwhelmed.add(player);
  }

  /** False when the session has no room. */
  #send(now: number, player: bigint, bytes: Uint8Array): boolean {
    const flags = SendFlags.RELIABLE | SendFlags.NO_NAGLE | SendFlags.AUTO_RESTART_BROKEN_SESSION;
    return this.#messages.send(now, player, bytes, flags, CONTROL_CHANNEL) !== LIMIT_EXCEEDED;
  }

  /** Not where it is noticed: that may be in the midst of telling many players of one thing. */
  #dropOverwhelmed(): void {
    for (const player of [...this.#overwhelmed]) {
      this.#warnOnce("overwhelmed", `player ${player} takes in too slowly what the relay has to say; the link is closed, for the page to open another`);
      this.#options.lost(player, "left");
    }
    this.#overwhelmed.clear();
  }

  #run(): void {
    const now = this.#now();
    this.#ranAt = now;
    if (now >= this.#drops.dueAt) this.#drops.tell(now, (player, peers) => this.#say(now, player, { t: "dropped", peers }));
    if (now >= this.#watchAt) this.#watch(now);
    this.#dropOverwhelmed();
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
    for (const [player, { leftAt }] of this.#departed) {
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
    const wanted = Math.min(this.#fedAt, this.#messages.nextWakeMs, this.#watchAt, this.#drops.dueAt);
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
