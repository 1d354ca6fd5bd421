import { expect, test } from "vitest";
import { type Filters, NO_FILTERS } from "./lobby-search.js";
import type { LobbyOptions } from "./lobby-options.js";
import { type LobbyPlayer, lobbyWorld, options, together } from "./lobby-world.test.helper.js";

type World = ReturnType<typeof lobbyWorld>["world"];

async function searchBy(world: World, { game }: LobbyPlayer, filters: Partial<Filters> = {}): Promise<string[]> {
  game.search.search({ ...NO_FILTERS, ...filters });
  expect(game.search.searching).toBe(true);
  await world.until(() => !game.search.searching, { what: "the list" });
  // Friends' lobbies are looked at one by one.
  await world.advance(300);
  return game.search.found.map(({ name }) => name).sort();
}

test("each filter finds what it says", async () => {
  const { world } = lobbyWorld();
  const searcher = await world.player("Zoe");
  const makers = await world.players("Anna", "Ben", "Cara", "Dora", "Emil");
  const made: Partial<LobbyOptions>[] = [
    { name: "Copper one", rounds: 1 },
    { name: "Copper two", rounds: 3, size: 2 },
    { name: "Wood", surface: "wood", rounds: 3 },
    { name: "Enamel", surface: "enamel", type: "invisible" },
    { name: "Hidden", type: "private" },
  ];
  for (const [index, maker] of makers.entries()) await together(world, [maker], made[index] ?? {});
  makers[2].game.lobby.set_playing(true);
  await world.advance(300);

  expect(await searchBy(world, searcher)).toEqual(["Copper one", "Copper two", "Enamel", "Wood"]);
  expect(searcher.game.search.found.find(({ name }) => name === "Wood")).toEqual({
    lobby_id: makers[2].game.lobby.lobby_id, name: "Wood", members: 1, size: 8, surface: "wood", rounds: 3, playing: true, friends: false,
  });
  expect(await searchBy(world, searcher, { name: " COPPER " })).toEqual(["Copper one", "Copper two"]);
  expect(await searchBy(world, searcher, { surface: "wood" })).toEqual(["Wood"]);
  expect(await searchBy(world, searcher, { rounds: 3 })).toEqual(["Copper two", "Wood"]);
  expect(await searchBy(world, searcher, { rounds: 3, running: "waiting" })).toEqual(["Copper two"]);
  expect(await searchBy(world, searcher, { openSeats: 2 })).toEqual(["Copper one", "Enamel", "Wood"]);
  expect(await searchBy(world, searcher, { openSeats: 0, surface: "copper", rounds: 2 })).toEqual([]);

  makers[0].game.lobby.lock(true);
  searcher.game.lobby.join_lobby(makers[1].game.lobby.lobby_id);
  await world.until(() => searcher.game.lobby.lobby_id !== 0n);
  expect(await searchBy(world, makers[4])).toEqual(["Enamel", "Wood"]);
});

test("the lobbies of other games at the same relay are not shown", async () => {
  const { world } = lobbyWorld();
  const [anna, ben] = await world.players("Anna", "Ben");
  const tutorial = await world.player("Tutorial", { game: () => undefined as never });
  tutorial.Steam.createLobby(tutorial.Steam.LOBBY_TYPE_PUBLIC, 10);
  const [, lobby] = await tutorial.next("lobby_created");
  tutorial.Steam.setLobbyData(lobby, "name", "Tutorial's lobby");
  tutorial.Steam.setLobbyData(lobby, "mode", "Lobby tutorial");
  tutorial.Steam.setLobbyData(lobby, "version", "1");
  await together(world, [anna], { name: "Ours" });
  expect(await searchBy(world, ben)).toEqual(["Ours"]);
});

test("of friends there are those lobbies too that nobody else finds, marked, and first", async () => {
  const { world } = lobbyWorld();
  const [anna, ben, cara, dora] = await world.players("Anna", "Ben", "Cara", "Dora");
  // Having played together makes friends.
  await together(world, [anna, ben], { name: "Before" });
  anna.game.lobby.leave_lobby();
  ben.game.lobby.leave_lobby();
  await world.advance(500);
  const lobby = await together(world, [anna], { name: "Friends", type: "friends" });
  await together(world, [dora], { name: "Anybody" });
  await world.advance(3000);

  expect(await searchBy(world, cara)).toEqual(["Anybody"]);
  expect(await searchBy(world, ben)).toEqual(["Anybody", "Friends"]);
  expect(ben.game.search.found.map(({ name, friends }) => [name, friends])).toEqual([["Friends", true], ["Anybody", false]]);
  expect(await searchBy(world, ben, { surface: "wood" })).toEqual([]);
  expect(await searchBy(world, ben, { name: "fri" })).toEqual(["Friends"]);
  ben.game.lobby.join_lobby(lobby);
  await world.until(() => anna.game.names.length === 2);
});

test("a friend in another game's lobby is not shown", async () => {
  const { world } = lobbyWorld();
  const [anna, ben] = await world.players("Anna", "Ben");
  await together(world, [anna, ben]);
  anna.game.lobby.leave_lobby();
  ben.game.lobby.leave_lobby();
  anna.Steam.createLobby(anna.Steam.LOBBY_TYPE_FRIENDS_ONLY, 4);
  await anna.next("lobby_created");
  await world.advance(1000);
  expect(await searchBy(world, ben)).toEqual([]);
  expect(ben.game.search.failure).toBeUndefined();
});

test("a second search gives up the first, and quick match's own does not show in the list", async () => {
  const { world } = lobbyWorld();
  const [anna, ben] = await world.players("Anna", "Ben");
  await together(world, [anna], { name: "Wood", surface: "wood", rounds: 3 });
  ben.game.search.search({ ...NO_FILTERS, surface: "copper" });
  expect(await searchBy(world, ben, { surface: "wood" })).toEqual(["Wood"]);

  ben.game.search.search({ ...NO_FILTERS, surface: "copper" });
  ben.game.quick_match.start();
  expect(ben.game.search.searching).toBe(false);
  await world.until(() => ben.game.lobby.lobby_id !== 0n);
  expect(ben.game.search.found.map(({ name }) => name)).toEqual(["Wood"]);
});

test("hostile data in a lobby is made harmless", async () => {
  const { world } = lobbyWorld();
  const ben = await world.player("Ben");
  const rude = await world.player("Rude", { game: () => undefined as never });
  rude.Steam.createLobby(rude.Steam.LOBBY_TYPE_PUBLIC, 250);
  const [, lobby] = await rude.next("lobby_created");
  const data = { game: "sumovar", version: "1", name: `\u202e${"x".repeat(5000)}`, surface: "lava", rounds: "1e999", bots: "-7", kind: "evil", banned: "1,,abc,-5,9999999999999999999999999", phase: "?" };
  for (const [key, value] of Object.entries(data)) rude.Steam.setLobbyData(lobby, key, value);
  await world.advance(300);
  expect(await searchBy(world, ben)).toEqual(["x".repeat(40)]);
  expect(ben.game.search.found[0]).toMatchObject({ size: 8, surface: "copper", rounds: 1, playing: false });
  ben.game.lobby.join_lobby(lobby);
  await world.until(() => ben.game.lobby.lobby_id === lobby);
  expect(ben.game.lobby.options).toEqual(options({ name: "x".repeat(40), type: "private", rounds: 1, bots: 0 }));
});
