import { afterEach, expect, test, vi } from "vitest";
import { OS } from "../godot/index.js";
import { SteamWorld } from "../testing/index.js";
import { steamLanguage } from "./languages.js";

afterEach(() => {
  vi.unstubAllGlobals();
  OS.unset_environment("SteamAppId");
  OS.unset_environment("SteamGameId");
});

test("the questions of the initializing tutorial have answers with which a game goes on", async () => {
  vi.stubGlobal("navigator", { language: "de-AT" });
  const world = new SteamWorld({ startsAtMs: 1_700_000_000_500 });
  const anna = await world.player("Anna");
  await world.advance(500);
  const { Steam } = anna;
  expect(Steam.isSubscribed()).toBe(true);
  expect([Steam.isSubscribedApp(480), Steam.isSubscribedApp(10)]).toEqual([true, false]);
  expect(Steam.getAppOwner()).toBe(anna.id);
  expect([Steam.getAppBuildId(), Steam.getAppInstallDir(480), Steam.getInstalledDepots(480)]).toEqual([0, { directory: "", install_size: 0 }, []]);
  expect([Steam.getAvailableGameLanguages(), Steam.getCurrentGameLanguage(), Steam.getSteamUILanguage()]).toEqual(["german", "german", "german"]);
  expect([Steam.isSteamRunningOnSteamDeck(), Steam.isSteamRunningInVR(), Steam.isVACBanned(), Steam.isOverlayEnabled()]).toEqual([false, false, false, true]);
  expect([Steam.getLaunchCommandLine(), Steam.filterText(0, 0n, "darn")]).toEqual(["", "darn"]);
  expect(Steam.getServerRealTime()).toBeGreaterThanOrEqual(1_700_000_000);
  expect(Steam.getServerRealTime()).toBeLessThan(1_700_000_010);
  expect(anna.log.filter(({ level }) => level !== "info")).toEqual([]);
});

test("without a connection they answer as GodotSteam does without Steam, each reported once", async () => {
  const world = new SteamWorld({ connect: false });
  const { Steam, log } = world.addPlayer("Anna");
  await world.advance(100);
  for (let time = 0; time < 2; time++) {
    expect([Steam.isSubscribed(), Steam.getAppOwner(), Steam.getAppInstallDir(1), Steam.getAvailableGameLanguages(), Steam.getAppID(), Steam.getServerRealTime()]).toEqual([
      false, 0n, {}, "None", 0, 0,
    ]);
  }
  expect(log).toHaveLength(6);
});

test("the app id is what steamInit was given, else what the environment says, else 480", async () => {
  const world = new SteamWorld();
  const { Steam } = await world.player("Anna");
  expect(Steam.getAppID()).toBe(480);
  OS.set_environment("SteamGameId", "1234");
  expect(Steam.getAppID()).toBe(1234);
  OS.set_environment("SteamAppId", "2345");
  expect(Steam.getAppID()).toBe(2345);
  Steam.steamInit(false);
  Steam.steamInitEx(true, 0);
  expect(Steam.getAppID()).toBe(2345);
  Steam.steamInitEx(true, 3456);
  expect([Steam.getAppID(), Steam.get_current_app_id(), Steam.isSubscribedApp(3456)]).toEqual([3456, 3456, true]);
  expect(Steam.steamInit(4567, false)).toBe(true);
  expect(Steam.getAppID()).toBe(4567);
  Steam.set_current_app_id(5678);
  expect(Steam.getAppID()).toBe(5678);
});

test("shutting down leaves the lobbies at once", async () => {
  const world = new SteamWorld();
  const [anna, ben] = await world.players("Anna", "Ben");
  anna.Steam.createLobby(anna.Steam.LOBBY_TYPE_PUBLIC, 2);
  const [, lobby] = await anna.next("lobby_created");
  ben.Steam.joinLobby(lobby);
  await ben.next("lobby_joined");
  anna.Steam.steamShutdown();
  expect(await ben.next("lobby_chat_update", { withinMs: 2000 })).toEqual([lobby, anna.id, anna.id, ben.Steam.CHAT_MEMBER_STATE_CHANGE_LEFT]);
  expect(ben.Steam.getLobbyOwner(lobby)).toBe(ben.id);
});

test.each([
  ["de", "german"],
  ["en-GB", "english"],
  ["es-ES", "spanish"],
  ["es-MX", "latam"],
  ["pt-BR", "brazilian"],
  ["zh-TW", "tchinese"],
  ["zh-Hans-CN", "schinese"],
  ["ko-KR", "koreana"],
  ["tlh", "english"],
  [undefined, "english"],
])("Steam calls %s %s", (tag, name) => {
  expect(steamLanguage(tag)).toBe(name);
});
