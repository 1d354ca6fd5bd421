import type { AnyFunction } from "./callable.js";

/** What is left to be given of `F` when `Binds` are appended. */
export type Bound<F extends AnyFunction, Binds extends readonly unknown[]> =
  Parameters<F> extends [...infer Rest, ...{ [K in keyof Binds]: unknown }]
    ? (...args: Rest) => ReturnType<F>
    : (...args: unknown[]) => ReturnType<F>;

/** `F` with more arguments, which are dropped. */
export type Unbound<F extends AnyFunction> = (...args: [...Parameters<F>, ...dropped: unknown[]]) => ReturnType<F>;

/** What a {@link Callable} has besides being a function. */
export interface CallableMethods<F extends AnyFunction> {
  /**
   * Calls it. Null (reported) when the object has no such method, or nothing is left to drop for an `unbind`. What the function
   * throws, this throws.
   */
  call(...args: Parameters<F>): ReturnType<F>;
  /** Calls it with the arguments in an array. */
  callv(args: Parameters<F>): ReturnType<F>;
  /** Calls it when the work under way is done, in a microtask. What it throws is reported. */
  call_deferred(...args: Parameters<F>): void;
  /** One that appends these after the arguments of the call, and before what was bound earlier. */
  bind<Binds extends unknown[]>(...args: Binds): Callable<Bound<F, Binds>>;
  /** {@link bind} with the arguments in an array. */
  bindv<Binds extends unknown[]>(args: Binds): Callable<Bound<F, Binds>>;
  /**
   * One that drops the last arguments of the call; what was bound earlier stays: `foo.bind(3, 4).unbind(1).call(1, 2)` is
   * `foo(1, 3, 4)`.
   * @param argcount at least 1; anything else is reported and changes nothing.
   */
  unbind(argcount: number): Callable<Unbound<F>>;
  /** Whether it can be called: the method is there now. */
  is_valid(): boolean;
  /** Whether it is the empty `Callable()`. */
  is_null(): boolean;
  /** Whether it is a function, or has bound or unbound arguments. */
  is_custom(): boolean;
  /** Whether it is an object and a method's name, and no more. */
  is_standard(): boolean;
  /** The object whose method it is; null for a function, which keeps what it needs to itself. */
  get_object(): object | null;
  /** A number for {@link get_object}, the same as long as the page lives; 0 for none. */
  get_object_id(): number;
  /** The name of the method or function, `"<anonymous lambda>"` for one without, `""` for the empty `Callable()`. */
  get_method(): string;
  /** How many parameters are left to be given. As JavaScript counts them: those with a default value, and what follows them, do not. */
  get_argument_count(): number;
  /** What a call will append, in the order in which it arrives. */
  get_bound_arguments(): unknown[];
  /** How many arguments a call will append. */
  get_bound_arguments_count(): number;
  /** How many arguments of a call will be dropped. */
  get_unbound_arguments_count(): number;
  /** The same for callables that {@link equals} finds equal. Not Godot's number. */
  hash(): number;
  /**
   * GDScript's `==`: the same object and method, or the same function, and as many arguments bound and unbound in the same steps.
   * Which values are bound does not count, in Godot either. `===` is enough where nothing is bound: `Callable(a, "b")` is
   * always the same object.
   */
  equals(other: AnyFunction): boolean;
  /** As Godot prints it: `Game::_on_network_messages_session_request`. */
  toString(): string;
}

/**
 * Godot's Callable: a method of an object, or a function, with or without arguments bound to it. It is itself a function, so it goes
 * wherever one goes, and it never changes: `bind` and `unbind` give another.
 *
 * Mind that `call` and `bind` are Godot's here, not those of JavaScript's functions: neither takes a `this`. (`apply` is still
 * JavaScript's.)
 */
export type Callable<F extends AnyFunction = AnyFunction> = F & CallableMethods<F>;

/** What makes callables. With or without `new`. */
export interface CallableConstructor {
  /** The empty one, which cannot be called. */
  (): Callable;
  /** A method whose name is only known at run time: nothing is checked before it is called. */
  <M extends string>(object: object, method: string extends M ? M : never): Callable;
  /** A method of an object, looked up when it is called. */
  <O extends Record<M, AnyFunction>, M extends string>(object: O, method: M): Callable<O[M]>;
  /** A function as a callable. */
  <F extends AnyFunction>(callable: F): Callable<F>;
  new (): Callable;
  new <M extends string>(object: object, method: string extends M ? M : never): Callable;
  new <O extends Record<M, AnyFunction>, M extends string>(object: O, method: M): Callable<O[M]>;
  new <F extends AnyFunction>(callable: F): Callable<F>;
  /** The same as calling it, in Godot's and GodotJS's spelling. */
  create<M extends string>(object: object, method: string extends M ? M : never): Callable;
  create<O extends Record<M, AnyFunction>, M extends string>(object: O, method: M): Callable<O[M]>;
  create<F extends AnyFunction>(callable: F): Callable<F>;
  readonly prototype: Callable;
}
