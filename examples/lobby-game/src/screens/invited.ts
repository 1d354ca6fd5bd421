import { html, nothing, type TemplateResult } from "lit";
import type { App } from "./app.js";
import { heading } from "./parts.js";
import type { Screen } from "./screen.js";
import { whoAmI } from "./who-am-i.js";

/** Somebody sent us a link: which lobby it is, and who we are. */
export class InvitedScreen implements Screen {
  readonly #app: App;
  readonly #lobby_id: bigint;

  constructor(app: App, lobby_id: bigint) {
    this.#app = app;
    this.#lobby_id = lobby_id;
    app.Steam.lobby_data_update.connect((_success, this_lobby_id) => {
      if (this_lobby_id === lobby_id) app.update();
    });
  }

  entered(): void {
    this.#app.Steam.requestLobbyData(this.#lobby_id);
  }

  view(): TemplateResult {
    const { Steam } = this.#app;
    const name = Steam.getLobbyData(this.#lobby_id, "name");
    const members = Steam.getNumLobbyMembers(this.#lobby_id);
    const size = Steam.getLobbyMemberLimit(this.#lobby_id);
    return html`<form class="sheet title" autocomplete="off" @submit=${(event: Event) => this.#join(event)}>
      <header class="brand">
        ${heading("You are invited")}
        <p class="lead">
          ${name === "" ? "Somebody keeps a seat for you" : html`A seat is kept for you at <b>${name}</b>`}: sumo for tea glasses, on a tray that leans.
          ${members > 0 && size > 0 ? `${members} of ${size} seats are taken.` : nothing}
        </p>
      </header>
      <div class="who">${whoAmI(this.#app)}</div>
      <div class="ways"><button type="submit" class="main">${name === "" ? "Join" : `Join ${name}`}</button></div>
    </form>`;
  }

  #join(event: Event): void {
    event.preventDefault();
    this.#app.welcome();
  }
}
