import type { SignalHost } from "./signal.js";

/**
 * Reaching an object by names that are only known at run time, as GDScript does where it cannot be sure that the object has
 * them: `if Steam.has_method("steamInitEx"): Steam.call("steamInitEx", false)`.
 */
export interface ObjectMethods {
  /** Calls a function by its name. Null (reported) when there is none. */
  call<Name extends string>(
    method: Name,
    ...args: unknown[]
  ): Name extends keyof this ? (this[Name] extends (...args: never[]) => infer Result ? Result : unknown) : unknown;
  /** Calls a function by its name, the arguments in an array. Null (reported) when there is none. */
  callv<Name extends string>(
    method: Name,
    args: readonly unknown[],
  ): Name extends keyof this ? (this[Name] extends (...args: never[]) => infer Result ? Result : unknown) : unknown;
  /** Whether there is a function of this name. */
  has_method(method: string): boolean;
  /** The constant, signal or function of this name, null when there is none. */
  get<Name extends string>(property: Name): Name extends keyof this ? this[Name] : unknown;
  /** Does nothing, as in Godot: there is nothing to be set here. */
  set(property: string, value: unknown): void;
}

/** Makes the functions above for `host.object`, which may be set later; `owner` is what error messages call it. */
export function createObjectMethods(owner: string, host: SignalHost): ObjectMethods {
  const get = (name: string): unknown => {
    const object = host.object as Record<string, unknown> | undefined;
    return object && Object.hasOwn(object, name) ? object[name] : null;
  };
  const has_method = (name: string) => typeof get(name) === "function";
  const callv = (name: string, args: readonly unknown[]): unknown => {
    if (has_method(name)) return (get(name) as (...args: unknown[]) => unknown)(...args);
    host.reportError(`${owner} has no function "${name}".`);
    return null;
  };
  return { call: (name: string, ...args: unknown[]) => callv(name, args), callv, has_method, get, set() {} } as ObjectMethods;
}
