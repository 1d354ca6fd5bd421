import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { repeat } from "lit/directives/repeat.js";
import { type Player, playersAt } from "../scene/players.js";
import type { Sounds } from "../scene/sounds.js";
import type { App } from "./app.js";
import { howToInALine, howToPlay } from "./how-to-play.js";
import { MatchChat } from "./match-chat.js";
import { matchNews, type MatchMoment, momentOf, nameIn, noteOf } from "./match-words.js";
import { glass, heading, icon } from "./parts.js";
import type { Screen } from "./screen.js";

/** The match goes on at 60 Hz in the picture; its words need less. */
const REFRESH_MS = 200;
const HOST_NOTE_MS = 4_000;
/** How to play is told before the first round, and so far into it, seconds. */
const HOW_TO_S = 3;

/** What stands over the picture of the match. */
export class MatchScreen implements Screen {
  readonly #app: App;
  readonly #chat: MatchChat;
  readonly #sounds: Sounds;
  readonly #toggleNetwork: () => void;
  #refreshing: ReturnType<typeof setInterval> | undefined;
  #moment: MatchMoment | undefined;
  #hostNote = "";
  #host = 0n;

  constructor(app: App, sounds: Sounds, toggleNetwork: () => void) {
    this.#app = app;
    this.#chat = new MatchChat(app);
    this.#sounds = sounds;
    this.#toggleNetwork = toggleNetwork;
    app.game.match.host_changed.connect((host) => this.#noteHost(host));
  }

  entered(): void {
    this.#moment = undefined;
    this.#hostNote = "";
    this.#host = this.#app.game.match.view.host;
    this.#chat.entered();
    this.#refreshing = setInterval(() => this.#app.update(), REFRESH_MS);
  }

  left(): void {
    this.#chat.left();
    clearInterval(this.#refreshing);
    // The last news of all.
    this.#tellNews();
  }

  view(): TemplateResult {
    const { view } = this.#app.game.match;
    this.#tellNews();
    const note = this.#hostNote || noteOf(view, this.#players(), this.#app.Steam.getSteamID()) || this.#howTo();
    return html`<div class="hud">
      <div class="hud-top">
        <div class="score-card">${heading(view.round > 0 ? `Round ${view.round}` : "The match")} <p class="first-to">first to ${view.rounds}</p>${this.#scores()}</div>
        <div class="hud-buttons">
          ${this.#chat.button()}
          <button type="button" class="hud-button" aria-label="Network" title="Network" @click=${this.#toggleNetwork}>${icon("graph")}</button>
          <button type="button" class="hud-button" aria-label="Sound" title="Sound" aria-pressed=${this.#sounds.muted ? "false" : "true"} @click=${() => this.#toggleSound()}>${icon(this.#sounds.muted ? "mute" : "sound")}</button>
          <button type="button" class="hud-button" aria-label="Menu" title="Menu" @click=${() => this.#menu()?.showModal()}>${icon("menu")}</button>
        </div>
      </div>
      <div class="hud-note" role="status">${note === "" ? nothing : html`<p>${note}</p>`}</div>
      ${this.#chat.view()} ${this.#dialog()}
    </div>`;
  }

  #scores(): TemplateResult {
    const { view } = this.#app.game.match;
    const players = this.#players();
    return html`<ol class="scores" aria-label="Scores">
      ${repeat(
        view.pieces,
        (piece) => piece.id,
        ({ id, fallenFor }) => {
          const won = view.scores.get(id) ?? 0;
          const player = players.get(id);
          return html`<li class=${classMap({ fallen: fallenFor >= 0, self: player?.self ?? false })}>
            ${glass(player?.colour ?? 0)}<span class="name">${nameIn(players, id)}</span>
            <span class="pips" role="img" aria-label=${`${won} of ${view.rounds} rounds won`}>${Array.from({ length: view.rounds }, (_, index) => html`<i ?data-won=${index < won}></i>`)}</span>
          </li>`;
        },
      )}
    </ol>`;
  }

  #dialog(): TemplateResult {
    return html`<dialog class="sheet small menu" aria-labelledby="menu-title" @close=${() => document.querySelector("h1")?.focus({ preventScroll: true })}>
      <h2 id="menu-title">The match goes on</h2>
      ${howToPlay()}
      <div class="ways">
        <button type="button" class="main" @click=${() => this.#menu()?.close()}>Play on</button>
        ${this.#isHost() ? html`<button type="button" @click=${() => this.#end()}>End it for everybody</button>` : nothing}
        <button type="button" @click=${() => this.#leave()}>Leave the match</button>
      </div>
    </dialog>`;
  }

  #menu(): HTMLDialogElement | null {
    return document.querySelector("dialog.menu");
  }

  #leave(): void {
    this.#menu()?.close();
    this.#app.game.leave();
    this.#app.go("title");
  }

  /** With somebody else there; alone one leaves. */
  #isHost(): boolean {
    const { match, lobby } = this.#app.game;
    return match.view.host === this.#app.Steam.getSteamID() && lobby.members.length > 1;
  }

  #end(): void {
    this.#menu()?.close();
    this.#app.game.match.end();
  }

  #howTo(): string {
    const { phase, round, seconds } = this.#app.game.match.view;
    const early = phase === "countdown" || (phase === "playing" && seconds < HOW_TO_S);
    return round === 1 && early ? howToInALine(matchMedia("(pointer: coarse)").matches && !matchMedia("(any-pointer: fine)").matches) : "";
  }

  #toggleSound(): void {
    this.#sounds.muted = !this.#sounds.muted;
    this.#app.update();
  }

  #noteHost(host: bigint): void {
    // Nobody, for a moment; and whom one hears of first has not taken over from anybody.
    if (host === 0n) return;
    const before = this.#host;
    this.#host = host;
    const player = this.#players().get(host);
    if (before === 0n || before === host || player === undefined || this.#app.screen !== "match") return;
    this.#hostNote = player.self ? "You host now." : `${player.name} hosts now.`;
    this.#app.update();
    setTimeout(() => {
      this.#hostNote = "";
      this.#app.update();
    }, HOST_NOTE_MS);
  }

  #tellNews(): void {
    const now = momentOf(this.#app.game.match.view);
    const news = this.#moment === undefined ? [] : matchNews(this.#moment, now, this.#players());
    this.#moment = now;
    if (news.length > 0) this.#app.announce(news.join(" "));
  }

  #players(): ReadonlyMap<bigint, Player> {
    const { match, lobby } = this.#app.game;
    const ids = match.view.pieces.map((piece) => piece.id);
    // Who hosts need not play.
    return playersAt(ids.includes(match.view.host) || match.view.host === 0n ? ids : [...ids, match.view.host], lobby.members);
  }
}
