import { html, type TemplateResult } from "lit";
import type { App } from "./app.js";
import { COLOUR_NAMES } from "./colour-names.js";
import { glass, valueOf } from "./parts.js";
import { LONGEST_NAME } from "./persona.js";

/** After the last letter. */
const TYPING_MS = 250;

/** The field for the name and the choice of a colour. What is chosen holds, and is remembered, at once. */
export function whoAmI(app: App): TemplateResult {
  const { persona, Steam } = app;
  return html`
    <div class="field">
      <label for="name">Your name</label>
      <input
        id="name" type="text" autocomplete="nickname" spellcheck="false" maxlength=${LONGEST_NAME} enterkeyhint="done"
        placeholder=${Steam.loggedOn() ? Steam.getPersonaName() : "Your name"} .value=${persona.name}
        @input=${(event: Event) => rename(app, valueOf(event))}
      />
    </div>
    <fieldset class="swatches">
      <legend>Your tea</legend>
      ${COLOUR_NAMES.map(
        (label, colour) => html`<label title=${label}>
          <input type="radio" name="colour" aria-label=${label} .checked=${colour === persona.colour} @change=${() => recolour(app, colour)} />
          ${glass(colour)}
        </label>`,
      )}
    </fieldset>
    <p class="tea-name" aria-hidden="true">${COLOUR_NAMES[persona.colour]}</p>
  `;
}

let typing: ReturnType<typeof setTimeout> | undefined;

function rename(app: App, name: string): void {
  app.persona.name = name;
  app.update();
  // Not each letter, but before whatever comes next.
  clearTimeout(typing);
  typing = setTimeout(() => {
    if (app.persona.name !== "" && app.Steam.loggedOn()) app.Steam.setPersonaName(app.persona.name);
  }, TYPING_MS);
}

function recolour(app: App, colour: number): void {
  app.persona.colour = colour;
  app.game.lobby.set_colour(colour);
  app.update();
}
