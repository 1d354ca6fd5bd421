/** Any function a signal can call. */
export type AnyFunction = (...args: never[]) => unknown;

const bases = new WeakMap<AnyFunction, AnyFunction>();
const methods = new WeakMap<object, Map<string, AnyFunction>>();

/**
 * What a connection is known by. Bound arguments do not count: a method connected with binds and the same method without are
 * one connection, as in Godot.
 */
export function baseOf(callable: AnyFunction): AnyFunction {
  return bases.get(callable) ?? callable;
}

/**
 * The callable for Godot 3's `(target, "method")`. The same target and name always give the same base, so that a later
 * `disconnect` finds it; the method is looked up when it is called, so one that is replaced meanwhile is found too.
 *
 * @param binds arguments appended after those of the signal.
 */
export function methodCallable(target: object, method: string, binds: readonly unknown[] = []): AnyFunction {
  let ofTarget = methods.get(target);
  if (ofTarget === undefined) {
    ofTarget = new Map<string, AnyFunction>();
    methods.set(target, ofTarget);
  }
  let base = ofTarget.get(method);
  if (base === undefined) {
    base = (...args: unknown[]) => (target as Record<string, (...args: unknown[]) => unknown>)[method]?.(...args);
    ofTarget.set(method, base);
  }
  if (binds.length === 0) return base;
  const call = base as (...args: unknown[]) => unknown;
  const bound = (...args: unknown[]) => call(...args, ...binds);
  bases.set(bound, base);
  return bound;
}
