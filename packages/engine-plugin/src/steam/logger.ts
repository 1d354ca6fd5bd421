/** Where warnings and errors for the developer go. */
export interface Logger {
  /** Nothing to do about it, but good to know. */
  info(message: string): void;
  /** Something will surprise, but works. */
  warn(message: string): void;
  /**
   * Something does not work.
   * @param cause what was thrown, where something was.
   */
  error(message: string, cause?: unknown): void;
}

/** The browser's console; the default. */
export const consoleLogger: Logger = {
  info: (message) => console.info(message),
  warn: (message) => console.warn(message),
  error: (message, cause) => (cause === undefined ? console.error(message) : console.error(message, cause)),
};

/** What `Steam` itself says to a {@link Logger}, and can keep quiet: games make the same mistake sixty times a second. */
export class Log {
  readonly #sink: Logger;
  readonly #said = new Set<string>();

  constructor(sink: Logger = consoleLogger) {
    this.#sink = sink;
  }

  info(message: string): void {
    this.#sink.info(message);
  }

  warn(message: string): void {
    this.#sink.warn(message);
  }

  error(message: string, cause?: unknown): void {
    this.#sink.error(message, cause);
  }

  /** Says it unless something was said under this key before. */
  infoOnce(key: string, message: string): void {
    if (this.#first(key)) this.#sink.info(message);
  }

  /** Warns unless something was said under this key before. */
  warnOnce(key: string, message: string): void {
    if (this.#first(key)) this.#sink.warn(message);
  }

  /** Reports unless something was said under this key before. */
  errorOnce(key: string, message: string): void {
    if (this.#first(key)) this.#sink.error(message);
  }

  #first(key: string): boolean {
    if (this.#said.has(key)) return false;
    this.#said.add(key);
    return true;
  }
}
