// The twin of packages/godot-oracle/programs/signals3.gd, line for line.

import { MessageQueue } from "../message-queue.js";
import { createObjectSignals } from "../object-signals.js";
import { CONNECT_DEFERRED, CONNECT_ONESHOT, Signal } from "../signal.js";
import type { SignalHost } from "../signal.js";
import { str3 } from "../text/str3.js";

/** Runs the program, and answers what it printed. */
export function signals3(): string[] {
  const lines: string[] = [];
  const print = (...values: unknown[]): unknown => lines.push(str3(...values));
  const queue = new MessageQueue();
  const host: SignalHost = { reportError: () => undefined, defer: (call) => queue.push(call) };
  const table = {
    none: new Signal<() => void>("none", host),
    one: new Signal<(value: unknown) => void>("one", host),
    two: new Signal<(a: unknown, b: unknown) => void>("two", host),
  };
  const object = createObjectSignals("self", table, host);
  /** A signal that the compiler cannot know. */
  const extra = "extra" as "none";

  const self = {
    on_none: () => void print("on_none"),
    on_one: (value: unknown) => void print("on_one ", value),
    on_two: (a: unknown, b: unknown) => void print("on_two ", a, " ", b),
    any: (a: unknown = "-", b: unknown = "-", c: unknown = "-", d: unknown = "-") => void print("any ", a, " ", b, " ", c, " ", d),
    first: () => void print("first"),
    second: () => void print("second"),
    third: () => void print("third"),
    broken: () => {
      throw new Error("There is nothing to call.");
    },
    connect_third() {
      print("connect_third");
      object.connect("none", self, "third");
    },
  };

  print("connect ", object.connect("one", self, "on_one"));
  print("connect again ", object.connect("one", self, "on_one"));
  object.emit_signal("one", 1);
  print("is_connected ", object.is_connected("one", self, "on_one"), " ", object.is_connected("one", self, "on_none"));
  object.disconnect("one", self, "on_one");
  print("gone ", object.is_connected("one", self, "on_one"));
  object.disconnect("one", self, "on_one");
  object.emit_signal("one", 2);

  print("binds ", object.connect("one", self, "any", ["x", "y"]), " ", object.connect("one", self, "any", ["z"]));
  object.emit_signal("one", 1);
  object.disconnect("one", self, "any");

  print("one shot ", object.connect("one", self, "on_one", [], CONNECT_ONESHOT));
  object.emit_signal("one", 1);
  object.emit_signal("one", 2);

  object.connect("none", self, "connect_third");
  object.emit_signal("none");
  print("--");
  object.disconnect("none", self, "connect_third");
  object.emit_signal("none");
  object.disconnect("none", self, "third");

  object.connect("none", self, "broken");
  object.connect("none", self, "first");
  object.emit_signal("none");
  print("still connected ", object.is_connected("none", self, "broken"));
  object.disconnect("none", self, "broken");
  object.disconnect("none", self, "first");

  print("has_signal ", object.has_signal("one"), " ", object.has_signal("nothing"));
  object.connect("one", self, "on_one");
  object.set_block_signals(true);
  print("blocking ", object.is_blocking_signals());
  object.emit_signal("one", 1);
  object.set_block_signals(false);
  print("blocking ", object.is_blocking_signals());
  object.emit_signal("one", 2);
  print("connections ", object.get_signal_connection_list("one").length, " ", object.get_signal_connection_list("two").length);
  object.disconnect("one", self, "on_one");

  object.connect("two", self, "on_two");
  object.emit_signal("two", 1, "b");
  object.disconnect("two", self, "on_two");

  object.add_user_signal("extra");
  print("user ", object.has_user_signal("extra"), " ", object.has_user_signal("one"), " ", object.has_signal("extra"));
  object.connect(extra, self, "on_none");
  object.emit_signal(extra);

  object.connect("none", self, "second", [], CONNECT_DEFERRED);
  object.connect("none", self, "first");
  object.emit_signal("none");
  object.emit_signal("none");
  print("end of the frame");
  queue.flush();
  print("next frame");
  return lines;
}
