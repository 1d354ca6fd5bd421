/** Any function a signal can call. */
export type AnyFunction = (...args: never[]) => unknown;

/** What is known of a function that stands for more than itself. */
export interface CallableFacts {
  /** What a connection is known by: the function beneath all binds and unbinds. Undefined for the null callable. */
  readonly base: AnyFunction | undefined;
  /** The object whose method it calls. */
  readonly object?: object;
  /** The method's name. */
  readonly method?: string;
  /** What is appended to the arguments of a call. */
  readonly binds?: readonly unknown[];
  /** How many arguments of a call are dropped before the bound ones come in. */
  readonly unbound?: number;
}

/** Of every function that is more than a plain one. */
export const callableFacts = new WeakMap<AnyFunction, CallableFacts>();

const methods = new WeakMap<object, Map<string, AnyFunction>>();

/**
 * What a connection is known by. Bound arguments do not count: a method connected with binds and the same method without are
 * one connection, as in Godot. Undefined for what is no function, and for the null callable.
 */
export function baseOf(callable: AnyFunction): AnyFunction | undefined {
  if (typeof callable !== "function") return undefined;
  const facts = callableFacts.get(callable);
  return facts ? facts.base : callable;
}

/**
 * The callable for `(target, "method")`. The same target and name always give the same function, so that a later `disconnect`
 * finds it; the method is looked up when it is called, so one that is replaced meanwhile is found too. Throws a TypeError when
 * it is called and there is no such method.
 *
 * @param binds arguments appended after those of the signal.
 */
export function methodCallable(target: object, method: string, binds: readonly unknown[] = []): AnyFunction {
  let ofTarget = methods.get(target);
  if (!ofTarget) methods.set(target, (ofTarget = new Map<string, AnyFunction>()));
  let base = ofTarget.get(method) as ((...args: unknown[]) => unknown) | undefined;
  if (!base) {
    base = (...args: unknown[]) => (target as Record<string, (...args: unknown[]) => unknown>)[method]!(...args);
    Object.defineProperty(base, "name", { value: method });
    ofTarget.set(method, base);
    callableFacts.set(base, { base, object: target, method });
  }
  if (!binds.length) return base;
  const call = base;
  const bound = (...args: unknown[]) => call(...args, ...binds);
  callableFacts.set(bound, { base, binds });
  return bound;
}
