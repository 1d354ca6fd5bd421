import { html, nothing, type TemplateResult } from "lit";
import type { App } from "./app.js";
import { icon } from "./parts.js";

const THANKS_MS = 2_500;

/** The link that leads others into this lobby. */
export class Invite {
  readonly #app: App;
  #result: "" | "copied" | "refused" = "";

  constructor(app: App) {
    this.#app = app;
  }

  view(): TemplateResult {
    const link = this.#app.game.lobby.invite_link;
    if (link === "") return html``;
    return html`<div class="invite">
      <label for="invite-link">Who opens this link sits down here</label>
      <div class="copying">
        <input id="invite-link" type="text" readonly .value=${link} @focus=${(event: FocusEvent) => event.target instanceof HTMLInputElement && event.target.select()} />
        <button type="button" ?data-done=${this.#result === "copied"} @click=${() => void this.#copy(link)}>
          ${icon(this.#result === "copied" ? "tick" : "copy")}${this.#result === "copied" ? "Copied" : "Copy the link"}
        </button>
      </div>
      ${this.#result === "refused" ? html`<p class="hint" role="alert">The browser does not let the page copy: the link is marked, copy it from there.</p>` : nothing}
    </div>`;
  }

  async #copy(link: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(link);
      this.#show("copied");
      this.#app.announce("The link is copied.");
    } catch {
      this.#show("refused");
      const field = document.getElementById("invite-link");
      if (field instanceof HTMLInputElement) field.select();
    }
  }

  #show(result: "copied" | "refused"): void {
    this.#result = result;
    this.#app.update();
    if (result === "refused") return;
    setTimeout(() => {
      this.#result = "";
      this.#app.update();
    }, THANKS_MS);
  }
}
