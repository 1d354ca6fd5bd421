import type { Input } from "../match/input.js";
import { isGameKey, wishOfKeys } from "./keys.js";

/** Arrows or WASD move, Space or Shift dashes. Keys that somebody types into a field, or presses a button with, are none of the game's. */
export class Keyboard {
  readonly #held = new Set<string>();
  /** A key may be let go before it is looked at. */
  readonly #tapped = new Set<string>();
  readonly #listening = new AbortController();
  #enabled = true;

  constructor() {
    const { signal } = this.#listening;
    addEventListener("keydown", (event) => this.#down(event), { signal });
    addEventListener("keyup", (event) => this.#held.delete(event.code), { signal });
    // Whose window is not in front hears of no key that is let go.
    addEventListener("blur", () => this.#release(), { signal });
    document.addEventListener("focusin", () => this.#release(), { signal });
  }

  /** Keys count, and are kept from scrolling the page. */
  get enabled(): boolean {
    return this.#enabled;
  }

  set enabled(enabled: boolean) {
    this.#enabled = enabled;
    if (!enabled) this.#release();
  }

  /** What is wanted now. */
  read(): Input {
    const wish = wishOfKeys(this.#tapped.size === 0 ? this.#held : new Set([...this.#held, ...this.#tapped]));
    this.#tapped.clear();
    return wish;
  }

  /** Takes no more notice of any key. */
  dispose(): void {
    this.#listening.abort();
    this.#release();
  }

  #release(): void {
    this.#held.clear();
    this.#tapped.clear();
  }

  #down(event: KeyboardEvent): void {
    if (!this.#enabled || event.ctrlKey || event.metaKey || event.altKey || !isGameKey(event.code) || isForPage(event)) return;
    // Space and the arrows would scroll the page.
    event.preventDefault();
    this.#held.add(event.code);
    if (!event.repeat) this.#tapped.add(event.code);
  }
}

/** A field or a window wants every key; a button or a link only the one that presses it. */
function isForPage(event: KeyboardEvent): boolean {
  // Inside a component the event's target is the component; what has the focus is further in.
  const [target] = event.composedPath();
  if (!(target instanceof Element)) return false;
  if (target.closest("input, textarea, select, dialog, [contenteditable]") !== null) return true;
  return event.code === "Space" && target.closest("button, a[href], summary, [role=button]") !== null;
}
