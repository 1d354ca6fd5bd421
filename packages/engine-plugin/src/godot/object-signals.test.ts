import { expect, test, vi } from "vitest";
import { createObjectSignals } from "./object-signals.js";
import { CONNECT_ONE_SHOT, Signal } from "./signal.js";

function setUp() {
  const errors: string[] = [];
  const host = { reportError: (message: string) => void errors.push(message), defer: (call: () => void) => call() };
  const table = {
    lobby_created: new Signal<(connect: number, lobby_id: bigint) => void>("lobby_created", host),
    lobby_invite: new Signal<(inviter: bigint) => void>("lobby_invite", host),
  };
  return { Steam: createObjectSignals("Steam", table, host), table, errors };
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
