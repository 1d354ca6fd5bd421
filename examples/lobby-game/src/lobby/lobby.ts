// The lobby in which we sit. The functions have the names of GodotSteam's tutorial on lobbies.

import { Signal } from "@samovar/engine-plugin/godot";
import type { Post } from "../net/post.js";
import type { GameSteam } from "../steam.js";
import type { Words } from "../words.js";
import { createFailure, ELSEWHERE, joinFailure, KICKED, LOST_SEAT, NO_RELAY, OTHER_GAME, OTHER_VERSION, RELAY_FORGOT } from "./failure-words.js";
import { GAME, isSearchable, KEY, lobbyType, readBanned, VERSION, writeOptions } from "./lobby-data.js";
import { LobbyInside } from "./lobby-inside.js";
import type { LobbyOptions } from "./lobby-options.js";
import { browserAddress, invitedTo, type PageAddress } from "./page-address.js";
import { type LobbyStore, RememberedLobby } from "./remembered-lobby.js";

export type { Departure } from "./lobby-inside.js";
export type { Member } from "./members.js";

/** What a lobby takes from its page. */
export interface LobbySettings {
  /** Where it is remembered over a reload: `sessionStorage`. Without one it is not. */
  readonly store?: LobbyStore | undefined;
  /** By default the one the browser shows. */
  readonly address?: PageAddress | undefined;
}

/** A lobby that has just been made says within this what it is, ms. */
const BLANK_FOR_MS = 2000;

/** Where a wish that failed is told; without one, by the signal `failed`. */
type OnFailed = (words: Words) => void;

/** What was asked for last. */
type Wish = { readonly create: LobbyOptions } | { readonly join: bigint } | { readonly again: () => void };

/**
 * One lobby at a time: who sits in it and what the host chose, and how one gets in and out.
 *
 * Everything that is asked for is answered: `create_lobby` and `join_lobby` by `entered` or `failed`, and whoever loses a lobby without having left it is told why by `exited`. What only the
 * owner may do does nothing for anybody else. Asking for a lobby while one is being made or joined does nothing.
 */
export class Lobby extends LobbyInside {
  readonly entered: Signal<() => void> = new Signal("entered");
  /** We are out. With words when that was not our wish. */
  readonly exited: Signal<(words: Words | undefined) => void> = new Signal("exited");
  /** We could not get in. */
  readonly failed: Signal<(words: Words) => void> = new Signal("failed");
  busy: "" | "creating" | "joining" = "";

  readonly #Steam: GameSteam;
  readonly #remembered: RememberedLobby;
  readonly #address: PageAddress;
  #joining = 0n;
  /** How long we have sat in the one that is being joined, and it has not said what it is; -1: we do not sit there, or it has. */
  #blankMs = -1;
  #wish: Wish | undefined;
  #on_failed: OnFailed | undefined;
  /** The lobby that is being joined is the one we sat in before the page was loaded. */
  #again = false;
  /** Lobbies that are being made, and not wanted any more. */
  #called_off = 0;

  constructor(Steam: GameSteam, post: Post, { store, address = browserAddress }: LobbySettings = {}) {
    super(Steam, post, address);
    this.#Steam = Steam;
    this.#remembered = new RememberedLobby(store);
    this.#address = address;
  }

  /** Once, when Steam runs: follows the invitation that the page was opened with, or goes back to where we sat before a reload. */
  _ready(): void {
    const Steam = this.#Steam;
    Steam.join_requested.connect((this_lobby_id) => this._on_lobby_join_requested(this_lobby_id));
    Steam.lobby_chat_update.connect((...args) => this._on_lobby_chat_update(...args));
    Steam.lobby_created.connect((...args) => this._on_lobby_created(...args));
    Steam.lobby_data_update.connect((_success, this_lobby_id) => this._on_lobby_data_update(this_lobby_id));
    Steam.lobby_joined.connect((...args) => this._on_lobby_joined(...args));
    Steam.lobby_kicked.connect((this_lobby_id) => this._on_lobby_kicked(this_lobby_id));
    Steam.persona_state_change.connect((steam_id) => this._on_persona_change(steam_id));
    Steam.steam_server_connected.connect(() => this._on_steam_server_connected());
    Steam.steam_server_disconnected.connect(() => this._on_steam_server_disconnected());
    this.check_command_line();
  }

  check_command_line(): void {
    const remembered = this.#remembered.get();
    const invited = invitedTo(this.#address);
    // A reload leads back by what we remember, and an invitation counts once.
    this.#address.forget_invitation();
    if (invited > 0n) this.join_lobby(invited);
    else if (remembered > 0n) this.#join(remembered, true);
  }

  /** Makes a lobby and sits us in it; another one we sit in is left. @param on_failed hears of a failure in place of `failed`. */
  create_lobby(options: LobbyOptions, on_failed?: OnFailed): void {
    if (this.busy !== "") return;
    this.#on_failed = on_failed;
    this.#wish = { create: options };
    if (!this.#Steam.isSteamRunning()) return this.#fail(NO_RELAY);
    this.leave_lobby();
    this.#set_busy("creating");
    this.#Steam.createLobby(lobbyType(this.#Steam, options.type), options.size);
  }

  /** Joins a lobby. Another one we sit in is left when, and only when, the seat in the new one is ours. @param on_failed hears of a failure in place of `failed`. */
  join_lobby(this_lobby_id: bigint, on_failed?: OnFailed): void {
    if (this.busy !== "" || this_lobby_id === this.lobby_id) return;
    this.#on_failed = on_failed;
    this.#join(this_lobby_id, false);
  }

  /** Asks once more for what was asked last: the way forward "try-again" of `failed` and `exited`. */
  try_again(): void {
    const wish = this.#wish;
    if (wish === undefined) return;
    if ("create" in wish) this.create_lobby(wish.create);
    else if ("join" in wish) this.join_lobby(wish.join);
    else wish.again();
  }

  /** Tells by `failed` what came of something larger that ended here, as quick match does. @param again what `try_again` shall do then. */
  tell_failure(words: Words, again: () => void): void {
    this.#wish = { again };
    this.failed.emit(words);
  }

  /** Leaves at once, or gives up what is being made or joined. */
  leave_lobby(): void {
    if (this.busy === "joining") this.#Steam.leaveLobby(this.#joining);
    this.#blankMs = -1;
    if (this.busy === "creating") this.#called_off++;
    this.#joining = 0n;
    this.#set_busy("");
    if (this.lobby_id === 0n) return;
    this.#Steam.leaveLobby(this.lobby_id);
    this.#exit(undefined);
  }

  _on_lobby_join_requested(this_lobby_id: bigint): void {
    this.#address.forget_invitation();
    this.join_lobby(this_lobby_id);
  }

  _on_lobby_created(connect: number, this_lobby_id: bigint): void {
    const Steam = this.#Steam;
    const options = this.#wish !== undefined && "create" in this.#wish ? this.#wish.create : undefined;
    if (this.#called_off > 0) {
      this.#called_off--;
      if (connect === Steam.RESULT_OK) Steam.leaveLobby(this_lobby_id);
      return;
    }
    if (this.busy !== "creating" || options === undefined) return;
    if (connect !== Steam.RESULT_OK) return this.#fail(createFailure(Steam, connect));
    this.#joining = this_lobby_id;
    Steam.setLobbyData(this_lobby_id, KEY.game, GAME);
    Steam.setLobbyData(this_lobby_id, KEY.version, VERSION);
    Steam.setLobbyData(this_lobby_id, KEY.phase, "lobby");
    Steam.setLobbyData(this_lobby_id, KEY.kind, options.type);
    if (isSearchable(options.type)) Steam.setLobbyData(this_lobby_id, KEY.found, "1");
    writeOptions(Steam, this_lobby_id, options);
  }

  _on_lobby_joined(this_lobby_id: bigint, _permissions: number, _locked: boolean, response: number): void {
    // Called off meanwhile: `leaveLobby` was told.
    if (this_lobby_id !== this.#joining) return;
    const Steam = this.#Steam;
    if (response !== Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS) {
      // Where no answer came, the seat may still be ours.
      if (this.#again && response !== Steam.CHAT_ROOM_ENTER_RESPONSE_ERROR) this.#remembered.set(0n);
      return this.#fail(joinFailure(Steam, response, this.#again));
    }
    // The relay has taken us out of the one before.
    if (this.lobby_id !== 0n) this.#exit(undefined);
    if (Steam.getLobbyData(this_lobby_id, KEY.game) === "") this.#blankMs = 0;
    else this.#settle(this_lobby_id);
  }

  override _process(elapsedMs: number): void {
    super._process(elapsedMs);
    if (this.#blankMs < 0) return;
    this.#blankMs += elapsedMs;
    if (this.#blankMs > BLANK_FOR_MS) this.#settle(this.#joining);
  }

  /** Either a lobby has said at last what it is, or the owner may have written our name where it keeps whom it sent away. */
  override _on_lobby_data_update(this_lobby_id: bigint): void {
    super._on_lobby_data_update(this_lobby_id);
    if (this.#blankMs >= 0 && this_lobby_id === this.#joining && this.#Steam.getLobbyData(this_lobby_id, KEY.game) !== "") this.#settle(this_lobby_id);
    if (this_lobby_id !== this.lobby_id || !readBanned(this.#Steam, this_lobby_id).has(this.#Steam.getSteamID())) return;
    this.#Steam.leaveLobby(this_lobby_id);
    this.#exit(KICKED);
  }

  _on_lobby_kicked(this_lobby_id: bigint): void {
    if (this_lobby_id !== this.lobby_id) return;
    this.#wish = { join: this_lobby_id };
    this.#exit(this.#is_forgotten() ? RELAY_FORGOT : LOST_SEAT);
  }

  _on_steam_server_connected(): void {
    if (this.lobby_id !== 0n && this.#is_forgotten()) this.#exit(RELAY_FORGOT);
  }

  _on_steam_server_disconnected(): void {
    if (this.#Steam.isSteamRunning()) return;
    const remembered = this.#remembered.get();
    if (this.busy !== "") this.#fail(ELSEWHERE);
    if (this.lobby_id === 0n) return;
    this.#exit(ELSEWHERE);
    // "Play here instead" loads the page again.
    this.#remembered.set(remembered);
  }

  /** We have another id than the one that took the seat: the relay has a new key. */
  #is_forgotten(): boolean {
    return !this.members.some((member) => member.steam_id === this.#Steam.getSteamID());
  }

  #join(this_lobby_id: bigint, again: boolean): void {
    this.#wish = { join: this_lobby_id };
    this.#again = again;
    if (!this.#Steam.isSteamRunning()) return this.#fail(NO_RELAY);
    // Known of a lobby that a search found: then nobody has to see us come and go.
    if (readBanned(this.#Steam, this_lobby_id).has(this.#Steam.getSteamID())) return this.#fail(KICKED);
    this.#joining = this_lobby_id;
    this.#set_busy("joining");
    this.#Steam.joinLobby(this_lobby_id);
  }

  /** Why we do not stay in a lobby that let us in. */
  #refusal(this_lobby_id: bigint): Words | undefined {
    const Steam = this.#Steam;
    if (Steam.getLobbyData(this_lobby_id, KEY.game) !== GAME) return OTHER_GAME;
    if (Steam.getLobbyData(this_lobby_id, KEY.version) !== VERSION) return OTHER_VERSION;
    return readBanned(Steam, this_lobby_id).has(Steam.getSteamID()) ? KICKED : undefined;
  }

  /** We have the seat; whether we want it depends on what the lobby is. */
  #settle(this_lobby_id: bigint): void {
    this.#blankMs = -1;
    const refusal = this.#refusal(this_lobby_id);
    if (refusal === undefined) return this.#enter(this_lobby_id);
    this.#Steam.leaveLobby(this_lobby_id);
    this.#remembered.set(0n);
    this.#fail(refusal);
  }

  #enter(this_lobby_id: bigint): void {
    this.#joining = 0n;
    this.#on_failed = undefined;
    this.busy = "";
    this.#remembered.set(this_lobby_id);
    this.come_in(this_lobby_id);
    this.entered.emit();
    this.changed.emit();
  }

  #exit(words: Words | undefined): void {
    this.go_out();
    this.#remembered.set(0n);
    this.exited.emit(words);
    this.changed.emit();
  }

  #fail(words: Words): void {
    const tell = this.#on_failed ?? ((failure) => this.failed.emit(failure));
    this.#on_failed = undefined;
    this.#joining = 0n;
    this.#set_busy("");
    tell(words);
  }

  #set_busy(busy: Lobby["busy"]): void {
    if (this.busy === busy) return;
    this.busy = busy;
    this.changed.emit();
  }
}
