import { expect, test, vi } from "vitest";
import { CONNECT_DEFERRED } from "../godot/signal.js";
import { ANNA, BORIS, FakeEndpoint, fakeLogger, fakePair } from "./fake-endpoints.test.helper.js";
import { createSteam, type SteamOptions } from "./steam.js";

function setUp(options: Partial<SteamOptions> = {}) {
  const endpoint = new FakeEndpoint(ANNA);
  const logger = fakeLogger();
  return { endpoint, logger, Steam: createSteam({ endpoint, logger, ...options }) };
}

const unreachable = () => Promise.reject(new Error("The relay at http://localhost:9208 did not answer."));

test("connected behind the loader, Steam starts at once", async () => {
  const { Steam, endpoint, logger } = setUp({ personaName: "Anna" });
  await endpoint.open();
  expect(Steam.steamInit()).toEqual({ status: 1, verbal: "Steamworks active." });
  expect(Steam.steamInitEx()).toEqual({ status: Steam.STEAM_API_INIT_RESULT_OK, verbal: "Steamworks active." });
  expect(endpoint.opened).toBe(1);
  expect(Steam.isSteamRunning()).toBe(true);
  expect(Steam.loggedOn()).toBe(true);
  expect(Steam.getSteamID()).toBe(ANNA);
  expect(Steam.getPersonaName()).toBe("Anna");
  expect(logger).toMatchObject({ errors: [], warnings: [] });
});

test("started before it is connected, Steam says yes, warns once, and is there a moment later", async () => {
  const { Steam, endpoint, logger } = setUp();
  expect(Steam.isSteamRunning()).toBe(false);
  expect(Steam.steamInitEx().status).toBe(0);
  expect(Steam.steamInit().status).toBe(1);
  expect(endpoint.opened).toBe(1);
  expect(Steam.isSteamRunning()).toBe(true);
  expect(Steam.loggedOn()).toBe(false);
  expect(Steam.getSteamID()).toBe(0n);
  expect(logger.warnings).toEqual([expect.stringContaining("plugin.loadable")]);
  await vi.waitFor(() => expect(Steam.loggedOn()).toBe(true));
  expect(Steam.getSteamID()).toBe(ANNA);
});

test("when the relay was not reached, Steam says so and why, and asking again tries again", async () => {
  const { Steam, endpoint, logger } = setUp();
  endpoint.opening = unreachable;
  Steam.steamInitEx();
  await vi.waitFor(() => expect(logger.errors).toHaveLength(1));
  expect(logger.errors[0]).toContain("did not answer");
  expect(Steam.isSteamRunning()).toBe(false);

  expect(Steam.steamInitEx()).toEqual({
    status: Steam.STEAM_API_INIT_RESULT_NO_STEAM_CLIENT,
    verbal: expect.stringContaining("did not answer") as string,
  });
  expect(Steam.steamInit()).toEqual({ status: 20, verbal: expect.stringContaining("Steam not running") as string });
  expect(endpoint.opened).toBe(2);

  await vi.waitFor(() => expect(logger.errors).toHaveLength(2));
  endpoint.opening = () => Promise.resolve();
  expect(Steam.steamInitEx().status).toBe(2);
  await vi.waitFor(() => expect(Steam.loggedOn()).toBe(true));
  expect(Steam.steamInitEx().status).toBe(0);
});

test("a relay of another version is a version mismatch", async () => {
  const { Steam, endpoint, logger } = setUp();
  endpoint.opening = () => Promise.reject(Object.assign(new Error("Not a relay of this version."), { reason: "protocol" }));
  Steam.steamInitEx();
  await vi.waitFor(() => expect(logger.errors).toHaveLength(1));
  expect(Steam.steamInitEx().status).toBe(Steam.STEAM_API_INIT_RESULT_VERSION_MISMATCH);
});

test("every age's arguments are understood, and embed_callbacks is found among them", async () => {
  const embed = vi.fn();
  const { Steam, endpoint } = setUp({ onEmbedCallbacks: embed });
  await endpoint.open();
  Steam.steamInit(false);
  Steam.steamInit(true, 480);
  Steam.steamInit(480);
  Steam.steamInitEx(480, false);
  Steam.steamInitEx(false, 480, false);
  expect(embed).not.toHaveBeenCalled();
  expect(Steam.steamInit(false, 480, true).status).toBe(1);
  expect(Steam.steamInitEx(480, true).status).toBe(0);
  expect(embed).toHaveBeenCalledTimes(2);
});

test("whoever begins with the app id gets true or false, as from 3.29 and 4.14 on", async () => {
  const { Steam, endpoint, logger } = setUp();
  endpoint.opening = unreachable;
  expect(Steam.get_steam_init_result().status).toBe(Steam.STEAM_API_INIT_RESULT_FAILED_GENERIC);
  expect(Steam.steamInit(480)).toBe(true);
  expect(Steam.get_steam_init_result().status).toBe(Steam.STEAM_API_INIT_RESULT_OK);
  await vi.waitFor(() => expect(logger.errors).toHaveLength(1));
  expect(Steam.get_steam_init_result()).toEqual({ status: 2, verbal: expect.stringContaining("did not answer") as string });
  expect(endpoint.opened).toBe(1);
  expect(Steam.steamInit(480, true)).toBe(false);
});

test("what the properties are behind, is there without a connection", async () => {
  const { Steam, endpoint, logger } = setUp();
  expect([Steam.get_current_app_id(), Steam.get_current_steam_id(), Steam.get_godotsteam_version()]).toEqual([480, 0n, "4.7"]);
  expect(createSteam({ endpoint, api: "steam_id" }).get_godotsteam_version()).toBe("4.11");
  await endpoint.open();
  expect([Steam.get_current_steam_id(), logger.warnings]).toEqual([ANNA, []]);
  Steam.set_current_steam_id(BORIS);
  expect([Steam.get_current_steam_id(), logger.warnings.length]).toEqual([ANNA, 1]);
});

test("shutting down leaves the relay; Steam can be started again", async () => {
  const { Steam, endpoint, logger } = setUp();
  await endpoint.open();
  Steam.steamShutdown();
  expect(endpoint.state).toBe("closed");
  expect(Steam.isSteamRunning()).toBe(false);
  expect([Steam.getSteamID(), Steam.get_current_steam_id()]).toEqual([0n, 0n]);
  expect(Steam.sendMessageToUser(BORIS, [1], 8, 0)).toBe(0);
  expect(logger.errors).toHaveLength(2);
  expect(Steam.steamInitEx().status).toBe(0);
  await vi.waitFor(() => expect(Steam.getSteamID()).toBe(ANNA));
});

test("an attempt that was called off is forgotten, however it ends", async () => {
  const { Steam, endpoint, logger } = setUp();
  let refuse: (reason: Error) => void = () => {};
  endpoint.opening = () => new Promise((_, reject) => (refuse = reject));
  Steam.steamInit();
  Steam.steamShutdown();
  refuse(new Error("closed"));
  await new Promise((resolve) => setTimeout(resolve));
  expect(logger.errors).toEqual([]);
});

test("while a lost relay is looked for Steam runs on, but is not logged on", async () => {
  const { Steam, endpoint } = setUp();
  await endpoint.open();
  endpoint.state = "reconnecting";
  expect(Steam.isSteamRunning()).toBe(true);
  expect(Steam.loggedOn()).toBe(false);
  expect(Steam.getSteamID()).toBe(ANNA);
  expect(Steam.sendMessageToUser(BORIS, [1], 8, 0)).toBe(1);
});

test("signals fire inside run_callbacks only, deferred handlers last, and not within themselves", async () => {
  const [endpoint] = await fakePair();
  const Steam = createSteam({ endpoint });
  const calls: string[] = [];
  Steam.network_messages_session_request.connect((identity) => void calls.push(`deferred ${identity}`), CONNECT_DEFERRED);
  Steam.network_messages_session_request.connect((identity) => {
    Steam.run_callbacks();
    calls.push(identity);
  });
  endpoint.events.push({ kind: "session-request", peer: 1n }, { kind: "session-request", peer: 2n });
  expect(calls).toEqual([]);
  Steam.run_callbacks();
  expect(calls).toEqual(["steamid:1", "steamid:2", "deferred steamid:1", "deferred steamid:2"]);
});

test("a handler that throws is reported and the next event is delivered", async () => {
  const [endpoint] = await fakePair();
  const logger = fakeLogger();
  const Steam = createSteam({ endpoint, logger });
  const heard: number[] = [];
  const cause = new Error("handler");
  Steam.network_messages_session_request.connect(() => {
    throw cause;
  });
  Steam.network_messages_session_failed.connect((reason) => void heard.push(reason));
  endpoint.events.push(
    { kind: "session-request", peer: BORIS },
    { kind: "session-failed", peer: BORIS, reason: 5003, state: 5, debug: "" },
  );
  Steam.run_callbacks();
  expect(heard).toEqual([5003]);
  expect(logger.causes).toEqual([cause]);
});

test("the Godot 3 form works on Steam itself", async () => {
  const [endpoint] = await fakePair();
  const Steam = createSteam({ endpoint });
  const game = {
    asked: [] as string[],
    _on_session_request(identity: string) {
      this.asked.push(identity);
    },
  };
  expect(Steam.connect("network_messages_session_request", game, "_on_session_request")).toBe(0);
  endpoint.events.push({ kind: "session-request", peer: BORIS });
  Steam.run_callbacks();
  expect(game.asked).toEqual([`steamid:${BORIS}`]);
  expect(Steam.has_signal("network_messages_session_failed")).toBe(true);
  expect(Steam.has_signal("lobby_craeted")).toBe(false);
});

test("players without a name of their own get one from their id, always the same", async () => {
  const { Steam, endpoint, logger } = setUp();
  expect(Steam.getPersonaName()).toBe("");
  expect(Steam.getFriendPersonaName(BORIS)).toBe("");
  await endpoint.open();
  expect(Steam.getPersonaName()).toMatch(/^Player \d{4}$/);
  expect(Steam.getFriendPersonaName(ANNA)).toBe(Steam.getPersonaName());
  expect(Steam.getFriendPersonaName(`steamid:${BORIS}`)).toBe(Steam.getFriendPersonaName(BORIS));
  expect(Steam.getFriendPersonaName(BORIS)).not.toBe(Steam.getPersonaName());
  expect(logger.errors).toHaveLength(2);
  expect(Steam.getFriendPersonaName(0n)).toBe("");
  expect(logger.errors).toHaveLength(3);
});

test("ids can be told apart without a connection", () => {
  const { Steam, logger } = setUp();
  const lobby = 109775240917155840n;
  expect(Steam.getSteamID32(ANNA)).toBe(22202);
  expect(Steam.isIndividualAccount(ANNA)).toBe(true);
  expect(Steam.isLobby(ANNA)).toBe(false);
  expect(Steam.isLobby(lobby)).toBe(true);
  expect(Steam.isChatAccount(lobby)).toBe(true);
  expect(Steam.isIndividualAccount(lobby.toString())).toBe(false);
  expect(Steam.isClanAccount(0x0170_0000_0000_0001n)).toBe(true);
  expect(Steam.isAnonUserAccount(0x01a0_0000_0000_0001n)).toBe(true);
  expect(Steam.isAnonAccount(0x0140_0000_0000_0001n)).toBe(true);
  expect(Steam.isConsoleUserAccount(0x0190_0000_0000_0001n)).toBe(true);
  expect(Steam.restartAppIfNecessary(480)).toBe(false);
  expect(logger.errors).toEqual([]);
});
