import type { Input } from "../match/input.js";
import { wishOfPads } from "./pad.js";

/** Every gamepad there is. Browsers show one only after one of its buttons was pressed. */
export class GamepadControls {
  /** What is wanted now. */
  read(): Input {
    // Not in every page: a frame of another site, or one without https, may not ask.
    return typeof navigator.getGamepads === "function" ? wishOfPads(navigator.getGamepads()) : wishOfPads([]);
  }
}
