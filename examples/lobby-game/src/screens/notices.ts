import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Words, WordsAction } from "../words.js";
import { icon } from "./parts.js";

/** Without anything to press, a notice goes by itself; long enough to be read twice. */
const READ_MS = 9_000;
/** More would cover the page. */
const MOST = 3;

interface Notice {
  readonly id: number;
  readonly words: Words;
}

/** What a player has to be told, wherever they are: newest last, the same thing once. */
export class Notices {
  readonly #changed: () => void;
  readonly #act: (action: WordsAction) => void;
  #shown: Notice[] = [];
  #next = 1;

  constructor(changed: () => void, act: (action: WordsAction) => void) {
    this.#changed = changed;
    this.#act = act;
  }

  /** Shows it. Something with a button stays until it is pressed, or dismissed. */
  tell(words: Words): void {
    this.#shown = this.#shown.filter((notice) => notice.words.text !== words.text);
    const id = this.#next++;
    this.#shown = [...this.#shown, { id, words }].slice(-MOST);
    if (words.action === undefined) setTimeout(() => this.#dismiss(id), READ_MS);
    this.#changed();
  }

  /** None of what stands there matters any more. */
  clear(): void {
    this.#shown = [];
    this.#changed();
  }

  view(): TemplateResult {
    return html`<div class="notices" role="status" aria-label="Notices">
      ${repeat(
        this.#shown,
        ({ id }) => id,
        ({ id, words: { text, action } }) => html`<div class="notice">
          <p>${text}</p>
          ${action === undefined ? nothing : html`<button type="button" @click=${() => this.#press(id, action.does)}>${action.label}</button>`}
          <button type="button" class="quiet bare" aria-label="Dismiss" @click=${() => this.#dismiss(id)}>${icon("close")}</button>
        </div>`,
      )}
    </div>`;
  }

  #press(id: number, action: WordsAction): void {
    this.#dismiss(id);
    this.#act(action);
  }

  #dismiss(id: number): void {
    this.#shown = this.#shown.filter((notice) => notice.id !== id);
    this.#changed();
  }
}
