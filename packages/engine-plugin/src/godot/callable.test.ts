import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { methodCallable } from "./callable.js";
import { Callable } from "./callable-object.js";
import { set_error_handler } from "./report.js";

const errors: string[] = [];
beforeEach(() => void set_error_handler((message) => errors.push(message)));
afterEach(() => {
  set_error_handler();
  errors.length = 0;
});

class Main {
  readonly heard: unknown[][] = [];
  foo(a?: unknown, b?: unknown, c?: unknown, d?: unknown): string {
    this.heard.push([a, b, c, d].filter((argument) => argument !== undefined));
    return "answer";
  }
  four(a: unknown, b: unknown, c: unknown, d: unknown): unknown[] {
    return [a, b, c, d];
  }
}

function setUp() {
  const main = new Main();
  return { main, foo: Callable(main, "foo"), four: Callable(main, "four"), heard: main.heard };
}

test("the order of arguments is Godot's", () => {
  const { foo, heard } = setUp();
  foo.bind(3, 4).call(1, 2);
  foo.bind(1).bind(2).call(0);
  foo.bind(3, 4).unbind(1).call(1, 2);
  foo.unbind(1).bind(9).call(1, 2);
  foo.unbind(1).bind(8, 9).call(1, 2);
  foo.unbind(1).unbind(1).call(1, 2, 3);
  foo.bind(1).unbind(1).bind(2).call(0);
  foo.bind(3, 4).bind(5).unbind(1).call(1, 2);
  foo.bindv([1, 2]).call(0);
  expect(heard).toEqual([
    [1, 2, 3, 4],
    [0, 2, 1],
    [1, 3, 4],
    [1, 2],
    [1, 2, 8],
    [1],
    [0, 1],
    [1, 5, 3, 4],
    [0, 1, 2],
  ]);
});

test("it is a function, with and without new", () => {
  const { main, foo, heard } = setUp();
  expect(foo(1)).toBe("answer");
  expect([1, 2].map((value) => foo(value))).toEqual(["answer", "answer"]);
  expect(foo).toBeInstanceOf(Callable);
  expect(foo).toBeInstanceOf(Function);
  expect(new Callable(main, "foo")).toBe(foo);
  expect(Callable.create(main, "foo")).toBe(foo);
  expect(foo.callv([7, 8])).toBe("answer");
  expect(heard.at(-1)).toEqual([7, 8]);
});

test("a function becomes a callable, always the same one", () => {
  const add = (a: number, b: number) => a + b;
  const callable = Callable(add);
  expect(callable.call(1, 2)).toBe(3);
  expect(Callable.create(add)).toBe(callable);
  expect(Callable(callable)).toBe(callable);
  expect([callable.get_method(), callable.get_object(), callable.is_custom(), callable.is_standard()]).toEqual(["add", null, true, false]);
  expect(Callable(() => {}).get_method()).toBe("<anonymous lambda>");
});

test("the functions of the Godot 3 form are callables of their method", () => {
  const { main, foo, heard } = setUp();
  expect(Callable(methodCallable(main, "foo"))).toBe(foo);
  const bound = Callable(methodCallable(main, "foo", [7]));
  expect(bound.get_bound_arguments()).toEqual([7]);
  bound();
  expect(heard).toEqual([[7]]);
});

test("the method is looked up when it is called", () => {
  const { main, foo } = setUp();
  main.foo = () => "replaced";
  expect(foo.call()).toBe("replaced");
});

/** As Godot 4.6 answers for a method with four parameters. */
test.each([
  ["as it is", (f: Four) => f, { argc: 4, bound: [], unbound: 0, custom: false }],
  ["bind(1)", (f: Four) => f.bind(1), { argc: 3, bound: [1], unbound: 0, custom: true }],
  ["bind(1, 2)", (f: Four) => f.bind(1, 2), { argc: 2, bound: [1, 2], unbound: 0, custom: true }],
  ["unbind(1)", (f: Four) => f.unbind(1), { argc: 5, bound: [], unbound: 1, custom: true }],
  ["bind(1).bind(2)", (f: Four) => f.bind(1).bind(2), { argc: 2, bound: [2, 1], unbound: 0, custom: true }],
  ["bind(1).unbind(1)", (f: Four) => f.bind(1).unbind(1), { argc: 4, bound: [1], unbound: 1, custom: true }],
  ["unbind(1).bind(1)", (f: Four) => f.unbind(1).bind(1), { argc: 4, bound: [], unbound: 0, custom: true }],
  ["unbind(2).bind(1)", (f: Four) => f.unbind(2).bind(1), { argc: 5, bound: [], unbound: 1, custom: true }],
  ["unbind(1).bind(1, 2, 3)", (f: Four) => f.unbind(1).bind(1, 2, 3), { argc: 2, bound: [1, 2], unbound: 0, custom: true }],
  ["unbind(1).unbind(2)", (f: Four) => f.unbind(1).unbind(2), { argc: 7, bound: [], unbound: 3, custom: true }],
  ["bind(1).unbind(1).bind(2, 3)", (f: Four) => f.bind(1).unbind(1).bind(2, 3), { argc: 2, bound: [2, 1], unbound: 0, custom: true }],
  ["bind()", (f: Four) => f.bind(), { argc: 4, bound: [], unbound: 0, custom: true }],
] as const)("it tells what it is made of: %s", (_, make, expected) => {
  const { main, four } = setUp();
  const callable = make(four);
  expect({
    argc: callable.get_argument_count(),
    bound: callable.get_bound_arguments(),
    unbound: callable.get_unbound_arguments_count(),
    custom: callable.is_custom(),
  }).toEqual(expected);
  expect(callable.get_bound_arguments_count()).toBe(expected.bound.length);
  expect(callable.is_standard()).toBe(!expected.custom);
  expect([callable.is_null(), callable.is_valid(), callable.get_method(), callable.get_object()]).toEqual([false, true, "four", main]);
  expect(callable.get_object_id()).toBe(four.get_object_id());
  expect(callable.toString()).toBe("Main::four");
});
type Four = ReturnType<typeof setUp>["four"];

test("equality is Godot's: which values are bound does not count, how many does", () => {
  const { main, foo } = setUp();
  const other = Callable(new Main(), "foo");
  expect(foo.equals(Callable(main, "foo"))).toBe(true);
  expect(foo.equals(other)).toBe(false);
  expect(foo.bind(1).equals(foo.bind(1))).toBe(true);
  expect(foo.bind(1).equals(foo.bind(2))).toBe(true);
  expect(foo.bind(1).equals(foo.bind(1, 2))).toBe(false);
  expect(foo.bind(1).bind(2).equals(foo.bind(2, 1))).toBe(false);
  expect(foo.bind(1).equals(foo)).toBe(false);
  expect(foo.equals(foo.bind(1))).toBe(false);
  expect(foo.bind().equals(foo)).toBe(false);
  expect(foo.unbind(1).equals(foo.unbind(1))).toBe(true);
  expect(foo.unbind(1).equals(foo.unbind(2))).toBe(false);
  expect(foo.bind(1).unbind(1).equals(foo.unbind(1).bind(1))).toBe(false);
  expect(foo.unbind(1).bind(1).equals(foo.unbind(1).bind(2))).toBe(true);
  expect(Callable().equals(Callable())).toBe(true);
  const lambda = () => {};
  expect(Callable(lambda).equals(lambda)).toBe(true);
  expect(Callable(lambda).equals(() => {})).toBe(false);
  expect(Callable(lambda).bind(1).equals(Callable(lambda).bind(2))).toBe(true);
  expect([foo.bind(1), foo.unbind(2), foo.bind(1, 2)].map((callable) => callable.hash())).toEqual(Array(3).fill(foo.hash()));
  expect(other.hash()).not.toBe(foo.hash());
});

test("the empty one cannot be called, and says so", () => {
  const empty = Callable();
  expect([empty.is_null(), empty.is_valid(), empty.is_custom(), empty.is_standard(), empty.get_method(), empty.get_object(), empty.hash()]).toEqual(
    [true, false, false, false, "", null, 0],
  );
  expect([empty.get_argument_count(), empty.get_object_id(), empty.toString()]).toEqual([0, 0, "null::null"]);
  const bound = empty.bind(1);
  expect([bound.is_null(), bound.is_valid(), bound.is_custom()]).toEqual([false, false, true]);
  expect(empty.call()).toBeNull();
  expect(errors).toHaveLength(1);
});

test("a method that is not there is no method: null, and reported", () => {
  const { main } = setUp();
  const nope = Callable(main, "nope" as "foo");
  expect([nope.is_valid(), nope.is_standard(), nope.get_argument_count()]).toEqual([false, true, 0]);
  expect(nope.call()).toBeNull();
  expect(errors).toEqual([expect.stringContaining("Main::nope")]);
});

test("unbinding nothing changes nothing, and is reported", () => {
  const { foo } = setUp();
  expect(foo.unbind(0)).toBe(foo);
  expect(foo.unbind(-1)).toBe(foo);
  expect(errors).toHaveLength(2);
});

test("with less to drop than is unbound, nothing is called", () => {
  const { foo, heard } = setUp();
  expect(foo.unbind(2).call(1)).toBeNull();
  expect(heard).toEqual([]);
  expect(errors).toHaveLength(1);
});

test("a deferred call comes later, in order, and what it throws is reported", async () => {
  const { foo, heard } = setUp();
  foo.call_deferred(1);
  Callable(() => {
    throw new Error("later");
  }).call_deferred();
  foo.bind(3).call_deferred(2);
  expect(heard).toEqual([]);
  await Promise.resolve();
  await vi.waitFor(() => expect(heard).toEqual([[1], [2, 3]]));
  expect(errors).toHaveLength(1);
});

test("what the function throws, the call throws", () => {
  const cause = new Error("no such node");
  expect(() =>
    Callable(() => {
      throw cause;
    }).call(),
  ).toThrow(cause);
});

test("whatever is bound and unbound in whatever order, the call is the sum of its steps", () => {
  const step = fc.oneof(
    fc.record({ bind: fc.array(fc.integer(), { maxLength: 4 }) }),
    fc.record({ unbind: fc.integer({ min: 1, max: 3 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), fc.array(fc.integer(), { minLength: 0, maxLength: 20 }), (steps, args) => {
      const received: number[][] = [];
      const base = (...all: number[]) => void received.push(all);
      let callable: Callable<(...all: number[]) => unknown> = Callable(base);
      for (const each of steps) {
        callable = "bind" in each ? callable.bindv(each.bind) : callable.unbind(each.unbind);
      }
      // What was done last acts first.
      let expected: number[] | undefined = args;
      for (const each of steps.toReversed()) {
        if (!expected) break;
        if ("bind" in each) expected = expected.concat(each.bind);
        else expected = expected.length >= each.unbind ? expected.slice(0, expected.length - each.unbind) : undefined;
      }
      callable.call(...args);
      expect(received).toEqual(expected ? [expected] : []);
      if (expected && args.length >= callable.get_unbound_arguments_count()) {
        const kept = args.slice(0, args.length - callable.get_unbound_arguments_count());
        expect(expected).toEqual([...kept, ...(callable.get_bound_arguments() as number[])]);
      }
      expect(callable.hash()).toBe(Callable(base).hash());
    }),
  );
});
