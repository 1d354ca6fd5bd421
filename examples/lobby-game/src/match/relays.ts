import type { MatchPost } from "./match-post.js";
import type { MatchState } from "./match-state.js";

/** Who asked gets the host's states from us for so long, ms; it asks again while it has to. */
const SERVE_MS = 1500;
/** Who is behind, or asks, is told no more often than that, ms: less than ASK_EVERY_MS. */
const TELL_EVERY_MS = 250;

/** What a guest does for members that do not hear the host: passes its states on to them. */
export class Relays {
  readonly #wire: MatchPost;
  readonly #served = new Map<bigint, number>();
  readonly #told = new Map<bigint, number>();
  #newest: Uint8Array | undefined;
  #nowMs = 0;

  constructor(wire: MatchPost) {
    this.#wire = wire;
  }

  /** Time passes. */
  pass(elapsedMs: number): void {
    this.#nowMs += elapsedMs;
  }

  /** We have heard a state. @param direct of the host itself: such are passed on. */
  hear(bytes: Uint8Array, direct: boolean): void {
    this.#newest = bytes;
    if (!direct) return;
    for (const [to, untilMs] of this.#served) {
      if (this.#nowMs < untilMs) this.#wire.passOn(to, bytes);
      else this.#served.delete(to);
    }
  }

  /** The member does not hear the host. */
  serve(to: bigint): void {
    this.#served.set(to, this.#nowMs + SERVE_MS);
    this.tell(to, undefined);
  }

  /** The member is behind: tells it what we know, `own` if we host. */
  tell(to: bigint, own: MatchState | undefined): void {
    if (this.#nowMs < (this.#told.get(to) ?? 0)) return;
    this.#told.set(to, this.#nowMs + TELL_EVERY_MS);
    if (own !== undefined) this.#wire.tell(to, own);
    else if (this.#newest !== undefined) this.#wire.passOn(to, this.#newest);
  }

  clear(): void {
    this.#served.clear();
    this.#told.clear();
    this.#newest = undefined;
  }
}
