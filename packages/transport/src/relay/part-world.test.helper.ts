import { createHmac } from "node:crypto";
import { VirtualTime } from "../testing/virtual-time.js";
import type { AskAnswer } from "../wire/ask.js";
import type { RelayToPlayer } from "../wire/control.js";
import { MemoryBackplane } from "./backplane/memory-backplane.js";
import type { Backplane } from "./backplane/backplane.js";
import type { ControlClock, PartOptions } from "./control-part.js";

/** The wall clock's reading at the beginning of virtual time. */
const BEGAN_MS = Date.UTC(2026, 5, 1);

/** A relay around one part of its control plane: virtual time, a backplane in memory, and everything said, by player. */
export class PartWorld {
  readonly time = new VirtualTime();
  readonly backplane: Backplane;
  readonly clock: ControlClock = {
    now: () => this.time.now,
    wallMs: () => BEGAN_MS + this.time.now,
    after: (ms, callback) => {
      const scheduled = this.time.schedule(this.time.now + ms, callback);
      return () => this.time.cancel(scheduled);
    },
  };
  #said = new Map<bigint, RelayToPlayer[]>();
  #drawn = 0x5eed;

  constructor(backplane: Backplane = new MemoryBackplane()) {
    this.backplane = backplane;
  }

  get options(): PartOptions {
    return {
      say: (player, message) => void this.#said.set(player, [...(this.#said.get(player) ?? []), message]),
      clock: this.clock,
      backplane: this.backplane,
      random: () => (this.#drawn = (Math.imul(this.#drawn, 0x9e3779b1) + 1) >>> 0),
    };
  }

  /** What was said to the player since the last call. */
  heard(player: bigint): RelayToPlayer[] {
    const said = this.#said.get(player) ?? [];
    this.#said.delete(player);
    return said;
  }
}

/** What a relay signs with. */
export function hmac(key: string): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => new Uint8Array(createHmac("sha256", key).update(bytes).digest());
}

/** The answer to an ask, which has come. */
export function answerOf(ask: (answer: (answer: AskAnswer) => void) => void): AskAnswer | undefined {
  let answered: AskAnswer | undefined;
  ask((answer) => (answered ??= answer));
  return answered;
}
