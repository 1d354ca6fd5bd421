import type { RelayToPlayer } from "../wire/control.js";
import { Messages, type Outlet } from "../session/messages.js";
import type { SessionSettings } from "../session/settings.js";
import { ENVELOPE_BYTES, readPeer, RELAY_PEER } from "../wire/envelope.js";
import { FAST_LANE, MAX_DATAGRAM_BYTES, SURE_LANE, type Lane } from "../wire/lane.js";
import { isIndividualId } from "../wire/steam-id.js";
import { ControlChannel } from "./control-channel.js";

/** What a presence is made of. */
export interface PresenceOptions {
  readonly self: bigint;
  readonly life: number;
  readonly random: () => number;
  readonly settings?: Partial<SessionSettings> | undefined;
}

/** What a datagram meant to us: nothing more, or what the relay said in it; `undefined` when it was no datagram. */
export type Arrival = readonly RelayToPlayer[] | undefined;

const NOTHING_SAID: readonly RelayToPlayer[] = [];

/** One player's two engines: the sessions with other players, and the one with the relay. Lives as long as the identity does. */
export class Presence {
  readonly id: bigint;
  readonly messages: Messages;
  readonly #control: ControlChannel;

  constructor(options: PresenceOptions) {
    this.id = options.self;
    this.messages = new Messages(options);
    this.#control = new ControlChannel(options);
  }

  /** When {@link transmit} wants to be called next. */
  get nextWakeMs(): number {
    return Math.min(this.#control.nextWakeMs, this.messages.nextWakeMs);
  }

  linkUp(now: number): void {
    this.#control.linkUp(now);
    this.messages.linkUp(now);
  }

  linkDown(now: number): void {
    this.#control.linkDown(now);
    this.messages.linkDown(now);
  }

  /** The link, which had no room, has some again. */
  linkWritable(): void {
    this.#control.linkWritable();
    this.messages.linkWritable();
  }

  /** Runs what is due and sends what may be sent: to the relay first, which is little and keeps the link alive. */
  transmit(now: number, outlet: Outlet): void {
    this.#control.transmit(now, outlet);
    this.messages.transmit(now, outlet);
  }

  /** Takes whatever the link brought; trusts nothing about it. */
  takeDatagram(now: number, lane: Lane, datagram: Uint8Array): Arrival {
    if ((lane !== FAST_LANE && lane !== SURE_LANE) || datagram.byteLength > MAX_DATAGRAM_BYTES) return undefined;
    const source = readPeer(new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength));
    if (source === undefined) return undefined;
    const packet = datagram.subarray(ENVELOPE_BYTES);
    if (source === RELAY_PEER) return this.#control.handlePacket(now, lane, packet);
    if (!isIndividualId(source) || source === this.id) return undefined;
    this.messages.handlePacket(now, source, lane, packet);
    return NOTHING_SAID;
  }

  /** Ends every session and tells everybody, as far as the link still takes it. */
  sayGoodbye(now: number, outlet: Outlet): void {
    this.messages.closeAll(now);
    this.messages.transmit(now, outlet);
    // Last: the relay hangs up when it hears this.
    this.#control.leave(now);
    this.#control.transmit(now, outlet);
  }
}
