import { html, nothing, type TemplateResult } from "lit";
import type { App } from "./app.js";
import { ChatBox } from "./chat-box.js";
import { howToPlay } from "./how-to-play.js";
import { Invite } from "./invite.js";
import { lobbySettings } from "./lobby-settings.js";
import { kindName } from "./option-words.js";
import { heading, icon } from "./parts.js";
import type { Screen } from "./screen.js";
import { SeatList } from "./seat-list.js";
import { reasonNotToStart, waitingFor } from "./seats.js";

/** Who is here, what we will play, and when. */
export class LobbyScreen implements Screen {
  readonly #app: App;
  readonly #seats: SeatList;
  readonly #chat: ChatBox;
  readonly #invite: Invite;
  readonly #toggleNetwork: () => void;

  constructor(app: App, toggleNetwork: () => void) {
    this.#app = app;
    this.#seats = new SeatList(app);
    this.#chat = new ChatBox(app);
    this.#invite = new Invite(app);
    this.#toggleNetwork = toggleNetwork;
  }

  view(): TemplateResult {
    const app = this.#app;
    const { lobby } = app.game;
    const { name, type, size } = lobby.options;
    return html`<div class="sheet wide lobby">
      <header class="bar">
        <div>
          ${heading(name)}
          <p class="facts"><span>${lobby.members.length} of ${size} here</span><span>${kindName(type)}</span>${lobby.locked ? html`<span>closed</span>` : nothing}</p>
        </div>
        <div class="actions">
          <button type="button" class="quiet" @click=${this.#toggleNetwork}>${icon("graph")}<span class="wordy">Network</span></button>
          <button type="button" class="quiet" @click=${() => this.#leave()}>Leave</button>
        </div>
      </header>
      <div class="columns">
        <section class="table" aria-label="Who is here">
          <h2 class="unseen">Who is here</h2>
          ${this.#seats.view()} ${this.#begin()} ${this.#invite.view()}
          <div class="how-to">
            <h2>How to play</h2>
            <p>Push the others over the rim. The tray leans to where the weight is, and crumbles in a long round.</p>
            ${howToPlay()}
          </div>
        </section>
        <div class="talk">${lobbySettings(app)} ${this.#chat.view()}</div>
      </div>
    </div>`;
  }

  #begin(): TemplateResult {
    const { lobby, match, quick_match } = this.#app.game;
    const { members, options, is_owner } = lobby;
    if (is_owner) {
      const usual = reasonNotToStart(members, options.size, options.bots);
      const reason = usual !== "" && quick_match.waiting ? "Looking for others who want to play. You can also send somebody the link." : usual;
      // It keeps the focus, and says why: so it is not taken out of the order of the keys.
      return html`<div class="begin">
        <button type="button" class="main big" aria-disabled=${reason === "" ? "false" : "true"} aria-describedby="begin-why" @click=${() => reason === "" && match.start()}>Start the match</button>
        <p id="begin-why" role="status">${reason === "" ? "Everybody is ready." : reason}</p>
      </div>`;
    }
    const ready = members.find((member) => member.self)?.ready ?? false;
    return html`<div class="begin">
      <button type="button" class="main big" aria-pressed=${ready ? "true" : "false"} aria-describedby="begin-why" @click=${() => lobby.set_ready(!ready)}>${icon("tick")}I am ready</button>
      <p id="begin-why" role="status">${waitingFor(members)}</p>
    </div>`;
  }

  #leave(): void {
    this.#app.game.leave();
    this.#app.go("title");
  }
}
