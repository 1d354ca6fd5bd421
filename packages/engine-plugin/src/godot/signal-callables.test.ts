import { expect, test, vi } from "vitest";
import { Callable } from "./callable-object.js";
import { CONNECT_APPEND_SOURCE_OBJECT, Signal } from "./signal.js";

function setUp() {
  const errors: { message: string; cause: unknown }[] = [];
  const Steam = {};
  const signal = new Signal<(connect: number, lobby_id: bigint) => void>("lobby_created", {
    reportError: (message, cause) => void errors.push({ message, cause }),
    defer: (call) => call(),
    object: Steam,
  });
  return { signal, errors, Steam };
}

test("the emitter comes after the signal's arguments, before the bound ones, and no unbind drops it", () => {
  const { signal, Steam, errors } = setUp();
  const heard: unknown[][] = [];
  const handler = Callable((...args: unknown[]) => void heard.push(args));
  for (const callable of [
    handler,
    handler.bind(3),
    handler.unbind(1),
    handler.unbind(2).bind(3).unbind(1),
    handler.bind(3).unbind(2),
    handler.unbind(1).bind(3),
  ]) {
    signal.connect(callable, CONNECT_APPEND_SOURCE_OBJECT);
    signal.emit(5, 6n);
    signal.disconnect(handler);
  }
  expect(heard).toEqual([
    [5, 6n, Steam],
    [5, 6n, Steam, 3],
    [5, Steam],
    [Steam],
    [Steam, 3],
    [5, 6n, Steam],
  ]);
  expect(errors).toEqual([]);
});

test("nobody's signal appends null", () => {
  const signal = new Signal<() => void>("door_opened");
  const handler = vi.fn();
  signal.connect(handler, CONNECT_APPEND_SOURCE_OBJECT);
  signal.emit();
  expect(handler).toHaveBeenCalledWith(null);
});

test("it takes callables, and knows them by their function", () => {
  const { signal, errors } = setUp();
  const lobby = { heard: [] as unknown[], _on_created(...args: unknown[]): void {
    this.heard.push(args);
  } };
  expect(signal.connect(Callable(lobby, "_on_created").bind("x"))).toBe(0);
  expect(signal.connect(Callable(lobby, "_on_created"))).toBe(31);
  expect(errors[0]?.message).toContain("_on_created");
  expect(signal.is_connected(Callable(lobby, "_on_created").bind("y", "z"))).toBe(true);
  expect(signal.is_connected(Callable(lobby, "_on_created").unbind(1))).toBe(true);
  signal.emit(1, 2n);
  expect(lobby.heard).toEqual([[1, 2n, "x"]]);
  signal.disconnect(Callable(lobby, "_on_created").bind("w"));
  expect(signal.has_connections()).toBe(false);

  const lambda = vi.fn();
  signal.connect(Callable(lambda).bind(7));
  expect(signal.is_connected(lambda)).toBe(true);
  expect(signal.connect(lambda)).toBe(31);
  signal.emit(1, 2n);
  expect(lambda).toHaveBeenCalledWith(1, 2n, 7);
});

test("the empty callable answers 31 too", () => {
  const { signal, errors } = setUp();
  expect(signal.connect(Callable() as never)).toBe(31);
  expect(signal.is_connected(Callable() as never)).toBe(false);
  signal.disconnect(Callable() as never);
  expect(errors).toHaveLength(2);
});

test("a method that went missing is reported when the signal fires, and the others are called", () => {
  const { signal, errors } = setUp();
  const lobby: { created?(): void } = { created() {} };
  const after = vi.fn();
  signal.connect(Callable(lobby as Required<typeof lobby>, "created"));
  signal.connect(after);
  delete lobby.created;
  signal.emit(1, 2n);
  expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining("created")]);
  expect(after).toHaveBeenCalledOnce();
});

test("an emission can be passed on", () => {
  const { signal } = setUp();
  const other = new Signal<(connect: number, lobby_id: bigint) => void>("other");
  const handler = vi.fn();
  other.connect(handler);
  signal.connect(other.emit);
  expect(signal.is_connected(other.emit)).toBe(true);
  signal.emit(1, 2n);
  expect(handler).toHaveBeenCalledWith(1, 2n);
});
