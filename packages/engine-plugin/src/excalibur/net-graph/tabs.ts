import { element } from "./dom.js";

/** One tab, and what is in it. */
export interface Tab {
  readonly label: string;
  readonly content: Node;
  readonly onOpen?: () => void;
}

/** Tabs as people with a keyboard or a screen reader know them: arrows change tabs, the Tab key goes into the open one. */
export class Tabs {
  readonly list: HTMLElement;
  readonly panels: readonly HTMLElement[];
  readonly #tabs: readonly Tab[];
  readonly #buttons: readonly HTMLButtonElement[];
  #open = 0;

  constructor(tabs: readonly Tab[]) {
    this.#tabs = tabs;
    this.#buttons = tabs.map(({ label }, index) => {
      const button = element("button", { type: "button", role: "tab", id: `tab-${index}`, "aria-controls": `panel-${index}` }, label);
      button.addEventListener("click", () => this.show(index));
      return button;
    });
    this.panels = tabs.map(({ content }, index) =>
      element("div", { role: "tabpanel", id: `panel-${index}`, "aria-labelledby": `tab-${index}`, tabindex: "0" }, content),
    );
    this.list = element("div", { role: "tablist", "aria-label": "What to see" }, ...this.#buttons);
    this.list.addEventListener("keydown", (event) => this.#onKey(event));
    this.show(0);
  }

  /** Which one is open, from 0. */
  get open(): number {
    return this.#open;
  }

  show(open: number): void {
    this.#open = open;
    for (const [index, button] of this.#buttons.entries()) {
      button.setAttribute("aria-selected", String(index === open));
      button.tabIndex = index === open ? 0 : -1;
    }
    for (const [index, panel] of this.panels.entries()) panel.hidden = index !== open;
    this.#tabs[open]?.onOpen?.();
  }

  /** Brings the keyboard to the open tab. */
  focus(): void {
    this.#buttons[this.#open]?.focus();
  }

  #onKey(event: KeyboardEvent): void {
    const count = this.#buttons.length;
    const next = { ArrowRight: this.#open + 1, ArrowLeft: this.#open + count - 1, Home: 0, End: count - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.show(next % count);
    this.focus();
  }
}
