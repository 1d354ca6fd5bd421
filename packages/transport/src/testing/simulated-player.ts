import { noDiagnosis } from "../session/diagnose.js";
import type { SessionDiagnosis } from "../session/diagnosis.js";
import type { Endpoint, EndpointState, ReceivedMessage, SessionEvent, SessionInfo } from "../session/endpoint.js";
import { Messages, type MessagesCounters } from "../session/messages.js";
import type { Outlet } from "../session/outlet.js";
import * as SendResults from "../session/results.js";
import type { SendResult } from "../session/results.js";
import { noInfo } from "../session/session-info.js";
import { defaultSessionSettings, type SessionSettings } from "../session/settings.js";
import { ENVELOPE_BYTES, writePeer } from "../wire/envelope.js";
import type { Lane } from "../wire/lane.js";
import type { LinkConditions } from "./conditions.js";
import type { SeededRandom } from "./random.js";
import type { SimulatedPath } from "./simulated-link.js";
import type { VirtualTime } from "./virtual-time.js";

/** In a hidden tab timers fire once a second. */
const HIDDEN_TIMER_MS = 1000;

/** Both directions of a player's link. */
export interface PathPair {
  readonly up: SimulatedPath;
  readonly down: SimulatedPath;
}

/** What a player needs of the network it is on. */
export interface Surroundings {
  readonly time: VirtualTime;
  readonly random: SeededRandom;
  /** Whether the relay runs. */
  readonly relayUp: boolean;
  /** A link to the relay for this player. */
  attach(player: SimulatedPlayer): PathPair;
  /** The player's link is gone. */
  detach(player: SimulatedPlayer): void;
  /** A datagram leaves the player; it is valid during the call only. */
  noteSent(player: SimulatedPlayer, lane: Lane, datagram: Uint8Array): void;
}

/** A player on a simulated network: the same engine as in a browser, on virtual time. */
export class SimulatedPlayer implements Endpoint {
  readonly self: bigint;
  /** What this player's link does; may be changed at any time. */
  conditions: LinkConditions;
  #messages: Messages | undefined;
  #link: PathPair | undefined;
  #current: EndpointState = "idle";
  #wakeAt = Number.POSITIVE_INFINITY;
  #hidden = false;
  readonly #network: Surroundings;
  readonly #settings: Partial<SessionSettings>;
  readonly #outlet: Outlet;

  /** Made by `SimulatedNetwork.addPlayer`. */
  constructor(network: Surroundings, self: bigint, conditions: LinkConditions, settings: Partial<SessionSettings>) {
    this.#network = network;
    this.self = self;
    this.conditions = conditions;
    this.#settings = settings;
    this.#outlet = {
      room: (lane) => this.#link?.up.room(lane) ?? 0,
      send: (peer, lane, datagram) => {
        writePeer(new DataView(datagram.buffer, datagram.byteOffset), peer);
        this.#network.noteSent(this, lane, datagram);
        this.#link?.up.send(lane, datagram);
      },
    };
  }

  get state(): EndpointState {
    return this.#current;
  }

  /** What the engine counts of the packets it was fed. */
  get counters(): MessagesCounters {
    return this.#messages?.counters ?? { malformed: 0, stray: 0 };
  }

  /** How many sessions the engine has, of whatever state. */
  get sessionCount(): number {
    return this.#messages?.sessionCount ?? 0;
  }

  /** When the engine wants to be woken next, ms; Infinity when never. */
  get nextWakeMs(): number {
    return this.#messages?.nextWakeMs ?? Number.POSITIVE_INFINITY;
  }

  /** Comes online at once: a new engine, as after a page was loaded. */
  open(): Promise<void> {
    if (this.#messages === undefined) {
      this.#messages = new Messages({ self: this.self, life: this.#network.random.uint32(), random: () => this.#network.random.uint32(), settings: this.#settings });
      this.linkUp();
    }
    return Promise.resolve();
  }

  close(): void {
    this.#messages?.leave(this.#now);
    this.#turn();
    // What was said last is on its way; only nothing more is heard.
    this.#messages = undefined;
    this.#wakeAt = Number.POSITIVE_INFINITY;
    this.#network.detach(this);
    this.#link = undefined;
    this.#current = "closed";
  }

  send(peer: bigint, payload: Uint8Array, flags: number, channel: number): SendResult {
    return this.#call((messages) => messages.send(this.#now, peer, payload, flags, channel), SendResults.INVALID_STATE);
  }

  receive(channel: number, max: number): ReceivedMessage[] {
    return this.#call((messages) => messages.receive(this.#now, channel, max), []);
  }

  accept(peer: bigint): boolean {
    return this.#call((messages) => messages.accept(this.#now, peer), false);
  }

  closeSession(peer: bigint): boolean {
    return this.#call((messages) => messages.closeSession(this.#now, peer), false);
  }

  closeChannel(peer: bigint, channel: number): boolean {
    return this.#call((messages) => messages.closeChannel(this.#now, peer, channel), false);
  }

  info(peer: bigint): SessionInfo {
    return this.#messages?.info(this.#now, peer) ?? noInfo();
  }

  peers(): bigint[] {
    return this.#messages?.peers() ?? [];
  }

  diagnose(peer: bigint): SessionDiagnosis {
    return this.#messages?.diagnose(this.#now, peer) ?? noDiagnosis(defaultSessionSettings);
  }

  nextEvent(): SessionEvent | undefined {
    return this.#messages?.nextEvent();
  }

  /** Takes all events there are. */
  events(): SessionEvent[] {
    const taken: SessionEvent[] = [];
    for (let event = this.nextEvent(); event !== undefined; event = this.nextEvent()) taken.push(event);
    return taken;
  }

  /** Changes session settings of a running player. */
  configure(settings: Partial<SessionSettings>): void {
    this.#call((messages) => messages.configure(settings), undefined);
  }

  /** Vanishes without a word, as a process that is killed. `open()` makes a new one of the same player. */
  crash(): void {
    this.#messages = undefined;
    // Or the next program, whose first timer may be later, would never be woken.
    this.#wakeAt = Number.POSITIVE_INFINITY;
    this.linkDown();
    this.#current = "idle";
  }

  /** The page is loaded anew: everything in it is gone, and the same player is back at once. */
  reload(): void {
    this.crash();
    void this.open();
  }

  /** The tab goes to the background: timers fire once a second, until {@link show}. Datagrams are still read as they come. */
  hide(): void {
    this.#hidden = true;
  }

  /** The tab is back in front. */
  show(): void {
    this.#hidden = false;
    this.#wakeAt = Number.POSITIVE_INFINITY;
    this.#turn();
  }

  /**
   * The link goes dead: nothing crosses it any more. The player notices after `noticedAfterMs` and gets a new link when
   * `forMs` have passed; with `forMs` shorter than that it is a mere blackout, which the link survives.
   */
  cutLink(forMs: number, noticedAfterMs = 4500): void {
    const cut = this.#link;
    if (cut === undefined) return;
    cut.up.blackout = cut.down.blackout = true;
    if (forMs < noticedAfterMs) {
      this.#network.time.schedule(this.#now + forMs, () => {
        cut.up.endBlackout();
        cut.down.endBlackout();
      });
      return;
    }
    this.#network.time.schedule(this.#now + noticedAfterMs, () => this.#link === cut && this.linkDown());
    this.#network.time.schedule(this.#now + forMs, () => this.linkUp());
  }

  /** The link breaks and the player notices at once; {@link linkUp} brings a new one. */
  linkDown(): void {
    if (this.#link === undefined) return;
    this.#network.detach(this);
    this.#link.up.break();
    this.#link.down.break();
    this.#link = undefined;
    this.#current = "reconnecting";
    this.#call((messages) => messages.linkDown(this.#now), undefined);
  }

  /** A new link, if there is none and the player's program runs. */
  linkUp(): void {
    if (this.#link !== undefined || this.#messages === undefined || !this.#network.relayUp) return;
    this.#link = this.#network.attach(this);
    this.#current = "online";
    this.#call((messages) => messages.linkUp(this.#now), undefined);
  }

  /** Used by the network: a datagram arrived from the relay. */
  arrived(source: bigint, lane: Lane, datagram: Uint8Array): void {
    this.#call((messages) => messages.handlePacket(this.#now, source, lane, datagram.subarray(ENVELOPE_BYTES)), undefined);
  }

  /** Used by the network: the relay dropped something of ours on its way to a peer. */
  dropped(peer: bigint): void {
    this.#call((messages) => messages.peerDropped(this.#now, peer), undefined);
  }

  get #now(): number {
    return this.#network.time.now;
  }

  #call<T>(run: (messages: Messages) => T, otherwise: T): T {
    if (this.#messages === undefined) return otherwise;
    const result = run(this.#messages);
    this.#turn();
    return result;
  }

  #turn(): void {
    const messages = this.#messages;
    if (messages === undefined) return;
    messages.transmit(this.#now, this.#outlet);
    this.#arm(messages);
  }

  #arm(messages: Messages): void {
    const wanted = messages.nextWakeMs;
    const at = this.#hidden && wanted < Number.POSITIVE_INFINITY ? Math.ceil(Math.max(wanted, this.#now + 1) / HIDDEN_TIMER_MS) * HIDDEN_TIMER_MS : wanted;
    if (at >= this.#wakeAt || at === Number.POSITIVE_INFINITY) return;
    this.#wakeAt = at;
    this.#network.time.schedule(at, () => {
      if (this.#messages !== messages || this.#wakeAt !== at) return;
      this.#wakeAt = Number.POSITIVE_INFINITY;
      this.#turn();
    });
  }
}
