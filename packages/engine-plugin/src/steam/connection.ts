import type { Endpoint } from "@samovar/transport";
import { isLive } from "./context.js";
import type { Log } from "./logger.js";

/** Opening the endpoint, made bearable for a game that cannot wait for a promise: it remembers how the last attempt went. */
export class Connection {
  readonly #endpoint: Endpoint;
  readonly #log: Log;
  readonly #closing: () => void;
  #attempt: Promise<void> | undefined;
  #failure: unknown;

  /** @param closing called before the game leaves. */
  constructor(endpoint: Endpoint, log: Log, closing: () => void = () => {}) {
    this.#endpoint = endpoint;
    this.#log = log;
    this.#closing = closing;
  }

  /** What the last attempt failed with; undefined before and after one succeeded. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Whether the relay is reached, or lost and being looked for. */
  get live(): boolean {
    return isLive(this.#endpoint);
  }

  /** Whether an attempt is under way. */
  get connecting(): boolean {
    return this.#attempt !== undefined || this.#endpoint.state === "connecting";
  }

  /** Whether the relay is reached, or the first attempt to reach it is still under way. */
  get promising(): boolean {
    return this.live || (this.connecting && this.#failure === undefined);
  }

  /**
   * Reaches the relay, unless it is reached already or being reached. Settles with the attempt and **never rejects**: a failure
   * is reported and kept in {@link failure}; calling again tries again.
   */
  connect(): Promise<void> {
    if (this.live) return Promise.resolve();
    this.#attempt ??= this.#open();
    return this.#attempt;
  }

  /** Leaves the relay and forgets how it went. */
  disconnect(): void {
    this.#attempt = undefined;
    this.#failure = undefined;
    this.#closing();
    this.#endpoint.close();
  }

  #open(): Promise<void> {
    const attempt: Promise<void> = (async () => this.#endpoint.open())().then(
      () => this.#settle(attempt, undefined),
      (failure: unknown) => this.#settle(attempt, failure ?? new Error("The relay could not be reached.")),
    );
    return attempt;
  }

  #settle(attempt: Promise<void>, failure: unknown): void {
    // Called off meanwhile: what became of it concerns nobody.
    if (this.#attempt !== attempt) return;
    this.#attempt = undefined;
    this.#failure = failure;
    if (failure !== undefined) this.#log.error(`[STEAM] Steam is not running: ${messageOf(failure)}`, failure);
  }
}

/** The message of whatever was thrown. */
export function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
