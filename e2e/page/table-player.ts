import { SteamPlugin, type Steam } from "@samovar/engine-plugin";
import { RelayClient } from "@samovar/transport";
import type { Engine } from "excalibur";

const stateIntervalMs = 50;
const stateBytes = 60;
const scoreIntervalMs = 500;
const scoreBytes = 24;
const channels = { state: 0, score: 1 };

/** A player who sends to everybody it has greeted or let in, and reads what comes. */
export class TablePlayer {
  readonly Steam: Steam<"steam_id">;
  /** Messages read so far. */
  received = 0;
  /** Whether it sends. */
  talking = true;
  readonly #plugin: SteamPlugin<"steam_id">;
  readonly #peers = new Set<bigint>();
  #stateDueMs = 0;
  #scoreDueMs = 0;

  constructor(relay: string, name: string, game: Engine) {
    this.#plugin = new SteamPlugin({ endpoint: new RelayClient({ url: relay }), personaName: name, api: "steam_id" });
    this.Steam = this.#plugin.Steam;
    this.#plugin.install(game);
    this.Steam.network_messages_session_request.connect((peer) => {
      this.Steam.acceptSessionWithUser(peer);
      this.greet(peer);
    });
    game.on("preframe", () => this.#play(performance.now()));
  }

  /** Reaches the relay; throws what `steamInitEx` says when that fails. */
  async connect(): Promise<void> {
    const { status, verbal } = await this.#plugin.loadable.load();
    if (status !== 0) throw new Error(verbal);
  }

  /** Sends to a player from now on. */
  greet(peer: bigint): void {
    this.#peers.add(peer);
  }

  #play(now: number): void {
    if (this.Steam.get_current_steam_id() === 0n) return;
    for (const channel of Object.values(channels)) this.received += this.Steam.receiveMessagesOnChannel(channel, 1000).length;
    if (!this.talking) return;
    if (now >= this.#stateDueMs) {
      this.#stateDueMs = now + stateIntervalMs;
      this.#send(stateBytes, this.Steam.NETWORKING_SEND_UNRELIABLE, channels.state);
    }
    if (now >= this.#scoreDueMs) {
      this.#scoreDueMs = now + scoreIntervalMs;
      this.#send(scoreBytes, this.Steam.NETWORKING_SEND_RELIABLE, channels.score);
    }
  }

  #send(bytes: number, flags: number, channel: number): void {
    const all = flags | this.Steam.NETWORKING_SEND_AUTORESTART_BROKEN_SESSION;
    for (const peer of this.#peers) this.Steam.sendMessageToUser(peer, new Uint8Array(bytes), all, channel);
  }
}
