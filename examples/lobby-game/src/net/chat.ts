// What the members of a lobby say to each other, and what the game says of them.

import { Signal } from "@samovar/engine-plugin/godot";
import type { Departure, Lobby, Member } from "../lobby/lobby.js";
import type { GameSteam } from "../steam.js";
import { Allowance, Allowances } from "./allowance.js";
import { CHAT } from "./channels.js";
import { pack, unpack } from "./packet.js";
import { plainText } from "./plain-text.js";
import type { Post } from "./post.js";

/** A line of the chat. */
export interface ChatLine {
  /** Who said it; 0n: the game itself. */
  readonly from: bigint;
  /** As it was when the line was said; "" for the game itself. */
  readonly name: string;
  /** 0..7, that of the player's glass. */
  readonly colour: number;
  /** Without line breaks; may look like markup. */
  readonly text: string;
}

/** Characters of a line. */
export const LONGEST_LINE = 200;
const KEPT_LINES = 100;
const READ_AT_ONCE = 32;

/** What we may say: five lines at once, then one a second. */
const ours = () => new Allowance(5, 1);

/**
 * The chat of the lobby we are in, empty when we come in: what was said before is not told. Lines are as players say them, at most {@link LONGEST_LINE} characters; what is no line, and what
 * comes faster than people type, is dropped.
 */
export class Chat {
  readonly said: Signal<(line: ChatLine) => void> = new Signal("said");
  readonly #Steam: GameSteam;
  readonly #post: Post;
  readonly #lobby: Lobby;
  #lines: readonly ChatLine[] = [];
  #ours = ours();
  /** What is taken of each other member. More than they may say, since what was held up on its way comes all at once. */
  readonly #theirs = new Allowances(15, 1.5);
  #host = 0n;
  #warned = false;

  constructor(Steam: GameSteam, post: Post, lobby: Lobby) {
    this.#Steam = Steam;
    this.#post = post;
    this.#lobby = lobby;
    lobby.entered.connect(() => this._on_entered());
    lobby.member_came.connect((member) => this.note(`${member.name} has come.`));
    lobby.member_left.connect((member, how) => this._on_member_left(member, how));
    lobby.changed.connect(() => this._on_lobby_changed());
  }

  /** The newest hundred, oldest first. A new array with each line. */
  get lines(): readonly ChatLine[] {
    return this.#lines;
  }

  /** Says something to everybody in the lobby. @returns false when there is nothing to say, nobody to hear it, or too much was said in the last seconds: keep the text then. */
  say(text: string): boolean {
    const line = plainText(text, LONGEST_LINE);
    const self = this.#lobby.members.find((member) => member.self);
    if (line === "" || self === undefined || !this.#ours.take(this.#Steam.getLocalTimestamp())) return false;
    this.#post.send_all(CHAT, pack(line), this.#Steam.NETWORKING_SEND_RELIABLE_NO_NAGLE);
    this.#add({ from: self.steam_id, name: self.name, colour: self.colour, text: line });
    return true;
  }

  /** A line of the game's own; nobody else sees it. */
  note(text: string): void {
    this.#add({ from: 0n, name: "", colour: 0, text });
  }

  /** Reads what came. In every frame. */
  _process(): void {
    for (const { from, payload, time_received } of this.#post.read(CHAT, READ_AT_ONCE)) this.#hear(from, unpack(payload), time_received);
  }

  _on_entered(): void {
    this.#lines = [];
    this.#theirs.forget();
    this.#host = this.#hostNow()?.steam_id ?? 0n;
  }

  _on_member_left(member: Member, how: Departure): void {
    this.#theirs.forget(member.steam_id);
    const what = { left: "has left", lost: "lost the connection", kicked: "was asked to leave" }[how];
    this.note(`${member.name} ${what}.`);
  }

  _on_lobby_changed(): void {
    const host = this.#hostNow();
    if (host === undefined || host.steam_id === this.#host) return;
    this.#host = host.steam_id;
    this.note(host.self ? "You are the host now." : `${host.name} is the host now.`);
  }

  #hostNow(): Member | undefined {
    return this.#lobby.members.find((member) => member.host);
  }

  #hear(from: bigint, said: unknown, atUs: number): void {
    const member = this.#lobby.members.find((candidate) => candidate.steam_id === from);
    if (member === undefined) return;
    const text = typeof said === "string" ? plainText(said, LONGEST_LINE) : "";
    if (text === "") this.#warn(`${member.name} sent something on the chat's channel that is no line`);
    else if (!this.#theirs.take(from, atUs)) this.#warn(`${member.name} says more than anybody can read`);
    else this.#add({ from, name: member.name, colour: member.colour, text });
  }

  #warn(what: string): void {
    if (this.#warned) return;
    this.#warned = true;
    console.warn(`${what}; it is dropped, and so is what follows of the kind.`);
  }

  #add(line: ChatLine): void {
    this.#lines = [...this.#lines.slice(1 - KEPT_LINES), line];
    this.said.emit(line);
  }
}
