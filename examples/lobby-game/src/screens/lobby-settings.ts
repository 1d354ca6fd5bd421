import { html, type TemplateResult } from "lit";
import type { App } from "./app.js";
import { botChoices, KIND_CHOICES, matchWords, ROUND_CHOICES, sizeChoices, SURFACE_CHOICES, surfaceName } from "./option-words.js";
import { choices } from "./parts.js";

/** What the host chooses, and what everybody else reads of it. */
export function lobbySettings({ game: { lobby } }: App): TemplateResult {
  const { options, members } = lobby;
  if (!lobby.is_owner) {
    const { surface, rounds, bots } = options;
    return html`<dl class="agreed" aria-label="The match">
      <div><dt>The tray</dt><dd>${surfaceName(surface)}</dd></div>
      <div><dt>Rounds to win</dt><dd>${rounds}</dd></div>
      <div><dt>Seats for the computer</dt><dd>${bots === 0 ? "None" : bots}</dd></div>
    </dl>`;
  }
  const brief = SURFACE_CHOICES.map(({ value, label }) => ({ value, label }));
  return html`<details class="settings" open>
    <summary>The match <small>${matchWords(options)}</small></summary>
    <div class="fields">
      ${choices("surface", "The tray", brief, options.surface, (surface) => lobby.set_options({ surface }))}
      ${choices("rounds", "Rounds to win", ROUND_CHOICES, options.rounds, (rounds) => lobby.set_options({ rounds }))}
      ${choices("size", "Seats", sizeChoices(members.length), options.size, (size) => lobby.set_options({ size, bots: Math.min(options.bots, size - 1) }))}
      ${choices("bots", "Seats for the computer", botChoices(options.size, members.length), options.bots, (bots) => lobby.set_options({ bots }))}
      ${choices("kind", "Who may join", KIND_CHOICES.map(({ value, label }) => ({ value, label })), options.type, (type) => lobby.set_options({ type }))}
      <label class="switch">
        <input type="checkbox" role="switch" .checked=${lobby.locked} @change=${(event: Event) => lobby.lock(event.target instanceof HTMLInputElement && event.target.checked)} />
        <span>Nobody else may come in</span>
      </label>
    </div>
  </details>`;
}
