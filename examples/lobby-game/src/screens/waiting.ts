import { html, type TemplateResult } from "lit";
import type { App } from "./app.js";
import { heading, spinner } from "./parts.js";
import type { Screen } from "./screen.js";

const progress = {
  "": "One moment…",
  searching: "Looking for a lobby with a free seat…",
  joining: "There is one. Taking a seat…",
  creating: "Nobody is waiting right now: laying a tray for whoever comes…",
} as const;

/** A quick match is being looked for. */
export class QuickScreen implements Screen {
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
    app.game.quick_match.changed.connect(() => app.update());
  }

  view(): TemplateResult {
    const { quick_match } = this.#app.game;
    return html`<div class="sheet small still">
      ${spinner()} ${heading("Quick match")}
      <p class="lead" role="status">${progress[quick_match.state]}</p>
      <div class="actions"><button type="button" @click=${() => this.#cancel()}>Cancel</button></div>
    </div>`;
  }

  #cancel(): void {
    this.#app.game.quick_match.cancel();
    this.#app.go("title");
  }
}

/** A lobby is being joined or made. */
export class EnteringScreen implements Screen {
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  view(): TemplateResult {
    const joining = this.#app.game.lobby.busy === "joining";
    return html`<div class="sheet small still">
      ${spinner()} ${heading(joining ? "Joining" : "Laying the tray")}
      <p class="lead">${joining ? "Taking a seat in the lobby…" : "Your lobby is being made…"}</p>
      <div class="actions"><button type="button" @click=${() => this.#cancel()}>Cancel</button></div>
    </div>`;
  }

  #cancel(): void {
    this.#app.game.lobby.leave_lobby();
    this.#app.update();
  }
}
