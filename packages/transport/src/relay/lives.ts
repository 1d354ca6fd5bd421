/** Lives kept of one player: more tabs than that fighting over one identity is not a game. Ours. */
const LIVES_PER_PLAYER = 8;

/**
 * Which page lives were replaced by a later one of the same player, so that two tabs with one identity do not throw each other out
 * for ever: the later one stays, the earlier one is told when it tries to come back.
 *
 * Memory is bounded: only the players seen last are remembered, and it is empty after a restart. Forgetting does no harm beyond one more replacement.
 */
export class Lives {
  readonly #capacity: number;
  readonly #byPlayer = new Map<bigint, { current: number; replaced: number[] }>();

  /** @param capacity players remembered. */
  constructor(capacity = 20_000) {
    this.#capacity = capacity;
  }

  /** The player's link opened in this life: the player's other lives are over. */
  opened(player: bigint, life: number): void {
    const known = this.#byPlayer.get(player) ?? { current: life, replaced: [] };
    if (known.current !== life) {
      known.replaced.push(known.current);
      if (known.replaced.length > LIVES_PER_PLAYER) known.replaced.shift();
      known.current = life;
    }
    // A Map keeps the order of insertion; putting it in again makes it the newest.
    this.#byPlayer.delete(player);
    this.#byPlayer.set(player, known);
    if (this.#byPlayer.size > this.#capacity) {
      const oldest = this.#byPlayer.keys().next();
      if (oldest.done !== true) this.#byPlayer.delete(oldest.value);
    }
  }

  /** Whether a later life of the player took over from this one. */
  isReplaced(player: bigint, life: number): boolean {
    return this.#byPlayer.get(player)?.replaced.includes(life) ?? false;
  }
}
