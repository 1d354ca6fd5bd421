import { html, type TemplateResult } from "lit";
import { DEFAULT_OPTIONS } from "../match/options.js";
import type { App } from "./app.js";
import { heading } from "./parts.js";
import type { Screen } from "./screen.js";
import { whoAmI } from "./who-am-i.js";

const PRACTICE_BOTS = 3;

/** Who am I, and what shall we do. */
export class TitleScreen implements Screen {
  readonly #app: App;
  #practising = false;

  constructor(app: App) {
    this.#app = app;
    app.game.lobby.entered.connect(() => this.#startPractice());
    app.game.lobby.failed.connect(() => (this.#practising = false));
  }

  view(): TemplateResult {
    const app = this.#app;
    return html`<form class="sheet title" autocomplete="off" @submit=${(event: Event) => event.preventDefault()}>
      <header class="brand">
        ${heading("Sumovar")}
        <p class="lead">Sumo for tea glasses, on a tray that leans to where the weight is. The last one on it wins.</p>
      </header>
      <div class="who">${whoAmI(app)}</div>
      <div class="ways">
        <button type="button" class="main" @click=${() => app.attempt(() => app.game.quick_match.start())}>Quick match</button>
        <button type="button" @click=${() => app.go("browse")}>Find a lobby</button>
        <button type="button" @click=${() => app.go("create")}>Create a lobby</button>
        <button type="button" @click=${() => app.attempt(() => this.#practise())}>Practise alone</button>
      </div>
    </form>`;
  }

  #practise(): void {
    this.#practising = true;
    this.#app.game.lobby.create_lobby({ ...DEFAULT_OPTIONS, name: "Practice", type: "private", size: PRACTICE_BOTS + 1, bots: PRACTICE_BOTS });
  }

  #startPractice(): void {
    if (!this.#practising) return;
    this.#practising = false;
    this.#app.game.match.start();
  }
}
