import type { MatchState } from "./match-state.js";
import type { World } from "./world.js";
import { copyWorld } from "./step.js";

/** 3 s. */
const KEPT_TICKS = 180;

/** How the host's world was in a tick. */
export interface PastTick {
  readonly tick: number;
  readonly world: World;
  /** The number of each player's input used last, that tick's included. */
  readonly acks: Map<bigint, number>;
}

/** The host's last 3 s, tick by tick. For tests and for whoever looks for a bug: it costs nothing until it is asked for the first time. */
export class History {
  readonly #ticks: (PastTick | undefined)[] = [];
  #wanted = false;

  /** A tick is done. */
  record({ tick, world, acks }: MatchState): void {
    if (!this.#wanted) return;
    const old = this.#ticks[tick % KEPT_TICKS];
    this.#ticks[tick % KEPT_TICKS] = { tick, world: copyWorld(world, old?.world), acks: new Map(acks) };
  }

  /** How it was after that tick; undefined when that was longer ago than 3 s, is to come, or was before anybody asked. */
  at(tick: number): PastTick | undefined {
    this.#wanted = true;
    const past = this.#ticks[tick % KEPT_TICKS];
    return past?.tick === tick ? past : undefined;
  }
}
