/** What {@link KeptReady} keeps. */
export interface ReadyOptions<T> {
  /** Makes one; may reject, and resolves with undefined when it did not work out. */
  readonly make: () => Promise<T | undefined>;
  /** Takes down one that nobody took. Does not throw. */
  readonly discard: (made: T) => Promise<void>;
  /** How long one that nobody takes is good for, ms. It is made anew then. */
  readonly goodForMs: number;
}

/** One of something that takes a while to make, made before somebody asks for it. */
export class KeptReady<T> {
  readonly #options: ReadyOptions<T>;
  #next: Promise<T | undefined> = Promise.resolve(undefined);
  #renewal: NodeJS.Timeout | undefined;

  constructor(options: ReadyOptions<T>) {
    this.#options = options;
    this.#prepare();
  }

  /** The one that is ready, or will be next. Rejects, or resolves with undefined, as `make` does. */
  async take(): Promise<T | undefined> {
    const next = this.#next;
    this.#prepare();
    return (await next) ?? this.#options.make();
  }

  /** Discards what is ready. Nothing may be taken any more. */
  close(): Promise<void> {
    clearTimeout(this.#renewal);
    return this.#discard(this.#next);
  }

  #prepare(): void {
    clearTimeout(this.#renewal);
    // Who takes it finds out why, from a second attempt.
    this.#next = this.#options.make().catch(() => undefined);
    this.#renewal = setTimeout(() => {
      void this.#discard(this.#next);
      this.#prepare();
    }, this.#options.goodForMs).unref();
  }

  async #discard(made: Promise<T | undefined>): Promise<void> {
    const ready = await made;
    if (ready !== undefined) await this.#options.discard(ready);
  }
}
