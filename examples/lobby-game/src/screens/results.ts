import { html, nothing, type TemplateResult } from "lit";
import { playersAt } from "../scene/players.js";
import type { App } from "./app.js";
import { ChatBox } from "./chat-box.js";
import { type Standing, standingsOf, wins } from "./match-words.js";
import { glass, heading, icon } from "./parts.js";
import type { Screen } from "./screen.js";
import { rematchWords } from "./seats.js";

/** Who won, and who wants to play again. */
export class ResultsScreen implements Screen {
  readonly #app: App;
  readonly #chat: ChatBox;

  constructor(app: App) {
    this.#app = app;
    this.#chat = new ChatBox(app);
  }

  view(): TemplateResult {
    const { game } = this.#app;
    const { view } = game.match;
    const players = playersAt([...new Set([...view.scores.keys(), ...view.pieces.map((piece) => piece.id)])], game.lobby.members);
    const standings = standingsOf(view.scores, players, view.winner);
    const self = game.lobby.members.find((member) => member.self);
    const { members, options } = game.lobby;
    const alone = members.length + options.bots < 2;
    return html`<div class="sheet wide results">
      <header class="winner">
        ${glass(players.get(view.winner)?.colour ?? -1)} ${heading(view.winner === 0n ? "The match is over" : `${wins(players, view.winner)} the match`)}
      </header>
      <div class="columns">
        <section aria-label="Standings">
          <ol class="standings">
            ${standings.map((standing) => this.#row(standing))}
          </ol>
          <div class="ways">
            <button type="button" class="main" aria-pressed=${self?.rematch === true ? "true" : "false"} aria-disabled=${alone ? "true" : "false"} aria-describedby="again-why" @click=${() => alone || game.rematch()}>${icon("tick")}Play again</button>
            <p id="again-why" role="status">${alone ? "Nobody is left to play against." : rematchWords(members)}</p>
            <button type="button" @click=${() => game.back_to_lobby()}>Back to the lobby</button>
            <button type="button" class="quiet" @click=${() => this.#leave()}>Leave</button>
          </div>
        </section>
        <div class="talk">${this.#chat.view()}</div>
      </div>
    </div>`;
  }

  #row({ id, player, place, wins: won }: Standing): TemplateResult {
    const member = this.#app.game.lobby.members.find((one) => one.steam_id === id);
    const about = player.bot ? "the computer" : member === undefined ? "has left" : "";
    return html`<li data-place=${place}>
      <span class="place">${place}</span>${glass(player.colour)}
      <span class="whose">
        <span class="name">${player.name}</span>
        ${player.self ? html`<span class="badge">You</span>` : nothing} ${about === "" ? nothing : html`<span class="about">${about}</span>`}
        ${member?.rematch === true ? html`<span class="badge ready-mark" data-ready>${icon("tick")}Again</span>` : nothing}
      </span>
      <span class="won">${won === 1 ? "1 round" : `${won} rounds`}</span>
    </li>`;
  }

  #leave(): void {
    this.#app.game.leave();
    this.#app.go("title");
  }
}
