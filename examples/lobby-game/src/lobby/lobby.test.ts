import { describe, expect, test } from "vitest";
import { OTHER_GAME, OTHER_VERSION } from "./failure-words.js";
import { GAME, VERSION } from "./lobby-data.js";
import { lobbyWorld, options, together } from "./lobby-world.test.helper.js";

const seeds = [1, 2, 3];

describe("coming and going", () => {
  test.each(seeds)("one makes a lobby, two join, and all see the same (seed %d)", async (seed) => {
    const { world } = lobbyWorld(seed);
    const players = await world.players("Anna", "Ben", "Cara");
    const [anna, ben, cara] = players;
    await together(world, players, { name: "Tea at Anna's", rounds: 3, surface: "wood", bots: 2, size: 6 });
    for (const { game } of players) {
      expect(game.names).toEqual(["Anna*", "Ben", "Cara"]);
      expect(game.lobby.options).toEqual({ name: "Tea at Anna's", rounds: 3, surface: "wood", bots: 2, size: 6, type: "public" });
      expect(game.lobby.busy).toBe("");
      expect(game.colours).toEqual(anna.game.colours);
    }
    expect(anna.game.lobby.is_owner).toBe(true);
    expect(ben.game.lobby.is_owner).toBe(false);
    expect(cara.game.lobby.members.map(({ self }) => self)).toEqual([false, false, true]);

    ben.game.lobby.leave_lobby();
    expect(ben.game.lobby.lobby_id).toBe(0n);
    expect(ben.game.lobby.members).toEqual([]);
    expect(ben.game.exits).toEqual([undefined]);
    await world.until(() => anna.game.names.length === 2 && cara.game.names.length === 2);
    expect(anna.game.chat_texts).toEqual(["(Ben has come.)", "(Cara has come.)", "(Ben has left.)"]);
  });

  test.each(seeds)("the ping of each member is known within two seconds (seed %d)", async (seed) => {
    const { world } = lobbyWorld(seed);
    const players = await world.players("Anna", "Ben", "Cara", "Dora");
    await together(world, players);
    await world.advance(2000);
    for (const { game, id } of players) {
      for (const { ping, steam_id } of game.lobby.members) {
        if (steam_id === id) expect(ping).toBe(0);
        else expect(ping).toBeGreaterThanOrEqual(150);
        expect(ping).toBeLessThan(400);
      }
    }
  });

  test.each(seeds)("two press join for the last seat: one sits, the other hears why not (seed %d)", async (seed) => {
    const { world } = lobbyWorld(seed);
    const [anna, ben, cara] = await world.players("Anna", "Ben", "Cara");
    const lobby = await together(world, [anna], { size: 2 });
    const both = [ben.game, cara.game];
    for (const game of both) game.lobby.join_lobby(lobby);
    await world.until(() => both.every((game) => game.lobby.busy === ""));
    expect(both.filter((game) => game.lobby.lobby_id === lobby)).toHaveLength(1);
    expect(both.flatMap((game) => game.failures)).toEqual([{ text: "The last seat was just taken.", action: { label: "Find another lobby", does: "browse" } }]);
  });

  test("the host leaves: who has sat there longest is the host, and everybody is told", async () => {
    const { world } = lobbyWorld();
    const players = await world.players("Anna", "Ben", "Cara");
    const [anna, ben, cara] = players;
    await together(world, players);
    anna.game.lobby.leave_lobby();
    await world.until(() => ben.game.lobby.is_owner && cara.game.names.length === 2);
    expect(cara.game.names).toEqual(["Ben*", "Cara"]);
    expect(ben.game.chat_texts.slice(-2)).toEqual(["(Anna has left.)", "(You are the host now.)"]);
    expect(cara.game.chat_texts.slice(-2)).toEqual(["(Anna has left.)", "(Ben is the host now.)"]);
  });

  test("a lobby that is gone, and one that is called off while it is being made", async () => {
    const { world } = lobbyWorld();
    const [anna, ben] = await world.players("Anna", "Ben");
    const lobby = await together(world, [anna]);
    anna.game.lobby.leave_lobby();
    await world.advance(500);
    ben.game.lobby.join_lobby(lobby);
    expect(ben.game.lobby.busy).toBe("joining");
    await world.until(() => ben.game.failures.length === 1);
    expect(ben.game.failures[0]?.text).toContain("gone");

    anna.game.lobby.create_lobby(options({ name: "No" }));
    anna.game.lobby.leave_lobby();
    anna.game.lobby.create_lobby(options({ name: "Yes" }));
    await world.until(() => anna.game.lobby.lobby_id !== 0n);
    await world.advance(2000);
    expect(anna.game.lobby.options.name).toBe("Yes");
    expect(anna.game.names).toEqual(["Anna*"]);
    ben.game.search.search();
    await world.until(() => !ben.game.search.searching);
    expect(ben.game.search.found.map(({ name }) => name)).toEqual(["Yes"]);
  });

  test("a join that is called off leaves nobody on a seat", async () => {
    const { world } = lobbyWorld();
    const [anna, ben] = await world.players("Anna", "Ben");
    const lobby = await together(world, [anna]);
    ben.game.lobby.join_lobby(lobby);
    ben.game.lobby.leave_lobby();
    await world.advance(2000);
    expect(anna.game.names).toEqual(["Anna*"]);
    expect(ben.game.lobby.lobby_id).toBe(0n);
    expect(ben.game.failures).toEqual([]);
  });

  test("who joins another lobby keeps the seat until the other one is sure", async () => {
    const { world } = lobbyWorld();
    const [anna, ben, cara] = await world.players("Anna", "Ben", "Cara");
    const full = await together(world, [anna], { size: 2 });
    const own = await together(world, [cara]);
    ben.game.lobby.join_lobby(full);
    await world.until(() => ben.game.lobby.lobby_id === full);
    cara.game.lobby.join_lobby(full);
    await world.until(() => cara.game.failures.length === 1);
    expect(cara.game.lobby.lobby_id).toBe(own);
    expect(cara.game.names).toEqual(["Cara*"]);

    ben.game.lobby.join_lobby(own);
    await world.until(() => cara.game.names.length === 2);
    expect(ben.game.lobby.lobby_id).toBe(own);
    expect(ben.game.exits).toEqual([undefined]);
    await world.until(() => anna.game.names.length === 1);
  });

  test("another game's lobby, and another version's, are not for us", async () => {
    const { world } = lobbyWorld();
    const ben = await world.player("Ben");
    const anna = await world.player("Anna", { game: () => undefined as never });
    anna.Steam.createLobby(anna.Steam.LOBBY_TYPE_PUBLIC, 4);
    const [, lobby] = await anna.next("lobby_created");
    anna.Steam.setLobbyData(lobby, "game", "chess");
    await world.advance(300);
    ben.game.lobby.join_lobby(lobby);
    await world.until(() => ben.game.failures.length === 1);
    anna.Steam.setLobbyData(lobby, "game", "sumovar");
    anna.Steam.setLobbyData(lobby, "version", "0");
    await world.advance(300);
    ben.game.lobby.join_lobby(lobby);
    await world.until(() => ben.game.failures.length === 2);
    expect(ben.game.failures).toEqual([OTHER_GAME, OTHER_VERSION]);
    await world.advance(500);
    expect(ben.game.lobby.lobby_id).toBe(0n);
    expect(anna.Steam.getNumLobbyMembers(lobby)).toBe(1);
  });

  test("a lobby that is joined before its data is there is waited for, and one that says nothing is not ours", async () => {
    const { world } = lobbyWorld();
    const ben = await world.player("Ben");
    const anna = await world.player("Anna", { game: () => undefined as never });
    anna.Steam.createLobby(anna.Steam.LOBBY_TYPE_PUBLIC, 4);
    const [, lobby] = await anna.next("lobby_created");
    ben.game.lobby.join_lobby(lobby);
    await anna.next("lobby_chat_update");
    expect([ben.game.lobby.lobby_id, ben.game.failures]).toEqual([0n, []]);
    anna.Steam.setLobbyData(lobby, "game", GAME);
    anna.Steam.setLobbyData(lobby, "version", VERSION);
    await world.until(() => ben.game.lobby.lobby_id === lobby);

    ben.game.lobby.leave_lobby();
    anna.Steam.deleteLobbyData(lobby, "game");
    await world.advance(300);
    ben.game.lobby.join_lobby(lobby);
    await world.until(() => ben.game.failures.length === 1);
    expect(ben.game.failures).toEqual([OTHER_GAME]);
    await world.until(() => anna.Steam.getNumLobbyMembers(lobby) === 1);
  });

  test("joining as fast as a machine: the words say to wait, and waiting helps", async () => {
    const { world } = lobbyWorld();
    const [anna, ben] = await world.players("Anna", "Ben");
    const lobby = await together(world, [anna]);
    for (let attempt = 0; attempt < 30 && ben.game.failures.length === 0; attempt++) {
      ben.game.lobby.join_lobby(lobby);
      await world.until(() => ben.game.lobby.busy === "");
      if (ben.game.lobby.lobby_id !== 0n) ben.game.lobby.leave_lobby();
    }
    expect(ben.game.failures[0]?.text).toContain("many tries");
    expect(ben.game.failures[0]?.action?.does).toBe("try-again");
    await world.advance(5000);
    ben.game.lobby.try_again();
    await world.until(() => ben.game.lobby.lobby_id === lobby);
  });
});

describe("invitations", () => {
  test.each(["private", "friends", "public", "invisible"] as const)("the link of a %s lobby leads into it", async (type) => {
    const { world, tab } = lobbyWorld();
    const [anna] = await world.players("Anna");
    const lobby = await together(world, [anna], { type });
    const { invite_link } = anna.game.lobby;
    expect(invite_link).toBe(`https://sumovar.example/play?relay=https%3A%2F%2Frelay.example&connect_lobby=${lobby}`);
    tab("Ben").invitation = new URL(invite_link).searchParams.get("connect_lobby") ?? "";
    const ben = await world.player("Ben");
    await world.until(() => ben.game.lobby.lobby_id === lobby);
    expect(tab("Ben").invitation).toBe("");
    expect(ben.game.lobby.options.type).toBe(type);
  });

  test("an accepted invitation leads from one lobby into the other", async () => {
    const { world } = lobbyWorld();
    const [anna, ben] = await world.players("Anna", "Ben");
    const lobby = await together(world, [anna], { type: "private" });
    await together(world, [ben]);
    ben.Steam.join_requested.emit(lobby, anna.id);
    await world.until(() => anna.game.names.length === 2);
    expect(ben.game.lobby.lobby_id).toBe(lobby);
  });

  test("there is no link for a lobby that was public and is private now; nobody would get in by it", async () => {
    const { world } = lobbyWorld();
    const [anna, ben] = await world.players("Anna", "Ben");
    const lobby = await together(world, [anna]);
    anna.game.lobby.set_options({ type: "private" });
    expect(anna.game.lobby.invite_link).toBe("");
    expect(anna.game.lobby.options.type).toBe("private");
    await world.advance(500);
    ben.game.lobby.join_lobby(lobby);
    await world.until(() => ben.game.failures.length === 1);
    expect(ben.game.failures[0]?.text).toContain("closed");
  });
});
