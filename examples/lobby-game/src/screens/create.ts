import { html, type TemplateResult } from "lit";
import { LONGEST_NAME } from "../lobby/lobby-data.js";
import { defaultLobbyOptions, type LobbyOptions } from "../lobby/lobby-options.js";
import type { App } from "./app.js";
import { botChoices, KIND_CHOICES, ROUND_CHOICES, sizeChoices, SURFACE_CHOICES } from "./option-words.js";
import { back, choices, heading, valueOf } from "./parts.js";
import type { Screen } from "./screen.js";

/** A lobby of one's own. */
export class CreateScreen implements Screen {
  readonly #app: App;
  #options: LobbyOptions = { ...defaultLobbyOptions(""), name: "", size: 4 };

  constructor(app: App) {
    this.#app = app;
  }

  view(): TemplateResult {
    const { type, size, rounds, surface, bots, name } = this.#options;
    return html`<form class="sheet wide create" autocomplete="off" @submit=${(event: Event) => this.#create(event)}>
      ${back("Back", () => this.#app.go("title"))} ${heading("Create a lobby")}
      <div class="columns">
        <div>
          <div class="field">
            <label for="lobby-name">Its name</label>
            <input id="lobby-name" type="text" maxlength=${LONGEST_NAME} placeholder=${this.#usualName()} .value=${name} @input=${(event: Event) => this.#set({ name: valueOf(event) })} />
          </div>
          ${choices("kind", "Who may join", KIND_CHOICES, type, (value) => this.#set({ type: value }))}
        </div>
        <div>
          ${choices("size", "Seats", sizeChoices(1), size, (value) => this.#set({ size: value, bots: Math.min(bots, value - 1) }))}
          ${choices("bots", "Seats for the computer", botChoices(size, 1), bots, (value) => this.#set({ bots: value }))}
          ${choices("rounds", "Rounds to win", ROUND_CHOICES, rounds, (value) => this.#set({ rounds: value }))}
          ${choices("surface", "The tray", SURFACE_CHOICES, surface, (value) => this.#set({ surface: value }))}
        </div>
      </div>
      <div class="actions"><button type="submit" class="main">Create the lobby</button></div>
    </form>`;
  }

  #usualName(): string {
    return defaultLobbyOptions(this.#app.Steam.getPersonaName()).name;
  }

  #set(some: Partial<LobbyOptions>): void {
    this.#options = { ...this.#options, ...some };
    this.#app.update();
  }

  #create(event: Event): void {
    event.preventDefault();
    const options = { ...this.#options, name: this.#options.name.trim() || this.#usualName() };
    this.#app.attempt(() => this.#app.game.lobby.create_lobby(options));
  }
}
