import { createSteam, memoryPlayedWith, type Logger } from "@samovar/engine-plugin";
import { PackedByteArray } from "@samovar/engine-plugin/godot";
import { memoryCredentials, RelayClient } from "@samovar/transport";
import { Game } from "../src/game.js";
import { think } from "../src/match/brain.js";
import { NO_INPUT } from "../src/match/input.js";
import type { GameSteam } from "../src/steam.js";

/** What bots are called, the first of them first. */
export const BOT_NAMES = ["Assam", "Ceylon", "Darjeeling", "Earl Grey", "Keemun", "Lapsang", "Matcha", "Oolong"] as const;

/** A player without a page: a Steam of its own over a real connection to the relay, the game's own `Game`, and the computer's head. */
export class Bot {
  readonly name: string;
  readonly Steam: GameSteam;
  readonly game: Game;
  readonly #relay: RelayClient;

  /** Connects nothing yet. @param relay the relay's address @param log where warnings of Steam go */
  constructor(relay: string, name: string, log: Logger) {
    this.name = name;
    this.#relay = new RelayClient({ url: relay, credentials: memoryCredentials(), log });
    this.Steam = createSteam({
      endpoint: this.#relay,
      api: "steam_id",
      payload: PackedByteArray,
      personaName: name,
      playedWith: memoryPlayedWith(),
      logger: log,
    });
    this.game = new Game(this.Steam);
  }

  /** Reaches the relay and begins the game. Rejects when the relay cannot be reached. */
  async start(): Promise<void> {
    await this.#relay.open();
    this.Steam.steamInitEx();
    this.game._ready();
  }

  get id(): bigint {
    return this.Steam.getSteamID();
  }

  /** One frame, as the page's engine calls it: signals first, then the game. */
  frame(elapsedMs: number): void {
    this.Steam.run_callbacks();
    const { world } = this.game.match;
    this.game._process(elapsedMs, world === undefined ? NO_INPUT : think(world, this.id));
  }

  /** Leaves lobby and relay. */
  stop(): void {
    this.game.leave();
    this.Steam.steamShutdown();
    this.#relay.close();
  }
}
