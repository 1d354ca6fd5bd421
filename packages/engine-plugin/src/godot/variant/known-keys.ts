/** Longer keys are written like any text. */
const longestKey = 32;
const mostKeys = 256;
/** When all places are taken: so many other keys must come before those make room. */
const patience = 4096;

/**
 * Keys of dictionaries as they were written before, so that the same keys in the next packet are copied word by word. Holds at most
 * {@link mostKeys} of them; programs whose keys are always new ones lose little.
 */
export class KnownKeys {
  readonly #words = new Map<string, Int32Array>();
  #turnedAway = 0;

  /** The key's words as they were remembered, header included. */
  find(key: string): Int32Array | undefined {
    return this.#words.get(key);
  }

  /** Whether a key that was not found is to be remembered. */
  wants(key: string): boolean {
    // A NUL is written in one way for Godot 3 and in another for Godot 4.
    if (key.length > longestKey || key.includes("\0")) return false;
    if (this.#words.size < mostKeys) return true;
    if (++this.#turnedAway < patience) return false;
    this.#turnedAway = 0;
    this.#words.clear();
    return true;
  }

  remember(key: string, words: Int32Array): void {
    this.#words.set(key, words);
  }
}
