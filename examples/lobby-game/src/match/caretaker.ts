import type { Lobby } from "../lobby/lobby.js";
import type { MatchPhase } from "./match-view.js";
import type { Reign } from "./reign.js";

/** A change of the lobby takes a moment to come back; until then it is not asked for again, ms. */
const AGAIN_AFTER_MS = 1000;
/** Whoever has hosted for so long, and was heard within it, will go on doing so, ms. */
const SETTLED_MS = 500;
/** A lobby that says there is a match, and nothing is heard of one, ms. */
const NO_MATCH_AFTER_MS = 3000;

/** What the owner of the lobby does about a match: says in the lobby's data whether there is one, and hands the lobby over to whoever hosts. */
export class Caretaker {
  readonly #lobby: Lobby;
  #sinceMs = AGAIN_AFTER_MS;
  #settledMs = 0;
  #host = 0n;
  #nothingMs = 0;

  constructor(lobby: Lobby) {
    this.#lobby = lobby;
  }

  /** In each frame, at everybody. */
  run(elapsedMs: number, phase: MatchPhase, { host, self, members, unheardMs }: Reign): void {
    const lobby = this.#lobby;
    this.#settledMs = host === this.#host ? this.#settledMs + elapsedMs : 0;
    this.#host = host;
    this.#nothingMs = phase === "waiting" && lobby.playing ? this.#nothingMs + elapsedMs : 0;
    this.#sinceMs += elapsedMs;
    if (this.#sinceMs < AGAIN_AFTER_MS || !lobby.is_owner) return;
    const running = phase !== "waiting" && phase !== "over";
    if (running !== lobby.playing && (phase !== "waiting" || this.#nothingMs >= NO_MATCH_AFTER_MS)) lobby.set_playing(running);
    else if (running && host !== self && this.#settledMs >= SETTLED_MS && unheardMs < SETTLED_MS && members.includes(host)) lobby.make_host(host);
    else return;
    this.#sinceMs = 0;
  }

  /** A match begins: says so at once. */
  begin(): void {
    this.#lobby.set_playing(true);
    this.#sinceMs = 0;
  }
}
