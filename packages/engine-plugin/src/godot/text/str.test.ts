import { expect, test, vi } from "vitest";
import { Callable } from "../callable-object.js";
import { set_error_handler } from "../report.js";
import { Signal } from "../signal.js";
import { godot3Texts } from "./golden-3.test.helper.js";
import { godot4Texts } from "./golden-4.test.helper.js";
import { str } from "./str.js";
import { str3 } from "./str3.js";

test.each(godot4Texts.map(([value, text]) => ({ value, text })))("Godot 4.6 prints $text", ({ value, text }) => {
  expect(str(value)).toBe(text);
});

test.each(godot3Texts.map(([value, text]) => ({ value, text })))("Godot 3.2.3 prints $text", ({ value, text }) => {
  expect(str3(value)).toBe(text);
});

test("several values are put one after another", () => {
  expect(str("a", 1, 2.5, null, [1])).toBe("a12.5<null>[1]");
  expect(str3("a", 1, 2.5, null, [1])).toBe("a12.5Null[1]");
  expect(str()).toBe("");
});

test("ids are exact, and 64 bits wrap", () => {
  expect(str(76561197960287930n, " ", [2n ** 63n])).toBe("76561197960287930 [-9223372036854775808]");
});

test("what is in arrays is quoted, but in Godot 3 it is not", () => {
  expect(str(["a", { k: 'say "hi"' }])).toBe('["a", { "k": "say \\"hi\\"" }]');
  expect(str3(["a", { k: 'say "hi"' }])).toBe('[a, {k:say "hi"}]');
});

test("Godot 3 sorts dictionaries, and writes a container only once", () => {
  const shared = [1];
  const dictionary = { k: 1 };
  expect(str3([[], []])).toBe("[[], [...]]");
  expect(str3([shared, shared])).toBe("[[1], [...]]");
  expect(str3([dictionary, dictionary])).toBe("[{k:1}, {...}]");
  expect(str3([{}, []])).toBe("[{}, [...]]");
  expect(str3([], [])).toBe("[][]");
  expect(str3(new Map<unknown, unknown>([["b", 1], ["a", 2], [10, 3], [9, 4], ["É", 5], ["Z", 6], [null, 7], [[1], 8]]))).toBe(
    "{10:3, 9:4, Null:7, Z:6, [1]:8, a:2, b:1, É:5}",
  );
});

test("a container within itself ends after a hundred levels, and is reported", () => {
  const reported = vi.fn();
  set_error_handler(reported);
  try {
    const array: unknown[] = [1];
    array.push(array);
    expect(str(array)).toBe(`${"[1, ".repeat(101)}[...]${"]".repeat(101)}`);
    const dictionary: Record<string, unknown> = {};
    dictionary["self"] = dictionary;
    expect(str(dictionary)).toBe(`${'{ "self": '.repeat(101)}{ ... }${" }".repeat(101)}`);
  } finally {
    set_error_handler();
  }
  expect(reported.mock.calls.map(([message]) => message as string)).toEqual([
    "Maximum array recursion reached!",
    "Maximum dictionary recursion reached!",
  ]);
});

test("objects, callables and signals say what they are", () => {
  class Lobby {
    readonly joined = new Signal<() => void>("joined", { reportError() {}, defer() {}, object: this });
    _on_joined(): void {}
  }
  class Player {
    _to_string(): string {
      return "player 1";
    }
  }
  const lobby = new Lobby();
  expect(str(lobby)).toMatch(/^<Lobby#[1-9][0-9]*>$/);
  expect(str(lobby)).toBe(str(lobby));
  expect(str(lobby)).not.toBe(str(new Lobby()));
  expect(str3(lobby)).toMatch(/^\[Lobby:[1-9][0-9]*\]$/);
  expect(str([new Player()])).toBe("[player 1]");
  expect(str(lobby.joined)).toBe("Lobby::[signal]joined");
  expect(str(new Signal("door_opened"))).toBe("null::[signal]door_opened");
  expect(str(Callable(lobby, "_on_joined").bind(1))).toBe("Lobby::_on_joined");
  expect(str(() => {})).toBe("<anonymous lambda>(lambda)");
  expect(str(Callable())).toBe("null::null");
});

test("a signal is known by what it is, not by a name that bundlers shorten", () => {
  class S<T extends (...args: never[]) => void> extends Signal<T> {}
  expect(str3(new S<() => void>("opened"))).toBe(str(new Signal<() => void>("opened")));
});
