import type { ExcaliburGraphicsContext } from "excalibur";
import type { MatchView } from "../match/match-view.js";
import type { Player } from "./players.js";
import { color } from "./palette.js";
import { put, type Sprites } from "./sprites.js";
import type { Stage } from "./stage.js";
import { bigWords, ribbon, shortened } from "./words.js";

/** How long "Go!" stays. */
const GO_MS = 700;
const POP_MS = 260;
/** A name may take so much of a ribbon, CSS pixels in letters of 16. */
const NAME_AT_16_PX = 150;

/** Says what everybody has to know, in large letters on the tray. */
export class Announcer {
  readonly #sprites: Sprites;
  readonly #stage: Stage;
  #sinceGoMs = Infinity;
  #sincePhaseMs = 0;
  #phase = "";

  constructor(sprites: Sprites, stage: Stage) {
    this.#sprites = sprites;
    this.#stage = stage;
  }

  /** Keeps the time. */
  update(view: MatchView, elapsedMs: number): void {
    this.#sinceGoMs += elapsedMs;
    this.#sincePhaseMs += elapsedMs;
    if (view.phase === this.#phase) return;
    if (view.phase === "playing" && this.#phase === "countdown") this.#sinceGoMs = 0;
    this.#phase = view.phase;
    this.#sincePhaseMs = 0;
  }

  /** @param calm words stand still: reduced motion */
  draw(ctx: ExcaliburGraphicsContext, view: MatchView, winner: Player | undefined, winnerY: number, calm: boolean): void {
    if (view.phase === "countdown") this.#countDown(ctx, view, calm);
    else if (view.phase === "playing" && this.#sinceGoMs < GO_MS) this.#go(ctx, calm);
    else if (view.phase === "round-over" || view.phase === "over") this.#result(ctx, view, winner, winnerY, calm);
  }

  #countDown(ctx: ExcaliburGraphicsContext, view: MatchView, calm: boolean): void {
    const { x, y, radius } = this.#stage;
    const seconds = Math.ceil(view.seconds);
    put(ctx, bigWords(this.#sprites, `Round ${view.round}`, Math.round(radius * 0.105), color("brass-light")), x, y - radius * 0.27);
    if (seconds < 1 || seconds > 3) return;
    const age = seconds - view.seconds;
    const pop = calm ? 1 : 1 + 0.7 * Math.max(0, 1 - age / 0.22) ** 2;
    const fading = calm ? 1 : Math.min(1, age / 0.08) * Math.min(1, (1 - age) / 0.16);
    put(ctx, bigWords(this.#sprites, `${seconds}`, Math.round(radius * 0.4)), x, y + radius * 0.02, fading, 0, pop);
  }

  #go(ctx: ExcaliburGraphicsContext, calm: boolean): void {
    const { x, y, radius } = this.#stage;
    const age = this.#sinceGoMs / GO_MS;
    const grow = calm ? 1 : 1 + 0.5 * age * age;
    put(ctx, bigWords(this.#sprites, "Go!", Math.round(radius * 0.3)), x, y, Math.min(1, (1 - age) * 2.5), 0, grow);
  }

  #result(ctx: ExcaliburGraphicsContext, view: MatchView, winner: Player | undefined, winnerY: number, calm: boolean): void {
    const { x, y, radius, width } = this.#stage;
    const words = resultOf(view, winner);
    const sizePx = Math.round(Math.max(18, radius * 0.125));
    const picture = ribbon(this.#sprites, words, winner?.colour ?? -1, sizePx, Math.min(width - 24, radius * 2.3));
    const age = Math.min(1, this.#sincePhaseMs / POP_MS);
    const pop = calm ? 1 : overshoot(age);
    // Never over the winner.
    const at = winnerY > 0 ? -0.5 : 0.5;
    put(ctx, picture, x, y + radius * at, calm ? 1 : Math.min(1, age * 2), 0, pop);
  }
}

function resultOf(view: MatchView, winner: Player | undefined): string {
  const what = view.phase === "over" ? "the match" : `round ${view.round}`;
  if (winner === undefined) return view.phase === "over" ? "The match is over" : `Nobody wins ${what}`;
  return winner.self ? `You win ${what}!` : `${shortened(winner.name, 16, 800, NAME_AT_16_PX)} wins ${what}`;
}

function overshoot(age: number): number {
  const left = 1 - age;
  return 1 - left * left * left + 0.5 * age * left;
}
