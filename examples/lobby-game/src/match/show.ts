import type { Guest } from "./guest.js";
import type { Host } from "./host.js";
import type { MatchView } from "./match-view.js";
import { MOST_PLAYERS } from "./options.js";
import { emptyView, paintGuest, paintHost } from "./paint.js";
import type { Reign } from "./reign.js";
import { Smoothing } from "./smoothing.js";

/** What was drawn in a frame. */
export interface Shown {
  /** The tick that others were shown in, a fraction; at the host, the tick all were shown in. */
  readonly tick: number;
  /** Where everybody was drawn, tray radii. */
  readonly positions: ReadonlyMap<bigint, { readonly x: number; readonly y: number }>;
  /** The number of our last input that our own piece's place reckons with, and a fraction of the one after; -1 at the host. */
  readonly input: number;
}

/** Keeps the view up to date: what is known, drawn without jumps. */
export class Show {
  readonly view: MatchView = emptyView();
  readonly #smoothing = new Smoothing();
  /** Where pieces were drawn before, x and y of each seat. */
  readonly #before = new Float64Array(2 * MOST_PLAYERS);
  readonly #ids: bigint[] = [];
  #rebased = false;
  #tick = 0;

  /** From now on it is drawn from something else: another host, or ourselves as the host. What jumps by it, glides. */
  rebase(): void {
    this.#rebased = true;
  }

  /** Nothing is known any more. */
  clear(): void {
    Object.assign(this.view, emptyView());
    this.#smoothing.clear();
    this.#rebased = false;
  }

  /** A frame. @param host set where we host. */
  draw(host: Host | undefined, guest: Guest, reign: Reign, nowMs: number, elapsedMs: number): void {
    const { view } = this;
    const { round, phase } = view;
    this.#remember();
    if (host !== undefined) {
      this.#tick = host.state.tick + host.fraction;
      paintHost(view, host, reign.self);
    } else {
      this.#tick = guest.clock.show(nowMs, elapsedMs);
      paintGuest(view, guest, this.#tick, reign.self);
    }
    view.host = reign.host;
    view.silence = reign.unheardMs / 1000;
    this.#smoothing.settle(elapsedMs);
    if (view.round !== round || (phase === "over" && view.phase !== "over")) this.#smoothing.clear();
    else if (this.#rebased) this.#glide();
    else if (host === undefined) this.#smoothing.jump(reign.self, guest.correctedX, guest.correctedY);
    this.#rebased = false;
    guest.correctedX = 0;
    guest.correctedY = 0;
    for (let seat = 0; seat < view.pieces.length; seat += 1) {
      const piece = view.pieces[seat];
      if (piece === undefined) continue;
      piece.x += this.#smoothing.x(piece.id);
      piece.y += this.#smoothing.y(piece.id);
    }
  }

  /** See `Match.shown`. */
  shown(host: Host | undefined, guest: Guest): Shown {
    const positions = new Map(this.view.pieces.map(({ id, x, y }) => [id, { x, y }]));
    return { tick: this.#tick, positions, input: host === undefined ? guest.prediction.number + guest.fraction : -1 };
  }

  #remember(): void {
    const { pieces } = this.view;
    this.#ids.length = pieces.length;
    for (let seat = 0; seat < pieces.length; seat += 1) {
      this.#ids[seat] = pieces[seat]?.id ?? 0n;
      this.#before[2 * seat] = pieces[seat]?.x ?? 0;
      this.#before[2 * seat + 1] = pieces[seat]?.y ?? 0;
    }
  }

  #glide(): void {
    this.#smoothing.clear();
    for (const { id, x, y } of this.view.pieces) {
      const seat = this.#ids.indexOf(id);
      if (seat >= 0) this.#smoothing.jump(id, (this.#before[2 * seat] ?? x) - x, (this.#before[2 * seat + 1] ?? y) - y);
    }
  }
}
