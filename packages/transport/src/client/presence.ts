import type { PlayerToRelay, RelayToPlayer } from "../wire/control.js";
import { Messages, type Outlet } from "../session/messages.js";
import { defaultSessionSettings, type SessionSettings } from "../session/settings.js";
import { ENVELOPE_BYTES, readPeer, RELAY_PEER } from "../wire/envelope.js";
import { FAST_LANE, MAX_DATAGRAM_BYTES, SURE_LANE, type Lane } from "../wire/lane.js";
import { P2P_SPACE, SOCKETS_SPACE, SPACE_BITS } from "../wire/packet.js";
import { isIndividualId } from "../wire/steam-id.js";
import { ControlChannel } from "./control-channel.js";

/** What a presence is made of. */
export interface PresenceOptions {
  readonly self: bigint;
  readonly life: number;
  readonly random: () => number;
  readonly settings?: Partial<SessionSettings> | undefined;
  /** Called when the relay has been greeted, on a new link or in a new session: what else it has to know is to be said now. */
  readonly onGreet: () => void;
}

/** What a datagram meant to us: nothing more, or what the relay said in it; `undefined` when it was no datagram. */
export type Arrival = readonly RelayToPlayer[] | undefined;

const NOTHING_SAID: readonly RelayToPlayer[] = [];

/** What sessions of the older P2P class have of their own, whatever is configured: Steam's 20 s to be accepted in, packets of 1 MiB, and room for two of those. */
export const p2pSettings = {
  timeoutInitialMs: 20_000,
  maxMessageBytes: 1_048_576,
  maxReceivedMessageBytes: 1_048_576,
  sendBufferBytes: 2_097_152,
} as const satisfies Partial<SessionSettings>;

/** Room in front of a socket's message for what the socket says of it, and in the send buffer for what sockets say to each other when it is full of messages. */
const SOCKET_FRAME_BYTES = 16;
const SOCKET_CONTROL_BYTES = 65_536;

/** What sessions beneath Networking Sockets take beyond what is configured: the game's limits hold for its messages, without what goes with them. */
function socketsSettings(settings: Partial<SessionSettings>): Partial<SessionSettings> {
  const { maxMessageBytes, maxReceivedMessageBytes, sendBufferBytes } = { ...defaultSessionSettings, ...settings };
  return {
    ...settings,
    maxMessageBytes: maxMessageBytes + SOCKET_FRAME_BYTES,
    maxReceivedMessageBytes: maxReceivedMessageBytes + SOCKET_FRAME_BYTES,
    sendBufferBytes: sendBufferBytes + SOCKET_CONTROL_BYTES,
  };
}

/** A space of sessions besides that of Networking Messages: an engine, made when first needed, and how its packets leave. */
class Space {
  readonly bits: number;
  readonly settings: (settings: Partial<SessionSettings>) => Partial<SessionSettings>;
  readonly outlet: Outlet;
  engine: Messages | undefined;

  constructor(bits: number, settings: Space["settings"], outlet: () => Outlet | undefined) {
    this.bits = bits;
    this.settings = settings;
    this.outlet = {
      room: (lane) => outlet()?.room(lane) ?? 0,
      send: (peer, lane, datagram) => {
        datagram[ENVELOPE_BYTES]! |= bits;
        outlet()?.send(peer, lane, datagram);
      },
    };
  }
}

/**
 * One player's engines: the sessions with other players, those of the older P2P class and beneath Networking Sockets, and the one with the relay. Lives as long as the
 * identity does.
 */
export class Presence {
  readonly id: bigint;
  readonly messages: Messages;
  readonly #options: PresenceOptions;
  #settings: Partial<SessionSettings>;
  readonly #control: ControlChannel;
  readonly #p2p = new Space(P2P_SPACE, (settings) => ({ ...settings, ...p2pSettings }), () => this.#outlet);
  readonly #sockets = new Space(SOCKETS_SPACE, socketsSettings, () => this.#outlet);
  readonly #spaces = [this.#p2p, this.#sockets];
  #linkIsUp = false;
  #outlet: Outlet | undefined;

  constructor(options: PresenceOptions) {
    this.id = options.self;
    this.#options = options;
    this.#settings = options.settings ?? {};
    this.messages = new Messages(options);
    this.#control = new ControlChannel(options);
  }

  /** The sessions of the older P2P class; undefined while nobody has used it, here or elsewhere. */
  get p2p(): Messages | undefined {
    return this.#p2p.engine;
  }

  /** The same, made if need be. */
  useP2p(now: number): Messages {
    return this.#use(now, this.#p2p);
  }

  /** The sessions beneath Networking Sockets; undefined while nobody has used them, here or elsewhere. */
  get sockets(): Messages | undefined {
    return this.#sockets.engine;
  }

  /** The same, made if need be. */
  useSockets(now: number): Messages {
    return this.#use(now, this.#sockets);
  }

  /** Changes settings of all sessions, those that exist included; P2P sessions keep what is their own, see {@link p2pSettings}. */
  configure(settings: Partial<SessionSettings>): void {
    this.#settings = { ...this.#settings, ...settings };
    this.messages.configure(settings);
    for (const { engine, settings: own } of this.#spaces) engine?.configure(own(this.#settings));
  }

  /** Round trip to the relay, ms; -1 unknown. */
  relayPingMs(now: number): number {
    return this.#control.pingMs(now);
  }

  /** When {@link transmit} wants to be called next. */
  get nextWakeMs(): number {
    let wakeMs = Math.min(this.#control.nextWakeMs, this.messages.nextWakeMs);
    for (const { engine } of this.#spaces) if (engine !== undefined) wakeMs = Math.min(wakeMs, engine.nextWakeMs);
    return wakeMs;
  }

  linkUp(now: number): void {
    this.#linkIsUp = true;
    this.#control.linkUp(now);
    this.messages.linkUp(now);
    for (const { engine } of this.#spaces) engine?.linkUp(now);
  }

  linkDown(now: number): void {
    this.#linkIsUp = false;
    this.#control.linkDown(now);
    this.messages.linkDown(now);
    for (const { engine } of this.#spaces) engine?.linkDown(now);
  }

  /** The link, which had no room, has some again. */
  linkWritable(): void {
    this.#control.linkWritable();
    this.messages.linkWritable();
    for (const { engine } of this.#spaces) engine?.linkWritable();
  }

  /** The relay dropped something on its way to this peer. It does not know what: all kinds of session look after it. */
  peerDropped(now: number, peer: bigint): void {
    this.messages.peerDropped(now, peer);
    for (const { engine } of this.#spaces) engine?.peerDropped(now, peer);
  }

  /** Runs what is due and sends what may be sent: to the relay first, which is little and keeps the link alive. */
  transmit(now: number, outlet: Outlet): void {
    this.#control.transmit(now, outlet);
    this.#transmitSessions(now, outlet);
  }

  /** Takes whatever the link brought; trusts nothing about it. */
  takeDatagram(now: number, lane: Lane, datagram: Uint8Array): Arrival {
    if ((lane !== FAST_LANE && lane !== SURE_LANE) || datagram.byteLength > MAX_DATAGRAM_BYTES) return undefined;
    const source = readPeer(new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength));
    if (source === undefined) return undefined;
    const packet = datagram.subarray(ENVELOPE_BYTES);
    if (source === RELAY_PEER) return this.#control.handlePacket(now, lane, packet);
    if (!isIndividualId(source) || source === this.id) return undefined;
    const bits = (packet[0] ?? 0) & SPACE_BITS;
    if (bits === 0) this.messages.handlePacket(now, source, lane, packet);
    for (const space of this.#spaces) if (space.bits === bits) this.#takeInSpace(now, space, source, lane, packet);
    return NOTHING_SAID;
  }

  /** Says something to the relay. False, and it is not said: there is no link, or no room. */
  say(now: number, message: PlayerToRelay): boolean {
    return this.#control.say(now, message);
  }

  /**
   * Ends every session and tells everybody, as far as the link still takes it.
   * @param over true: the game is over, its sessions are closed and its lobby seats free at once. Else the page goes, and may be back.
   */
  sayGoodbye(now: number, outlet: Outlet, over?: true): void {
    for (const engine of [this.messages, this.p2p, this.sockets]) {
      if (over === true) engine?.closeAll(now);
      else engine?.leave(now);
    }
    this.#transmitSessions(now, outlet);
    // Last: the relay hangs up when it hears this.
    this.#control.leave(now, over);
    this.#control.transmit(now, outlet);
  }

  #transmitSessions(now: number, outlet: Outlet): void {
    this.#outlet = outlet;
    this.messages.transmit(now, outlet);
    for (const { engine, outlet: marked } of this.#spaces) engine?.transmit(now, marked);
  }

  #use(now: number, space: Space): Messages {
    if (space.engine === undefined) {
      space.engine = new Messages({ ...this.#options, settings: space.settings(this.#settings) });
      if (this.#linkIsUp) space.engine.linkUp(now);
    }
    return space.engine;
  }

  #takeInSpace(now: number, space: Space, source: bigint, lane: Lane, packet: Uint8Array): void {
    const engine = this.#use(now, space);
    // Taken off in place, and put back: the datagram is not ours, and may be handed over twice.
    packet[0]! ^= space.bits;
    engine.handlePacket(now, source, lane, packet);
    packet[0]! ^= space.bits;
  }
}
