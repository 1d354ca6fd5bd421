import { COLOURS } from "../lobby/colours.js";
import { plainText } from "../net/plain-text.js";

/** What of the page's storage is needed here; `localStorage` is one. */
export interface PersonaStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** In characters, so that it fits onto a seat. */
export const LONGEST_NAME = 20;

const NAME = "sumovar.name";
const COLOUR = "sumovar.colour";

/**
 * What a player is called and which colour they would like, kept for the next visit. What is stored is checked; a store that
 * refuses (a private window may) is as good as an empty one.
 */
export class Persona {
  readonly #store: PersonaStore | undefined;
  #name: string;
  #colour: number;

  /** @param given the name that the address gives; goes before the stored one, and is not stored. */
  constructor(store: PersonaStore | undefined, given = "", random: () => number = Math.random) {
    this.#store = store;
    this.#name = tidyName(given) || tidyName(this.#get(NAME));
    const stored = Number(this.#get(COLOUR) || Number.NaN);
    this.#colour = isColour(stored) ? stored : Math.floor(random() * COLOURS) % COLOURS;
  }

  /** "" as long as none was given. */
  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = tidyName(name);
    this.#set(NAME, this.#name);
  }

  /** 0..7 */
  get colour(): number {
    return this.#colour;
  }

  set colour(colour: number) {
    if (!isColour(colour)) return;
    this.#colour = colour;
    this.#set(COLOUR, String(colour));
  }

  #get(key: string): string {
    try {
      return this.#store?.getItem(key) ?? "";
    } catch {
      return "";
    }
  }

  #set(key: string, value: string): void {
    try {
      this.#store?.setItem(key, value);
    } catch {
      // Then it holds for this visit only.
    }
  }
}

/** A name as it is shown: no line breaks or runs of space, at most {@link LONGEST_NAME} characters. "" stays "". */
export function tidyName(name: string): string {
  return plainText(name, LONGEST_NAME);
}

function isColour(colour: number): boolean {
  return Number.isInteger(colour) && colour >= 0 && colour < COLOURS;
}
