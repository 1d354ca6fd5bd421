import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ANNA, BORIS, FakeEndpoint, fakeLogger } from "../steam/fake-endpoints.test.helper.js";
import { SteamPlugin, type SteamPluginOptions } from "./steam-plugin.js";

/** What the plugin uses of an Excalibur engine, with frames that come when told. */
class FakeEngine {
  readonly #handlers = new Map<string, Set<(event: unknown) => void>>();
  scopes = 0;

  on(name: string, handler: (event: unknown) => void) {
    const handlers = this.#handlers.get(name) ?? new Set();
    this.#handlers.set(name, handlers.add(handler));
    return { close: () => void handlers.delete(handler) };
  }
  scope<TReturn>(callback: () => TReturn): TReturn {
    this.scopes++;
    return callback();
  }
  emit(name: string): void {
    for (const handler of this.#handlers.get(name) ?? []) handler({});
  }
  get listeners(): number {
    return [...this.#handlers.values()].reduce((sum, handlers) => sum + handlers.size, 0);
  }
}

function setUp(options: SteamPluginOptions = {}) {
  const endpoint = new FakeEndpoint(ANNA);
  const logger = fakeLogger();
  const plugin = new SteamPlugin({ endpoint, logger, ...options });
  const heard: string[] = [];
  plugin.Steam.network_messages_session_request.connect((identity) => void heard.push(identity));
  return { endpoint, logger, plugin, heard, engine: new FakeEngine(), ask: () => endpoint.events.push({ kind: "session-request", peer: BORIS }) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("it pumps once a frame, before the update", () => {
  const { plugin, engine, heard, ask } = setUp();
  plugin.install(engine);
  ask();
  expect(heard).toEqual([]);
  engine.emit("preframe");
  expect(heard).toEqual([`steamid:${BORIS}`]);
  plugin.dispose();
});

test("it goes on pumping in a hidden tab, in the engine's context, and leaves it to the frames when they come back", () => {
  const { plugin, engine, heard, ask } = setUp();
  plugin.install(engine);
  engine.emit("preframe");
  engine.emit("hidden");
  for (let second = 1; second <= 5; second++) {
    ask();
    vi.advanceTimersByTime(1000);
    expect(heard).toHaveLength(second);
  }
  expect(engine.scopes).toBeGreaterThan(0);

  engine.emit("visible");
  engine.emit("preframe");
  const scopes = engine.scopes;
  for (let frame = 0; frame < 300; frame++) {
    vi.advanceTimersByTime(16);
    engine.emit("preframe");
  }
  expect(engine.scopes).toBe(scopes);
  plugin.dispose();
});

test("it pumps before the engine is started and after it was stopped", () => {
  const { plugin, engine, heard, ask } = setUp();
  plugin.install(engine);
  ask();
  vi.advanceTimersByTime(1000);
  expect(heard).toHaveLength(1);
  engine.emit("preframe");
  engine.emit("stop");
  ask();
  vi.advanceTimersByTime(2000);
  expect(heard).toHaveLength(2);
  plugin.dispose();
});

test("nothing thrown reaches the engine, whose clock it would stop", () => {
  const { plugin, engine, endpoint, logger, heard, ask } = setUp();
  plugin.install(engine);
  plugin.Steam.network_messages_session_request.connect(() => {
    throw new Error("a handler");
  });
  ask();
  expect(() => engine.emit("preframe")).not.toThrow();
  expect(logger.errors).toHaveLength(1);
  endpoint.nextEvent = () => {
    throw new Error("an endpoint");
  };
  expect(() => engine.emit("preframe")).not.toThrow();
  expect(logger.errors).toHaveLength(2);
  expect(heard).toHaveLength(1);
  plugin.dispose();
});

test("installing it twice warns and pumps once", () => {
  const { plugin, engine, logger } = setUp();
  plugin.install(engine);
  const { listeners } = engine;
  plugin.install(engine);
  plugin.onEnginePostConfig(new FakeEngine());
  expect(logger.warnings).toHaveLength(2);
  expect(engine.listeners).toBe(listeners);
  plugin.dispose();
});

test("pumping by hand is left to the game, unless steamInit asks for it", () => {
  const { plugin, engine, heard, ask } = setUp({ pump: "manual" });
  plugin.install(engine);
  ask();
  engine.emit("preframe");
  vi.advanceTimersByTime(2000);
  expect(heard).toEqual([]);
  plugin.Steam.run_callbacks();
  expect(heard).toHaveLength(1);
  plugin.Steam.steamInitEx(480, true);
  ask();
  engine.emit("preframe");
  expect(heard).toHaveLength(2);
  plugin.dispose();
});

test("embedding asked for before the plugin is installed counts as well", () => {
  const { plugin, engine, heard, ask } = setUp({ pump: "manual" });
  plugin.Steam.steamInit(false, 480, true);
  plugin.install(engine);
  ask();
  engine.emit("preframe");
  expect(heard).toHaveLength(1);
  plugin.dispose();
});

test("making and installing it connects nothing; the loadable does, once", async () => {
  const { plugin, engine, endpoint } = setUp();
  plugin.install(engine);
  expect(endpoint.opened).toBe(0);
  expect(plugin.loadable).toMatchObject({ progress: 0, verbal: "Not connected.", data: undefined });
  expect(plugin.loadable.isLoaded()).toBe(false);

  const loading = plugin.loadable.load();
  expect(plugin.loadable.progress).toBe(0.5);
  expect(await Promise.all([loading, plugin.loadable.load()])).toEqual([
    { status: 0, verbal: "Steamworks active." },
    { status: 0, verbal: "Steamworks active." },
  ]);
  expect(endpoint.opened).toBe(1);
  expect(plugin.loadable).toMatchObject({ progress: 1, verbal: "Connected.", data: { status: 0 } });
  expect(plugin.loadable.isLoaded()).toBe(true);
  expect(plugin.Steam.steamInitEx()).toEqual({ status: 0, verbal: "Steamworks active." });
  expect(plugin.Steam.getSteamID()).toBe(ANNA);
  plugin.dispose();
});

test("the game goes on without a relay: loading resolves, Steam says what is wrong, loading again tries again", async () => {
  const { plugin, endpoint, logger } = setUp();
  endpoint.opening = () => Promise.reject(new Error("The relay did not answer."));
  expect(await plugin.loadable.load()).toEqual({ status: 2, verbal: "Steam not running: The relay did not answer." });
  expect(plugin.loadable).toMatchObject({ progress: 1, verbal: "Steam not running: The relay did not answer." });
  expect(plugin.loadable.isLoaded()).toBe(false);
  expect(logger.errors).toEqual([expect.stringContaining("The relay did not answer.")]);
  endpoint.opening = () => Promise.resolve();
  expect((await plugin.loadable.load()).status).toBe(0);
  plugin.dispose();
});

test("under Excalibur 0.33 its hooks do it all, and dispose undoes it", async () => {
  const { plugin, engine, endpoint, heard, ask } = setUp();
  expect(plugin).toMatchObject({ name: "samovar.steam", priority: 0 });
  plugin.onEnginePostConfig(engine);
  await plugin.onLoad();
  expect(plugin.Steam.loggedOn()).toBe(true);
  plugin.dispose();
  expect(endpoint.state).toBe("closed");
  expect(engine.listeners).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
  ask();
  engine.emit("preframe");
  expect(heard).toEqual([]);
  expect(plugin.loadable.isLoaded()).toBe(false);
});

test("disposed while it connects, it does not claim to be connected", async () => {
  const { plugin, endpoint } = setUp();
  let refuse: (reason: Error) => void = () => {};
  endpoint.opening = () => new Promise((_, reject) => (refuse = reject));
  const loading = plugin.loadable.load();
  plugin.dispose();
  refuse(new Error("closed"));
  expect((await loading).status).toBe(2);
});
