import { type AnyFunction, baseOf } from "./callable.js";
import { ERR_INVALID_PARAMETER, OK } from "./error.js";

/** Call the handler when everything else of this `run_callbacks()` has been delivered. */
export const CONNECT_DEFERRED = 1;
/** Only means something in Godot's editor; accepted and ignored. */
export const CONNECT_PERSIST = 2;
/** Call the handler once: it is disconnected before it is called. */
export const CONNECT_ONE_SHOT = 4;
/** Godot 3's spelling of {@link CONNECT_ONE_SHOT}. */
export const CONNECT_ONESHOT = CONNECT_ONE_SHOT;
/** Connecting again counts up instead of failing; the connection goes when as many `disconnect` calls have come. */
export const CONNECT_REFERENCE_COUNTED = 8;

/** What a signal leans on: where its errors go, and who runs deferred handlers. */
export interface SignalHost {
  /**
   * A mistake in connecting, or a handler that threw. Godot prints such things and goes on, and so do we.
   * @param cause what was thrown, where something was.
   */
  reportError(message: string, cause?: unknown): void;
  /** Runs the call later; it never throws. */
  defer(call: () => void): void;
}

const defaultHost: SignalHost = {
  reportError: (message, cause) => (cause === undefined ? console.error(message) : console.error(message, cause)),
  defer: (call) => queueMicrotask(call),
};

interface Slot<T> {
  readonly callable: T;
  readonly flags: number;
  references: number;
}

/** One entry of {@link Signal.get_connections}. */
export interface SignalConnection<T extends (...args: never[]) => void> {
  signal: Signal<T>;
  callable: T;
  /** The `CONNECT_*` bits it was connected with. */
  flags: number;
}

/**
 * A signal as in Godot 4: `Steam.lobby_created.connect(handler)`. The type parameter is the handler's type, its parameter
 * names are those GodotSteam documents.
 *
 * - Handlers are called in the order they were connected, synchronously inside {@link emit}.
 * - Who is called is settled when the emission begins: connecting or disconnecting in a handler counts from the next one.
 * - A handler that throws, or whose promise rejects, is reported; the others are called all the same.
 * - A handler may take fewer parameters than are emitted. (GDScript makes that an error.)
 *
 * The answers are Godot's numbers; nothing here throws. Not a "signal" of the reactive kind.
 */
export class Signal<T extends (...args: never[]) => void> {
  readonly #name: string;
  readonly #host: SignalHost;
  readonly #slots = new Map<AnyFunction, Slot<T>>();

  /**
   * @param name what {@link get_name} answers and error messages say.
   * @param host without one, errors go to the console and deferred handlers run in a microtask.
   */
  constructor(name: string, host: SignalHost = defaultHost) {
    this.#name = name;
    this.#host = host;
  }

  /**
   * Calls `callable` on every emission from now on.
   * @param flags bits of `CONNECT_DEFERRED`, `CONNECT_PERSIST`, `CONNECT_ONE_SHOT`, `CONNECT_REFERENCE_COUNTED`.
   * @returns 0, or 31 (reported) when there is no function to call or it is connected already.
   */
  connect(callable: T, flags = 0): number {
    if (typeof callable !== "function") {
      this.#host.reportError(`Signal "${this.#name}": cannot connect to ${String(callable)}, which is no function.`);
      return ERR_INVALID_PARAMETER;
    }
    const base = baseOf(callable);
    const slot = this.#slots.get(base);
    if (slot === undefined) {
      // As in Godot, only a counted connection counts from one.
      this.#slots.set(base, { callable, flags, references: flags & CONNECT_REFERENCE_COUNTED ? 1 : 0 });
    } else if (flags & CONNECT_REFERENCE_COUNTED) {
      slot.references++;
    } else {
      this.#host.reportError(
        `Signal "${this.#name}" is already connected to "${nameOf(callable)}"; the second connection is ignored.`,
      );
      return ERR_INVALID_PARAMETER;
    }
    return OK;
  }

  /** Undoes {@link connect}. Reported when the function is not connected: most often it is another closure than the one connected. */
  disconnect(callable: T): void {
    const base = baseOf(callable);
    const slot = this.#slots.get(base);
    if (slot === undefined) {
      this.#host.reportError(`Signal "${this.#name}" is not connected to "${nameOf(callable)}"; there is nothing to disconnect.`);
    } else if (--slot.references <= 0) {
      this.#slots.delete(base);
    }
  }

  /** Whether this very function is connected; bound arguments do not count. */
  is_connected(callable: T): boolean {
    return this.#slots.has(baseOf(callable));
  }

  /** Calls every handler with these arguments. */
  emit(...args: Parameters<T>): void {
    const slots = [...this.#slots];
    // All of them first: a handler that emits again must not reach a one-shot a second time.
    for (const [base, slot] of slots) if (slot.flags & CONNECT_ONE_SHOT) this.#slots.delete(base);
    for (const [, { callable, flags }] of slots) {
      if (flags & CONNECT_DEFERRED) this.#host.defer(() => this.#call(callable, args));
      else this.#call(callable, args);
    }
  }

  /** The signal's name. */
  get_name(): string {
    return this.#name;
  }

  /** Whether anything is connected. */
  has_connections(): boolean {
    return this.#slots.size > 0;
  }

  /** A new array of what is connected, in the order of connecting. */
  get_connections(): SignalConnection<T>[] {
    return [...this.#slots.values()].map(({ callable, flags }) => ({ signal: this, callable, flags }));
  }

  #call(callable: T, args: Parameters<T>): void {
    const report = (cause: unknown) =>
      this.#host.reportError(`A handler of signal "${this.#name}" ("${nameOf(callable)}") threw; the game goes on without it.`, cause);
    try {
      const result: unknown = callable(...args);
      if (result instanceof Promise) result.catch(report);
    } catch (cause) {
      report(cause);
    }
  }
}

function nameOf(callable: unknown): string {
  return typeof callable === "function" ? callable.name || "(anonymous function)" : String(callable);
}
