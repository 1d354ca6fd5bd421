import { expect, test } from "vitest";
import { PackedByteArray } from "../godot/index.js";
import { SteamWorld } from "../testing/index.js";

/** Friends and tickets between players, over a whole relay. */
async function lobbyOfTwo(type = 2) {
  const world = new SteamWorld({ seed: 11, network: { lagMs: 40 } });
  const [anna, ben, cara] = await world.players("Anna", "Ben", "Cara");
  anna.Steam.createLobby(type, 4);
  const [, lobby] = await anna.next("lobby_created");
  ben.Steam.joinLobby(lobby);
  await ben.next("lobby_joined");
  await world.advance(500);
  return { world, anna, ben, cara, lobby };
}

test("the lobbies tutorial's member list: names are there, and who comes and goes is told", async () => {
  const { world, anna, ben, cara, lobby } = await lobbyOfTwo();
  const names = () => [0, 1, 2].map((index) => anna.Steam.getFriendPersonaName(anna.Steam.getLobbyMemberByIndex(lobby, index) || anna.id));
  expect(names()).toEqual(["Anna", "Ben", "Anna"]);
  cara.Steam.joinLobby(lobby);
  const [who] = await anna.next("persona_state_change", { where: (id, flags) => id === cara.id && (flags & anna.Steam.PERSONA_CHANGE_JOINED_SOURCE) !== 0 });
  expect(who).toBe(cara.id);
  expect(names()).toEqual(["Anna", "Ben", "Cara"]);
  ben.Steam.setPersonaName("Benjamin");
  await anna.next("persona_state_change", { where: (id, flags) => id === ben.id && flags === anna.Steam.PERSONA_CHANGE_NAME });
  expect(names()).toEqual(["Anna", "Benjamin", "Cara"]);
  cara.Steam.leaveLobby(lobby);
  await anna.next("persona_state_change", { where: (id, flags) => id === cara.id && (flags & anna.Steam.PERSONA_CHANGE_LEFT_SOURCE) !== 0 });
  await world.advance(100);
});

test("a stranger is a made-up name, until he writes to us", async () => {
  const world = new SteamWorld({ seed: 12 });
  const [anna, ben] = await world.players("Anna", "Ben");
  expect(anna.Steam.getFriendPersonaName(ben.id)).toBe("");
  await anna.next("persona_state_change", { withinMs: 2500 });
  expect(anna.Steam.getFriendPersonaName(ben.id)).toMatch(/^Player \d{4}$/);

  ben.Steam.sendMessageToUser(anna.id, new Uint8Array(1), 8, 0);
  await world.advance(500);
  anna.Steam.getFriendPersonaName(ben.id);
  await world.until(() => anna.Steam.getFriendPersonaName(ben.id) === "Ben", { what: "Ben's name" });
});

test("whom we shared a lobby with is a friend later: seen coming, playing, and going", async () => {
  const { world, anna, ben, lobby } = await lobbyOfTwo();
  anna.Steam.leaveLobby(lobby);
  ben.close();
  await world.advance(30_000);
  anna.reload();
  await anna.ready();
  await world.advance(3000);
  const { Steam } = anna;
  expect(Steam.getUserSteamFriends()).toEqual([{ id: ben.id, name: "Ben", status: Steam.PERSONA_STATE_OFFLINE }]);

  ben.reload();
  await ben.ready();
  await world.until(() => Steam.getFriendPersonaState(ben.id) === Steam.PERSONA_STATE_ONLINE, { what: "Ben to be seen" });
  ben.Steam.createLobby(ben.Steam.LOBBY_TYPE_FRIENDS_ONLY, 2);
  const [, second] = await ben.next("lobby_created");
  await world.until(() => Steam.getFriendGamePlayed(ben.id).lobby === second, { what: "Ben's lobby to be seen" });
  ben.Steam.setRichPresence("status", "Waiting");
  const [whose] = await anna.next("friend_rich_presence_update");
  expect(whose).toBe(ben.id);
  expect(Steam.getFriendRichPresence(ben.id, "status")).toBe("Waiting");
  ben.Steam.steamShutdown();
  await anna.next("persona_state_change", { where: (id, flags) => id === ben.id && (flags & Steam.PERSONA_CHANGE_GONE_OFFLINE) !== 0 });
  expect(Steam.getFriendGamePlayed(ben.id)).toEqual({});
});

test("a private lobby shows to nobody", async () => {
  const { world, anna, ben } = await lobbyOfTwo(0);
  await world.advance(1000);
  expect(anna.Steam.getFriendPersonaState(ben.id)).toBe(1);
  expect(anna.Steam.getFriendGamePlayed(ben.id).lobby ?? 0n).toBe(0n);
});

test("a ticket proves who sent it, once, to whom it is for, until it is taken back", async () => {
  const world = new SteamWorld({ seed: 13, payload: PackedByteArray });
  const [anna, ben, cara] = await world.players("Anna", "Ben", "Cara");
  await world.advance(500);
  const ticket = anna.Steam.getAuthSessionTicket(ben.id);
  expect(ticket.size).toBeGreaterThan(0);
  expect(await anna.next("get_auth_session_ticket_response")).toEqual([ticket.id, 1]);

  expect(ben.Steam.beginAuthSession(ticket.buffer, ticket.size, cara.id)).toBe(1);
  expect(ben.Steam.beginAuthSession(ticket.buffer, ticket.size, anna.id)).toBe(0);
  expect(await ben.next("validate_auth_ticket_response")).toEqual([anna.id, 0, anna.id]);
  expect(cara.Steam.beginAuthSession(ticket.buffer, ticket.size, anna.id)).toBe(0);
  expect(await cara.next("validate_auth_ticket_response")).toEqual([anna.id, 10, anna.id]);

  anna.Steam.cancelAuthTicket(ticket.id);
  expect(await ben.next("validate_auth_ticket_response")).toEqual([anna.id, 6, anna.id]);
  ben.Steam.endAuthSession(anna.id);
});

test("a game hears when its relay is gone and back", async () => {
  const world = new SteamWorld({ seed: 14 });
  const [anna] = await world.players("Anna");
  await world.advance(100);
  expect(anna.all("steam_server_connected")).toHaveLength(1);
  world.restartRelay();
  await anna.next("steam_server_disconnected");
  expect(anna.Steam.loggedOn()).toBe(false);
  await anna.next("steam_server_connected", { withinMs: 30_000 });
  expect(anna.Steam.loggedOn()).toBe(true);
  anna.Steam.steamShutdown();
  await world.advance(1000);
  expect(anna.all("steam_server_disconnected")).toHaveLength(1);
});
