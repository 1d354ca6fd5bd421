import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { LONGEST_NAME } from "../lobby/lobby-data.js";
import { type Filters, type FoundLobby, NO_FILTERS } from "../lobby/lobby-search.js";
import { type Surface, SURFACES } from "../match/options.js";
import type { App } from "./app.js";
import { surfaceName } from "./option-words.js";
import { back, heading, icon, valueOf } from "./parts.js";
import type { Screen } from "./screen.js";

/** Looked again by itself, so that the list stays true. */
const REFRESH_MS = 5_000;
/** After the last letter. */
const TYPING_MS = 300;

/** The lobbies that can be joined. */
export class BrowseScreen implements Screen {
  readonly #app: App;
  #filters: Filters = NO_FILTERS;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #refreshing: ReturnType<typeof setInterval> | undefined;

  constructor(app: App) {
    this.#app = app;
    app.game.search.changed.connect(() => app.update());
  }

  entered(): void {
    this.#search();
    this.#refreshing = setInterval(() => {
      if (!this.#app.game.search.searching && document.visibilityState === "visible") this.#search();
    }, REFRESH_MS);
  }

  left(): void {
    clearInterval(this.#refreshing);
    clearTimeout(this.#typing);
  }

  view(): TemplateResult {
    const { search } = this.#app.game;
    return html`<div class="sheet wide browse">
      ${back("Back", () => this.#app.go("title"))}
      <div class="bar">
        ${heading("Find a lobby")}
        <button type="button" class="quiet" ?data-busy=${search.searching} @click=${() => this.#search()}>${icon("again")}Refresh</button>
      </div>
      ${this.#filterForm()}
      <p class="count" role="status">${this.#count()}</p>
      ${search.failure === undefined ? nothing : html`<div class="nothing"><p>${search.failure.text}</p><button type="button" @click=${() => this.#search()}>Try again</button></div>`}
      <ul class="lobbies" aria-label="Lobbies">
        ${repeat(
          search.found,
          (lobby) => lobby.lobby_id,
          (lobby) => this.#row(lobby),
        )}
      </ul>
      ${search.found.length === 0 && !search.searching && search.failure === undefined ? this.#nothingFound() : nothing}
    </div>`;
  }

  #filterForm(): TemplateResult {
    const { name, surface, rounds, openSeats, running } = this.#filters;
    const select = (id: string, label: string, value: string | number, all: readonly (readonly [string | number, string])[], choose: (value: string) => Partial<Filters>) =>
      html`<div class="field">
        <label for=${`filter-${id}`}>${label}</label>
        <select id=${`filter-${id}`} .value=${String(value)} @change=${(event: Event) => this.#filter(choose(valueOf(event)))}>
          ${all.map(([option, text]) => html`<option value=${option} ?selected=${option === value}>${text}</option>`)}
        </select>
      </div>`;
    return html`<form class="filters" role="search" aria-label="Filters" autocomplete="off" @submit=${(event: Event) => this.#searchNow(event)}>
      <div class="field">
        <label for="filter-name">Name</label>
        <input id="filter-name" type="search" maxlength=${LONGEST_NAME} placeholder="Any" .value=${name} @input=${(event: Event) => this.#type(valueOf(event))} />
      </div>
      ${select("surface", "Tray", surface, [["any", "Any"], ...SURFACES.map((one) => [one, surfaceName(one)] as const)], (value) => ({ surface: SURFACES.find((one) => one === value) ?? "any" }))}
      ${select("rounds", "Rounds", rounds, [[0, "Any"], [1, "First to 1"], [2, "First to 2"], [3, "First to 3"]], (value) => ({ rounds: Number(value) }))}
      ${select("seats", "Free seats", openSeats, [1, 2, 3, 4, 5, 6].map((seats) => [seats, seats === 1 ? "1 or more" : `${seats} or more`] as const), (value) => ({ openSeats: Number(value) }))}
      ${select("running", "Match", running, [["any", "Any"], ["waiting", "Not begun"]], (value) => ({ running: value === "waiting" ? "waiting" : "any" }))}
    </form>`;
  }

  #row({ lobby_id, name, members, size, surface, rounds, playing, friends }: FoundLobby): TemplateResult {
    return html`<li class="lobby-row" data-surface=${surface satisfies Surface}>
      <span class="coaster" aria-hidden="true"></span>
      <h2>${name}</h2>
      <p class="facts">
        <span>${members} of ${size}</span><span>${surfaceName(surface)}</span><span>first to ${rounds}</span>
        <span class="state" ?data-playing=${playing}>${playing ? "playing" : "waiting"}</span>
        ${friends ? html`<span class="friends">friends</span>` : nothing}
      </p>
      <button type="button" class="main" aria-label=${`Join ${name}`} @click=${() => this.#app.attempt(() => this.#app.game.lobby.join_lobby(lobby_id))}>Join</button>
    </li>`;
  }

  #nothingFound(): TemplateResult {
    const filtered = JSON.stringify(this.#filters) !== JSON.stringify(NO_FILTERS);
    return html`<div class="nothing">
      <p>${filtered ? "No lobby is like that right now." : "No lobby is open right now. Open one: others find it here."}</p>
      <div class="actions">
        <button type="button" class="main" @click=${() => this.#app.go("create")}>Create a lobby</button>
        ${filtered ? html`<button type="button" @click=${() => this.#filter(NO_FILTERS)}>Show all lobbies</button>` : nothing}
      </div>
    </div>`;
  }

  #count(): string {
    const { searching, found, failure } = this.#app.game.search;
    if (failure !== undefined) return "";
    if (found.length === 0) return searching ? "Looking…" : "";
    return found.length === 1 ? "One lobby." : `${found.length} lobbies.`;
  }

  #type(name: string): void {
    this.#filters = { ...this.#filters, name };
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#search(), TYPING_MS);
  }

  #filter(some: Partial<Filters>): void {
    this.#filters = { ...this.#filters, ...some };
    this.#search();
  }

  #searchNow(event: Event): void {
    event.preventDefault();
    clearTimeout(this.#typing);
    this.#search();
  }

  #search(): void {
    this.#app.game.search.search(this.#filters);
    this.#app.update();
  }
}
