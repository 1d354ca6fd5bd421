import { html, type TemplateResult } from "lit";

/** What does what, for keys, gamepad and thumbs. */
export function howToPlay(): TemplateResult {
  return html`<dl class="keys">
    <dt>Move</dt><dd>Arrows, W A S D, a stick, or a thumb on the left</dd>
    <dt>Dash</dt><dd>Space, Shift, a gamepad's button, or a tap on the right</dd>
    <dt>Say something</dt><dd>Enter</dd>
  </dl>`;
}

/** The same in a line, for the moment before it matters. @param touch there is nothing but fingers */
export function howToInALine(touch: boolean): string {
  return touch ? "Move with a thumb on the left, dash on the right. Push!" : "Arrows or W A S D move, Space dashes. Push!";
}
