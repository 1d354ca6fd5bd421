import { expect, test, vi } from "vitest";
import { Callable } from "./callable-object.js";
import { createObjectMethods } from "./object-methods.js";
import { createObjectSignals } from "./object-signals.js";
import { CONNECT_ONE_SHOT, Signal, type SignalHost } from "./signal.js";

function setUp() {
  const errors: string[] = [];
  const host: SignalHost = { reportError: (message: string) => void errors.push(message), defer: (call: () => void) => call() };
  const table = {
    lobby_created: new Signal<(connect: number, lobby_id: bigint) => void>("lobby_created", host),
    lobby_invite: new Signal<(inviter: bigint) => void>("lobby_invite", host),
  };
  const Steam = {
    ...table,
    answer: 42,
    double: (value: number) => value * 2,
    ...createObjectSignals("Steam", table, host),
    ...createObjectMethods("Steam", host),
  };
  host.object = Steam;
  return { Steam, table, errors };
}

class Lobby {
  readonly heard: unknown[] = [];
  _on_lobby_created(connect: number, lobby_id: bigint): void {
    this.heard.push([connect, lobby_id]);
  }
  _on_with_binds(connect: number, lobby_id: bigint, label: string, count: number): void {
    this.heard.push([connect, lobby_id, label, count]);
  }
}

test("the Godot 3 form calls the method on its object", () => {
  const { Steam } = setUp();
  const lobby = new Lobby();
  expect(Steam.connect("lobby_created", lobby, "_on_lobby_created")).toBe(0);
  expect(Steam.emit_signal("lobby_created", 1, 2n)).toBe(0);
  expect(lobby.heard).toEqual([[1, 2n]]);
});

test("a helper that is given names as text connects what they name, and hears of those that name nothing", () => {
  const { Steam, errors } = setUp();
  const lobby = new Lobby();
  const connect_steam_signals = (signal: string, method: string): number => Steam.connect(signal, lobby, method);
  const connect_callables = (signal: string, method: string): number => Steam.connect(signal, Callable(lobby, method));

  expect(connect_steam_signals("lobby_created", "_on_lobby_created")).toBe(0);
  expect(connect_callables("lobby_invite", "_on_lobby_created")).toBe(0);
  Steam.emit_signal("lobby_created", 1, 2n);
  Steam.emit_signal("lobby_invite", 3n);
  expect(lobby.heard).toEqual([[1, 2n], [3n, undefined]]);

  expect(errors).toEqual([]);
  expect(connect_callables("lobby_craeted", "_on_lobby_created")).toBe(31);
  expect(errors).toEqual([expect.stringContaining('no signal "lobby_craeted"')]);
  expect(() => connect_steam_signals("lobby_created", "_on_lobby_craeted")).toThrow(TypeError);
});

test("binds come after the signal's arguments", () => {
  const { Steam } = setUp();
  const lobby = new Lobby();
  Steam.connect("lobby_created", lobby, "_on_with_binds", ["label", 7]);
  Steam.emit_signal("lobby_created", 1, 2n);
  expect(lobby.heard).toEqual([[1, 2n, "label", 7]]);
});

test("flags are the fifth argument of the Godot 3 form and the third of the other", () => {
  const { Steam } = setUp();
  const lobby = new Lobby();
  const handler = vi.fn();
  Steam.connect("lobby_created", lobby, "_on_lobby_created", [], CONNECT_ONE_SHOT);
  Steam.connect("lobby_created", handler, CONNECT_ONE_SHOT);
  Steam.emit_signal("lobby_created", 1, 2n);
  Steam.emit_signal("lobby_created", 1, 2n);
  expect(lobby.heard).toHaveLength(1);
  expect(handler).toHaveBeenCalledTimes(1);
});

test("object and method name a connection: it can be found, refused twice, and undone", () => {
  const { Steam, errors } = setUp();
  const lobby = new Lobby();
  const other = new Lobby();
  expect(Steam.connect("lobby_created", lobby, "_on_lobby_created")).toBe(0);
  expect(Steam.connect("lobby_created", other, "_on_lobby_created")).toBe(0);
  expect(Steam.is_connected("lobby_created", lobby, "_on_lobby_created")).toBe(true);
  expect(Steam.is_connected("lobby_invite", lobby, "_on_lobby_created")).toBe(false);
  expect(Steam.connect("lobby_created", lobby, "_on_lobby_created")).toBe(31);
  expect(errors).toHaveLength(1);
  Steam.disconnect("lobby_created", lobby, "_on_lobby_created");
  expect(Steam.is_connected("lobby_created", lobby, "_on_lobby_created")).toBe(false);
  Steam.emit_signal("lobby_created", 1, 2n);
  expect(lobby.heard).toEqual([]);
  expect(other.heard).toHaveLength(1);
});

test("a method connected with different binds is one connection", () => {
  const { Steam } = setUp();
  const lobby = new Lobby();
  expect(Steam.connect("lobby_created", lobby, "_on_with_binds", ["a", 1])).toBe(0);
  expect(Steam.connect("lobby_created", lobby, "_on_with_binds", ["b", 2])).toBe(31);
  Steam.disconnect("lobby_created", lobby, "_on_with_binds");
  expect(Steam.emit_signal("lobby_created", 1, 2n)).toBe(2);
});

test("both forms reach the same signal as the Godot 4 one", () => {
  const { Steam, table } = setUp();
  const handler = vi.fn();
  Steam.connect("lobby_invite", handler);
  expect(table.lobby_invite.is_connected(handler)).toBe(true);
  expect(Steam.is_connected("lobby_invite", handler)).toBe(true);
  table.lobby_invite.emit(5n);
  expect(handler).toHaveBeenCalledWith(5n);
  Steam.disconnect("lobby_invite", handler);
  expect(table.lobby_invite.has_connections()).toBe(false);
});

test("a method that does not exist throws where it is connected", () => {
  const { Steam } = setUp();
  const lobby = new Lobby();
  expect(() => Steam.connect("lobby_created", lobby, "_on_lobby_craeted" as "_on_lobby_created")).toThrow(TypeError);
  expect(() => Steam.connect("lobby_created", lobby, "heard" as "_on_lobby_created")).toThrow(/"heard"/);
  expect(() => Steam.connect("lobby_created", null as never, "_on_lobby_created" as never)).toThrow(TypeError);
});

test("an unknown signal is reported and answered with Godot's numbers", () => {
  const { Steam, errors } = setUp();
  const unknown = "lobby_craeted" as "lobby_created";
  const handler = () => {};
  expect(Steam.connect(unknown, handler)).toBe(31);
  expect(Steam.is_connected(unknown, handler)).toBe(false);
  Steam.disconnect(unknown, handler);
  expect(Steam.emit_signal(unknown, 1, 2n)).toBe(2);
  expect(errors).toHaveLength(4);
  expect(errors[0]).toContain('"lobby_craeted"');
  expect(Steam.has_signal("lobby_craeted")).toBe(false);
  expect(Steam.has_signal("lobby_created")).toBe(true);
  expect(Steam.has_signal("toString")).toBe(false);
  expect(errors).toHaveLength(4);
});

test("emitting to nobody answers 2 without a report", () => {
  const { Steam, errors } = setUp();
  expect(Steam.emit_signal("lobby_invite", 1n)).toBe(2);
  expect(errors).toEqual([]);
});

test("callables do in the place of functions", () => {
  const { Steam } = setUp();
  const lobby = new Lobby();
  expect(Steam.connect("lobby_created", Callable(lobby, "_on_lobby_created"))).toBe(0);
  expect(Steam.is_connected("lobby_created", lobby, "_on_lobby_created")).toBe(true);
  expect(Steam.connect("lobby_created", lobby, "_on_lobby_created")).toBe(31);
  Steam.emit_signal("lobby_created", 1, 2n);
  expect(lobby.heard).toEqual([[1, 2n]]);
});

test("blocked signals call nobody, and emit_signal answers 28", () => {
  const { Steam, table } = setUp();
  const handler = vi.fn();
  Steam.connect("lobby_invite", handler);
  expect(Steam.is_blocking_signals()).toBe(false);
  Steam.set_block_signals(true);
  expect(Steam.is_blocking_signals()).toBe(true);
  expect(Steam.emit_signal("lobby_invite", 1n)).toBe(28);
  table.lobby_invite.emit(2n);
  expect(handler).not.toHaveBeenCalled();
  Steam.set_block_signals(false);
  expect(Steam.emit_signal("lobby_invite", 3n)).toBe(0);
  expect(handler).toHaveBeenCalledExactlyOnceWith(3n);
});

test("it lists its signals and what is connected to them", () => {
  const { Steam, table } = setUp();
  const handler = () => {};
  Steam.connect("lobby_invite", handler, CONNECT_ONE_SHOT);
  expect(Steam.get_signal_connection_list("lobby_invite")).toEqual([
    { signal: table.lobby_invite, callable: handler, flags: CONNECT_ONE_SHOT },
  ]);
  expect(Steam.get_signal_connection_list("nosuch")).toEqual([]);
  expect(Steam.get_signal_list()).toEqual([
    { name: "lobby_created", args: [] },
    { name: "lobby_invite", args: [] },
  ]);
});

test("signals can be added at run time, and taken away again", () => {
  const { Steam, errors } = setUp();
  const score = "score" as "lobby_invite";
  Steam.add_user_signal("score", [{ name: "points" }]);
  expect([Steam.has_signal("score"), Steam.has_user_signal("score"), Steam.has_user_signal("lobby_invite")]).toEqual([true, true, false]);
  const handler = vi.fn();
  expect(Steam.connect(score, handler)).toBe(0);
  expect(Steam.emit_signal(score, 4n)).toBe(0);
  expect(handler).toHaveBeenCalledWith(4n);
  expect(Steam.get_signal_list().at(-1)).toEqual({ name: "score", args: [{ name: "points" }] });
  expect(errors).toEqual([]);
  Steam.add_user_signal("score");
  Steam.add_user_signal("lobby_invite");
  Steam.add_user_signal("");
  expect(errors).toHaveLength(3);
  Steam.remove_user_signal("score");
  expect(Steam.has_signal("score")).toBe(false);
  Steam.remove_user_signal("lobby_invite");
  expect(Steam.has_signal("lobby_invite")).toBe(true);
  expect(errors).toHaveLength(4);
});

test("what is known only at run time is reached by its name", () => {
  const { Steam, table, errors } = setUp();
  expect(Steam.call("double", 21)).toBe(42);
  expect(Steam.callv("double", [4])).toBe(8);
  expect(Steam.call("has_signal", "lobby_invite")).toBe(true);
  expect([Steam.has_method("double"), Steam.has_method("answer"), Steam.has_method("toString")]).toEqual([true, false, false]);
  expect([Steam.get("answer"), Steam.get("lobby_invite"), Steam.get("nosuch")]).toEqual([42, table.lobby_invite, null]);
  Steam.set("answer", 1);
  expect(Steam.answer).toBe(42);
  expect(errors).toEqual([]);
  expect(Steam.call("triple", 1)).toBeNull();
  expect(errors).toEqual(['Steam has no function "triple".']);
});
