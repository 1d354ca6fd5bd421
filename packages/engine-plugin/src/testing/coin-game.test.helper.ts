import type { Steam } from "../index.js";
import type { GamePage } from "./index.js";

const CHANNEL = 0;
const STATE_EVERY_MS = 100;

/** How many coins each player has, by id in decimal. */
type Scores = Record<string, number>;

/**
 * A small game, as one could be in a browser: up to four players collect coins, the owner of the lobby keeps the score and tells it ten times a second. When the owner
 * goes, whoever is the owner then goes on with the score as it was known.
 */
export class CoinGame {
  scores: Scores = {};
  lobby = 0n;
  #host = 0n;
  #collected = 0;
  #sinceStateMs = 0;
  readonly #steam: Steam;

  constructor(steam: Steam, page: GamePage) {
    this.#steam = steam;
    steam.lobby_joined.connect((lobby, _permissions, _locked, response) => {
      if (response === steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS) this.lobby = lobby;
    });
    steam.network_messages_session_request.connect((identity) => {
      if (this.members.some((member) => `steamid:${member}` === identity)) steam.acceptSessionWithUser(identity);
    });
    page.onFrame((elapsedMs) => this.#update(elapsedMs));
  }

  get host(): bigint {
    return this.#host;
  }

  get isHost(): boolean {
    return this.#host !== 0n && this.#host === this.#steam.getSteamID();
  }

  get members(): bigint[] {
    return Array.from({ length: this.#steam.getNumLobbyMembers(this.lobby) }, (_, index) => this.#steam.getLobbyMemberByIndex(this.lobby, index));
  }

  open(): void {
    this.#steam.createLobby(this.#steam.LOBBY_TYPE_PUBLIC, 4);
  }

  join(lobby: bigint): void {
    this.#steam.joinLobby(lobby);
  }

  leave(): void {
    this.#steam.leaveLobby(this.lobby);
    this.lobby = 0n;
  }

  collectCoin(): void {
    this.#collected++;
    this.#tellHost();
  }

  #update(elapsedMs: number): void {
    if (this.lobby === 0n) return;
    for (const { payload, remote_steam_id } of this.#steam.receiveMessagesOnChannel(CHANNEL, 100)) this.#take(remote_steam_id, payload);
    const owner = this.#steam.getLobbyOwner(this.lobby);
    if (owner !== this.#host) {
      this.#host = owner;
      // The last host may have had a word of ours that nobody else heard.
      this.#tellHost();
    }
    this.#sinceStateMs += elapsedMs;
    if (!this.isHost || this.#sinceStateMs < STATE_EVERY_MS) return;
    this.#sinceStateMs = 0;
    for (const member of this.members) this.#send(member, this.scores, this.#steam.NETWORKING_SEND_UNRELIABLE);
  }

  /** A player says its own total, which can be said any number of times. */
  #tellHost(): void {
    if (this.isHost) this.#count(this.#steam.getSteamID(), this.#collected);
    else this.#send(this.#host, this.#collected, this.#steam.NETWORKING_SEND_RELIABLE);
  }

  #send(to: bigint, what: Scores | number, flags: number): void {
    if (to !== 0n && to !== this.#steam.getSteamID()) this.#steam.sendMessageToUser(to, new TextEncoder().encode(JSON.stringify(what)), flags, CHANNEL);
  }

  #take(from: bigint, bytes: Uint8Array): void {
    const what = JSON.parse(new TextDecoder().decode(bytes)) as Scores | number;
    if (typeof what === "number") this.#count(from, what);
    else if (from === this.#host) this.scores = what;
  }

  #count(player: bigint, coins: number): void {
    this.scores[`${player}`] = Math.max(coins, this.scores[`${player}`] ?? 0);
  }
}
