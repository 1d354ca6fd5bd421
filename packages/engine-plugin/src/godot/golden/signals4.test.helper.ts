// The twin of packages/godot-oracle/programs/signals4.gd, line for line.

import { Callable } from "../callable-object.js";
import { MessageQueue } from "../message-queue.js";
import { createObjectSignals } from "../object-signals.js";
import { CONNECT_APPEND_SOURCE_OBJECT, CONNECT_DEFERRED, CONNECT_ONE_SHOT, CONNECT_REFERENCE_COUNTED, Signal } from "../signal.js";
import type { SignalHost } from "../signal.js";
import { str } from "../text/str.js";
import { StringName } from "../variant/index.js";

// As little typed as GDScript.
type Handler = (...args: unknown[]) => unknown;
type AnyCallable = Callable<Handler>;
type AnySignal = Signal<(...args: unknown[]) => void>;
type AnySignals = Record<
  "connect" | "disconnect" | "is_connected" | "emit_signal" | "has_signal" | "add_user_signal" | "has_user_signal" | "remove_user_signal",
  Handler
> &
  Pick<ReturnType<typeof createObjectSignals>, "set_block_signals" | "is_blocking_signals" | "get_signal_connection_list">;

/** Runs the program, and answers what it printed. */
export async function signals4(): Promise<string[]> {
  const lines: string[] = [];
  const print = (...values: unknown[]): unknown => lines.push(str(...values));
  const queue = new MessageQueue();
  const host: SignalHost = { reportError: () => undefined, defer: (call) => queue.push(call) };
  const none: AnySignal = new Signal("none", host);
  const one: AnySignal = new Signal("one", host);
  const two: AnySignal = new Signal("two", host);
  const object = createObjectSignals("self", { none, one, two }, host) as unknown as AnySignals;
  let depth = 0;

  const self = {
    on_none: () => print("on_none"),
    on_one: (value: unknown) => print("on_one ", value),
    on_two: (a: unknown, b: unknown) => print("on_two ", a, " ", b),
    any: (a: unknown = "-", b: unknown = "-", c: unknown = "-", d: unknown = "-") => print("any ", a, " ", b, " ", c, " ", d),
    sum: (a: number, b: number) => a + b,
    first: () => print("first"),
    second: () => print("second"),
    third: () => print("third"),
    again(value: number) {
      print("again ", value);
      if (depth >= 3) return;
      depth += 1;
      one.emit(value + 1);
    },
    connect_third() {
      print("connect_third");
      none.connect(third);
    },
    disconnect_second() {
      print("disconnect_second");
      if (none.is_connected(second)) none.disconnect(second);
    },
    sourced: (value: unknown, source: unknown) => print("sourced ", value, " ", source === self),
    sourced_none: (source: unknown) => print("sourced_none ", source === self),
    sourced_bound: (value: unknown, source: unknown, bound: unknown) => print("sourced_bound ", value, " ", source === self, " ", bound),
  };
  host.object = self;
  const method = (name: keyof typeof self): AnyCallable => Callable(self, name) as unknown as AnyCallable;
  const named = (name: string): AnyCallable => Callable(self, name as keyof typeof self) as unknown as AnyCallable;
  const lambda = (target: Handler): AnyCallable => Callable(target);
  const on_none = method("on_none");
  const on_one = method("on_one");
  const on_two = method("on_two");
  const any = method("any");
  const sum = method("sum");
  const first = method("first");
  const second = method("second");
  const third = method("third");
  const again = method("again");
  const sourced = method("sourced");
  const sourced_none = method("sourced_none");

  const nextFrame = async (): Promise<void> => {
    await Promise.resolve();
    queue.flush();
  };
  const clear = (signal: AnySignal): void => signal.get_connections().forEach(({ callable }) => signal.disconnect(callable));

  results();
  identity();
  oneShot();
  counted();
  sourceObject();
  snapshot();
  objectForms();
  answers();
  await deferred();
  await waiting();
  callables();
  await callablesDeferred();
  return lines;

  function results(): void {
    print("connect ", one.connect(on_one));
    print("connect again ", one.connect(on_one));
    print("connect nothing ", one.connect(Callable() as unknown as AnyCallable));
    one.emit(1);
    one.disconnect(on_one);
    print("disconnected ", one.is_connected(on_one));
    one.disconnect(on_one);
    one.emit(2);
    print("after");
  }

  function identity(): void {
    print("bound ", one.connect(any.bind("x")));
    print("bound otherwise ", one.connect(any.bind("y")));
    print("not bound ", one.connect(any));
    print("is_connected ", one.is_connected(any), " ", one.is_connected(any.bind("z")), " ", one.is_connected(on_one));
    one.emit(1);
    one.disconnect(any.bind("w"));
    print("gone ", one.has_connections());
    print("unbound ", two.connect(on_one.unbind(1)));
    print("the same ", two.connect(on_one));
    two.emit(1, 2);
    clear(two);
    const handler = lambda((value) => print("lambda ", value));
    print("lambda ", one.connect(handler), " ", one.connect(handler), " ", one.connect(lambda((value) => print("other ", value))));
    one.emit(3);
    clear(one);
  }

  function oneShot(): void {
    one.connect(again, CONNECT_ONE_SHOT);
    one.emit(1);
    print("depth ", depth, " ", one.is_connected(again));
    one.connect(again);
    depth = 0;
    one.emit(1);
    clear(one);
    print("one shot twice ", one.connect(on_one, CONNECT_ONE_SHOT), " ", one.connect(on_one, CONNECT_ONE_SHOT));
    one.emit(5);
    one.emit(6);
    print("one shot anew ", one.connect(on_one, CONNECT_ONE_SHOT));
    one.emit(7);
  }

  function counted(): void {
    const count = (): number => one.connect(on_one, CONNECT_REFERENCE_COUNTED);
    print("counted ", count(), " ", count(), " ", count());
    one.emit(1);
    one.disconnect(on_one);
    one.disconnect(on_one);
    print("still ", one.is_connected(on_one));
    one.emit(2);
    one.disconnect(on_one);
    print("no more ", one.is_connected(on_one));
    one.emit(3);
    print("plain first ", one.connect(on_one), " ", count(), " ", one.connect(on_one));
    one.disconnect(on_one);
    print("left ", one.is_connected(on_one));
    clear(one);
    print("counted first ", count(), " ", one.connect(on_one));
    clear(one);
    const countedShot = (): number => one.connect(on_one, CONNECT_REFERENCE_COUNTED | CONNECT_ONE_SHOT);
    print("counted shot ", countedShot(), " ", countedShot());
    one.emit(4);
    one.emit(5);
    one.emit(6);
    clear(one);
  }

  function sourceObject(): void {
    one.connect(sourced, CONNECT_APPEND_SOURCE_OBJECT);
    none.connect(sourced_none, CONNECT_APPEND_SOURCE_OBJECT);
    one.emit(1);
    none.emit();
    clear(one);
    clear(none);
    one.connect(method("sourced_bound").bind("b"), CONNECT_APPEND_SOURCE_OBJECT);
    one.emit(2);
    clear(one);
    two.connect(sourced.unbind(1), CONNECT_APPEND_SOURCE_OBJECT);
    two.emit(3, 4);
    clear(two);
    one.connect(sourced_none.unbind(1), CONNECT_APPEND_SOURCE_OBJECT);
    one.emit(5);
    clear(one);
  }

  function snapshot(): void {
    none.connect(method("connect_third"));
    none.connect(method("disconnect_second"));
    none.connect(second);
    none.connect(first);
    none.emit();
    print("--");
    none.emit();
    clear(none);
    for (const handler of [third, first, second]) none.connect(handler);
    none.disconnect(first);
    none.connect(first);
    none.emit();
    print(
      "in order ",
      none.get_connections().map(({ callable }) => new StringName((callable as AnyCallable).get_method())),
    );
    clear(none);
  }

  function objectForms(): void {
    print("by name ", object.connect("one", on_one), " ", object.is_connected("one", on_one), " ", object.connect("one", on_one));
    print("emit_signal ", object.emit_signal("one", 1));
    object.disconnect("one", on_one);
    print("nobody yet ", object.emit_signal("two", 1, 2));
    print("nobody ", object.emit_signal("one", 2));
    print(
      "unknown ",
      object.emit_signal("nothing"),
      " ",
      object.has_signal("nothing"),
      " ",
      object.has_signal("one"),
      " ",
      object.connect("nothing", on_one),
    );
    one.connect(on_one);
    object.set_block_signals(true);
    print("blocked ", object.is_blocking_signals(), " ", object.emit_signal("one", 3));
    one.emit(4);
    object.set_block_signals(false);
    print("open ", object.emit_signal("one", 5));
    print("list ", object.get_signal_connection_list("one").length, " ", object.get_signal_connection_list("two").length);
    clear(one);
    object.add_user_signal("extra");
    print("user ", object.has_user_signal("extra"), " ", object.has_user_signal("one"), " ", object.has_signal("extra"));
    print("extra ", object.connect("extra", on_none), " ", object.emit_signal("extra"));
    object.remove_user_signal("extra");
    print("removed ", object.has_signal("extra"));
  }

  function answers(): void {
    one.connect(on_one, CONNECT_DEFERRED | CONNECT_ONE_SHOT);
    two.connect(on_two);
    for (const { signal, callable, flags } of [...one.get_connections(), ...two.get_connections()]) {
      print(signal.get_name(), " ", (callable as AnyCallable).get_method(), " ", flags);
    }
    print("names ", one.get_name(), " ", one.get_object() === self, " ", one.is_null(), " ", one.get_object_id() === on_one.get_object_id());
    print("has ", one.has_connections(), " ", none.has_connections());
    clear(one);
    clear(two);
    one.connect(lambda(two.emit).bind(9));
    two.connect(on_two);
    one.emit(8);
    clear(one);
    clear(two);
  }

  async function deferred(): Promise<void> {
    none.connect(second, CONNECT_DEFERRED);
    none.connect(first);
    one.connect(on_one, CONNECT_DEFERRED | CONNECT_ONE_SHOT);
    none.emit();
    one.emit(1);
    one.emit(2);
    none.emit();
    print("end of the frame");
    await nextFrame();
    print("next frame");
    clear(none);
    none.connect(second, CONNECT_DEFERRED);
    none.emit();
    clear(none);
    await nextFrame();
    print("delivered all the same");
  }

  async function waiting(): Promise<void> {
    void nextFrame().then(() => none.emit());
    print("none gives ", await none);
    void nextFrame().then(() => one.emit(1));
    print("one gives ", await one);
    void nextFrame().then(() => two.emit(1, "b"));
    print("two gives ", await two);
    print("left over ", none.has_connections(), " ", one.has_connections(), " ", two.has_connections());
  }

  function callables(): void {
    print("call ", sum.call(1, 2), " ", sum.callv([3, 4]), " ", sum.bind(5).call(6), " ", sum.bindv([7]).call(8));
    any.bind(3, 4).unbind(1).call(1, 2);
    any.unbind(1).bind(3, 4).call(1, 2);
    any.bind(1).bind(2).bind(3).call(0);
    any.bind(1, 2).bind(3).call(0);
    any.unbind(1).call(1, 2);
    any.unbind(2).unbind(1).call(1, 2, 3, 4);
    any.bind(1).unbind(1).bind(2).call(7);
    any.callv([]);
    const all = [
      on_one,
      on_one.bind(1),
      on_one.unbind(1),
      Callable(),
      lambda(() => undefined),
      named("on_one"),
      named("no_such"),
      any.bind(1, 2).bind(3),
      any.unbind(2).bind(1),
      any.bind(4).unbind(2),
    ];
    for (const callable of all as AnyCallable[]) {
      print(
        "valid ",
        callable.is_valid(),
        " null ",
        callable.is_null(),
        " custom ",
        callable.is_custom(),
        " standard ",
        callable.is_standard(),
        " object ",
        callable.get_object() === self,
      );
      print(
        "  bound ",
        callable.get_bound_arguments(),
        " ",
        callable.get_bound_arguments_count(),
        " unbound ",
        callable.get_unbound_arguments_count(),
      );
    }
    const counts = [sum, sum.bind(1), sum.unbind(1), on_none].map((callable) => callable.get_argument_count());
    print("methods ", on_one.get_method(), " ", on_one.bind(1).get_method(), " ", Callable().get_method() === "", " ", counts.join(" "));
    const empty = lambda(() => undefined);
    const pairs = [
      [on_one, on_one],
      [on_one, named("on_one")],
      [on_one, on_two],
      [on_one.bind(1), on_one],
      [on_one.bind(1), on_one.bind(1)],
      [on_one.bind(1), on_one.bind(2)],
      [empty, empty],
      [Callable(), Callable()],
    ];
    const unbound = [
      [on_one.unbind(1), on_one.unbind(1)],
      [on_one.unbind(1), on_one.unbind(2)],
      [on_one.unbind(1), on_one],
      [on_one.bind(1, 2), on_one.bind(1).bind(2)],
    ];
    const equal = (list: unknown): string => (list as [AnyCallable, AnyCallable][]).map(([a, b]) => str(a.equals(b))).join(" ");
    print("equal ", equal(pairs));
    print("equal, unbound ", equal(unbound));
    print("hash ", on_one.hash() === named("on_one").hash());
    print("missing ", named("no_such").call(), " ", Callable().call());
  }

  async function callablesDeferred(): Promise<void> {
    any.call_deferred("later");
    any.bind("bound").call_deferred("later");
    print("now");
    await new Promise((resolve) => void setTimeout(resolve));
    print("then");
  }
}
