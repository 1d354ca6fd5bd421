// GodotSteam's tutorial on auto-matchmaking: search near, then ever farther, and join the first lobby with a free seat. Where that one gives up, this makes a lobby, and while nobody comes it
// goes on looking: of two who search at the same time neither finds the other, and both would wait for ever.

import { Signal } from "@samovar/engine-plugin/godot";
import { playerName } from "../net/player-name.js";
import type { GameSteam } from "../steam.js";
import type { Words } from "../words.js";
import { NO_LIST } from "./failure-words.js";
import type { Lobby } from "./lobby.js";
import { KEY } from "./lobby-data.js";
import { lobbyList } from "./lobby-list.js";
import { defaultLobbyOptions } from "./lobby-options.js";

/** From one look to the next while we wait alone in a lobby of our own: the first comes soon, for whoever began when we did has a lobby by then as well. */
const LOOK_AGAIN_AFTER_MS = [1500, 3000, 5000, 8000, 12_000];
/** Lobbies that turned us away, until we make our own. */
const MOST_TRIES = 5;

/**
 * Finds a lobby for somebody who wants to play now: the fullest that waits for players, else one of our own.
 *
 * While we are alone in that, it goes on looking every few seconds, and moves over to another one in which somebody waits. Of two who are alone the one whose lobby has the higher id moves, so
 * they cannot swap places. It ends when somebody comes in, when we change or do anything as a host, or when we leave.
 */
export class QuickMatch {
  readonly changed: Signal<() => void> = new Signal("changed");
  /** "" when it is not at work, and when it waits in a lobby. */
  state: "" | "searching" | "joining" | "creating" = "";
  /** How far is searched: a LOBBY_DISTANCE_FILTER_*. */
  matchmake_phase = 0;
  readonly #Steam: GameSteam;
  readonly #lobby: Lobby;
  /** That turned us away, or were gone. */
  readonly #shut = new Set<bigint>();
  /** The lobby that we made and in which we are alone. */
  #alone_in = 0n;
  /** On the way from there to another one. */
  #moving = false;
  /** What its options were: whoever changes them wants to stay. */
  #chosen = "";
  #looks = 0;
  #wait_ms = 0;
  /** Searches so far: what an earlier one than the last finds is not wanted any more. */
  #searches = 0;

  constructor(Steam: GameSteam, lobby: Lobby) {
    this.#Steam = Steam;
    this.#lobby = lobby;
    lobby.entered.connect(() => this._on_entered());
    lobby.exited.connect(() => this._on_exited());
  }

  /** Still looking for somebody else, from within a lobby of our own. */
  get waiting(): boolean {
    return this.#alone_in !== 0n;
  }

  /** Begins; nothing when it is at work, when a lobby is being made or joined, or when we sit in one. */
  start(): void {
    if (this.state !== "" || this.#lobby.busy !== "" || this.#lobby.lobby_id !== 0n) return;
    this.#shut.clear();
    this.matchmake_phase = this.#Steam.LOBBY_DISTANCE_FILTER_CLOSE;
    this.matchmaking_loop();
  }

  /** Gives up. A lobby that we are in already stays ours; only who is on the way to another one arrives there, for the seat may be taken by then. */
  cancel(): void {
    const underWay = this.state === "joining" || this.state === "creating";
    this.#moving = false;
    this.#alone_in = 0n;
    this.#set_state("");
    if (underWay && this.#lobby.lobby_id === 0n) this.#lobby.leave_lobby();
  }

  /** In every frame. */
  _process(elapsedMs: number): void {
    if (this.#alone_in === 0n || this.state !== "") return;
    if (!this.#still_alone()) {
      this.#alone_in = 0n;
      this.changed.emit();
      return;
    }
    this.#wait_ms -= elapsedMs;
    if (this.#wait_ms <= 0) this.#look_again();
  }

  matchmaking_loop(): void {
    const { LOBBY_DISTANCE_FILTER_WORLDWIDE } = this.#Steam;
    if (this.matchmake_phase > LOBBY_DISTANCE_FILTER_WORLDWIDE || this.#shut.size >= MOST_TRIES) return this.#create();
    this.#set_state("searching");
    this.#search(this.matchmake_phase, (these_lobbies) => {
      // Given up meanwhile.
      if (this.state !== "searching") return;
      // So it is when another lobby was asked for: an invitation was followed.
      if (this.#lobby.busy !== "") return this.#set_state("");
      if (these_lobbies === "failed") return this.#give_up(NO_LIST);
      const [best] = these_lobbies;
      if (best === undefined) {
        this.matchmake_phase++;
        return this.matchmaking_loop();
      }
      this.#set_state("joining");
      this.#join(best, () => {
        if (this.state === "joining") this.matchmaking_loop();
      });
    });
  }

  _on_entered(): void {
    const quick = this.state !== "" || this.#moving;
    const { lobby_id, members, options } = this.#lobby;
    this.#moving = false;
    this.#alone_in = quick && members.length === 1 ? lobby_id : 0n;
    this.#chosen = JSON.stringify(options);
    this.#looks = 0;
    this.#wait();
    this.#set_state("");
  }

  _on_exited(): void {
    // On the way to another lobby the old seat goes when the new one is ours; else we have left both.
    if (this.#moving && this.#lobby.busy !== "") return;
    this.#moving = false;
    if (this.#alone_in === 0n) return;
    this.#alone_in = 0n;
    this.changed.emit();
  }

  /** The fullest first; among equals the one that everybody takes for the first. */
  #search(distance: number, found: (these_lobbies: readonly bigint[] | "failed") => void): void {
    const Steam = this.#Steam;
    const search = ++this.#searches;
    const add_filters = () => {
      Steam.addRequestLobbyListDistanceFilter(distance);
      Steam.addRequestLobbyListStringFilter(KEY.phase, "lobby", Steam.LOBBY_COMPARISON_EQUAL);
      Steam.addRequestLobbyListFilterSlotsAvailable(1);
    };
    lobbyList(Steam).ask(add_filters, (answer) => {
      if (search !== this.#searches) return;
      // By the browser's: ours is still wanted.
      if (answer === "superseded") return this.#search(distance, found);
      if (answer === "failed") return found(answer);
      const members = (id: bigint) => Steam.getNumLobbyMembers(id);
      const open = answer.filter((id) => id !== this.#lobby.lobby_id && !this.#shut.has(id));
      found(open.sort((one, other) => members(other) - members(one) || (one < other ? -1 : 1)));
    });
  }

  #join(this_lobby: bigint, turned_away: () => void): void {
    this.#lobby.join_lobby(this_lobby, () => {
      this.#shut.add(this_lobby);
      turned_away();
    });
  }

  #create(): void {
    this.#set_state("creating");
    this.#lobby.create_lobby(defaultLobbyOptions(playerName(this.#Steam, this.#Steam.getSteamID())), (words) => this.#give_up(words));
  }

  #look_again(): void {
    this.#looks++;
    this.#wait();
    this.#search(this.#Steam.LOBBY_DISTANCE_FILTER_WORLDWIDE, (these_lobbies) => {
      if (these_lobbies === "failed" || !this.#still_alone() || this.#lobby.busy !== "") return;
      const better = these_lobbies.find((id) => this.#Steam.getNumLobbyMembers(id) > 1 || id < this.#alone_in);
      if (better === undefined) return;
      this.#moving = true;
      this.#join(better, () => {
        this.#moving = false;
      });
    });
  }

  #still_alone(): boolean {
    const { lobby_id, members, playing, locked, options } = this.#lobby;
    return this.#alone_in !== 0n && lobby_id === this.#alone_in && members.length === 1 && !playing && !locked && JSON.stringify(options) === this.#chosen;
  }

  #wait(): void {
    this.#wait_ms = LOOK_AGAIN_AFTER_MS[Math.min(this.#looks, LOOK_AGAIN_AFTER_MS.length - 1)] ?? 0;
  }

  #give_up(words: Words): void {
    this.#set_state("");
    this.#lobby.tell_failure(words, () => this.start());
  }

  #set_state(state: QuickMatch["state"]): void {
    this.state = state;
    this.changed.emit();
  }
}
