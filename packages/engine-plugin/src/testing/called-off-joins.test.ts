// A player presses "Join" and, before anything came of it, "Cancel": the seat must not be taken behind the game's back.
import { expect, test } from "vitest";
import { SteamWorld } from "./index.js";

const ERROR = 5;

async function lobbyOfAnna() {
  const world = new SteamWorld({ network: { lagMs: 40 } });
  const [anna, ben] = await world.players("Anna", "Ben");
  anna.Steam.createLobby(anna.Steam.LOBBY_TYPE_PUBLIC, 4);
  const [, lobby] = await anna.next("lobby_created");
  return { world, anna, ben, lobby };
}

test("leaving a lobby that is still being joined calls that off, and says so once", async () => {
  const { world, anna, ben, lobby } = await lobbyOfAnna();
  ben.Steam.joinLobby(lobby);
  ben.Steam.leaveLobby(lobby);
  await world.advance(1000);
  expect(ben.all("lobby_joined")).toEqual([[lobby, 0, false, ERROR]]);
  expect(ben.Steam.getLobbyOwner(lobby)).toBe(0n);
  expect(anna.Steam.getNumLobbyMembers(lobby)).toBe(1);
});

test("who calls off a move to another lobby too late sits in neither, and hears so", async () => {
  const { world, ben, lobby } = await lobbyOfAnna();
  ben.Steam.createLobby(ben.Steam.LOBBY_TYPE_PUBLIC, 4);
  const [, own] = await ben.next("lobby_created");
  ben.Steam.joinLobby(lobby);
  ben.Steam.leaveLobby(lobby);
  await world.advance(1000);
  expect(ben.all("lobby_kicked")).toEqual([[own, own, 0]]);
  expect([ben.Steam.getLobbyOwner(own), ben.Steam.getLobbyOwner(lobby)]).toEqual([0n, 0n]);
});

test("a move that is not called off tells of no lost lobby, nor does a later join that is", async () => {
  const { world, ben, lobby } = await lobbyOfAnna();
  ben.Steam.createLobby(ben.Steam.LOBBY_TYPE_PUBLIC, 4);
  await ben.next("lobby_created");
  ben.Steam.joinLobby(lobby);
  await ben.next("lobby_joined", { where: (joined) => joined === lobby });
  await world.advance(500);
  ben.Steam.leaveLobby(lobby);
  ben.Steam.joinLobby(lobby);
  ben.Steam.leaveLobby(lobby);
  await world.advance(1000);
  expect(ben.all("lobby_kicked")).toEqual([]);
});

test("who changes their mind twice is in, by one answer", async () => {
  const { world, anna, ben, lobby } = await lobbyOfAnna();
  ben.Steam.joinLobby(lobby);
  ben.Steam.leaveLobby(lobby);
  ben.Steam.joinLobby(lobby);
  await world.advance(1000);
  expect(ben.all("lobby_joined")).toEqual([[lobby, 0, false, 1]]);
  expect([ben.Steam.getNumLobbyMembers(lobby), anna.Steam.getNumLobbyMembers(lobby)]).toEqual([2, 2]);
});

test("who sits there, joins again, leaves and joins once more in one frame is in", async () => {
  const { world, anna, ben, lobby } = await lobbyOfAnna();
  ben.Steam.joinLobby(lobby);
  await ben.next("lobby_joined");
  ben.Steam.joinLobby(lobby);
  ben.Steam.leaveLobby(lobby);
  ben.Steam.joinLobby(lobby);
  await world.advance(1000);
  expect(ben.all("lobby_joined").slice(1)).toEqual([[lobby, 0, false, 1]]);
  expect([ben.Steam.getNumLobbyMembers(lobby), anna.Steam.getNumLobbyMembers(lobby)]).toEqual([2, 2]);
});

test("the next join after a refused one is asked anew", async () => {
  const { anna, ben, lobby } = await lobbyOfAnna();
  anna.Steam.setLobbyJoinable(lobby, false);
  ben.Steam.joinLobby(lobby);
  expect(await ben.next("lobby_joined")).toEqual([lobby, 0, false, ben.Steam.CHAT_ROOM_ENTER_RESPONSE_NOT_ALLOWED]);
  anna.Steam.setLobbyJoinable(lobby, true);
  await anna.next("lobby_data_update");
  ben.Steam.joinLobby(lobby);
  expect(await ben.next("lobby_joined")).toEqual([lobby, 0, false, 1]);
});

test("a lobby 0 that is joined, left and joined is answered each time there is one to wait", async () => {
  const { world, ben } = await lobbyOfAnna();
  ben.Steam.joinLobby(0n);
  ben.Steam.leaveLobby(0n);
  ben.Steam.joinLobby(0n);
  await world.advance(100);
  expect(ben.all("lobby_joined")).toEqual([[0n, 0, false, 2]]);
});
