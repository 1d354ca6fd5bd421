import { describe, expect, test } from "vitest";
import { LOST_SEAT, RELAY_FORGOT } from "./failure-words.js";
import { lobbyWorld, options, together } from "./lobby-world.test.helper.js";

const seeds = [1, 2, 3];

describe("mishaps", () => {
  test.each(seeds)("a reload leads back into the same seat, and the others hear nothing (seed %d)", async (seed) => {
    const { world } = lobbyWorld(seed);
    const players = await world.players("Anna", "Ben", "Cara");
    const [anna, ben] = players;
    const lobby = await together(world, players);
    ben.game.lobby.set_colour(6);
    ben.game.lobby.set_ready(true);
    await world.until(() => anna.game.lobby.members[1]?.ready === true);
    const heard = anna.game.chat_texts;
    ben.reload();
    await ben.ready();
    await world.until(() => ben.game.lobby.lobby_id === lobby);
    expect(ben.game.names).toEqual(["Anna*", "Ben", "Cara"]);
    expect(ben.game.lobby.members[1]).toMatchObject({ ready: true, colour: 6, self: true });
    await world.advance(2500);
    expect(anna.game.chat_texts).toEqual(heard);
    expect(anna.game.lobby.members[1]?.ping).toBeGreaterThan(0);
    expect(ben.game.lobby.members[0]?.ping).toBeGreaterThan(0);
    ben.game.chat.say("back");
    await world.until(() => anna.game.chat_texts.includes("Ben: back"));
  });

  test("a reload in a lobby of which nobody is left says so, once", async () => {
    const { world } = lobbyWorld();
    const [anna] = await world.players("Anna");
    await together(world, [anna]);
    anna.close();
    await world.advance(10_000);
    anna.reload();
    await anna.ready();
    await world.until(() => anna.game.failures.length === 1);
    expect(anna.game.failures[0]).toEqual({ text: "The lobby in which you sat is gone: nobody was left in it.", action: { label: "Find another lobby", does: "browse" } });
    anna.reload();
    await anna.ready();
    await world.advance(2000);
    expect(anna.game.failures).toEqual([]);
  });

  test("who left does not come back with a reload", async () => {
    const { world, tab } = lobbyWorld();
    const players = await world.players("Anna", "Ben");
    const [, ben] = players;
    await together(world, players);
    ben.game.lobby.leave_lobby();
    expect(tab("Ben").stored.size).toBe(0);
    ben.reload();
    await ben.ready();
    await world.advance(2000);
    expect(ben.game.lobby.lobby_id).toBe(0n);
  });

  test("away for too long: the seat is lost, the words say so, and one can sit down again", async () => {
    const { world } = lobbyWorld();
    const players = await world.players("Anna", "Ben");
    const [anna, ben] = players;
    const lobby = await together(world, players);
    ben.network.cut();
    await world.until(() => anna.game.names.length === 1, { withinMs: 40_000 });
    expect(anna.game.chat_texts.at(-1)).toBe("(Ben lost the connection.)");
    ben.network.restore();
    await world.until(() => ben.game.exits.length === 1, { withinMs: 30_000 });
    expect(ben.game.exits).toEqual([LOST_SEAT]);
    ben.game.lobby.try_again();
    await world.until(() => ben.game.lobby.lobby_id === lobby && anna.game.names.length === 2);
  });

  test("the relay is restarted: everybody keeps the seat", async () => {
    const { world } = lobbyWorld();
    const players = await world.players("Anna", "Ben", "Cara");
    await together(world, players);
    players[1].game.lobby.set_ready(true);
    await world.advance(500);
    world.restartRelay({ downMs: 3000, crash: true });
    await world.advance(20_000);
    for (const { game } of players) {
      expect(game.names).toEqual(["Anna*", "Ben", "Cara"]);
      expect(game.lobby.members[1]?.ready).toBe(true);
      expect(game.exits).toEqual([]);
    }
    players[0].game.chat.say("still there?");
    await world.until(() => players.every(({ game }) => game.chat_texts.includes("Anna: still there?")));
  });

  test("the relay comes back without its key: all is lost, and said so", async () => {
    const { world } = lobbyWorld();
    const players = await world.players("Anna", "Ben");
    await together(world, players);
    world.restartRelay({ downMs: 1000, newKey: true });
    await world.until(() => players.every(({ game }) => game.lobby.lobby_id === 0n), { withinMs: 60_000 });
    for (const { game } of players) expect(game.exits).toEqual([RELAY_FORGOT]);
    const [anna, ben] = players;
    const lobby = await together(world, [anna]);
    ben.game.lobby.join_lobby(lobby);
    await world.until(() => anna.game.names.length === 2);
  });

  test("the relay is away: making and joining fail in words, and trying again helps when it is back", async () => {
    const { world } = lobbyWorld();
    const [anna] = await world.players("Anna");
    anna.network.cut();
    await world.advance(6000);
    anna.game.lobby.create_lobby(options());
    await world.until(() => anna.game.failures.length === 1, { withinMs: 30_000 });
    anna.game.search.search();
    await world.until(() => !anna.game.search.searching, { withinMs: 30_000 });
    anna.game.lobby.join_lobby(12345n);
    await world.until(() => anna.game.failures.length === 2, { withinMs: 30_000 });
    expect(anna.game.search.failure?.action?.does).toBe("try-again");
    expect(anna.game.failures.map(({ action }) => action?.does)).toEqual(["try-again", "try-again"]);
    for (const { text } of anna.game.failures) expect(text).toContain("did not answer");
    anna.network.restore();
    await world.advance(10_000);
    anna.game.lobby.create_lobby(options());
    await world.until(() => anna.game.lobby.lobby_id !== 0n);
  });
});
