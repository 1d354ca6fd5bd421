import { expect, test, vi } from "vitest";
import { bytes_to_var, Callable, CONNECT_APPEND_SOURCE_OBJECT, Engine, FileAccess, PackedByteArray, var_to_bytes } from "../godot/index.js";
import { SteamWorld } from "../testing/index.js";
import { ANNA, fakeLogger, FakeEndpoint } from "./fake-endpoints.test.helper.js";
import { createSteam } from "./steam.js";

function setUp() {
  const logger = fakeLogger();
  return { logger, Steam: createSteam({ endpoint: new FakeEndpoint(ANNA), logger }) };
}

test("the signals are Steam's", () => {
  const { Steam } = setUp();
  const handler = vi.fn();
  expect(Steam.network_messages_session_request.get_object()).toBe(Steam);
  expect(Steam.network_messages_session_request.get_object_id()).toBe(Steam.network_messages_session_failed.get_object_id());
  Steam.network_messages_session_request.connect(handler, CONNECT_APPEND_SOURCE_OBJECT);
  Steam.emit_signal("network_messages_session_request", "steamid:1");
  expect(handler).toHaveBeenCalledWith("steamid:1", Steam);
});

test("a handler can be a callable, and an object need not be typed to be asked", async () => {
  const { Steam, logger } = setUp();
  const game = {
    requests: [] as unknown[],
    _on_request(...args: unknown[]): void {
      this.requests.push(args);
    },
  };
  Steam.network_messages_session_request.connect(Callable(game, "_on_request").bind("bound"));
  const next = Steam.network_messages_session_request.as_promise();
  Steam.call("emit_signal", "network_messages_session_request", "steamid:1");
  expect(game.requests).toEqual([["steamid:1", "bound"]]);
  expect(await next).toBe("steamid:1");

  expect([Steam.has_method("steamInitEx"), Steam.has_method("noSuchThing")]).toEqual([true, false]);
  expect(Steam.get("RESULT_OK")).toBe(1);
  expect(Steam.call("getSteamID")).toBe(0n);
  expect(Steam.call("noSuchThing")).toBeNull();
  expect(logger.errors.at(-1)).toContain('"noSuchThing"');
});

test("blocked signals are lost", () => {
  const { Steam } = setUp();
  const handler = vi.fn();
  Steam.connect("network_messages_session_request", handler);
  Steam.set_block_signals(true);
  expect(Steam.emit_signal("network_messages_session_request", "steamid:1")).toBe(28);
  Steam.set_block_signals(false);
  expect(Steam.emit_signal("network_messages_session_request", "steamid:2")).toBe(0);
  expect(handler).toHaveBeenCalledExactlyOnceWith("steamid:2");
});

test("Engine knows Steam", () => {
  const { Steam } = setUp();
  expect(Engine.has_singleton("Steam")).toBe(true);
  expect(Engine.get_singleton("Steam")).toBe(Steam);
});

test("the tutorial's packets: var_to_bytes and compress there, decompress_dynamic and bytes_to_var here", async () => {
  const world = new SteamWorld({ payload: PackedByteArray });
  const [anna, ben] = await world.players("Anna", "Ben");
  const packet = { message: "handshake", from: anna.id, position: [1, 2.5] };
  anna.Steam.sendMessageToUser(ben.id, var_to_bytes(packet).compress(FileAccess.COMPRESSION_GZIP), 8, 0);
  ben.Steam.acceptSessionWithUser(...(await ben.next("network_messages_session_request")));
  await world.advance(100);
  const [message] = ben.Steam.receiveMessagesOnChannel(0, 10);
  expect(message?.payload).toBe(message?.data);
  const readable = bytes_to_var(message?.payload.decompress_dynamic(-1, FileAccess.COMPRESSION_GZIP) ?? new PackedByteArray());
  expect(readable).toEqual(packet);
});
