import type { LinkConditions } from "./conditions.js";
import type { LinkCounters } from "./shaper.js";
import { SignallingProxy } from "./signalling-proxy.js";
import { UdpProxy, type Direction } from "./udp-proxy.js";

/** A relay of this machine. */
export interface RelayPorts {
  readonly httpPort: number;
  readonly udpPort: number;
}

/** The network between one player, or several of the same home, and a relay: signalling and packets, both ways. */
export class PlayerPath {
  readonly #signalling: SignallingProxy;
  readonly #udp: UdpProxy;
  /** Of signalling; it asks for them at each request. */
  readonly #delaysMs: { up: number; down: number };

  private constructor(signalling: SignallingProxy, udp: UdpProxy, delaysMs: { up: number; down: number }) {
    this.#signalling = signalling;
    this.#udp = udp;
    this.#delaysMs = delaysMs;
  }

  /** Opens a clean path. The same seed loses the same packets. */
  static async open(relay: RelayPorts, seed: number): Promise<PlayerPath> {
    const delaysMs = { up: 0, down: 0 };
    const udp = await UdpProxy.open({ targetPort: relay.udpPort, seed });
    const signalling = await SignallingProxy.open({
      relayPort: relay.httpPort,
      media: { address: "127.0.0.1", port: udp.port },
      delaysMs: () => delaysMs,
    });
    return new PlayerPath(signalling, udp, delaysMs);
  }

  /** The relay's address, as this player is to be told. */
  get url(): string {
    return this.#signalling.url;
  }

  /** Changes one direction or both; signalling is as slow as packets are, but loses nothing. */
  set(conditions: { readonly up?: LinkConditions; readonly down?: LinkConditions }): void {
    if (conditions.up !== undefined) this.#delaysMs.up = conditions.up.delayMs;
    if (conditions.down !== undefined) this.#delaysMs.down = conditions.down.delayMs;
    this.#udp.setConditions(conditions);
  }

  /** What a direction has seen since the last reset; "up" is from the player to the relay. */
  counters(direction: Direction): Readonly<LinkCounters> {
    return this.#udp.counters(direction);
  }

  resetCounters(): void {
    this.#udp.resetCounters();
  }

  async close(): Promise<void> {
    await Promise.all([this.#signalling.close(), this.#udp.close()]);
  }
}
