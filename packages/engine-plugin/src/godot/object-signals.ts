import { type AnyFunction, methodCallable } from "./callable.js";
import { ERR_INVALID_PARAMETER, ERR_UNAVAILABLE, OK } from "./error.js";
import type { Signal, SignalHost } from "./signal.js";

/** The handler type of a signal. */
export type HandlerOf<S> = S extends Signal<infer T> ? T : never;

/** The names in a table of signals. */
export type SignalName<Table> = keyof Table & string;

/** A method that can follow signal `N` when `Binds` are appended to the signal's own arguments. */
type Method<Table, N extends keyof Table, Binds extends readonly unknown[]> = (
  ...args: [...Parameters<HandlerOf<Table[N]>>, ...Binds]
) => void;

/**
 * Signals by name: Godot 3's `Steam.connect("lobby_created", this, "_on_lobby_created")`, and the form with a callable that
 * works in both Godots. The names and the methods are checked by the compiler; what slips through is answered as Godot does.
 */
export interface ObjectSignals<Table> {
  /**
   * Calls `callable` on every emission of the signal.
   * @param flags bits of `CONNECT_*`.
   * @returns 0; 31 (reported) when there is no such signal, no function, or it is connected already.
   */
  connect<N extends SignalName<Table>>(signal: N, callable: HandlerOf<Table[N]>, flags?: number): number;
  /**
   * Calls `target[method]` on every emission of the signal.
   * @param binds arguments appended after those of the signal.
   * @param flags bits of `CONNECT_*`.
   * @returns as above.
   * @throws TypeError when `target[method]` is no function, here and not when the signal fires: it is a slip in the program.
   */
  connect<N extends SignalName<Table>, Target extends object, M extends keyof Target & string, const Binds extends readonly unknown[] = []>(
    signal: N,
    target: Target & Record<M, Method<Table, N, Binds>>,
    method: M,
    binds?: Binds,
    flags?: number,
  ): number;
  /** Undoes `connect`. Reported when there is no such signal or no such connection. */
  disconnect<N extends SignalName<Table>>(signal: N, callable: HandlerOf<Table[N]>): void;
  /** Undoes `connect` of a method. */
  disconnect<Target extends object>(signal: SignalName<Table>, target: Target, method: keyof Target & string): void;
  /** Whether this function is connected to the signal; false (reported) when there is no such signal. */
  is_connected<N extends SignalName<Table>>(signal: N, callable: HandlerOf<Table[N]>): boolean;
  /** Whether this method is connected to the signal. */
  is_connected<Target extends object>(signal: SignalName<Table>, target: Target, method: keyof Target & string): boolean;
  /** Whether there is a signal of this name. Answers, reports nothing. */
  has_signal(signal: string): boolean;
  /**
   * Calls the handlers of a signal, for instance to try them out.
   * @returns 0; 2 when nobody is connected, or (reported) there is no such signal.
   */
  emit_signal<N extends SignalName<Table>>(signal: N, ...args: Parameters<HandlerOf<Table[N]>>): number;
}

/** Makes the functions above for a table of signals; `owner` is what error messages call it. */
export function createObjectSignals<Table extends object>(owner: string, table: Table, host: SignalHost): ObjectSignals<Table> {
  const signals = new Map(Object.entries(table) as [string, Signal<AnyFunction>][]);
  const find = (name: string): Signal<AnyFunction> | undefined => {
    const signal = signals.get(name);
    if (signal === undefined) host.reportError(`${owner} has no signal "${name}".`);
    return signal;
  };
  const callableOf = (handler: AnyFunction | object, method?: string): AnyFunction =>
    method === undefined ? (handler as AnyFunction) : methodCallable(handler, method);

  return {
    connect(name: string, handler: AnyFunction | object, methodOrFlags?: string | number, binds?: readonly unknown[], flags?: number) {
      let callable = handler as AnyFunction;
      let bits = methodOrFlags as number | undefined;
      if (typeof methodOrFlags === "string") {
        if (typeof (handler as Record<string, unknown> | null)?.[methodOrFlags] !== "function") {
          throw new TypeError(`${owner}.connect("${name}", …): the target has no method "${methodOrFlags}".`);
        }
        callable = methodCallable(handler, methodOrFlags, binds);
        bits = flags;
      }
      return find(name)?.connect(callable, bits) ?? ERR_INVALID_PARAMETER;
    },
    disconnect: (name: string, handler: AnyFunction | object, method?: string) =>
      find(name)?.disconnect(callableOf(handler, method)),
    is_connected: (name: string, handler: AnyFunction | object, method?: string) =>
      find(name)?.is_connected(callableOf(handler, method)) ?? false,
    has_signal: (name: string) => signals.has(name),
    emit_signal(name: string, ...args: unknown[]) {
      const signal = find(name);
      if (signal === undefined || !signal.has_connections()) return ERR_UNAVAILABLE;
      signal.emit(...(args as never[]));
      return OK;
    },
  };
}
