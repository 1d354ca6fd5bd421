import { element, mark, say } from "./dom.js";
import { type Direction, type FakeNetwork, readFakeNetwork, resetFakeNetwork, rounded, setTrouble, setTroubles, type TroubleSetting, troubles } from "./fake-network.js";
import type { NetGraphSteam } from "./net-graph-steam.js";
import { isInForce, presets } from "./presets.js";

const directions: readonly (readonly [Direction, string])[] = [["both", "Both ways"], ["send", "Sending"], ["receive", "Receiving"]];

/** A slider with its label, its value in words, and a word about what it does. */
class Slider {
  readonly element: HTMLElement;
  readonly #of: TroubleSetting;
  readonly #input: HTMLInputElement;
  readonly #output: HTMLElement;

  constructor(of: TroubleSetting, onInput: (value: number) => void) {
    this.#of = of;
    const { name, label, hint, most, step } = of;
    this.#input = element("input", { type: "range", id: name, min: "0", max: String(most), step: String(step), "aria-describedby": `${name}-hint` });
    this.#output = element("span", { class: "value", "aria-hidden": "true" });
    this.#input.addEventListener("input", () => onInput(this.#input.valueAsNumber));
    this.element = element(
      "div", { class: "slider" },
      element("label", { for: name }, label), this.#input, this.#output, element("small", { id: `${name}-hint` }, hint),
    );
  }

  show(network: FakeNetwork, direction: Direction): void {
    const { name, unit, most } = this.#of;
    const [out, back] = [network.send[name], network.receive[name]];
    const value = direction === "send" ? out : direction === "receive" ? back : Math.max(out, back);
    const differs = direction === "both" && out !== back;
    mark(this.#input, "max", String(Math.max(most, value)));
    if (this.#input.value !== String(value)) this.#input.value = String(value);
    say(this.#output, differs ? `↑\u202f${rounded(out)} ↓\u202f${rounded(back)}\u202f${unit}` : `${rounded(value)}\u202f${unit}`);
    const words = unit === "%" ? "per cent" : "milliseconds";
    mark(this.#input, "aria-valuetext", differs ? `sending ${rounded(out)}, receiving ${rounded(back)} ${words}` : `${rounded(value)} ${words}`);
    mark(this.element, "data-on", String(value > 0));
  }
}

/** The second tab: makes our own link to the relay worse, with GodotSteam's own config values. */
export class FakeNetworkView {
  readonly element: HTMLFormElement;
  readonly #Steam: NetGraphSteam;
  readonly #sliders: readonly Slider[];
  readonly #presets: readonly HTMLButtonElement[];
  readonly #note = element("p", { class: "note" });
  #direction: Direction = "both";

  /** @param onChange called after something was set. */
  constructor(Steam: NetGraphSteam, onChange: () => void) {
    this.#Steam = Steam;
    const changed = () => {
      this.show();
      onChange();
    };
    this.#sliders = troubles.map(
      (of) =>
        new Slider(of, (value) => {
          setTrouble(Steam, of.name, this.#direction, value);
          changed();
        }),
    );
    this.#presets = presets.map(({ name, figures }) =>
      button(name, "preset", () => {
        setTroubles(Steam, figures, this.#direction);
        changed();
      }),
    );
    const ways = directions.map(([direction, label]) => {
      const input = element("input", { type: "radio", name: "direction", value: direction, checked: direction === this.#direction });
      input.addEventListener("change", () => {
        this.#direction = direction;
        this.show();
      });
      return element("label", { class: "choice" }, input, element("span", {}, label));
    });
    const reset = button("Reset", "reset", () => {
      resetFakeNetwork(Steam);
      changed();
    });
    this.element = element(
      "form", { "aria-label": "Fake network" },
      element("div", { class: "top" }, element("fieldset", {}, element("legend", {}, "Make worse"), ...ways), reset),
      element("fieldset", {}, element("legend", {}, "Like"), ...this.#presets),
      ...this.#sliders.map((slider) => slider.element),
      this.#note,
    );
    this.element.addEventListener("submit", (event) => event.preventDefault());
  }

  /** Shows what is in force, whoever set it. */
  show(): void {
    const network = readFakeNetwork(this.#Steam);
    for (const slider of this.#sliders) slider.show(network, this.#direction);
    for (const [index, preset] of presets.entries()) {
      const inForce = isInForce(preset, network, this.#direction);
      if (this.#presets[index]) mark(this.#presets[index], "aria-pressed", String(inForce));
    }
    const dead = network.send.loss >= 100 || network.receive.loss >= 100;
    say(
      this.#note,
      dead
        ? "At 100 % nothing gets through: the relay is lost after 4.5 s, again and again, until you go back."
        : "Acts on this player's own link to the relay, at once, until the page is left. Reliable messages are never lost by it; they come later.",
    );
    if (dead) this.#note.dataset["is"] = "bad";
    else delete this.#note.dataset["is"];
  }
}

function button(label: string, className: string, onClick: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", class: className }, label);
  made.addEventListener("click", onClick);
  return made;
}
