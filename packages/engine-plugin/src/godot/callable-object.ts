import { type AnyFunction, callableFacts, methodCallable } from "./callable.js";
import type { Callable as CallableOf, CallableConstructor } from "./callable-type.js";
import { className } from "./class-name.js";
import { instanceId } from "./object-id.js";
import { report } from "./report.js";

type AnyCall = (...args: unknown[]) => unknown;
type AnyCallable = CallableOf<AnyCall>;

/** What a callable is made of. `inner` is what it binds or unbinds. */
type Parts =
  | { readonly kind: "null" }
  | { readonly kind: "method"; readonly object: object; readonly method: string }
  | { readonly kind: "function"; readonly target: AnyFunction }
  | { readonly kind: "bind"; readonly inner: AnyCallable; readonly binds: readonly unknown[] }
  | { readonly kind: "unbind"; readonly inner: AnyCallable; readonly argcount: number };

const partsOf = new WeakMap<AnyFunction, Parts>();
const ofFunctions = new WeakMap<AnyFunction, AnyCallable>();

function parts(callable: object): Parts {
  return partsOf.get(callable as AnyFunction) ?? { kind: "null" };
}

function made(call: AnyFunction, kind: Parts): AnyCallable {
  partsOf.set(call, kind);
  return Object.setPrototypeOf(call, prototype) as AnyCallable;
}

function ofMethod(object: object, method: string): AnyCallable {
  const call = methodCallable(object, method);
  return partsOf.has(call) ? (call as AnyCallable) : made(call, { kind: "method", object, method });
}

function ofFunction(target: AnyFunction): AnyCallable {
  if (partsOf.has(target)) return target as AnyCallable;
  const { object, method, base, binds } = callableFacts.get(target) ?? {};
  if (object && method !== undefined) return ofMethod(object, method);
  if (base && binds) return ofFunction(base).bindv([...binds]);
  let callable = ofFunctions.get(target);
  if (callable === undefined) {
    callable = made((...args: unknown[]) => (target as AnyCall)(...args), { kind: "function", target });
    callableFacts.set(callable, { base: target });
    ofFunctions.set(target, callable);
  }
  return callable;
}

function derived(call: AnyFunction, kind: Extract<Parts, { inner: AnyCallable }>): AnyCallable {
  const callable = made(call, kind);
  callableFacts.set(callable, {
    base: callableFacts.get(kind.inner)?.base,
    unbound: callable.get_unbound_arguments_count(),
  });
  return callable;
}

// oxlint-disable-next-line typescript/no-generated-empty-object-type -- it says what `this` is
const methods: ThisType<AnyCallable> = {
  call(...args: unknown[]) {
    return this.callv(args);
  },
  callv(args: readonly unknown[]) {
    if (this.is_valid()) return this(...args);
    report(`Cannot call "${this.toString()}": ${this.is_null() ? "it is a null Callable" : "the object has no such method"}.`);
    return null;
  },
  call_deferred(...args: unknown[]) {
    queueMicrotask(() => {
      try {
        this.callv(args);
      } catch (cause) {
        report(`The deferred call of "${this.toString()}" threw.`, cause);
      }
    });
  },
  bind(...binds: unknown[]) {
    return this.bindv(binds);
  },
  bindv(args: unknown[]) {
    const binds = [...args];
    return derived((...given: unknown[]) => this(...given, ...binds), { kind: "bind", inner: this, binds });
  },
  unbind(argcount: number) {
    if (!(argcount >= 1)) {
      report("Amount of unbind() arguments must be 1 or greater.");
      return this;
    }
    const call = (...given: unknown[]) => {
      if (given.length >= argcount) return this(...given.slice(0, given.length - argcount));
      report(`"${this.toString()}" was called with ${given.length} arguments, of which unbind() was to drop ${argcount}.`);
      return null;
    };
    return derived(call, { kind: "unbind", inner: this, argcount });
  },
  is_valid() {
    const of = parts(this);
    if (of.kind === "method") return typeof (of.object as Record<string, unknown>)[of.method] === "function";
    return "inner" in of ? of.inner.is_valid() : of.kind === "function";
  },
  is_null() {
    return parts(this).kind === "null";
  },
  is_custom() {
    return !this.is_null() && !this.is_standard();
  },
  is_standard() {
    return parts(this).kind === "method";
  },
  get_object() {
    const of = parts(this);
    return "inner" in of ? of.inner.get_object() : of.kind === "method" ? of.object : null;
  },
  get_object_id() {
    return instanceId(this.get_object());
  },
  get_method() {
    const of = parts(this);
    if ("inner" in of) return of.inner.get_method();
    if (of.kind === "function") return of.target.name || "<anonymous lambda>";
    return of.kind === "method" ? of.method : "";
  },
  get_argument_count() {
    const of = parts(this);
    if (of.kind === "function") return of.target.length;
    if (of.kind === "bind") return Math.max(0, of.inner.get_argument_count() - of.binds.length);
    if (of.kind === "unbind") return of.inner.get_argument_count() + of.argcount;
    return of.kind === "method" && this.is_valid() ? (of.object as Record<string, AnyFunction>)[of.method]!.length : 0;
  },
  get_bound_arguments() {
    const of = parts(this);
    if (!("inner" in of)) return [];
    const earlier = of.inner.get_bound_arguments();
    if (of.kind === "unbind") return earlier;
    // What is bound on top of an unbind is what that drops, from the end.
    const kept = Math.max(0, of.binds.length - of.inner.get_unbound_arguments_count());
    return [...of.binds.slice(0, kept), ...earlier];
  },
  get_bound_arguments_count() {
    return this.get_bound_arguments().length;
  },
  get_unbound_arguments_count() {
    const of = parts(this);
    if (!("inner" in of)) return 0;
    const earlier = of.inner.get_unbound_arguments_count();
    return of.kind === "unbind" ? earlier + of.argcount : Math.max(0, earlier - of.binds.length);
  },
  hash() {
    return instanceId(callableFacts.get(this)?.base);
  },
  equals(other: AnyFunction) {
    if (typeof other !== "function") return false;
    const a = parts(this);
    const that = ofFunction(other);
    const b = parts(that);
    if (a.kind === "bind" && b.kind === "bind") return a.binds.length === b.binds.length && a.inner.equals(b.inner);
    if (a.kind === "unbind" && b.kind === "unbind") return a.argcount === b.argcount && a.inner.equals(b.inner);
    return this === that;
  },
  toString() {
    const of = parts(this);
    if ("inner" in of) return of.inner.toString();
    if (of.kind === "null") return "null::null";
    return of.kind === "method" ? `${className(of.object)}::${of.method}` : `${this.get_method()}(lambda)`;
  },
};
const prototype = Object.setPrototypeOf(methods, Function.prototype) as object;

const nullCallable = made(() => null, { kind: "null" });
callableFacts.set(nullCallable, { base: undefined });

function create(target?: object, method?: string): AnyCallable {
  if (target === undefined || target === null) return nullCallable;
  return method === undefined ? ofFunction(target as AnyFunction) : ofMethod(target, method);
}

function construct(target?: object, method?: string): AnyCallable {
  return create(target, method);
}

/** See {@link CallableConstructor} for making one, {@link Callable} for what it does. */
export const Callable = Object.assign(construct, { create }) as unknown as CallableConstructor;
/** See {@link CallableOf}. */
export type Callable<F extends AnyFunction = AnyFunction> = CallableOf<F>;
Object.defineProperty(Callable, "name", { value: "Callable" });
Object.defineProperty(Callable, "prototype", { value: prototype });
Object.defineProperty(prototype, "constructor", { value: Callable });
