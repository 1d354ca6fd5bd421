import { CLEAN_LINK, type LinkConditions } from "./conditions.js";
import { seededRandom } from "./random.js";

/** What a direction has seen since it was made, or since `resetCounters`. */
export interface LinkCounters {
  /** Packets that were sent into it, and their bytes of UDP payload. What leaves a sender is this. */
  packets: number;
  bytes: number;
  /** Of those: vanished as `loss` wants it. */
  lost: number;
  /** Of those: dropped because the queue of a limited line was full. */
  overflowed: number;
  /** Copies that were made of packets. */
  duplicated: number;
  /** Packets that were held back to be overtaken. */
  reordered: number;
}

/**
 * Decides the fate of each packet of one direction. No I/O and no clock; the same seed, conditions and packets give
 * the same fates. Which packets are lost hangs on their number alone, not on their time or size.
 */
export class LinkShaper {
  conditions: LinkConditions = CLEAN_LINK;
  #counters = noCounters();
  readonly #random: () => number;
  #lineFreeAt = 0;
  #inOrderFrom = 0;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** A snapshot. */
  get counters(): Readonly<LinkCounters> {
    return { ...this.#counters };
  }

  resetCounters(): void {
    this.#counters = noCounters();
  }

  /**
   * A packet is sent.
   * @param now of a clock in ms that never goes back.
   * @returns when it arrives: never, once, or several times.
   */
  pass(now: number, bytes: number): readonly number[] {
    const { delayMs, jitterMs, loss, duplicate, reorder, reorderMs } = this.conditions;
    const counters = this.#counters;
    counters.packets++;
    counters.bytes += bytes;
    // Always all four, so that one setting does not change what another one hits.
    const [lossDraw, duplicateDraw, reorderDraw, jitterDraw] = [this.#random(), this.#random(), this.#random(), this.#random()];
    if (lossDraw < loss) {
      counters.lost++;
      return [];
    }
    const sentAt = this.#throughLine(now, bytes);
    if (sentAt === undefined) {
      counters.overflowed++;
      return [];
    }
    let due = sentAt + delayMs + jitterDraw * jitterMs;
    if (reorderDraw < reorder) {
      counters.reordered++;
      due += reorderMs;
    } else {
      due = Math.max(due, this.#inOrderFrom);
      this.#inOrderFrom = due;
    }
    if (duplicateDraw >= duplicate) return [due];
    counters.duplicated++;
    return [due, due];
  }

  /** When the packet has left a line of limited rate; undefined when its queue is full. */
  #throughLine(now: number, bytes: number): number | undefined {
    const { bytesPerSecond, queueBytes } = this.conditions;
    if (bytesPerSecond === Infinity) return now;
    const startAt = Math.max(now, this.#lineFreeAt);
    const waitingBytes = ((startAt - now) * bytesPerSecond) / 1000;
    if (waitingBytes + bytes > queueBytes) return undefined;
    this.#lineFreeAt = startAt + (bytes * 1000) / bytesPerSecond;
    return this.#lineFreeAt;
  }
}

function noCounters(): LinkCounters {
  return { packets: 0, bytes: 0, lost: 0, overflowed: 0, duplicated: 0, reordered: 0 };
}
