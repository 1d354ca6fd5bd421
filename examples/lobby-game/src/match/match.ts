import type { Signal } from "@samovar/engine-plugin/godot";
import type { Lobby } from "../lobby/lobby.js";
import type { Post } from "../net/post.js";
import type { GameSteam } from "../steam.js";
import { Caretaker } from "./caretaker.js";
import { judge, UNHEARD_MS } from "./claims.js";
import type { PastTick } from "./history.js";
import type { Host } from "./host.js";
import type { Input } from "./input.js";
import type { InputPacket } from "./input-packet.js";
import { MatchPost, type MatchReader } from "./match-post.js";
import { endMatch, type MatchState } from "./match-state.js";
import type { MatchView } from "./match-view.js";
import { News } from "./news.js";
import { Relays } from "./relays.js";
import { Role } from "./role.js";
import { Show, type Shown } from "./show.js";
import { MOST_TICKS_A_FRAME, TICK_MS } from "./ticks.js";
import type { World } from "./world.js";

/** A tab that was in the background does not make up for what it missed. */
const MOST_ELAPSED_MS = MOST_TICKS_A_FRAME * TICK_MS;

/**
 * The match of the lobby we sit in. One of its members hosts: simulates, and tells everybody 20 times a second how it stands; the others send it their inputs 30 times a second. Whoever
 * starts the match hosts first. When the host leaves, resigns or is silent for a second, somebody else goes on from what it heard last.
 *
 * Everybody who stays connected sees the same match, a moment apart. What a member that is not the host sends moves nobody but its own piece, unless it claims to be the next host:
 * who may sit in the lobby is trusted that far.
 *
 * Signals fire as the picture gets there, not when the news arrives.
 */
export class Match {
  /** A match begins, or one that goes on is seen for the first time. */
  readonly started: Signal<() => void>;
  /** Somebody has won the round; 0n: nobody. */
  readonly round_over: Signal<(winner: bigint) => void>;
  /** Somebody has won the match; 0n: nobody is left. */
  readonly over: Signal<(winner: bigint) => void>;
  /** Somebody else hosts; 0n: nobody at the moment. */
  readonly host_changed: Signal<(host: bigint) => void>;

  readonly #Steam: GameSteam;
  readonly #lobby: Lobby;
  readonly #wire: MatchPost;
  readonly #caretaker: Caretaker;
  readonly #relays: Relays;
  readonly #show: Show = new Show();
  readonly #news: News = new News();
  /** Whoever speaks to us: not for the game to call. */
  readonly #reader: MatchReader;
  #lobby_id = 0n;
  #role: Role;
  #nowMs = 0;

  constructor(Steam: GameSteam, post: Post, lobby: Lobby) {
    this.#Steam = Steam;
    this.#lobby = lobby;
    this.#wire = new MatchPost(Steam, post);
    this.#relays = new Relays(this.#wire);
    this.#caretaker = new Caretaker(lobby);
    this.#role = new Role(0n, this.#wire, this.#show);
    ({ started: this.started, round_over: this.round_over, over: this.over, host_changed: this.host_changed } = this.#news);
    this.#reader = {
      onState: (...args) => this._on_state(...args),
      onInputs: (...args) => this._on_inputs(...args),
      onAsk: (...args) => this._on_ask(...args),
    };
  }

  /** What to draw. */
  get view(): MatchView {
    return this.#show.view;
  }

  /** A match goes on that we know of: from its start until somebody has won it. */
  get running(): boolean {
    const { state } = this.#role;
    return state !== undefined && state.phase !== "over";
  }

  /** Higher with each host; 0 while there is no match. */
  get term(): number {
    return this.#role.reign.term;
  }

  /** What a bot that plays for us thinks with: the tray as it is at the host, or as we foresee it. Not to be changed. */
  get world(): World | undefined {
    return this.#role.host?.state.world ?? this.#role.guest.prediction.world;
  }

  /** Bytes of states sent by us so far, over all receivers: for tests. */
  get sent_bytes(): number {
    return this.#wire.sentBytes;
  }

  /** Where everybody was drawn in the last frame: for tests. */
  shown(): Shown {
    return this.#show.shown(this.#role.host, this.#role.guest);
  }

  /** At the host, how the world was after a tick of the last 3 s; undefined elsewhere. It is kept from the first call on: for tests. */
  history(tick: number): PastTick | undefined {
    return this.#role.host === undefined ? undefined : this.#role.history.at(tick);
  }

  /** Starts a match with everybody in the lobby. Only its owner can, and not while a match goes on. */
  start(): void {
    const lobby = this.#lobby;
    if (!lobby.is_owner || this.running) return;
    this.#enter();
    this.#role.reign.sit(lobby.members);
    this.#role.begin(lobby.options, this.#Steam.getServerRealTime());
    this.#caretaker.begin();
  }

  /** Ends the match for everybody; nobody has won it then. Only who hosts can. */
  end(): void {
    const { host } = this.#role;
    if (host === undefined || !this.running) return;
    endMatch(host.state);
    this.#wire.announce(host.state);
  }

  /** We are about to leave the lobby: if we host, somebody else goes on. */
  leave(): void {
    this.resign();
    this.#forget();
  }

  /** Our page is being hidden or left: if we host, and somebody else is there, they go on within half a second. Our piece stays on the tray. */
  resign(): void {
    const { members, self } = this.#role.reign;
    const heir = members.find((id) => id !== self);
    if (this.#role.host === undefined || !this.running || heir === undefined) return;
    this.#role.resign(this.#nowMs);
    if (this.#lobby.is_owner) this.#lobby.make_host(heir);
  }

  /**
   * In each frame, after `Lobby._process`.
   * @param elapsedMs since the last frame.
   * @param input what our player wants.
   */
  _process(elapsedMs: number, input: Input): void {
    const nowMs = this.#Steam.getLocalTimestamp() / 1000;
    const gapMs = this.#nowMs === 0 ? elapsedMs : nowMs - this.#nowMs;
    this.#nowMs = nowMs;
    this.#enter();
    if (this.#lobby_id === 0n) return;
    const { reign } = this.#role;
    const linked = this.#Steam.loggedOn();
    reign.sit(this.#lobby.members);
    reign.tellTime(this.#Steam.getServerRealTime());
    reign.pass(Math.max(gapMs, elapsedMs), linked);
    this.#relays.pass(elapsedMs);
    // News first: who was away for a while may no longer be the host.
    this.#wire.read(this.#reader);
    // A rematch begins by itself, and its host may have turned to another tab.
    if (reign.inBackground) this.resign();
    const simulatedMs = Math.min(elapsedMs, MOST_ELAPSED_MS);
    const { host } = this.#role;
    if (host !== undefined) this.#runHost(host, simulatedMs, input, linked);
    else this.#runGuest(simulatedMs, input);
    this.#caretaker.run(elapsedMs, this.#role.state?.phase ?? "waiting", reign);
    if (this.#role.state === undefined) return;
    this.#show.draw(this.#role.host, this.#role.guest, reign, nowMs, simulatedMs);
    this.#news.tell(this.view);
  }

  _on_state(from: bigint, state: MatchState, bytes: Uint8Array): void {
    const { reign, guest, host } = this.#role;
    // Results are for who was there.
    if (reign.term === 0 && state.phase === "over") return;
    // Only the owner begins a match. Others tell of one when the lobby says that it is on.
    const begins = !this.running && state.term > reign.term;
    if (begins && !this.#lobby.playing && !this.#lobby.members.some((member) => member.host && member.steam_id === from)) return;
    const verdict = judge(reign, { from, host: state.host, term: state.term, tick: state.tick, lone: state.lone });
    if (verdict === "raise") {
      this.#role.raise(state.term, this.#nowMs);
    } else if (verdict === "tell") {
      this.#relays.tell(from, host?.state);
    } else if (verdict === "pass-on") {
      this.#wire.passOn(reign.host, bytes);
    } else if (verdict === "follow") {
      const direct = from === state.host || state.host === 0n;
      if (reign.follow(state.term, state.host, state.tick, direct)) this.#role.follow();
      guest.take(state, this.#nowMs);
      this.#relays.hear(bytes, direct);
    }
  }

  _on_inputs(from: bigint, packet: InputPacket): void {
    this.#hearOther(from);
    this.#role.host?.take(from, packet);
  }

  _on_ask(from: bigint, term: number): void {
    const { reign, host } = this.#role;
    this.#hearOther(from);
    if (host !== undefined) this.#relays.tell(from, host.state);
    // A host that knows nothing of its match any more: the page was loaded anew.
    else if (from === reign.host && term < reign.term) reign.vacate();
    else if (reign.host !== 0n && reign.unheardMs < UNHEARD_MS) this.#relays.serve(from);
  }

  #runHost(host: Host, elapsedMs: number, input: Input, linked: boolean): void {
    const { state } = host;
    const { phase, round } = state;
    const { members } = this.#role.reign;
    // Cut off from everybody, it waits for them: nobody could fight back.
    if (linked || members.length < 2) host.run(elapsedMs, input, members, this.#lobby.options.size);
    this.#role.reign.tick = state.tick;
    if (state.phase !== phase || state.round !== round) this.#wire.announce(state);
    if (host.isStateDue(elapsedMs)) this.#wire.broadcast(state);
  }

  #runGuest(elapsedMs: number, input: Input): void {
    const { reign, guest } = this.#role;
    if (this.running) {
      const packet = guest.run(elapsedMs, input);
      if (packet !== undefined && reign.host !== 0n) this.#wire.sendInputs(reign.host, packet);
      if (reign.isOurTurn()) this.#role.takeOver(!reign.hasCompany);
    }
    if ((this.running || (reign.term === 0 && this.#lobby.playing)) && reign.shallAsk()) this.#wire.ask(reign.term);
  }

  #hearOther(from: bigint): void {
    const { reign, host } = this.#role;
    if (from !== reign.host) reign.hearOther();
    if (host !== undefined) host.state.lone = false;
  }

  #enter(): void {
    if (this.#lobby_id === this.#lobby.lobby_id) return;
    this.#forget();
    this.#lobby_id = this.#lobby.lobby_id;
  }

  #forget(): void {
    this.#lobby_id = 0n;
    this.#role = new Role(this.#Steam.getSteamID(), this.#wire, this.#show);
    this.#wire.clear();
    this.#relays.clear();
    this.#show.clear();
    this.#news.clear();
  }
}
