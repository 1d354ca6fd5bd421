import { type AnyFunction, methodCallable } from "./callable.js";
import { ERR_CANT_ACQUIRE_RESOURCE, ERR_INVALID_PARAMETER, ERR_UNAVAILABLE, OK } from "./error.js";
import { Signal, type SignalConnection, type SignalHost } from "./signal.js";

/** The handler type of a signal. */
export type HandlerOf<S> = S extends Signal<infer T> ? T : never;

/** The names in a table of signals. */
export type SignalName<Table> = keyof Table & string;

/** A method that can follow signal `N` when `Binds` are appended to the signal's own arguments. */
type Method<Table, N extends keyof Table, Binds extends readonly unknown[]> = (
  ...args: [...Parameters<HandlerOf<Table[N]>>, ...Binds]
) => void;

/** Any text but a name that the compiler knows: those are for the forms that it checks. */
type RuntimeName<Name extends string> = string extends Name ? Name : never;

/** What {@link ObjectSignals.get_signal_list} says of a signal. */
export interface SignalInfo {
  name: string;
  /** What `add_user_signal` was told; empty for the others, whose parameters only the compiler knows. */
  args: readonly unknown[];
}

/**
 * Signals by name: Godot 3's `Steam.connect("network_messages_session_request", this, "_on_network_messages_session_request")`, and
 * the form with a callable that works in both Godots. The names and the methods are checked by the compiler; what slips through is answered as Godot does.
 */
export interface ObjectSignals<Table> {
  /**
   * The two forms below for a signal's name that is only known at run time, as in a helper `connect_steam_signals(signal: string, method: string)`.
   * The compiler checks nothing then; at run time all is as below.
   */
  connect<Name extends string>(signal: RuntimeName<Name>, callable: AnyFunction, flags?: number): number;
  connect<Name extends string>(signal: RuntimeName<Name>, target: object, method: string, binds?: readonly unknown[], flags?: number): number;
  /**
   * Calls `callable` on every emission of the signal.
   * @param callable a function, or a `Callable`.
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
   * @returns 0; 2 when nobody is connected, or (reported) there is no such signal; 28 while signals are blocked.
   */
  emit_signal<N extends SignalName<Table>>(signal: N, ...args: Parameters<HandlerOf<Table[N]>>): number;
  /** While blocked, no signal of the object calls anybody; what would have been emitted is lost. */
  set_block_signals(enable: boolean): void;
  /** Whether signals are blocked. */
  is_blocking_signals(): boolean;
  /**
   * What is connected to a signal, in the order of connecting; empty when there is no such signal. Godot 4's form: each has
   * `signal`, `callable` and `flags`. (Godot 3's `source`, `target`, `method` and `binds` are not there.)
   */
  get_signal_connection_list(signal: string): SignalConnection<() => void>[];
  /** Every signal, those of `add_user_signal` last. */
  get_signal_list(): SignalInfo[];
  /**
   * Adds a signal at run time; reach it by its name. Reported when the name is taken or empty.
   * @param args what to say of its parameters in {@link get_signal_list}.
   */
  add_user_signal(signal: string, args?: readonly unknown[]): void;
  /** Whether the signal was added with {@link add_user_signal}. */
  has_user_signal(signal: string): boolean;
  /** Takes it away again, with its connections. Reported when there is none that was added at run time. */
  remove_user_signal(signal: string): void;
}

/** Makes the functions above for a table of signals; `owner` is what error messages call it. */
export function createObjectSignals<Table extends object>(owner: string, table: Table, host: SignalHost): ObjectSignals<Table> {
  const signals = new Map(Object.entries(table) as [string, Signal<() => void>][]);
  /** Those of `add_user_signal`. */
  const added = new Map<string, readonly unknown[]>();
  const report = (problem: string): void => host.reportError(`${owner} ${problem}.`);
  const find = (name: string): Signal<() => void> | undefined => {
    const signal = signals.get(name);
    if (!signal) report(`has no signal "${name}"`);
    return signal;
  };
  const callableOf = (handler: object, method?: string) =>
    (method === undefined ? handler : methodCallable(handler, method)) as () => void;

  return {
    connect(name: string, handler: object, methodOrFlags?: string | number, binds?: readonly unknown[], flags?: number) {
      let callable = handler;
      let bits = methodOrFlags as number | undefined;
      if (typeof methodOrFlags === "string") {
        if (typeof (handler as Record<string, unknown> | null)?.[methodOrFlags] !== "function") {
          throw new TypeError(`${owner}.connect("${name}", …): the target has no method "${methodOrFlags}".`);
        }
        callable = methodCallable(handler, methodOrFlags, binds);
        bits = flags;
      }
      return find(name)?.connect(callable as () => void, bits) ?? ERR_INVALID_PARAMETER;
    },
    disconnect: (name: string, handler: object, method?: string) => find(name)?.disconnect(callableOf(handler, method)),
    is_connected: (name: string, handler: object, method?: string) =>
      find(name)?.is_connected(callableOf(handler, method)) ?? false,
    has_signal: (name: string) => signals.has(name),
    emit_signal(name: string, ...args: unknown[]) {
      if (host.blocked) return ERR_CANT_ACQUIRE_RESOURCE;
      const signal = find(name);
      if (!signal?.has_connections()) return ERR_UNAVAILABLE;
      signal.emit(...(args as []));
      return OK;
    },
    set_block_signals(enable: boolean) {
      host.blocked = enable;
    },
    is_blocking_signals: () => !!host.blocked,
    get_signal_connection_list: (name: string) => signals.get(name)?.get_connections() ?? [],
    get_signal_list: () => [...signals.keys()].map((name) => ({ name, args: added.get(name) ?? [] })),
    add_user_signal(name: string, args: readonly unknown[] = []) {
      if (!name || signals.has(name)) return report(`cannot add the signal "${name}": the name is ${name ? "taken" : "empty"}`);
      added.set(name, args);
      signals.set(name, new Signal(name, host));
    },
    has_user_signal: (name: string) => added.has(name),
    remove_user_signal(name: string) {
      if (added.delete(name)) signals.delete(name);
      else report(`has no signal "${name}" that was added at run time`);
    },
  };
}
