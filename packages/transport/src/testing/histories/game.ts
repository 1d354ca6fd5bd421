import type { SessionInfo } from "../../session/endpoint.js";
import type { SessionSettings } from "../../session/settings.js";
import * as SendFlags from "../../session/send-flags.js";
import * as SendResults from "../../session/results.js";
import { MAX_UNRELIABLE_BYTES } from "../../wire/frame.js";
import type { SimulatedPlayer } from "../simulated-player.js";
import type { VirtualTime } from "../virtual-time.js";
import { allowedResults, diagnosisFits, figures, figuresFit, unreadFits, waitingBytes } from "./limits.js";
import { must, type Attempt, type AttemptEnd, type Ledger } from "./ledger.js";
import { makePayload } from "./payload.js";
import type { GamePlan } from "./plan.js";

const REPOST_MS = 5000;
const FAILURE_REASONS: ReadonlySet<number> = new Set([1001, 1002, 3002, 4001, 5003, 5008, 5010]);

/** What the games of a history share. */
export interface World {
  readonly time: VirtualTime;
  readonly ledger: Ledger;
  readonly games: Game[];
  readonly channels: readonly number[];
  readonly settings: Partial<SessionSettings>;
  /** Hears everything that happens, in words. */
  readonly trace: (text: string) => void;
}

/** What a game knows of one peer. */
interface PeerNotes {
  /** The latest attempt that was seen. */
  attempt: Attempt | undefined;
  /** A request was posted for an attempt that may have ended before it was seen. */
  requested: boolean;
  /** Between which two looks the last request was posted. */
  postedAfter: number;
  /** When to accept. */
  acceptAt: number;
  /** Since when everything reliable has left, as far as was seen; Infinity while something waits. */
  drainedAt: number;
}

/** One player's game: does what the plan says, and checks every answer of the engine against the contract. */
export class Game {
  readonly player: SimulatedPlayer;
  readonly index: number;
  plan: GamePlan;
  /** Which program of this player runs; 0 is the first. */
  life = 0;
  running = true;
  readonly #world: World;
  #notes: PeerNotes[] = [];
  #readAt = 0;
  #lookedAt = 0;
  /** By channel. */
  readonly #lastReceivedAtUs = new Map<number, number>();

  constructor(world: World, index: number, player: SimulatedPlayer, plan: GamePlan) {
    this.#world = world;
    this.index = index;
    this.player = player;
    this.plan = plan;
  }

  /** Once a frame: takes events, accepts and reads as planned. */
  frame(): void {
    if (!this.running) return;
    this.look();
    const { now } = this.#world.time;
    this.#notes.forEach((notes, peer) => {
      if (now >= notes.acceptAt) this.accept(peer);
    });
    if (now - this.#readAt >= this.plan.readsEveryMs) this.readAll();
  }

  send(peer: number, channel: number, flags: number, wantedSize: number): void {
    if (!this.running) return;
    const { ledger } = this.#world;
    const before = this.#sync(peer);
    const then = this.#info(peer);
    const size = ledger.tellableSize(this.index, peer, before, channel, wantedSize);
    const result = this.player.send(this.#id(peer), makePayload(ledger.nextLabel, size), flags, channel);
    this.#say(`send to P${peer} channel ${channel} flags ${flags} ${size} bytes label ${ledger.nextLabel}: ${result}`);
    const allowed = allowedResults(then, flags, size, this.#world.settings);
    must(allowed.includes(result), () => `P${this.index}'s send of ${size} bytes in state ${then.state} with flags ${flags} and ${waitingBytes(then)} bytes waiting answered ${result}`);
    if (result !== SendResults.OK && result !== SendResults.LIMIT_EXCEEDED) return;
    let attempt = before;
    if (attempt === undefined) attempt = this.#begun(peer, connectionId(this.#info(peer)), false);
    else if (!attempt.accepted) this.#accepted(attempt);
    if (result === SendResults.OK) {
      const reliable = then.state !== 3 || (flags & SendFlags.RELIABLE) !== 0 || size > MAX_UNRELIABLE_BYTES;
      ledger.sent(attempt, channel, size, reliable);
    }
    this.#sync(peer);
  }

  accept(peer: number): void {
    if (!this.running) return;
    const before = this.#sync(peer);
    this.#peer(peer).acceptAt = Number.POSITIVE_INFINITY;
    const result = this.player.accept(this.#id(peer));
    this.#say(`accept P${peer}: ${result}`);
    must(result === (before !== undefined), () => `P${this.index}'s accept of P${peer} answered ${result}`);
    if (before !== undefined && !before.accepted) this.#accepted(before);
    this.look();
  }

  closeSession(peer: number, readFirst: boolean): void {
    if (!this.running) return;
    if (readFirst) this.readAll();
    const before = this.#sync(peer);
    const { state } = this.#info(peer);
    const result = this.player.closeSession(this.#id(peer));
    this.#say(`close session with P${peer}: ${result}`);
    must(result || state === 0, () => `P${this.index}'s closeSession of P${peer} answered false in state ${state}`);
    if (before !== undefined) this.#ended(before, "closed");
    if (!readFirst) this.#world.ledger.discarded(this.index, peer, undefined);
    must(this.#info(peer).state === 0, () => `P${this.index}'s session with P${peer} is there after closeSession`);
    this.look();
  }

  closeChannel(peer: number, channel: number, readFirst: boolean): void {
    if (!this.running) return;
    if (readFirst) this.readAll();
    const before = this.#sync(peer);
    const result = this.player.closeChannel(this.#id(peer), channel);
    this.#say(`close channel ${channel} with P${peer}: ${result}, state ${this.#info(peer).state}`);
    if (result) {
      // With its last channel the session goes, and with a session all that is unread.
      const closed = before === undefined || this.#info(peer).state === 0;
      if (before !== undefined && closed) this.#ended(before, "closed");
      if (!readFirst) this.#world.ledger.discarded(this.index, peer, closed ? undefined : channel);
      must(!this.read(channel, 10_000).has(peer), () => `P${this.index} read a message of P${peer} on channel ${channel} just after closing it`);
    }
    this.look();
  }

  /** Reads up to `max` messages; answers how large those of each sender were. */
  read(channel: number, max: number): ReadonlyMap<number, readonly number[]> {
    const bySender = new Map<number, number[]>();
    if (!this.running) return bySender;
    const messages = this.player.receive(channel, max);
    must(messages.length <= max, () => `P${this.index} asked for ${max} messages and got ${messages.length}`);
    for (const message of messages) {
      const sender = this.#world.games.findIndex(({ player }) => player.self === message.peer);
      must(message.channel === channel, () => `P${this.index} read a message of channel ${message.channel} on channel ${channel}`);
      must(message.receivedAtUs >= (this.#lastReceivedAtUs.get(channel) ?? 0), () => `P${this.index}'s messages have times that go back`);
      this.#lastReceivedAtUs.set(channel, message.receivedAtUs);
      this.#say(`read ${message.messageNumber} of P${sender} on channel ${channel}, ${message.payload.length} bytes`);
      this.#world.ledger.received(this.index, this.life, sender, message);
      const sizes = bySender.get(sender) ?? [];
      sizes.push(message.payload.length);
      bySender.set(sender, sizes);
    }
    return bySender;
  }

  readAll(): void {
    this.#readAt = this.#world.time.now;
    const unread = new Map<number, number[]>();
    for (const channel of this.#world.channels) {
      for (const [sender, sizes] of this.read(channel, 10_000)) unread.set(sender, [...(unread.get(sender) ?? []), ...sizes]);
    }
    for (const [sender, sizes] of unread) {
      const sessions = this.#world.ledger.between(sender, this.index).length;
      must(unreadFits(sizes, sessions, this.#world.settings), () => `P${this.index} had ${sizes.length} messages of P${sender} unread, more than the receive buffer holds`);
    }
    this.look();
  }

  /** The program ends without a word; what it had not read is still counted as delivered. */
  crash(): void {
    if (!this.running) return;
    this.readAll();
    this.player.crash();
    this.#over("gone");
  }

  /** The program says goodbye and ends. */
  leave(): void {
    if (!this.running) return;
    this.readAll();
    this.player.close();
    this.#over("closed");
  }

  /** The program is started anew. */
  open(): void {
    if (this.running) return;
    this.running = true;
    void this.player.open();
  }

  /** Whether nothing more is to come: every session is connected on both sides and has delivered everything, or has ended. */
  unsettled(): string | undefined {
    for (const [peer, { attempt }] of this.#notes.entries()) {
      if (attempt === undefined || attempt.end !== undefined) continue;
      const { state, status } = this.#info(peer);
      if (state !== 3) return `P${this.index}'s session with P${peer} is in state ${state}`;
      if (!this.#world.ledger.linked(attempt).some((other) => other.end === undefined)) return `P${this.index}'s session with P${peer} has no other end`;
      const missing = this.#world.ledger.missing(attempt);
      if (missing !== undefined) return `message ${missing.number} of P${this.index} to P${peer} on channel ${missing.channel} has not arrived`;
      if (status.pendingReliable > 0 || status.sentUnacknowledgedReliable > 0) return `P${this.index} waits for acknowledgements of P${peer}`;
    }
    return undefined;
  }

  /** What left before `leftBefore`, has not arrived, and does not wait to be sent again, in a session that lives on both sides. */
  late(leftBefore: number): string | undefined {
    for (const [peer, notes] of this.#notes.entries()) {
      const { attempt } = notes;
      if (attempt === undefined || attempt.end !== undefined) continue;
      const { state, status } = this.#info(peer);
      if (status.pendingReliable > 0) notes.drainedAt = Number.POSITIVE_INFINITY;
      else notes.drainedAt = Math.min(notes.drainedAt, this.#world.time.now);
      const other = this.#world.ledger.linked(attempt).find(({ end }) => end === undefined);
      if (state !== 3 || other === undefined || notes.drainedAt > leftBefore) continue;
      const missing = this.#world.ledger.missing(attempt);
      if (missing !== undefined) return `message ${missing.number} of P${this.index} to P${peer} on channel ${missing.channel} has not arrived and is not sent again`;
    }
    return undefined;
  }

  /** Takes the events there are, and looks at all sessions. */
  look(): void {
    if (!this.running) return;
    this.#takeEvents();
    for (const { index } of this.#world.games) if (index !== this.index) this.#sync(index);
    this.#lookedAt = this.#world.time.now;
  }

  /** Looks at the session with a peer; answers its attempt if there is a live one. */
  #sync(peer: number): Attempt | undefined {
    this.#takeEvents();
    const notes = this.#peer(peer);
    const info = this.#info(peer);
    const id = connectionId(info);
    const live = info.state >= 1 && info.state <= 3;
    must(diagnosisFits(info, this.player, this.#id(peer)), () => `P${this.index}'s session with P${peer} in state ${info.state} has an impossible diagnosis`);
    must(figuresFit(info, this.#world.settings), () => `P${this.index}'s session with P${peer} in state ${info.state} has impossible figures: ${figures(info)}`);
    if (live && notes.attempt?.id === id) {
      must(notes.attempt.end === undefined, () => `P${this.index}'s session with P${peer} ended (${String(notes.attempt?.end)}) and lives on`);
      return notes.attempt;
    }
    if (notes.attempt !== undefined && notes.attempt.end === undefined) this.#ended(notes.attempt, "silent");
    must(live || info.state === 0 || id !== notes.attempt?.id || notes.attempt.end === "failed", () => `P${this.index}'s session with P${peer} failed without an event`);
    if (!live) return undefined;
    must(info.state === 1 && notes.requested, () => `P${this.index} has a session with P${peer} in state ${info.state} that nobody asked for`);
    return this.#begun(peer, id, true);
  }

  #takeEvents(): void {
    for (const event of this.player.events()) {
      const peer = this.#world.games.findIndex(({ player }) => player.self === event.peer);
      must(peer >= 0 && peer !== this.index, () => `P${this.index} got an event about nobody: ${event.peer}`);
      const notes = this.#peer(peer);
      const { attempt } = notes;
      this.#say(`event ${event.kind} P${peer}${event.kind === "session-failed" ? ` reason ${event.reason} state ${event.state}` : ""}`);
      if (event.kind === "session-request") this.#requested(peer, notes);
      else {
        must(FAILURE_REASONS.has(event.reason), () => `P${this.index}'s session with P${peer} failed for the unheard-of reason ${event.reason}`);
        // A request that came and went between two looks was never seen as an attempt.
        if (attempt !== undefined && attempt.end === undefined) this.#ended(attempt, "failed");
        else must(notes.requested, () => `P${this.index} was told of a failure with P${peer} when there was nothing to fail`);
        notes.requested = false;
      }
    }
  }

  #requested(peer: number, notes: PeerNotes): void {
    const { now } = this.#world.time;
    const { attempt } = notes;
    const asker = this.#world.ledger.between(peer, this.index);
    must(asker.some(({ asked }) => !asked), () => `P${this.index} got a request of P${peer}, who never wrote`);
    const again = attempt !== undefined && attempt.end === undefined;
    if (again && attempt.asked && !attempt.accepted && connectionId(this.#info(peer)) === attempt.id) {
      must(now - notes.postedAfter >= REPOST_MS, () => `P${this.index} got two requests of P${peer} within ${now - notes.postedAfter} ms`);
    } else if (again) this.#ended(attempt, "silent");
    notes.requested = true;
    notes.postedAfter = this.#lookedAt;
    notes.acceptAt = now + this.plan.acceptsAfterMs;
  }

  #begun(peer: number, id: number, asked: boolean): Attempt {
    const notes = this.#peer(peer);
    notes.attempt = this.#world.ledger.begin(this.index, peer, id, this.life, asked);
    notes.requested = false;
    this.#say(`connection ${id} with P${peer} begins, ${asked ? "asked for by the peer" : "by our own message"}`);
    return notes.attempt;
  }

  #accepted(attempt: Attempt): void {
    attempt.accepted = true;
    this.#peer(attempt.peer).acceptAt = Number.POSITIVE_INFINITY;
  }

  #ended(attempt: Attempt, end: AttemptEnd): void {
    attempt.end = end;
    attempt.endedAt = this.#world.time.now;
    this.#say(`connection ${attempt.id} with P${attempt.peer} ends: ${end}`);
  }

  #over(end: AttemptEnd): void {
    for (const { attempt } of this.#notes.values()) if (attempt !== undefined && attempt.end === undefined) this.#ended(attempt, end);
    this.#notes = [];
    this.running = false;
    this.life++;
  }

  #peer(peer: number): PeerNotes {
    while (this.#notes.length <= peer) {
      this.#notes.push({ attempt: undefined, requested: false, postedAfter: Number.NEGATIVE_INFINITY, acceptAt: Number.POSITIVE_INFINITY, drainedAt: Number.POSITIVE_INFINITY });
    }
    return this.#notes[peer]!;
  }

  #info(peer: number): SessionInfo {
    return this.player.info(this.#id(peer));
  }

  #id(peer: number): bigint {
    return this.#world.games[peer]!.player.self;
  }

  #say(text: string): void {
    this.#world.trace(`P${this.index} ${text}`);
  }
}

function connectionId({ description }: SessionInfo): number {
  // "#<id> P2P ..."
  return description === "" ? 0 : Number.parseInt(description.slice(1), 10);
}
