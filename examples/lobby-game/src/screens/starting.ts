import { html, type TemplateResult } from "lit";
import type { App } from "./app.js";
import { heading, spinner } from "./parts.js";
import type { Screen } from "./screen.js";

/** Before the relay is reached. */
export class StartingScreen implements Screen {
  view(): TemplateResult {
    return html`<div class="sheet small still">${spinner()}${heading("Sumovar")}<p class="lead">Connecting…</p></div>`;
  }
}

/** The relay is not to be had. */
export class FailedScreen implements Screen {
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  view(): TemplateResult {
    return html`<div class="sheet small">
      ${heading("No connection")}
      <p class="lead">The game's relay does not answer. Either it is not running, or something on the way to it is in the way: a firewall, or a network that allows web pages only.</p>
      <div class="actions"><button type="button" class="main" @click=${() => this.#app.act("try-again")}>Try again</button></div>
    </div>`;
  }
}

/** This player was opened in another tab, and the relay knows that one now. */
export class ElsewhereScreen implements Screen {
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  view(): TemplateResult {
    return html`<div class="sheet small">
      ${heading("You are playing in another tab")}
      <p class="lead">This player was opened again somewhere else, and a player sits in one place only. Go on there, or take over here.</p>
      <div class="actions"><button type="button" class="main" @click=${() => this.#app.act("reload")}>Go on here</button></div>
    </div>`;
  }
}
