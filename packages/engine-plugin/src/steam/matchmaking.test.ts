import { expect, test } from "vitest";
import { SteamWorld } from "../testing/index.js";

/** Everybody, and a lobby of Anna's in which only she sits. */
async function lobbyOfAnna(type = 2, max = 4) {
  const world = new SteamWorld({ seed: 5 });
  const [anna, ben, cara] = await world.players("Anna", "Ben", "Cara");
  anna.Steam.createLobby(type, max);
  const [connect, lobby] = await anna.next("lobby_created");
  expect(connect).toBe(anna.Steam.RESULT_OK);
  await world.advance(200);
  return { world, anna, ben, cara, lobby };
}

test("who makes a lobby hears that it is made, that he sits there, and of its data", async () => {
  const world = new SteamWorld();
  const [anna] = await world.players("Anna");
  const { Steam } = anna;
  const heard: unknown[] = [];
  Steam.lobby_created.connect((connect, id) => {
    heard.push(["created", connect, Steam.isLobby(id), Steam.getLobbyOwner(id) === anna.id]);
    expect(Steam.setLobbyData(id, "mode", "duel")).toBe(true);
    expect(Steam.getLobbyData(id, "mode")).toBe("duel");
  });
  Steam.lobby_joined.connect((id, permissions, locked, response) => heard.push(["joined", Steam.getNumLobbyMembers(id), permissions, locked, response]));
  Steam.lobby_data_update.connect((success, id, member) => heard.push(["data", success, id === member]));
  Steam.createLobby(Steam.LobbyType.LOBBY_TYPE_FRIENDS_ONLY);
  await anna.next("lobby_data_update");
  expect(heard.slice(0, 3)).toEqual([
    ["created", 1, true, true],
    ["joined", 1, 0, false, Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS],
    ["data", 1, true],
  ]);
  const [, lobby] = anna.last("lobby_created") ?? [0, 0n];
  expect(Steam.getLobbyMemberLimit(lobby)).toBe(2);
});

test("who joins can read everything at lobby_joined; the others hear lobby_chat_update", async () => {
  const { world, anna, ben, lobby } = await lobbyOfAnna();
  anna.Steam.setLobbyData(lobby, "map", "Köln");
  anna.Steam.setLobbyMemberData(lobby, "team", "rot");
  await world.advance(500);
  let seen: unknown;
  ben.Steam.lobby_joined.connect((id) => {
    const { Steam } = ben;
    const members = [0, 1, 2].map((index) => Steam.getLobbyMemberByIndex(id, index));
    seen = [members, Steam.getLobbyOwner(id), Steam.getLobbyData(id, "map"), Steam.getLobbyMemberData(id, anna.id, "team"), Steam.getFriendPersonaName(anna.id)];
  });
  ben.Steam.joinLobby(`${lobby}`);
  const [update, joined] = await Promise.all([anna.next("lobby_chat_update"), ben.next("lobby_joined")]);
  expect(joined).toEqual([lobby, 0, false, 1]);
  expect(update).toEqual([lobby, ben.id, ben.id, anna.Steam.CHAT_MEMBER_STATE_CHANGE_ENTERED]);
  expect(seen).toEqual([[anna.id, ben.id, 0n], anna.id, "Köln", "rot", "Anna"]);
  await world.advance(500);
  expect(ben.all("lobby_chat_update")).toEqual([]);
});

test("the owner leaves: first who went, then the data, and the new owner is there in both", async () => {
  const { world, anna, ben, cara, lobby } = await lobbyOfAnna();
  ben.Steam.joinLobby(lobby);
  await ben.next("lobby_joined");
  cara.Steam.joinLobby(lobby);
  await cara.next("lobby_joined");
  await world.advance(500);
  const heard: unknown[] = [];
  cara.Steam.lobby_chat_update.connect((id, changed, by, state) => heard.push(["chat", changed, by, state, cara.Steam.getLobbyOwner(id)]));
  cara.Steam.lobby_data_update.connect((success, id, member) => heard.push(["data", success, member, cara.Steam.getLobbyOwner(id)]));
  anna.Steam.leaveLobby(lobby);
  expect([anna.Steam.getNumLobbyMembers(lobby) <= 3, anna.Steam.getLobbyOwner(lobby)]).toEqual([true, 0n]);
  await world.advance(500);
  expect(heard).toEqual([
    ["chat", anna.id, anna.id, 2, ben.id],
    ["data", 1, lobby, ben.id],
  ]);
  expect(anna.all("lobby_chat_update").map(([, who]) => who)).not.toContain(anna.id);
});

test("a lobby is found by its data, and the filters are for one search only", async () => {
  const { world, anna, ben, cara, lobby } = await lobbyOfAnna();
  anna.Steam.setLobbyData(lobby, "mode", "duel");
  anna.Steam.setLobbyData(lobby, "level", 7);
  await world.advance(500);
  const { Steam } = ben;
  const search = async () => {
    Steam.requestLobbyList();
    const [lobbies] = await ben.next("lobby_match_list");
    return lobbies;
  };
  Steam.addRequestLobbyListDistanceFilter(Steam.LOBBY_DISTANCE_FILTER_WORLDWIDE);
  Steam.addRequestLobbyListStringFilter("mode", "duel", Steam.LOBBY_COMPARISON_EQUAL);
  Steam.addRequestLobbyListNumericalFilter("level", 7, Steam.OBBY_COMPARISON_EQUAL_TO_GREATER_THAN);
  Steam.addRequestLobbyListNearValueFilter("level", 3);
  Steam.addRequestLobbyListFilterSlotsAvailable(3);
  Steam.addRequestLobbyListResultCountFilter(10);
  expect(await search()).toEqual([lobby]);
  expect([Steam.getLobbyData(lobby, "mode"), Steam.getNumLobbyMembers(lobby), Steam.getLobbyMemberLimit(lobby)]).toEqual(["duel", 1, 4]);
  expect([Steam.getLobbyOwner(lobby), Steam.getLobbyMemberByIndex(lobby, 0)]).toEqual([0n, 0n]);

  Steam.addRequestLobbyListStringFilter("mode", "coop", Steam.LOBBY_COMPARISON_EQUAL);
  expect(await search()).toEqual([]);
  expect(await search()).toEqual([lobby]);
  expect(cara.all("lobby_match_list")).toEqual([]);
});

test("who joins or makes another lobby without leaving leaves the first, hears of it in the log only, and the others hear LEFT", async () => {
  const { world, anna, ben, lobby } = await lobbyOfAnna();
  ben.Steam.joinLobby(lobby);
  await ben.next("lobby_joined");
  const [cara] = await world.players("Cara II");
  cara.Steam.createLobby(cara.Steam.LOBBY_TYPE_PUBLIC, 4);
  const [, other] = await cara.next("lobby_created");
  anna.Steam.joinLobby(other);
  expect(await anna.next("lobby_joined")).toEqual([other, 0, false, anna.Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS]);
  await world.advance(200);
  expect(ben.all("lobby_chat_update")).toEqual([[lobby, anna.id, anna.id, ben.Steam.CHAT_MEMBER_STATE_CHANGE_LEFT]]);
  expect(ben.Steam.getLobbyOwner(lobby)).toBe(ben.id);
  expect([anna.Steam.getNumLobbyMembers(other), anna.Steam.getLobbyOwner(lobby), anna.Steam.getLobbyMemberByIndex(lobby, 0)]).toEqual([2, 0n, 0n]);
  expect(anna.all("lobby_kicked")).toEqual([]);
  const said = () => anna.log.filter(({ message }) => message.includes("one regular lobby at a time")).map(({ level, message }) => [level, message]);
  expect(said()).toEqual([["warn", expect.stringContaining(`We left lobby ${lobby}, because`)]]);

  anna.Steam.createLobby(anna.Steam.LOBBY_TYPE_PRIVATE, 4);
  const [result, own] = await anna.next("lobby_created");
  expect(result).toBe(anna.Steam.RESULT_OK);
  await world.advance(200);
  expect(cara.all("lobby_chat_update").at(-1)).toEqual([other, anna.id, anna.id, cara.Steam.CHAT_MEMBER_STATE_CHANGE_LEFT]);
  expect(said()).toHaveLength(2);
  // There and back again: what is known is not said twice.
  for (const to of [lobby, own]) {
    anna.Steam.joinLobby(to);
    await anna.next("lobby_joined");
  }
  await world.advance(200);
  expect(said()).toHaveLength(3);
});

test("who is turned away finds the reason in the log; who is let in finds nothing there", async () => {
  const { world, anna, ben, lobby } = await lobbyOfAnna();
  ben.Steam.joinLobby(lobby);
  await ben.next("lobby_joined");
  const said = () => ben.log.map(({ level, message }) => [level, message] as const);
  expect(said()).toEqual([]);

  const [cara] = await world.players("Cara II");
  cara.Steam.createLobby(cara.Steam.LOBBY_TYPE_PUBLIC, 1);
  const [, other] = await cara.next("lobby_created");
  ben.Steam.joinLobby(other);
  const [, , , response] = await ben.next("lobby_joined");
  expect(response).toBe(ben.Steam.CHAT_ROOM_ENTER_RESPONSE_FULL);
  expect(said()).toEqual([["warn", expect.stringMatching(`joinLobby\\(${other}\\) was answered 4: .*full`)]]);
  expect(ben.Steam.getNumLobbyMembers(lobby)).toBe(2);

  for (let count = 0; count < 2; count++) {
    anna.Steam.createLobby(anna.Steam.LOBBY_TYPE_INVISIBLE, 4);
    await anna.next("lobby_created");
  }
  anna.Steam.createLobby(anna.Steam.LOBBY_TYPE_INVISIBLE, 4);
  expect(await anna.next("lobby_created")).toEqual([anna.Steam.RESULT_LIMIT_EXCEEDED, 0n]);
  expect(anna.log.at(-1)?.message).toMatch(/createLobby was answered 25: .*leave one first/);
});

test("everybody hears what is said, who says it too; text of any kind is text", async () => {
  const { world, anna, ben, lobby } = await lobbyOfAnna();
  ben.Steam.joinLobby(lobby);
  await ben.next("lobby_joined");
  expect(anna.Steam.sendLobbyChatMsg(lobby, "grüß dich")).toBe(true);
  expect(anna.Steam.sendLobbyChatMsg(lobby, 42)).toBe(true);
  await world.advance(500);
  for (const player of [anna, ben]) {
    expect(player.all("lobby_message")).toEqual([
      [lobby, anna.id, "grüß dich", 1],
      [lobby, anna.id, "42", 1],
    ]);
  }
  expect(ben.Steam.sendLobbyChatMsg(12345n, "nobody")).toBe(false);
});

test("data is the owner's, member data everybody's own", async () => {
  const { world, anna, ben, lobby } = await lobbyOfAnna();
  ben.Steam.joinLobby(lobby);
  await ben.next("lobby_joined");
  await world.advance(500);
  expect(ben.Steam.setLobbyData(lobby, "mode", "duel")).toBe(false);
  expect(ben.Steam.setLobbyData(lobby, "map", "moor")).toBe(false);
  expect(ben.Steam.sendLobbyChatMsg(lobby, "")).toBe(false);
  expect(ben.log.map(({ level, message }) => [level, message])).toEqual([
    ["error", expect.stringMatching(`setLobbyData did nothing in lobby ${lobby}.*are we its owner`)],
    ["error", expect.stringMatching(`sendLobbyChatMsg did nothing in lobby ${lobby}.*empty`)],
  ]);
  expect(anna.Steam.setLobbyData(lobby, "mode", "duel")).toBe(true);
  expect(anna.Steam.setLobbyData(lobby, "rounds", 3)).toBe(true);
  ben.Steam.setLobbyMemberData(lobby, "ready", true);
  await world.advance(500);
  expect(ben.Steam.getAllLobbyData(lobby)).toEqual({
    0: { index: 0, key: "mode", value: "duel" },
    1: { index: 1, key: "rounds", value: "3" },
  });
  expect(anna.all("lobby_data_update")).toContainEqual([1, lobby, ben.id]);
  expect(ben.all("lobby_data_update")).toContainEqual([1, lobby, lobby]);
  expect(anna.Steam.getLobbyMemberData(lobby, ben.id, "ready")).toBe("true");
  expect([anna.Steam.deleteLobbyData(lobby, "mode"), anna.Steam.deleteLobbyData(lobby, "mode")]).toEqual([true, false]);
  await world.advance(500);
  expect(ben.Steam.getLobbyData(lobby, "mode")).toBe("");
  ben.Steam.setLobbyMemberData(lobby, "k".repeat(256), "too long");
  expect(ben.log.at(-1)?.message).toContain("setLobbyMemberData");
});

test("what the owner may: settings, the next owner, a game server", async () => {
  const { world, anna, ben, cara, lobby } = await lobbyOfAnna();
  ben.Steam.joinLobby(lobby);
  await ben.next("lobby_joined");
  expect([anna.Steam.setLobbyMemberLimit(lobby, 3), anna.Steam.setLobbyJoinable(lobby, false), anna.Steam.setLobbyType(lobby, 0)]).toEqual([true, true, true]);
  expect([ben.Steam.setLobbyMemberLimit(lobby, 9), ben.Steam.setLobbyJoinable(lobby, true), ben.Steam.setLobbyOwner(lobby, ben.id)]).toEqual([false, false, false]);
  expect(anna.Steam.setLobbyMemberLimit(lobby, 251)).toBe(false);
  expect(anna.Steam.getLobbyGameServer(lobby)).toEqual({ ret: false });
  anna.Steam.setLobbyGameServer(lobby, "127.0.0.1", 7777);
  await world.advance(500);
  expect(ben.Steam.getLobbyMemberLimit(lobby)).toBe(3);
  expect(ben.last("lobby_game_created")).toEqual([lobby, 0n, "127.0.0.1", 7777]);
  expect(ben.Steam.getLobbyGameServer(lobby)).toEqual({ ret: true, ip: "127.0.0.1", port: 7777, id: 0n });
  anna.Steam.setLobbyGameServer(lobby, undefined, undefined, ben.id);
  await world.advance(500);
  expect(ben.last("lobby_game_created")).toEqual([lobby, ben.id, "0.0.0.0", 0]);

  cara.Steam.joinLobby(lobby);
  expect(await cara.next("lobby_joined")).toEqual([lobby, 0, false, cara.Steam.CHAT_ROOM_ENTER_RESPONSE_NOT_ALLOWED]);
  expect(anna.Steam.setLobbyOwner(lobby, ben.id)).toBe(true);
  await world.advance(500);
  expect(ben.Steam.getLobbyOwner(lobby)).toBe(ben.id);
  expect(ben.Steam.setLobbyJoinable(lobby, true)).toBe(true);
});

test("a lobby that is not there can be joined and looked at in vain", async () => {
  const { ben, cara, lobby } = await lobbyOfAnna(2, 1);
  const { Steam } = ben;
  for (const nowhere of [109775240917155841n, 0n, "not an id", "109775240917155841 "]) {
    Steam.joinLobby(nowhere);
    const [, , , response] = await ben.next("lobby_joined");
    expect(response).toBe(Steam.CHAT_ROOM_ENTER_RESPONSE_DOESNT_EXIST);
  }
  cara.Steam.joinLobby(lobby);
  expect(await cara.next("lobby_joined")).toEqual([lobby, 0, false, cara.Steam.CHAT_ROOM_ENTER_RESPONSE_FULL]);
  expect(Steam.requestLobbyData(109775240917155841n)).toBe(true);
  expect(await ben.next("lobby_data_update")).toEqual([0, 109775240917155841n, 109775240917155841n]);
  expect(Steam.requestLobbyData(lobby)).toBe(true);
  expect(await ben.next("lobby_data_update")).toEqual([1, lobby, lobby]);
  expect([Steam.getLobbyData(1n, "x"), Steam.getNumLobbyMembers(1n), Steam.getLobbyMemberLimit(1n), Steam.getAllLobbyData(1n), Steam.getLobbyOwner(1n)]).toEqual(["", 0, 0, {}, 0n]);
});

test("asking to join twice is one question; a number is no id, and says so", async () => {
  const { world, anna, ben, lobby } = await lobbyOfAnna();
  ben.Steam.joinLobby(lobby);
  ben.Steam.joinLobby(lobby);
  await world.advance(1000);
  expect(ben.all("lobby_joined")).toEqual([[lobby, 0, false, 1]]);
  // As a program that is not checked by a compiler might.
  const ask = (anna.Steam as unknown as { getNumLobbyMembers: (lobby: number) => number }).getNumLobbyMembers;
  expect(ask(Number(lobby))).toBe(0);
  expect(anna.log.at(-1)?.message).toContain("give its id as bigint");
});

test("a player without a connection is kicked, and the others hear DISCONNECTED", async () => {
  const { world, anna, ben, lobby } = await lobbyOfAnna();
  ben.Steam.joinLobby(lobby);
  await ben.next("lobby_joined");
  await world.advance(500);
  ben.network.cut();
  expect(await anna.next("lobby_chat_update", { withinMs: 60_000 })).toEqual([lobby, ben.id, ben.id, anna.Steam.CHAT_MEMBER_STATE_CHANGE_DISCONNECTED]);
  ben.network.restore();
  expect(await ben.next("lobby_kicked", { withinMs: 60_000 })).toEqual([lobby, lobby, 1]);
  expect(ben.Steam.getLobbyOwner(lobby)).toBe(0n);
});

test("a search without an answer: an error, the older signal, and no list", async () => {
  const { world, ben } = await lobbyOfAnna();
  ben.network.cut();
  ben.Steam.requestLobbyList();
  await ben.next("steamworks_error", { withinMs: 60_000 });
  expect(ben.last("steamworks_error")).toEqual(["lobby_match_list", "io_failure"]);
  expect(ben.all("lobby_match_list")).toEqual([]);
  expect(ben.log.some(({ level, message }) => level === "error" && /lobby list could not be had \(16\): no answer/.test(message))).toBe(true);
  ben.Steam.createLobby(2, 4);
  const [connect, lobby] = await ben.next("lobby_created", { withinMs: 60_000 });
  expect([connect !== 1, lobby]).toEqual([true, 0n]);
  await world.advance(1000);
});

test("without a connection everything answers GodotSteam's default, and there are no favourites", async () => {
  const world = new SteamWorld({ connect: false });
  const { Steam } = world.addPlayer("Anna");
  await world.advance(500);
  const answers = [
    Steam.createLobby(2), Steam.joinLobby(1n), Steam.leaveLobby(1n), Steam.inviteUserToLobby(1n, 2n), Steam.requestLobbyList(), Steam.getNumLobbyMembers(1n),
    Steam.getLobbyMemberByIndex(1n, 0), Steam.getLobbyData(1n, "k"), Steam.setLobbyData(1n, "k", "v"), Steam.getAllLobbyData(1n), Steam.deleteLobbyData(1n, "k"),
    Steam.getLobbyMemberData(1n, 2n, "k"), Steam.setLobbyMemberData(1n, "k", "v"), Steam.sendLobbyChatMsg(1n, "hi"), Steam.requestLobbyData(1n),
    Steam.setLobbyGameServer(1n), Steam.getLobbyGameServer(1n), Steam.setLobbyMemberLimit(1n, 2), Steam.getLobbyMemberLimit(1n), Steam.setLobbyType(1n, 2),
    Steam.setLobbyJoinable(1n, true), Steam.getLobbyOwner(1n), Steam.setLobbyOwner(1n, 2n), Steam.getFavoriteGames(), Steam.addFavoriteGame("", 1, 2, 0, 0),
    Steam.removeFavoriteGame(480, "", 1, 2, 0),
  ];
  expect(answers).toEqual([
    undefined, undefined, undefined, false, undefined, 0, 0n, "", false, {}, false, "", undefined, false, false, undefined, {}, false, 0, false, false, 0n, false, [],
    0, false,
  ]);
});

test("everything can be reached by its name, and connected as in Godot 3", async () => {
  const world = new SteamWorld();
  const anna = await world.player("Anna");
  const { Steam } = anna;
  const game = {
    lobby: 0n,
    _on_Lobby_Created(connect: number, lobby_id: bigint) {
      if (connect === 1) this.lobby = lobby_id;
      Steam.call("setLobbyData", lobby_id, "mode", "duel");
    },
  };
  Steam.connect("lobby_created", game, "_on_Lobby_Created");
  expect(Steam.has_method("createLobby")).toBe(true);
  Steam.call("createLobby", Steam.get("LOBBY_TYPE_PUBLIC"), 2);
  await anna.next("lobby_joined");
  expect(game.lobby).not.toBe(0n);
  expect(Steam.callv("getLobbyData", [game.lobby, "mode"])).toBe("duel");
});

test("a restarted relay has the lobby again, as its members left it", async () => {
  const { world, anna, ben, lobby } = await lobbyOfAnna();
  ben.Steam.joinLobby(lobby);
  await ben.next("lobby_joined");
  anna.Steam.setLobbyData(lobby, "mode", "duel");
  await world.advance(1000);
  world.restartRelay();
  await world.advance(30_000);
  for (const { Steam } of [anna, ben]) {
    expect([Steam.getNumLobbyMembers(lobby), Steam.getLobbyOwner(lobby), Steam.getLobbyData(lobby, "mode")]).toEqual([2, anna.id, "duel"]);
  }
  expect(ben.all("lobby_kicked")).toEqual([]);
  expect(anna.Steam.sendLobbyChatMsg(lobby, "still here?")).toBe(true);
  expect(await ben.next("lobby_message")).toEqual([lobby, anna.id, "still here?", 1]);
});
