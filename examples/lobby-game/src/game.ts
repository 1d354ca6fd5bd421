import { Signal } from "@samovar/engine-plugin/godot";
import { LobbySearch } from "./lobby/lobby-search.js";
import { Lobby } from "./lobby/lobby.js";
import { QuickMatch } from "./lobby/quick-match.js";
import type { Input } from "./match/input.js";
import { Match } from "./match/match.js";
import { seatsOf } from "./match/seats.js";
import { Chat } from "./net/chat.js";
import { Post } from "./net/post.js";
import type { GameSteam } from "./steam.js";
import type { Words } from "./words.js";

/** Where a page keeps what is to survive a reload: `sessionStorage` is one. */
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * - `outside`: in no lobby.
 * - `lobby`
 * - `match`: one goes on, and we watch or play.
 * - `results`: it is over, and we are still looking at who has won.
 */
export type Stage = "outside" | "lobby" | "match" | "results";

/** Everything of the game but picture, sound and page. Bots and tests run the same. */
export class Game {
  /** Something that a screen shows has changed, of the lobby or of the stage. Never more than once a frame; what moves in a match is in `match.view`. */
  readonly changed: Signal<() => void> = new Signal("changed");
  /** Something went wrong that the player did not do. */
  readonly trouble: Signal<(words: Words) => void> = new Signal("trouble");
  readonly Steam: GameSteam;
  readonly post: Post;
  readonly lobby: Lobby;
  readonly search: LobbySearch;
  readonly quick_match: QuickMatch;
  readonly chat: Chat;
  readonly match: Match;
  /** Results we have turned our back on. */
  #dismissed = true;
  #stage: Stage = "outside";
  #stale = false;

  /** @param options `store`: where the lobby is remembered for a reload; by default nowhere. */
  constructor(Steam: GameSteam, { store }: { readonly store?: Store } = {}) {
    this.Steam = Steam;
    this.post = new Post(Steam);
    this.lobby = new Lobby(Steam, this.post, store === undefined ? {} : { store });
    this.search = new LobbySearch(Steam);
    this.quick_match = new QuickMatch(Steam, this.lobby);
    this.chat = new Chat(Steam, this.post, this.lobby);
    this.match = new Match(Steam, this.post, this.lobby);
    const touch = (): void => void (this.#stale = true);
    for (const { changed } of [this.lobby, this.search, this.quick_match]) changed.connect(touch);
    this.match.started.connect(() => this._on_match_started());
    this.match.host_changed.connect(touch);
    this.post.trouble.connect((_id, words) => this.trouble.emit(words));
    this.lobby.failed.connect((words) => this.trouble.emit(words));
    this.lobby.exited.connect((words) => {
      if (words !== undefined) this.trouble.emit(words);
    });
  }

  /** What a page is to show. */
  get stage(): Stage {
    if (this.lobby.lobby_id === 0n) return "outside";
    if (this.match.view.phase === "over") return this.#dismissed ? "lobby" : "results";
    return this.match.view.phase !== "waiting" || this.lobby.playing ? "match" : "lobby";
  }

  /** Once, when Steam is there. */
  _ready(): void {
    this.lobby._ready();
  }

  /**
   * In each frame, after `run_callbacks()`.
   * @param elapsedMs since the last one.
   * @param input what our player wants in the match.
   */
  _process(elapsedMs: number, input: Input): void {
    this.lobby._process(elapsedMs);
    this.quick_match._process(elapsedMs);
    this.chat._process();
    this.match._process(elapsedMs, input);
    this.#startRematch();
    const { stage } = this;
    if (stage === this.#stage && !this.#stale) return;
    this.#stage = stage;
    this.#stale = false;
    this.changed.emit();
  }

  /** From the results: we would play again, and are ready for it. When everybody in the lobby is, the owner's game starts, or the owner does if it is back in the lobby already. */
  rematch(): void {
    if (this.stage === "results") this.#want_rematch(true);
  }

  /** From the results to the lobby. */
  back_to_lobby(): void {
    if (this.stage !== "results") return;
    this.#dismissed = true;
    this.#want_rematch(false);
    this.#stale = true;
  }

  /** Out of match and lobby. If we host, somebody else goes on. */
  leave(): void {
    this.match.leave();
    this.lobby.leave_lobby();
  }

  _on_match_started(): void {
    this.#dismissed = false;
    this.#want_rematch(false);
  }

  #want_rematch(wanted: boolean): void {
    this.lobby.set_rematch(wanted);
    this.lobby.set_ready(wanted);
  }

  #startRematch(): void {
    const { members, is_owner, options } = this.lobby;
    if (this.stage !== "results" || !is_owner || !members.every(({ ready, self, rematch }) => (self ? rematch : ready))) return;
    // The others have left meanwhile: somebody else is wanted first, and the lobby is where one looks for them.
    if (seatsOf(members.map(({ steam_id }) => steam_id), options.bots, options.size).length < 2) this.back_to_lobby();
    else this.match.start();
  }
}
