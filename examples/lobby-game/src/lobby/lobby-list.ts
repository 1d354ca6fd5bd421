import type { GameSteam } from "../steam.js";
import { GAME, KEY, readBanned, VERSION } from "./lobby-data.js";

/** What came of a search: `superseded` when another one was begun meanwhile. */
export type ListAnswer = readonly bigint[] | "failed" | "superseded";

/**
 * Steam has one search at a time, and tells everybody what came of it. The browser and quick match both search, so they do it through this, and each hears of its own.
 */
class LobbyList {
  readonly #Steam: GameSteam;
  #answer: ((answer: ListAnswer) => void) | undefined;

  constructor(Steam: GameSteam) {
    this.#Steam = Steam;
    Steam.lobby_match_list.connect((these_lobbies) => this.#tell(these_lobbies.filter((id) => !this.#shut(id))));
    Steam.steamworks_error.connect((failed_signal) => {
      if (failed_signal === "lobby_match_list") this.#tell("failed");
    });
  }

  /** Searches for lobbies of this game. @param add_filters adds what else they shall be like. @param answer is called once, later. */
  ask(add_filters: () => void, answer: (answer: ListAnswer) => void): void {
    const Steam = this.#Steam;
    const superseded = this.#answer;
    this.#answer = answer;
    Steam.addRequestLobbyListStringFilter(KEY.game, GAME, Steam.LOBBY_COMPARISON_EQUAL);
    Steam.addRequestLobbyListStringFilter(KEY.version, VERSION, Steam.LOBBY_COMPARISON_EQUAL);
    add_filters();
    Steam.requestLobbyList();
    // It may ask again at once.
    superseded?.("superseded");
  }

  /** Who was asked to leave a lobby need not be shown it. */
  #shut(lobby_id: bigint): boolean {
    return readBanned(this.#Steam, lobby_id).has(this.#Steam.getSteamID());
  }

  #tell(answer: ListAnswer): void {
    const tell = this.#answer;
    this.#answer = undefined;
    tell?.(answer);
  }
}

const lists = new WeakMap<GameSteam, LobbyList>();

/** The one of this Steam. */
export function lobbyList(Steam: GameSteam): Pick<LobbyList, "ask"> {
  const list = lists.get(Steam) ?? new LobbyList(Steam);
  lists.set(Steam, list);
  return list;
}
