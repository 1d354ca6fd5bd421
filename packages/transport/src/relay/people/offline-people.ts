/** Players without a link whose records are kept, by number, and by how many others they are shown to together. Ours. */
const MAX_OFFLINE = 10_000;
const MAX_OFFLINE_SHOWN = 250_000;

/** Which players went offline here and are still remembered: those who did so last. */
export class OfflinePeople {
  readonly #shownBy = new Map<bigint, number>();
  readonly #most: number;
  readonly #mostShown: number;
  #shown = 0;

  constructor(most = MAX_OFFLINE, mostShown = MAX_OFFLINE_SHOWN) {
    this.#most = most;
    this.#mostShown = mostShown;
  }

  /** The player has gone offline. Answers who is to be forgotten for it, itself perhaps. */
  add(player: bigint, shownTo: number): bigint[] {
    this.delete(player);
    this.#shownBy.set(player, shownTo);
    this.#shown += shownTo;
    const forgotten: bigint[] = [];
    for (const first of this.#shownBy.keys()) {
      if (this.#shownBy.size <= this.#most && this.#shown <= this.#mostShown) break;
      this.delete(first);
      forgotten.push(first);
    }
    return forgotten;
  }

  /** The player is back. */
  delete(player: bigint): void {
    this.#shown -= this.#shownBy.get(player) ?? 0;
    this.#shownBy.delete(player);
  }
}
