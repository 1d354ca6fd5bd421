// The list of lobbies to choose from: those a search finds, and those of friends.

import { Signal } from "@samovar/engine-plugin/godot";
import type { Surface } from "../match/options.js";
import type { GameSteam } from "../steam.js";
import type { Words } from "../words.js";
import { NO_LIST, NO_RELAY } from "./failure-words.js";
import { FriendsLobbies } from "./friends-lobbies.js";
import { KEY, readOptions } from "./lobby-data.js";
import { lobbyList } from "./lobby-list.js";

/** What a lobby shall be like. */
export interface Filters {
  /** Part of its name, upper or lower case; "" for any. */
  readonly name: string;
  readonly surface: Surface | "any";
  /** 1, 2 or 3; 0 for any. */
  readonly rounds: number;
  /** Free seats, at least; a lobby without any is never found. */
  readonly openSeats: number;
  /** `waiting`: no match is on. */
  readonly running: "any" | "waiting";
}

/** Everything that can be joined. */
export const NO_FILTERS: Filters = { name: "", surface: "any", rounds: 0, openSeats: 1, running: "any" };

/** A lobby that can be joined, as it was when it was looked at. */
export interface FoundLobby {
  readonly lobby_id: bigint;
  /** May look like markup. */
  readonly name: string;
  readonly members: number;
  readonly size: number;
  readonly surface: Surface;
  readonly rounds: number;
  readonly playing: boolean;
  /** A friend sits there. */
  readonly friends: boolean;
}

/** Finds lobbies of this game, at most 50, and those of friends even where nobody else finds them. Lobbies from which we were sent away are left out. */
export class LobbySearch {
  readonly changed: Signal<() => void> = new Signal("changed");
  searching = false;
  /** What the last search that was answered has found: friends' first, then the fullest. */
  found: readonly FoundLobby[] = [];
  /** Why the last search was not answered. What was found before is still there. */
  failure: Words | undefined;
  readonly #Steam: GameSteam;
  readonly #friends: FriendsLobbies;
  #filters: Filters = NO_FILTERS;
  #asked = 0;

  constructor(Steam: GameSteam) {
    this.#Steam = Steam;
    this.#friends = new FriendsLobbies(Steam);
    this.#friends.known.connect((lobby_id) => this.#add([lobby_id]));
  }

  /** Searches; `changed` tells how it goes. Another search that is under way is given up. */
  search(filters: Filters = NO_FILTERS): void {
    const Steam = this.#Steam;
    const asked = ++this.#asked;
    this.#filters = filters;
    this.failure = Steam.isSteamRunning() ? undefined : NO_RELAY;
    this.searching = this.failure === undefined;
    this.changed.emit();
    if (!this.searching) return;
    lobbyList(Steam).ask(
      () => this.#add_filters(filters),
      (answer) => {
        // By a search of our own.
        if (asked !== this.#asked) return;
        this.searching = false;
        if (answer === "failed") this.failure = NO_LIST;
        else if (answer !== "superseded") this.#show(answer);
        this.changed.emit();
      },
    );
  }

  #add_filters({ surface, rounds, openSeats, running }: Filters): void {
    const Steam = this.#Steam;
    Steam.addRequestLobbyListDistanceFilter(Steam.LOBBY_DISTANCE_FILTER_WORLDWIDE);
    if (surface !== "any") Steam.addRequestLobbyListStringFilter(KEY.surface, surface, Steam.LOBBY_COMPARISON_EQUAL);
    if (rounds > 0) Steam.addRequestLobbyListNumericalFilter(KEY.rounds, rounds, Steam.LOBBY_COMPARISON_EQUAL);
    if (running === "waiting") Steam.addRequestLobbyListStringFilter(KEY.phase, "lobby", Steam.LOBBY_COMPARISON_EQUAL);
    Steam.addRequestLobbyListFilterSlotsAvailable(Math.max(1, openSeats));
  }

  #show(these_lobbies: readonly bigint[]): void {
    this.found = [];
    this.#friends.look();
    this.#add([...these_lobbies, ...this.#friends.all]);
  }

  #add(these_lobbies: readonly bigint[]): void {
    const rows = new Map(this.found.map((row) => [row.lobby_id, row]));
    for (const lobby_id of these_lobbies) {
      const row = this.#row(lobby_id);
      if (row === undefined) rows.delete(lobby_id);
      else rows.set(lobby_id, row);
    }
    this.found = [...rows.values()].sort((one, other) => Number(other.friends) - Number(one.friends) || other.members - one.members || (one.lobby_id < other.lobby_id ? -1 : 1));
    this.changed.emit();
  }

  /** Undefined when it is not what is looked for: a name can be compared here only, and friends' lobbies are found by no search. */
  #row(lobby_id: bigint): FoundLobby | undefined {
    const Steam = this.#Steam;
    const { name, size, surface, rounds } = readOptions(Steam, lobby_id);
    const members = Steam.getNumLobbyMembers(lobby_id);
    const playing = Steam.getLobbyData(lobby_id, KEY.phase) === "match";
    const wanted = this.#filters;
    const fits =
      name.toLowerCase().includes(wanted.name.trim().toLowerCase()) &&
      (wanted.surface === "any" || wanted.surface === surface) &&
      (wanted.rounds === 0 || wanted.rounds === rounds) &&
      size - members >= Math.max(1, wanted.openSeats) &&
      (wanted.running === "any" || !playing);
    return fits ? { lobby_id, name, members, size, surface, rounds, playing, friends: this.#friends.all.has(lobby_id) } : undefined;
  }
}
