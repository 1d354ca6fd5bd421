import { NO_INPUT, type Input } from "../match/input.js";
import { GamepadControls } from "./gamepad.js";
import { Keyboard } from "./keyboard.js";
import { merged } from "./merge.js";
import { TouchControls } from "./touch.js";

/** Everything a player can hold, as one wish. */
export class Controls {
  readonly keyboard = new Keyboard();
  readonly gamepad = new GamepadControls();
  readonly touch: TouchControls;
  #input = NO_INPUT;
  #enabled = true;

  /** @param target where touches count; the stick and the dash button are put into it. It wants `position: relative` or the like, and covers the picture. */
  constructor(target: HTMLElement) {
    this.touch = new TouchControls(target);
  }

  /** What was wanted when it was last polled. */
  get input(): Input {
    return this.#input;
  }

  /** Whether wishes count. Switched off, `input` is no wish, touch controls are hidden, and no key is kept from the page. */
  get enabled(): boolean {
    return this.#enabled;
  }

  set enabled(enabled: boolean) {
    this.#enabled = enabled;
    this.keyboard.enabled = enabled;
    this.touch.enabled = enabled;
    if (!enabled) this.#input = NO_INPUT;
  }

  /** Looks at everything, once a frame. @returns the new `input`; the longest wish wins */
  poll(): Input {
    if (!this.#enabled) return NO_INPUT;
    const byHand = merged([this.keyboard.read(), this.gamepad.read()]);
    // Who takes the keys has no use for a stick on the glass.
    if (byHand.x !== 0 || byHand.y !== 0 || byHand.dash) this.touch.shown = false;
    this.#input = merged([byHand, this.touch.read()]);
    return this.#input;
  }

  /** Takes its listeners and elements away. */
  dispose(): void {
    this.keyboard.dispose();
    this.touch.dispose();
    this.#input = NO_INPUT;
  }
}
