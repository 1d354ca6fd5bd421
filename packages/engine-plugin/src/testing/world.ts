/** How {@link World.until} waits. */
export interface UntilOptions {
  /** Virtual time it may take. Default 10,000. */
  readonly withinMs?: number | undefined;
  /** What is waited for, in words, for the error. */
  readonly what?: string | undefined;
}

/** What a player needs of its world. */
export interface World {
  /** Virtual ms since the world began. */
  readonly now: number;
  readonly relayUp: boolean;
  readonly history: readonly string[];
  /** Marks a place in the history. */
  readonly noted: number;
  historySince(mark: number): readonly string[];
  /** Lets time run until the condition holds; answers whether it does. */
  wait(condition: () => boolean, withinMs: number): Promise<boolean>;
  until(condition: () => boolean, options?: UntilOptions): Promise<void>;
  /** Resolves so many virtual ms later, without making time run. */
  sleep(ms: number): Promise<void>;
  note(who: string, what: string): void;
  noteSignal(who: string, signal: string, args: readonly unknown[]): void;
  thrown(error: unknown): void;
}
