import type { LobbyOptions } from "../lobby/lobby-options.js";
import { Guest } from "./guest.js";
import { History } from "./history.js";
import { Host } from "./host.js";
import type { MatchPost } from "./match-post.js";
import { copyState, type MatchState, newMatch } from "./match-state.js";
import { Reign } from "./reign.js";
import { seatsOf } from "./seats.js";
import type { Show } from "./show.js";

/** However often somebody claims what is ours, we take the next term no more often than this, ms. */
const RAISE_EVERY_MS = 500;

/** What we are in a match, host or guest, and how the one becomes the other. */
export class Role {
  readonly reign: Reign;
  readonly guest: Guest;
  readonly history: History = new History();
  /** Set while we host. */
  host: Host | undefined;
  readonly #wire: MatchPost;
  readonly #show: Show;
  #raisedMs = Number.NEGATIVE_INFINITY;

  constructor(self: bigint, wire: MatchPost, show: Show) {
    this.reign = new Reign(self);
    this.guest = new Guest(self);
    this.#wire = wire;
    this.#show = show;
  }

  /** The newest we know of the match. */
  get state(): MatchState | undefined {
    return this.host?.state ?? this.guest.snapshots.newest;
  }

  /**
   * We begin a match, and host it. Its first term is the second in which it begins: so it is higher than those of matches before, even when our page was loaded anew and knows of none.
   * @param seconds of the relay's clock.
   */
  begin(options: LobbyOptions, seconds: number): void {
    this.reign.lead(seconds);
    this.#lead(newMatch(this.reign.term, this.reign.self, options, seatsOf(this.reign.members, options.bots, options.size)));
  }

  /** We go on with the match from where we know it to be. @param lone as in `MatchState`. */
  takeOver(lone: boolean): void {
    const known = this.state;
    if (known === undefined) return;
    this.reign.lead();
    const state = copyState(known);
    state.term = this.reign.term;
    state.host = this.reign.self;
    state.lone = lone;
    this.#lead(state);
  }

  /** Somebody else says that it hosts, and we are to go on: all will follow us in the next term. @param term of the other. */
  raise(term: number, nowMs: number): void {
    const state = this.host?.state;
    if (state === undefined || nowMs - this.#raisedMs < RAISE_EVERY_MS) return;
    this.#raisedMs = nowMs;
    this.reign.lead(term);
    state.term = this.reign.term;
    this.#wire.announce(state);
  }

  /** Somebody else hosts, or another than before. */
  follow(): void {
    if (this.host !== undefined) this.guest.returnFromHosting();
    this.host = undefined;
    this.guest.restart();
    this.#show.rebase();
  }

  /** We host no longer, and somebody else is to go on; everybody is told. */
  resign(nowMs: number): void {
    if (this.host === undefined) return;
    const state = copyState(this.host.state);
    state.host = 0n;
    this.#wire.announce(state);
    this.follow();
    this.reign.vacate();
    this.guest.take(state, nowMs);
  }

  #lead(state: MatchState): void {
    this.host = new Host(this.reign.self, state, this.history);
    this.reign.tick = state.tick;
    this.#show.rebase();
    this.#wire.announce(state);
  }
}
