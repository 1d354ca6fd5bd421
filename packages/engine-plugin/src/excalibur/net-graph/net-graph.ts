import { type Engine, Entity } from "excalibur";
import type { PeerArgument } from "../../steam/api.js";
import type { NetGraphSteam } from "./net-graph-steam.js";
import { Overlay } from "./overlay.js";
import { listenForKey } from "./toggle-key.js";

/** Where over the canvas a net graph lies. */
export type NetGraphCorner = "top-left" | "top-right" | "bottom-left" | "bottom-right";

/** What {@link NetGraph} can be told; every field can be left out. */
export interface NetGraphOptions {
  /** The key that shows and hides it, as `KeyboardEvent.key` or `.code` names it; `""` for none. `"F8"` by default. */
  key?: string | undefined;
  /** Whether it is shown from the beginning. No by default. */
  visible?: boolean | undefined;
  /** Whose sessions are shown, asked for each time; `Steam.peers()`, everybody there is a session with, by default. */
  peers?: (() => Iterable<PeerArgument>) | undefined;
  /** Where over the canvas it lies; `"top-left"` by default. */
  corner?: NetGraphCorner | undefined;
  /** An element to hold it in place of the canvas: it becomes a part of that one's layout, and covers nothing. `corner` is ignored then. */
  parent?: HTMLElement | undefined;
}

/** Text that changes more often cannot be read. */
const REFRESH_INTERVAL_MS = 250;

/**
 * A net graph: what goes on between this player and the others, and a panel to try the game on a bad network. An Excalibur entity:
 *
 * ```ts
 * game.add(new NetGraph(Steam)); // F8 shows it
 * ```
 *
 * It lies over the canvas as part of the page, so it is crisp at any resolution and wherever the camera is, and can be read to people. It is there as long as the game runs and its
 * scene is the current one; add it to each scene that shall have it. All figures come from the public functions of `Steam`, `peers`, `diagnose` and `why` first of all.
 *
 * Shown, it reads them four times a second, within an update; hidden, it does nothing at all, so the small graphs begin when it is shown. What the panel sets stays in force when it is
 * hidden, and when the graph is removed.
 */
export class NetGraph extends Entity {
  readonly #key: string;
  readonly #parent: HTMLElement | undefined;
  readonly #makeOverlay: () => Overlay;
  /** Made when it is first seen. */
  #overlay: Overlay | undefined;
  #visible: boolean;
  /** Ends listening to keys and the scene; undefined while the graph is in no scene that runs. */
  #leaveScene: (() => void) | undefined;
  #canvas: HTMLCanvasElement | undefined;
  #refreshedAtMs = Number.NEGATIVE_INFINITY;

  constructor(Steam: NetGraphSteam, options: NetGraphOptions = {}) {
    super({ name: "NetGraph" });
    const { key = "F8", visible = false, peers, corner = "top-left", parent } = options;
    this.#key = key;
    this.#parent = parent;
    this.#visible = visible;
    this.#makeOverlay = () =>
      new Overlay({
        Steam,
        peers,
        intervalMs: REFRESH_INTERVAL_MS,
        closeLabel: key === "" ? "Close" : `Close (${key})`,
        onClose: () => this.hide(),
        corner: parent === undefined ? corner : undefined,
      });
    this.on("remove", () => this.#leave());
    this.on("kill", () => this.#leave());
  }

  /** Whether it is to be seen, whenever its scene is. Can be set. */
  get visible(): boolean {
    return this.#visible;
  }

  set visible(visible: boolean) {
    if (visible === this.#visible) return;
    this.#visible = visible;
    if (visible) {
      this.#overlay?.forget();
      this.#show();
    } else {
      this.#takeAway();
    }
  }

  /** Shows it, at once when its scene is the current one. */
  show(): void {
    this.visible = true;
  }

  /** Hides it. The keyboard goes back to the game. */
  hide(): void {
    this.visible = false;
  }

  /** Shows or hides it, as its key does. */
  toggle(): void {
    this.visible = !this.visible;
  }

  /** Called by Excalibur in each frame. */
  override onPostUpdate(engine: Engine, _elapsed: number): void {
    if (this.#leaveScene === undefined) this.#enter(engine);
    if (this.#visible && performance.now() - this.#refreshedAtMs >= REFRESH_INTERVAL_MS) this.#show();
  }

  #enter(engine: Engine): void {
    const { scene } = this;
    // In the frame in which it was killed there is one more update.
    if (!this.isActive || scene === null) return;
    const leave = () => this.#leave();
    const stopListening = listenForKey(this.#key, () => this.toggle());
    // A scene that is no longer the current one goes on existing, and its entities are told nothing; nor are they when the engine stops or is disposed of.
    const subscriptions = [scene.on("deactivate", leave), engine.on("stop", leave)];
    this.#canvas = engine.canvas;
    this.#leaveScene = () => {
      stopListening();
      for (const subscription of subscriptions) subscription.close();
    };
  }

  #leave(): void {
    this.#leaveScene?.();
    this.#leaveScene = undefined;
    this.#takeAway();
    this.#canvas = undefined;
  }

  #show(): void {
    if (this.#canvas === undefined) return;
    this.#refreshedAtMs = performance.now();
    this.#overlay ??= this.#makeOverlay();
    if (this.#parent === undefined) this.#overlay.cover(this.#canvas);
    else if (this.#overlay.element.parentNode !== this.#parent) this.#parent.append(this.#overlay.element);
    this.#overlay.refresh();
  }

  #takeAway(): void {
    const hadFocus = this.#overlay?.focused === true;
    this.#overlay?.element.remove();
    if (hadFocus) this.#canvas?.focus({ preventScroll: true });
    this.#refreshedAtMs = Number.NEGATIVE_INFINITY;
  }
}
