import { Signal } from "@samovar/engine-plugin/godot";
import type { MatchPhase, MatchView } from "./match-view.js";

/** The signals of a match: they fire when the picture gets there, each once. */
export class News {
  readonly started: Signal<() => void> = new Signal("started");
  readonly round_over: Signal<(winner: bigint) => void> = new Signal("round_over");
  readonly over: Signal<(winner: bigint) => void> = new Signal("over");
  readonly host_changed: Signal<(host: bigint) => void> = new Signal("host_changed");
  #phase: MatchPhase = "waiting";
  #host = 0n;

  /** A frame was drawn. */
  tell({ phase, winner, host }: MatchView): void {
    const before = this.#phase;
    this.#phase = phase;
    if (host !== this.#host) {
      this.#host = host;
      this.host_changed.emit(host);
    }
    if (phase === before) return;
    if (before === "waiting" || before === "over") this.started.emit();
    if (phase === "round-over") this.round_over.emit(winner);
    else if (phase === "over") this.over.emit(winner);
  }

  /** There is no match any more. */
  clear(): void {
    this.#phase = "waiting";
    this.#host = 0n;
  }
}
