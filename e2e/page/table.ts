import type { NetGraph } from "@samovar/engine-plugin/net-graph";
import type { Engine } from "excalibur";
import type { TablePlayer } from "./table-player.js";

/** Mean milliseconds a frame. */
export interface FrameCost {
  readonly frames: number;
  /** Of `run_callbacks`. */
  readonly callbacks: number;
  /** Of the net graph's update. */
  readonly graph: number;
  /** The longest single one of the two together. */
  readonly worst: number;
}

/** What a test can do with the page of a game with a net graph. */
export class Table {
  readonly game: Engine;
  readonly player: TablePlayer;
  /** The others in the same page. */
  readonly guests: readonly TablePlayer[];
  readonly graph: NetGraph;

  constructor(game: Engine, player: TablePlayer, guests: readonly TablePlayer[], graph: NetGraph) {
    this.game = game;
    this.player = player;
    this.guests = guests;
    this.graph = graph;
  }

  /** Who the player is, as text: what tests are told crosses as JSON. */
  get id(): string {
    return String(this.player.Steam.getSteamID());
  }

  /** Sends to somebody on another page from now on. */
  greet(id: string): void {
    this.player.greet(BigInt(id));
  }

  /** Measures so many frames. The clock may be coarse: what it misses in one frame it has too much in another. */
  async measure(frames: number): Promise<FrameCost> {
    const callbacks = stopwatch(this.player.Steam, "run_callbacks");
    const graph = stopwatch(this.graph, "update");
    let seen = 0;
    let worst = 0;
    let before = 0;
    await new Promise<void>((resolve) => {
      const counting = this.game.on("postframe", () => {
        const total = callbacks.ms + graph.ms;
        worst = Math.max(worst, total - before);
        before = total;
        if (++seen < frames) return;
        counting.close();
        resolve();
      });
    });
    for (const watch of [callbacks, graph]) watch.stop();
    return { frames: seen, callbacks: callbacks.ms / seen, graph: graph.ms / seen, worst };
  }
}

/** Sums up how long a function of an object takes, until stopped. */
function stopwatch<Name extends string>(object: Record<Name, (...args: never[]) => void>, name: Name) {
  const original = object[name];
  const watch = { ms: 0, stop: () => void (object[name] = original) };
  object[name] = (...args) => {
    const start = performance.now();
    original.apply(object, args);
    watch.ms += performance.now() - start;
  };
  return watch;
}
