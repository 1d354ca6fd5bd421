import type { Input } from "../match/input.js";
import { limited, merged } from "./merge.js";
import { stickDirection } from "./stick.js";

/** What is read of a gamepad; the browser's `Gamepad` is one. */
export interface Pad {
  readonly mapping: string;
  readonly connected: boolean;
  readonly axes: readonly number[];
  readonly buttons: readonly { readonly pressed: boolean; readonly value: number }[];
}

// Places in the "standard" layout of the Gamepad specification.
const UP = 12;
const DOWN = 13;
const LEFT = 14;
const RIGHT = 15;
/** A, and the four buttons at the fingers. */
const DASHES = [0, 4, 5, 6, 7];
/** Triggers are pulled, not pressed. */
const PULLED = 0.35;

/** What these gamepads want together: left stick or cross to move, A or any shoulder button to dash. Pads with a layout of their own are left out: their buttons could be anything. */
export function wishOfPads(pads: readonly (Pad | null)[]): Input {
  return merged(pads.flatMap((pad) => (pad !== null && pad.connected && pad.mapping === "standard" ? wishes(pad) : [])));
}

function wishes(pad: Pad): Input[] {
  const down = (button: number) => {
    const state = pad.buttons[button];
    return state !== undefined && (state.pressed || state.value > PULLED);
  };
  const stick = stickDirection(pad.axes[0] ?? 0, pad.axes[1] ?? 0);
  const dash = DASHES.some(down);
  return [{ ...stick, dash }, limited(Number(down(RIGHT)) - Number(down(LEFT)), Number(down(DOWN)) - Number(down(UP)), dash)];
}
