import { defaultSessionSettings, withinRange, type SessionSettings } from "../session/settings.js";
import type { Lane } from "../wire/lane.js";
import type { Link } from "../wire/link.js";
import { FakeNetwork, type FakeNetworkSettings } from "./fake-network.js";
import type { Presence } from "./presence.js";
import type { IceSettings, NetworkControls } from "./relay-endpoint.js";

/** What a {@link NetworkDesk} needs of the client it belongs to. */
export interface NetworkHost {
  readonly link: () => Link | undefined;
  readonly presence: () => Presence | undefined;
  readonly clock: () => number;
  readonly random: () => number;
  readonly settings: Partial<SessionSettings> | undefined;
  /** Something may be due. */
  readonly turn: () => void;
  /** Takes what got through to us. */
  readonly arrive: (lane: Lane, datagram: Uint8Array) => void;
}

/** A client's {@link NetworkControls}, and the way its datagrams take: through the fake network, which is usually off. */
export class NetworkDesk implements NetworkControls {
  /** What stands between the client and its link. */
  readonly through: FakeNetwork;
  /** The link as the fake network leaves it; to be used while there is one. */
  readonly link: Pick<Link, "room" | "send">;
  readonly settings: SessionSettings;
  /** See {@link NetworkControls.ice}. */
  iceSettings: IceSettings | undefined;
  readonly #host: NetworkHost;
  /** What is to be added to our clock for the relay's. */
  #clockOffsetMs: number | undefined;

  constructor(host: NetworkHost) {
    this.#host = host;
    this.settings = { ...defaultSessionSettings, ...withinRange(host.settings ?? {}) };
    this.through = new FakeNetwork({
      random: host.random,
      send: (lane, datagram) => this.#host.link()?.send(lane, datagram),
      arrive: host.arrive,
    });
    this.link = {
      room: (lane) => this.through.room(host.clock(), lane, this.#host.link()?.room(lane) ?? 0),
      send: (lane, datagram) => this.through.send(host.clock(), lane, datagram),
    };
  }

  configure(settings: Partial<SessionSettings>): void {
    Object.assign(this.settings, withinRange(settings));
    this.#host.presence()?.configure(settings);
    this.#host.turn();
  }

  fake(settings: Partial<FakeNetworkSettings>): void {
    this.through.configure(settings);
    this.#host.turn();
  }

  get faked(): Readonly<FakeNetworkSettings> {
    return this.through.settings;
  }

  ice(settings: IceSettings | undefined): void {
    this.iceSettings = settings;
  }

  get nowMs(): number {
    return this.#host.clock();
  }

  get relayPingMs(): number {
    return this.#host.presence()?.relayPingMs(this.#host.clock()) ?? -1;
  }

  get relayTimeMs(): number {
    return this.#clockOffsetMs === undefined ? Date.now() : Math.round(this.#host.clock() + this.#clockOffsetMs);
  }

  /** The relay told its time, half a round trip ago. */
  heardTime(relayTimeMs: number): void {
    this.#clockOffsetMs = relayTimeMs + Math.max(0, this.relayPingMs) / 2 - this.#host.clock();
  }
}
