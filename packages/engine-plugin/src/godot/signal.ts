import { type AnyFunction, baseOf, callableFacts } from "./callable.js";
import { ERR_INVALID_PARAMETER, OK } from "./error.js";
import { instanceId } from "./object-id.js";
import { report } from "./report.js";

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

/**
 * Give the handler the object that the signal belongs to, after the signal's own arguments and before the bound ones. An `unbind`
 * drops arguments of the signal, never this one.
 */
export const CONNECT_APPEND_SOURCE_OBJECT = 16;

/** What a signal leans on: where its errors go, who runs deferred handlers, and whose it is. */
export interface SignalHost {
  /**
   * A mistake in connecting, or a handler that threw. Godot prints such things and goes on, and so do we.
   * @param cause what was thrown, where something was.
   */
  reportError(message: string, cause?: unknown): void;
  /** Runs the call later; it never throws. */
  defer(call: () => void): void;
  /** The object whose signals these are: what {@link Signal.get_object} answers. */
  object?: object;
  /** Set while the object's signals are blocked: emitting them calls nobody. */
  blocked?: boolean;
}

const defaultHost: SignalHost = { reportError: report, defer: (call) => queueMicrotask(call) };

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

/** What waiting for a signal gives: nothing, the one argument, or a tuple of them all. */
export type SignalValue<T extends AnyFunction> =
  Parameters<T> extends [] ? undefined : Parameters<T> extends [infer Value] ? Value : Parameters<T>;

/** When {@link Signal.as_promise} gives up. */
export interface SignalPromiseOptions {
  /** Rejects with its `reason` when it is aborted, at once when it is already. */
  signal?: AbortSignal | undefined;
  /** Rejects with a `TimeoutError` after so many milliseconds. By default it waits for ever. */
  timeout?: number | undefined;
}

/**
 * A signal as in Godot 4: `Steam.network_messages_session_request.connect(handler)`. The type parameter is the handler's type, its parameter
 * names are those GodotSteam documents.
 *
 * - Handlers are called in the order they were connected, synchronously inside {@link emit}.
 * - Who is called is settled when the emission begins: connecting or disconnecting in a handler counts from the next one.
 * - A handler that throws, or whose promise rejects, is reported; the others are called all the same.
 * - A handler may take fewer parameters than are emitted. (GDScript makes that an error.)
 *
 * The answers are Godot's numbers; nothing here throws. Not a "signal" of the reactive kind.
 *
 * `await Steam.network_messages_session_request` waits for the next emission, as in GDScript. That makes a signal a "thenable", so do not return one
 * from an `async` function and do not hand one to `Promise.resolve` or `Promise.all` unless waiting is what you want: wrap it
 * (`return { signal }`), or pass on {@link as_promise}.
 */
export class Signal<T extends (...args: never[]) => void> implements PromiseLike<SignalValue<T>> {
  readonly #name: string;
  readonly #host: SignalHost;
  readonly #slots = new Map<AnyFunction, Slot<T>>();

  /**
   * @param name what {@link get_name} answers and error messages say.
   * @param host without one, errors go to `push_error`'s handler, deferred handlers run in a microtask, and the signal is nobody's.
   */
  constructor(name: string, host: SignalHost = defaultHost) {
    this.#name = name;
    this.#host = host;
  }

  /**
   * Calls `callable` on every emission from now on.
   * @param callable a function, or a `Callable`.
   * @param flags bits of `CONNECT_*`.
   * @returns 0, or 31 (reported) when there is no function to call or it is connected already.
   */
  connect(callable: T, flags = 0): number {
    const base = baseOf(callable);
    const slot = base && this.#slots.get(base);
    if (!base) {
      this.#report(`: cannot connect to ${nameOf(callable)}, which is no function.`);
    } else if (!slot) {
      // As in Godot, only a counted connection counts from one.
      this.#slots.set(base, { callable, flags, references: flags & CONNECT_REFERENCE_COUNTED ? 1 : 0 });
      return OK;
    } else if (flags & CONNECT_REFERENCE_COUNTED) {
      slot.references++;
      return OK;
    } else {
      this.#report(` is already connected to "${nameOf(callable)}"; the second connection is ignored.`);
    }
    return ERR_INVALID_PARAMETER;
  }

  /** Undoes {@link connect}. Reported when the function is not connected: most often it is another closure than the one connected. */
  disconnect(callable: T): void {
    const base = baseOf(callable);
    if (!base || !this.#release(base)) {
      this.#report(` is not connected to "${nameOf(callable)}"; there is nothing to disconnect.`);
    }
  }

  /** Whether this very function is connected; bound and unbound arguments do not count. */
  is_connected(callable: T): boolean {
    return this.#slots.has(baseOf(callable)!);
  }

  /** Calls every handler with these arguments. Can be taken out: `other.connect(signal.emit)` passes an emission on. */
  readonly emit = (...args: Parameters<T>): void => {
    const { object = null, blocked } = this.#host;
    if (blocked) return;
    const slots = [...this.#slots];
    // All of them first: a handler that emits again must not reach a one-shot a second time.
    for (const [base, slot] of slots) if (slot.flags & CONNECT_ONE_SHOT) this.#release(base);
    for (const [, { callable, flags }] of slots) {
      let given: unknown[] = args;
      if (flags & CONNECT_APPEND_SOURCE_OBJECT) {
        const at = args.length - (callableFacts.get(callable)?.unbound ?? 0);
        // With more unbound than emitted, the call fails for that, and it should say so.
        if (at >= 0) given = given.toSpliced(at, 0, object);
      }
      if (flags & CONNECT_DEFERRED) this.#host.defer(() => this.#call(callable, given));
      else this.#call(callable, given);
    }
  };

  /** The signal's name. */
  get_name(): string {
    return this.#name;
  }

  /** The object whose signal it is, null for a signal that is nobody's. */
  get_object(): object | null {
    return this.#host.object ?? null;
  }

  /** A number for {@link get_object}, the same as long as the page lives; 0 for none. */
  get_object_id(): number {
    return instanceId(this.#host.object);
  }

  /** Always false: Godot's empty `Signal()` has no place here. */
  is_null(): boolean {
    return false;
  }

  /** Whether anything is connected. */
  has_connections(): boolean {
    return this.#slots.size > 0;
  }

  /** A new array of what is connected, in the order of connecting. */
  get_connections(): SignalConnection<T>[] {
    return [...this.#slots.values()].map(({ callable, flags }) => ({ signal: this, callable, flags }));
  }

  /**
   * The next emission: undefined when it has no arguments, the argument when it has one, an array when it has more. (GDScript
   * goes on inside the emission, a promise right after it.) Godot's name for it is `await`, GodotJS's is this one.
   * @throws (rejects) as the options say; without any, never.
   */
  as_promise({ signal, timeout }: SignalPromiseOptions = {}): Promise<SignalValue<T>> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const done = () => {
        this.#slots.delete(handler);
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
      };
      const abort = () => {
        done();
        reject(signal?.reason as Error);
      };
      const handler = ((...args: unknown[]) => {
        done();
        resolve((args.length > 1 ? args : args[0]) as SignalValue<T>);
      }) as AnyFunction as T;
      this.connect(handler, CONNECT_ONE_SHOT);
      signal?.addEventListener("abort", abort);
      if (timeout !== undefined) {
        timer = setTimeout(() => {
          done();
          reject(new DOMException(`Signal "${this.#name}" was not emitted within ${timeout} ms.`, "TimeoutError"));
        }, timeout);
      }
    });
  }

  /**
   * What makes `await signal` work: {@link as_promise} without options. JavaScript calls it one microtask after the `await`, so an
   * emission in between is missed; {@link as_promise} listens at once.
   */
  // oxlint-disable-next-line unicorn/no-thenable -- waiting for a signal is what `await` means in GDScript
  then<A = SignalValue<T>, B = never>(
    fulfilled?: ((value: SignalValue<T>) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.as_promise().then(fulfilled, rejected);
  }

  /** @returns whether there was anything to let go of. */
  #release(base: AnyFunction): boolean {
    const slot = this.#slots.get(base);
    if (slot && --slot.references <= 0) this.#slots.delete(base);
    return !!slot;
  }

  #call(callable: T, args: unknown[]): void {
    const failed = (cause: unknown) =>
      this.#report(`: the handler "${nameOf(callable)}" threw; the game goes on without it.`, cause);
    try {
      const result: unknown = callable(...(args as Parameters<T>));
      if (result instanceof Promise) result.catch(failed);
    } catch (cause) {
      failed(cause);
    }
  }

  #report(problem: string, cause?: unknown): void {
    this.#host.reportError(`Signal "${this.#name}"${problem}`, cause);
  }
}

function nameOf(callable: AnyFunction): string {
  const base = baseOf(callable);
  return base ? base.name || "(anonymous function)" : typeof callable === "function" ? "a null Callable" : String(callable);
}
