import { html, nothing, type TemplateResult } from "lit";
import { type ChatLine, LONGEST_LINE } from "../net/chat.js";
import type { App } from "./app.js";
import { chatLine, say } from "./chat-box.js";
import { icon } from "./parts.js";

/** A line stays on the picture so long, ms. */
const SHOWN_MS = 9_000;
const MOST = 4;

/** What is said during a match: the last lines over the picture, and a field that Enter opens. */
export class MatchChat {
  readonly #app: App;
  #recent: { readonly line: ChatLine; readonly until: number }[] = [];
  #open = false;
  #keys: AbortController | undefined;

  constructor(app: App) {
    this.#app = app;
    app.game.chat.said.connect((line) => {
      this.#recent = [...this.#recent, { line, until: performance.now() + SHOWN_MS }].slice(-MOST);
      app.update();
    });
  }

  entered(): void {
    this.#recent = [];
    this.#keys = new AbortController();
    addEventListener("keydown", (event) => this.#key(event), { signal: this.#keys.signal });
  }

  left(): void {
    this.#keys?.abort();
    this.#open = false;
  }

  view(): TemplateResult {
    const now = performance.now();
    this.#recent = this.#recent.filter(({ until }) => until > now);
    return html`<div class="match-chat">
      <ol role="log" aria-label="What is said">${this.#recent.map(({ line }) => chatLine(line))}</ol>
      ${this.#open
        ? html`<form autocomplete="off" @submit=${(event: SubmitEvent) => say(this.#app, event) && this.#show(false)}>
            <input type="text" name="line" maxlength=${LONGEST_LINE} aria-label="Say something" placeholder="Say something…" enterkeyhint="send" @keydown=${(event: KeyboardEvent) => event.key === "Escape" && this.#show(false)} />
            <button type="submit">Send</button>
          </form>`
        : nothing}
    </div>`;
  }

  /** What opens it where there is no Enter. */
  button(): TemplateResult {
    return html`<button type="button" class="hud-button" aria-label="Chat" title="Chat (Enter)" aria-expanded=${this.#open ? "true" : "false"} @click=${() => this.#show(!this.#open)}>${icon("chat")}</button>`;
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.isComposing || this.#open || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest("button, input, select, a, dialog") !== null) return;
    event.preventDefault();
    this.#show(true);
  }

  #show(open: boolean): void {
    this.#open = open;
    this.#app.update();
    // Once it is there, or gone: then the keys steer again.
    setTimeout(() => {
      const target = document.querySelector<HTMLElement>(open ? ".match-chat input" : "main h1");
      target?.focus({ preventScroll: true });
    });
  }
}
