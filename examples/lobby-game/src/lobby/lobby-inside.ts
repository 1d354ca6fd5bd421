// What the lobby we sit in is like, and what may be changed about it. How one gets in and out: `lobby.ts`.

import { Signal } from "@samovar/engine-plugin/godot";
import type { Post } from "../net/post.js";
import type { GameSteam } from "../steam.js";
import { colourOf } from "./colours.js";
import { isSearchable, KEY, MEMBER_KEY, readBanned, readOptions, writeOptions } from "./lobby-data.js";
import type { LobbyOptions } from "./lobby-options.js";
import { type Member, readMembers } from "./members.js";
import { browserAddress, inviteLink, type PageAddress } from "./page-address.js";

/** How a member went: of its own accord, because it could not be reached any more, or because the host asked it to. */
export type Departure = "left" | "lost" | "kicked";

/** The lobby in which we sit, or none. What only the owner may do does nothing for anybody else, and outside nothing does anything. */
export class LobbyInside {
  /** Something that a screen shows changed: members, their data, pings, options, `busy`. */
  readonly changed: Signal<() => void> = new Signal("changed");
  /** Somebody sat down with us. Who reloads neither leaves nor comes. */
  readonly member_came: Signal<(member: Member) => void> = new Signal("member_came");
  /** Somebody does not sit here any more; the member as it was. */
  readonly member_left: Signal<(member: Member, how: Departure) => void> = new Signal("member_left");
  /** 0n outside. */
  lobby_id = 0n;

  readonly #Steam: GameSteam;
  readonly #post: Post;
  readonly #address: PageAddress;
  #members: readonly Member[] = [];
  #options: LobbyOptions | undefined;
  #was_playing = false;
  /** What we wish for, and what we wore before that. */
  #colour: number | undefined;
  #former_colour: number | undefined;

  constructor(Steam: GameSteam, post: Post, address: PageAddress = browserAddress) {
    this.#Steam = Steam;
    this.#post = post;
    this.#address = address;
  }

  /** In every frame, outside of a lobby too. */
  _process(elapsedMs: number): void {
    this.#post._process(elapsedMs);
    if (this.#members.some(({ steam_id, self, ping }) => !self && ping !== this.#post.ping(steam_id))) this._refresh();
  }

  /** In the order of joining; who was asked to leave is not among them. The same array until something changes. */
  get members(): readonly Member[] {
    return this.#members;
  }

  get is_owner(): boolean {
    return this.lobby_id !== 0n && this.#Steam.getLobbyOwner(this.lobby_id) === this.#Steam.getSteamID();
  }

  /** What the host chose. The same object until something changes. */
  get options(): LobbyOptions {
    return (this.#options ??= readOptions(this.#Steam, this.lobby_id));
  }

  /** A match is on. */
  get playing(): boolean {
    return this.#get(KEY.phase) === "match";
  }

  /** Nobody may join. */
  get locked(): boolean {
    return this.#get(KEY.locked) === "1";
  }

  /** What to send to others so that they come in; "" while that would not help them: outside, when locked, or when a search once found the lobby and it is private now. */
  get invite_link(): string {
    if (this.lobby_id === 0n || this.locked) return "";
    if (this.#get(KEY.found) === "1" && !isSearchable(this.options.type)) return "";
    return inviteLink(this.#address.href, this.lobby_id);
  }

  /** Our colour, in this lobby and in those to come; one that somebody else has is not taken. */
  set_colour(colour: number): void {
    const wished = colourOf(`${colour}`);
    if (wished === undefined || this.#members.some((member) => !member.self && member.colour === wished)) return;
    this.#former_colour = this.#members.find((member) => member.self)?.colour;
    this.#colour = wished;
    if (this.#set_own(MEMBER_KEY.colour, `${wished}`)) this._refresh();
  }

  /** Taken back by itself when a match begins: when `playing` becomes true. */
  set_ready(ready: boolean): void {
    if (this.#set_own(MEMBER_KEY.ready, ready ? "1" : "")) this._refresh();
  }

  /** Taken back in the same way. */
  set_rematch(rematch: boolean): void {
    if (this.#set_own(MEMBER_KEY.rematch, rematch ? "1" : "")) this._refresh();
  }

  /** The owner's. Fewer seats than members are not possible: the smallest that is comes in its place. */
  set_options(options: Partial<LobbyOptions>): void {
    if (this.is_owner) this.#change(() => writeOptions(this.#Steam, this.lobby_id, options));
  }

  /** The owner's. */
  set_playing(playing: boolean): void {
    if (this.is_owner && this.playing !== playing) this.#change(() => this.#set(KEY.phase, playing ? "match" : "lobby"));
  }

  /** The owner's: hands the lobby to another member. */
  make_host(id: bigint): void {
    if (this.is_owner && this.#post.members.has(id)) this.#change(() => this.#Steam.setLobbyOwner(this.lobby_id, id));
  }

  /**
   * The owner's: asks a member to leave for good. Its page does so, tells why, and never comes back in. A page of somebody else's making can stay seated, but it is heard by nobody and shown to nobody.
   */
  kick(id: bigint): void {
    if (!this.is_owner || !this.#post.members.has(id)) return;
    this.#change(() => this.#set(KEY.banned, [...readBanned(this.#Steam, this.lobby_id), id].join(",")));
  }

  /** The owner's: nobody may join until it is unlocked. Who reloads keeps the seat. */
  lock(locked: boolean): void {
    if (!this.is_owner || this.locked === locked) return;
    this.#change(() => {
      this.#Steam.setLobbyJoinable(this.lobby_id, !locked);
      this.#set(KEY.locked, locked ? "1" : "");
    });
  }

  _on_lobby_chat_update(this_lobby_id: bigint, changed_id: bigint, _making_change_id: bigint, chat_state: number): void {
    if (this_lobby_id === this.lobby_id) this._refresh(chat_state === this.#Steam.CHAT_MEMBER_STATE_CHANGE_DISCONNECTED ? changed_id : 0n);
  }

  _on_lobby_data_update(this_lobby_id: bigint): void {
    if (this_lobby_id === this.lobby_id) this._refresh();
  }

  _on_persona_change(steam_id: bigint): void {
    if (this.#members.some((member) => member.steam_id === steam_id)) this._refresh();
  }

  /** We sit in this lobby now. */
  protected come_in(this_lobby_id: bigint): void {
    const Steam = this.#Steam;
    this.lobby_id = this_lobby_id;
    this.#was_playing = this.playing;
    const own = colourOf(Steam.getLobbyMemberData(this_lobby_id, Steam.getSteamID(), MEMBER_KEY.colour));
    // After a reload it is there, and what the others see is what counts.
    if (own === undefined) this.#set_own(MEMBER_KEY.colour, this.#colour === undefined ? "" : `${this.#colour}`);
    this.#read();
  }

  /** We do not sit in it any more. */
  protected go_out(): void {
    this.lobby_id = 0n;
    this.#options = undefined;
    this.#members = [];
    this.#post.members = new Set();
  }

  /** Looks at everything again, and tells. @param lost_id who went because it could not be reached. */
  protected _refresh(lost_id = 0n): void {
    if (this.lobby_id === 0n) return;
    const before = this.#members;
    const banned = this.#read();
    for (const member of this.#members) if (!before.some(({ steam_id }) => steam_id === member.steam_id)) this.member_came.emit(member);
    for (const member of before) {
      if (this.#members.some(({ steam_id }) => steam_id === member.steam_id)) continue;
      this.member_left.emit(member, banned.has(member.steam_id) ? "kicked" : member.steam_id === lost_id ? "lost" : "left");
    }
    this.changed.emit();
  }

  #read(): ReadonlySet<bigint> {
    const Steam = this.#Steam;
    const banned = readBanned(Steam, this.lobby_id);
    this.#options = undefined;
    if (this.playing && !this.#was_playing) {
      this.#set_own(MEMBER_KEY.ready, "");
      this.#set_own(MEMBER_KEY.rematch, "");
    }
    this.#was_playing = this.playing;
    const read = () => readMembers(Steam, this.#post, this.lobby_id, banned);
    this.#members = read();
    this.#post.members = new Set(this.#members.filter(({ self }) => !self).map(({ steam_id }) => steam_id));
    if (this.#settle_colour()) this.#members = read();
    return banned;
  }

  /** Wishes for what we got, so that we keep it when somebody goes. @returns whether that changed anything. */
  #settle_colour(): boolean {
    const self = this.#members.find((member) => member.self);
    if (self === undefined) return false;
    const wish = colourOf(this.#Steam.getLobbyMemberData(this.lobby_id, self.steam_id, MEMBER_KEY.colour));
    if (wish === self.colour) return false;
    // Somebody was faster. Better what we had than any other.
    const former = this.#former_colour;
    const keeps = former !== undefined && this.#members.every((member) => member.self || member.colour !== former);
    return this.#set_own(MEMBER_KEY.colour, `${keeps ? former : self.colour}`);
  }

  #change(act: () => void): void {
    act();
    this._refresh();
  }

  #get(key: string): string {
    return this.lobby_id === 0n ? "" : this.#Steam.getLobbyData(this.lobby_id, key);
  }

  #set(key: string, value: string): void {
    this.#Steam.setLobbyData(this.lobby_id, key, value);
  }

  /** @returns whether it is something new. */
  #set_own(key: string, value: string): boolean {
    if (this.lobby_id === 0n || this.#Steam.getLobbyMemberData(this.lobby_id, this.#Steam.getSteamID(), key) === value) return false;
    this.#Steam.setLobbyMemberData(this.lobby_id, key, value);
    return true;
  }
}
