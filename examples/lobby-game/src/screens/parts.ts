// Pieces that several screens are made of.

import { html, nothing, svg, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { garnishPicture } from "../scene/garnish-picture.js";

/** A screen's heading; it can take the focus, so that a screen reader begins there. */
export function heading(text: string | TemplateResult, extra = ""): TemplateResult {
  return html`<h1 tabindex="-1" class=${extra}>${text}</h1>`;
}

/** A tea glass from above, in a player's colour: 0..7; -1 for an empty coaster. What swims in it differs with the colour. Decoration: who it is has to be said beside it. */
export function glass(colour: number): TemplateResult {
  const tea = colour < 0 ? nothing : svg`<g class="tea"><path class="handle" d="M30 16.5h5.5a4 4 0 0 1 0 7H30" /><circle class="wall" cx="20" cy="20" r="11.5" /><circle class="drink" cx="20" cy="20" r="9" /><image href=${garnishPicture(colour)} x="13" y="13" width="14" height="14" /><path class="gleam" d="M14.2 18.4a6.4 6.4 0 0 1 5-4.6" /></g>`;
  return html`<svg class=${classMap({ glass: true, empty: colour < 0 })} data-colour=${colour} viewBox="0 0 40 40" aria-hidden="true">
    <circle class="saucer" cx="20" cy="20" r="18" /><circle class="ring" cx="20" cy="20" r="15" />${tea}
  </svg>`;
}

const paths = {
  copy: "M9 9h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1ZM16 5V4a1 1 0 0 0-1-1H5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h0",
  tick: "m5 13 4.5 4.5L19 7",
  crown: "M4 18h16M4.5 15 3 7l5 4 4-6 4 6 5-4-1.5 8Z",
  menu: "M4 7h16M4 12h16M4 17h16",
  dots: "M5 12h.01M12 12h.01M19 12h.01",
  chat: "M4 5h16v11H10l-4 4v-4H4Z",
  graph: "M4 20V4M4 20h16M8 16v-3M12 16V8M16 16v-6",
  sound: "M4 10v4h3l5 4V6L7 10ZM15.5 9.5a4 4 0 0 1 0 5M18 7a8 8 0 0 1 0 10",
  mute: "M4 10v4h3l5 4V6L7 10ZM16 10l5 5M21 10l-5 5",
  back: "M19 12H5M11 6l-6 6 6 6",
  again: "M20 11a8 8 0 1 0-2 6M20 5v6h-6",
  close: "M6 6l12 12M18 6 6 18",
} as const;

/** A drawing of one line. Decoration: the button around it has a name. */
export function icon(name: keyof typeof paths): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${paths[name]} /></svg>`;
}

/** One of several answers. */
export interface Choice<T> {
  readonly value: T;
  readonly label: string;
  /** A line beneath. */
  readonly about?: string;
  readonly disabled?: boolean;
}

/**
 * Radio buttons side by side, or below one another where each has a line of explanation.
 * @param name no other group on the screen has it
 */
export function choices<T extends string | number>(name: string, legend: string, all: readonly Choice<T>[], chosen: T, choose: (value: T) => void): TemplateResult {
  const explained = all.some(({ about }) => about !== undefined);
  return html`<fieldset class=${classMap({ choices: true, explained })} data-group=${name}>
    <legend>${legend}</legend>
    ${all.map(
      ({ value, label, about, disabled }) => html`<label>
        <input type="radio" name=${name} .checked=${value === chosen} ?disabled=${disabled ?? false} @change=${() => choose(value)} aria-label=${about === undefined ? label : `${label}: ${about}`} />
        <span class="choice"><span>${label}</span>${about === undefined ? nothing : html`<small>${about}</small>`}</span>
      </label>`,
    )}
  </fieldset>`;
}

/** Back to where one came from. */
export function back(label: string, act: () => void): TemplateResult {
  return html`<button type="button" class="quiet back" @click=${act}>${icon("back")}${label}</button>`;
}

/** Something takes a while. */
export function spinner(): TemplateResult {
  return html`<svg class="spinner" viewBox="0 0 48 48" aria-hidden="true"><circle class="track" cx="24" cy="24" r="19" /><circle class="ring" cx="24" cy="24" r="12" /><circle class="bead" cx="24" cy="5" r="4.5" /></svg>`;
}

/** What was typed or chosen. */
export function valueOf(event: Event): string {
  return event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement ? event.target.value : "";
}
