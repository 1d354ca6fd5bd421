import { describe, expect, test } from "vitest";
import { KICKED } from "./failure-words.js";
import { lobbyWorld, options, together } from "./lobby-world.test.helper.js";

const seeds = [1, 2, 3];

describe("the host", () => {
  test("changes options, locks, hands over; guests' attempts do nothing", async () => {
    const { world } = lobbyWorld();
    const players = await world.players("Anna", "Ben");
    const [anna, ben] = players;
    await together(world, players);
    ben.game.lobby.set_options({ rounds: 1 });
    ben.game.lobby.lock(true);
    ben.game.lobby.kick(anna.id);
    ben.game.lobby.make_host(ben.id);
    ben.game.lobby.set_playing(true);
    anna.game.lobby.set_options({ rounds: 3, bots: 4, size: 4, name: "  \u202eNew\nname " });
    anna.game.lobby.lock(true);
    await world.until(() => ben.game.lobby.locked);
    expect(ben.game.lobby.options).toEqual(options({ rounds: 3, bots: 4, size: 4, name: "New name" }));
    expect(ben.game.names).toEqual(["Anna*", "Ben"]);
    expect(ben.game.lobby.playing).toBe(false);
    expect(ben.game.lobby.invite_link).toBe("");
    expect(ben.log.filter(({ level }) => level === "error")).toEqual([]);

    anna.game.lobby.make_host(ben.id);
    await world.until(() => ben.game.lobby.is_owner);
    expect(anna.game.lobby.is_owner).toBe(false);
    ben.game.lobby.lock(false);
    ben.game.lobby.set_playing(true);
    await world.until(() => anna.game.lobby.playing);
    expect(anna.game.lobby.locked).toBe(false);
  });

  test.each(seeds)("sends somebody away, who hears why and cannot come back (seed %d)", async (seed) => {
    const { world } = lobbyWorld(seed);
    const players = await world.players("Anna", "Ben", "Cara");
    const [anna, ben, cara] = players;
    const lobby = await together(world, players);
    anna.game.lobby.kick(ben.id);
    await world.until(() => ben.game.lobby.lobby_id === 0n);
    expect(ben.game.exits).toEqual([KICKED]);
    await world.until(() => cara.game.names.length === 2);
    for (const { game } of [anna, cara]) expect(game.chat_texts).toContain("(Ben was asked to leave.)");
    await world.until(() => anna.Steam.getNumLobbyMembers(lobby) === 2);

    ben.game.lobby.join_lobby(lobby);
    await world.until(() => ben.game.failures.length === 1);
    expect(ben.game.failures).toEqual([KICKED]);
    ben.game.search.search();
    await world.until(() => !ben.game.search.searching);
    expect(ben.game.search.found).toEqual([]);
    await world.advance(1000);
    for (const { game } of [anna, cara]) expect(game.chat_texts.filter((text) => text === "(Ben has come.)").length).toBeLessThanOrEqual(1);

    // A new page knows nothing of it any more.
    ben.reload();
    await ben.ready();
    ben.game.lobby.join_lobby(lobby);
    await world.until(() => ben.game.failures.length === 1);
    expect(ben.game.failures).toEqual([KICKED]);
    expect(anna.game.names).toEqual(["Anna*", "Cara"]);
  });

  test("a page that does not go when it is asked to is heard and shown no more", async () => {
    const { world } = lobbyWorld();
    const players = await world.players("Anna", "Ben");
    const [anna, ben] = players;
    const rude = await world.player("Rude", { game: () => undefined as never });
    const lobby = await together(world, players);
    rude.Steam.joinLobby(lobby);
    await rude.next("lobby_joined");
    await world.until(() => anna.game.names.length === 3);
    anna.game.lobby.kick(rude.id);
    await world.until(() => ben.game.names.length === 2);
    rude.Steam.sendMessageToUser(ben.id, new Uint8Array([1, 2, 3]), 8, 3);
    await world.advance(2000);
    expect(ben.game.post.read(3, 10)).toEqual([]);
    expect(ben.game.post.send(rude.id, 3, new Uint8Array([1]), 8)).toBe(ben.Steam.RESULT_ACCESS_DENIED);
    expect(ben.game.names).toEqual(["Anna*", "Ben"]);
  });
});

describe("one's own data", () => {
  test("ready and rematch are seen by all, and taken back when a match begins", async () => {
    const { world } = lobbyWorld();
    const players = await world.players("Anna", "Ben");
    const [anna, ben] = players;
    await together(world, players);
    ben.game.lobby.set_ready(true);
    ben.game.lobby.set_rematch(true);
    expect(ben.game.lobby.members[1]).toMatchObject({ ready: true, rematch: true });
    await world.until(() => anna.game.lobby.members[1]?.ready === true && anna.game.lobby.members[1].rematch);
    expect(anna.game.lobby.members[0]?.ready).toBe(false);
    anna.game.lobby.set_playing(true);
    await world.until(() => anna.game.lobby.members[1]?.ready === false && !anna.game.lobby.members[1].rematch);
  });

  test("the members stay the same array until something changes", async () => {
    const { world } = lobbyWorld(1, { lagMs: 20 });
    const players = await world.players("Anna", "Ben");
    await together(world, players);
    const [anna, ben] = players;
    const { members } = anna.game.lobby;
    expect(anna.game.lobby.members).toBe(members);
    ben.game.lobby.set_ready(true);
    await world.until(() => anna.game.lobby.members !== members);
  });

  test.each([1, 2, 3, 4, 5])("colours are never alike, at no moment and for nobody (seed %d)", async (seed) => {
    const { world } = lobbyWorld(seed);
    const players = await world.players("Anna", "Ben", "Cara", "Dora", "Emil", "Fini", "Gerd", "Hana");
    for (const { game } of players) game.lobby.set_colour(3);
    world.onFrame(() => {
      for (const { game } of players) expect(new Set(game.colours).size).toBe(game.colours.length);
    });
    await together(world, players);
    await world.advance(1000);
    const [anna, ben, cara] = players;
    for (const { game } of players) expect(game.colours).toEqual(anna.game.colours);
    expect(anna.game.colours[0]).toBe(3);

    // Two leave, and two want the colour that is free at the same moment.
    const [, , , free, other] = anna.game.colours;
    players[3]?.game.lobby.leave_lobby();
    players[4]?.game.lobby.leave_lobby();
    await world.until(() => [anna, ben, cara].every(({ game }) => game.names.length === 6));
    const before = anna.game.colours;
    expect(before).not.toContain(free);
    ben.game.lobby.set_colour(free ?? 0);
    cara.game.lobby.set_colour(free ?? 0);
    await world.advance(1000);
    expect(anna.game.colours).toEqual([before[0], free, ...before.slice(2)]);
    for (const { game } of players.filter((_, seat) => seat !== 3 && seat !== 4)) expect(game.colours).toEqual(anna.game.colours);
    // One that is taken is not to be had.
    cara.game.lobby.set_colour(free ?? 0);
    cara.game.lobby.set_colour(99);
    expect(cara.game.colours[2]).toBe(before[2]);
    expect(other).not.toBe(free);
  });
});
