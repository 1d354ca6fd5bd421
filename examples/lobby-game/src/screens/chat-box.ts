import { html, nothing, type TemplateResult } from "lit";
import { type ChatLine, LONGEST_LINE } from "../net/chat.js";
import type { App } from "./app.js";

/** Within so much of the end, a list goes along with what comes. */
const AT_END_PX = 48;

/** What is said in the lobby, and a field to say something. */
export class ChatBox {
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
    app.game.chat.said.connect(() => {
      const log = document.querySelector(".chat [role=log]");
      const atEnd = log !== null && log.scrollHeight - log.scrollTop - log.clientHeight < AT_END_PX;
      app.update();
      // Once it is there.
      if (atEnd) setTimeout(() => log.scrollTo({ top: log.scrollHeight }));
    });
  }

  view(): TemplateResult {
    const { lines } = this.#app.game.chat;
    return html`<section class="chat" aria-label="Chat">
      <ol role="log" aria-label="What is said" tabindex="0">
        ${lines.map(chatLine)} ${lines.length === 0 ? html`<li class="note">Nothing was said yet.</li>` : nothing}
      </ol>
      <form autocomplete="off" @submit=${(event: SubmitEvent) => say(this.#app, event)}>
        <input type="text" name="line" maxlength=${LONGEST_LINE} aria-label="Say something" placeholder="Say something…" enterkeyhint="send" />
        <button type="submit">Send</button>
      </form>
    </section>`;
  }
}

/** A line of the chat. */
export function chatLine({ from, name, colour, text }: ChatLine): TemplateResult {
  if (from === 0n) return html`<li class="note">${text}</li>`;
  return html`<li data-colour=${colour}><b>${name}</b> <span>${text}</span></li>`;
}

/** Says what stands in the form's field "line". @returns whether nothing is left to say */
export function say(app: App, event: SubmitEvent): boolean {
  event.preventDefault();
  const { currentTarget: form } = event;
  const field = form instanceof HTMLFormElement ? form.elements.namedItem("line") : null;
  if (!(field instanceof HTMLInputElement)) return false;
  const text = field.value.trim();
  if (text === "") return true;
  // What could not be said, for there was too much of it, stays where it is.
  if (!app.game.chat.say(text)) return false;
  field.value = "";
  return true;
}
