/** Time, as the desk needs it. */
export interface DeskClock {
  /** Monotonic, in ms. */
  now(): number;
  /** Calls back once after so many ms. @returns how to prevent it. */
  after(ms: number, callback: () => void): () => void;
}
