import type { Input } from "../match/input.js";
import { type Direction, draggedMiddle, thumbDirection, THUMB_REACH_PX } from "./stick.js";
import { limited } from "./merge.js";
import "./touch.css";

/** Finer steps nobody sees. */
const READY_STEPS = 30;

/** A thumb that moves the stick. */
interface Thumb {
  readonly pointer: number;
  middle: Direction;
  now: Direction;
}

/** A stick wherever a thumb touches the left half, and a button to dash on the right; the right half around it dashes too. Nothing of it scrolls or zooms the page. */
export class TouchControls {
  readonly #target: HTMLElement;
  readonly #sheet = document.createElement("div");
  readonly #stick = document.createElement("div");
  readonly #button = document.createElement("button");
  readonly #listening = new AbortController();
  #shown = false;
  #enabled = true;
  #thumb: Thumb | undefined;
  readonly #dashing = new Set<number>();
  /** Somebody may be done with the button before it is looked at. */
  #tapped = false;
  #readyStep = READY_STEPS;

  /** @param target where touches count; it gets `touch-action: none` */
  constructor(target: HTMLElement) {
    this.#target = target;
    target.style.touchAction = "none";
    this.#sheet.className = "thumbs";
    this.#stick.className = "thumb-stick";
    this.#stick.setAttribute("aria-hidden", "true");
    this.#button.className = "thumb-dash";
    this.#button.type = "button";
    const label = document.createElement("span");
    label.textContent = "Dash";
    this.#button.append(label);
    this.#sheet.append(this.#stick, this.#button);
    target.append(this.#sheet);
    this.#listen();
    // Where there is nothing but fingers, they are to be seen from the start.
    this.shown = matchMedia("(pointer: coarse)").matches && !matchMedia("(any-pointer: fine)").matches;
  }

  /** The controls are to be seen: somebody has touched the screen, and has not used keys since. */
  get shown(): boolean {
    return this.#shown && this.#enabled;
  }

  set shown(shown: boolean) {
    this.#shown = shown;
    this.#sheet.hidden = !this.shown;
  }

  /** Touches count. */
  get enabled(): boolean {
    return this.#enabled;
  }

  set enabled(enabled: boolean) {
    this.#enabled = enabled;
    this.#sheet.hidden = !this.shown;
    if (!enabled) this.#release();
  }

  /** How far the dash is ready again, 0..1; the button shows it. */
  get dashReady(): number {
    return this.#readyStep / READY_STEPS;
  }

  set dashReady(ready: number) {
    const step = Math.round(Math.max(0, Math.min(1, ready)) * READY_STEPS);
    if (step === this.#readyStep) return;
    this.#readyStep = step;
    this.#button.style.setProperty("--ready", `${step / READY_STEPS}`);
  }

  /** What is wanted now. */
  read(): Input {
    const dash = this.#dashing.size > 0 || this.#tapped;
    this.#tapped = false;
    if (this.#thumb === undefined) return limited(0, 0, dash);
    const { middle, now } = this.#thumb;
    const { x, y } = thumbDirection(now.x - middle.x, now.y - middle.y);
    return limited(x, y, dash);
  }

  /** Takes its elements and listeners away. */
  dispose(): void {
    this.#listening.abort();
    this.#sheet.remove();
    this.#release();
  }

  #listen(): void {
    const { signal } = this.#listening;
    this.#target.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    this.#target.addEventListener("pointermove", (event) => this.#move(event), { signal });
    for (const kind of ["pointerup", "pointercancel", "lostpointercapture"] as const) {
      this.#target.addEventListener(kind, (event) => this.#up(event.pointerId), { signal });
    }
    // A long touch is no wish for a menu.
    this.#target.addEventListener("contextmenu", (event) => this.shown && event.preventDefault(), { signal });
    addEventListener("blur", () => this.#release(), { signal });
    // A screen reader clicks, and a mouse does.
    this.#button.addEventListener("click", () => (this.#tapped = true), { signal });
  }

  #down(event: PointerEvent): void {
    if (!this.#enabled || event.pointerType !== "touch" || isOfPage(event.target, this.#button)) return;
    // No mouse events follow, and no focus: the keyboard goes on being the game's.
    event.preventDefault();
    this.shown = true;
    this.#target.setPointerCapture(event.pointerId);
    const at = this.#placeOf(event);
    const onButton = event.target instanceof Node && this.#button.contains(event.target);
    if (!onButton && this.#thumb === undefined && at.x < this.#target.clientWidth / 2) {
      this.#thumb = { pointer: event.pointerId, middle: at, now: at };
      this.#showStick();
      return;
    }
    this.#dashing.add(event.pointerId);
    this.#tapped = true;
    this.#button.dataset["held"] = "";
  }

  #move(event: PointerEvent): void {
    if (this.#thumb?.pointer !== event.pointerId) return;
    this.#thumb.now = this.#placeOf(event);
    this.#thumb.middle = draggedMiddle(this.#thumb.middle, this.#thumb.now);
    this.#showStick();
  }

  #up(pointer: number): void {
    if (this.#thumb?.pointer === pointer) {
      this.#thumb = undefined;
      this.#showStick();
    }
    this.#dashing.delete(pointer);
    if (this.#dashing.size === 0) delete this.#button.dataset["held"];
  }

  #release(): void {
    if (this.#thumb !== undefined) this.#up(this.#thumb.pointer);
    for (const pointer of this.#dashing) this.#up(pointer);
    this.#tapped = false;
  }

  #placeOf(event: PointerEvent): Direction {
    const { left, top } = this.#target.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  #showStick(): void {
    const { style, dataset } = this.#stick;
    if (this.#thumb === undefined) {
      delete dataset["held"];
      for (const name of ["left", "top", "--x", "--y"]) style.removeProperty(name);
      return;
    }
    const { middle, now } = this.#thumb;
    dataset["held"] = "";
    style.left = `${middle.x}px`;
    style.top = `${middle.y}px`;
    const { x, y } = limited((now.x - middle.x) / THUMB_REACH_PX, (now.y - middle.y) / THUMB_REACH_PX, false);
    style.setProperty("--x", `${x * 34}px`);
    style.setProperty("--y", `${y * 34}px`);
  }
}

/** Something to be used lies over the picture, and it is not our button. */
function isOfPage(target: EventTarget | null, own: HTMLElement): boolean {
  if (!(target instanceof Element) || own.contains(target)) return false;
  return target.closest("button, input, textarea, select, a[href], dialog") !== null;
}
