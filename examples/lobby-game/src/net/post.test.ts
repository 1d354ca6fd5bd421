import { describe, expect, test } from "vitest";
import { lobbyWorld, together } from "../lobby/lobby-world.test.helper.js";
import { CHAT, EVENTS } from "./channels.js";
import { pack, unpack } from "./packet.js";

const RELIABLE = 8;
const seeds = [1, 2, 3];
const nobody = { game: () => undefined as never };

describe("strangers", () => {
  test("are not heard, not let in, and cannot be written to", async () => {
    const { world } = lobbyWorld();
    const players = await world.players("Anna", "Ben");
    const [anna] = players;
    await together(world, players);
    const stranger = await world.player("Stranger", nobody);
    for (const channel of [0, 1, 2, 3, 4]) stranger.Steam.sendMessageToUser(anna.id, pack("let me in"), RELIABLE, channel);
    await anna.next("network_messages_session_request", { where: (id) => id === stranger.id });
    await world.advance(3000);
    expect(anna.Steam.getSessionConnectionInfo(stranger.id, false, false).state).not.toBe(anna.Steam.CONNECTION_STATE_CONNECTED);
    expect(anna.game.post.read(EVENTS, 100)).toEqual([]);
    expect(anna.game.chat_texts).toEqual(["(Ben has come.)"]);
    expect(anna.game.post.send(stranger.id, CHAT, pack("no"), RELIABLE)).toBe(anna.Steam.RESULT_ACCESS_DENIED);
    expect(anna.game.post.ping(stranger.id)).toBe(-1);
    // Not even when another part of the program lets one in.
    anna.Steam.acceptSessionWithUser(stranger.id);
    await world.advance(1000);
    expect(anna.game.post.read(EVENTS, 100)).toEqual([]);
  });

  test("become members, and are heard from then on", async () => {
    const { world } = lobbyWorld();
    const [anna, ben] = await world.players("Anna", "Ben");
    const lobby = await together(world, [anna]);
    ben.Steam.sendMessageToUser(anna.id, pack("too early"), RELIABLE, EVENTS);
    await world.advance(2000);
    ben.game.lobby.join_lobby(lobby);
    await world.until(() => anna.game.post.ping(ben.id) > 0 && ben.game.post.ping(anna.id) > 0);
    ben.game.post.send(anna.id, EVENTS, pack("in time"), RELIABLE);
    await world.advance(500);
    expect(anna.game.post.read(EVENTS, 100).map(({ payload }) => unpack(payload)).at(-1)).toBe("in time");
  });

  test("who left is one again, for both sides", async () => {
    const { world } = lobbyWorld();
    const players = await world.players("Anna", "Ben");
    const [anna, ben] = players;
    await together(world, players);
    await world.advance(500);
    ben.game.post.send(anna.id, EVENTS, pack("last words"), RELIABLE);
    await world.advance(300);
    ben.game.lobby.leave_lobby();
    await world.until(() => anna.game.names.length === 1);
    expect(anna.game.post.read(EVENTS, 10)).toEqual([]);
    expect(anna.Steam.getSessionConnectionInfo(ben.id, false, false).state).toBe(0);
    expect(ben.Steam.getSessionConnectionInfo(anna.id, false, false).state).toBe(0);
    expect(ben.game.post.send(anna.id, EVENTS, pack("hm"), RELIABLE)).toBe(ben.Steam.RESULT_ACCESS_DENIED);
    await world.advance(3000);
    expect(anna.Steam.getSessionConnectionInfo(ben.id, false, false).state).toBe(0);
  });
});

test.each(seeds)("what eight send to all reaches all others, once and in order (seed %d)", async (seed) => {
  const { world } = lobbyWorld(seed, { lagMs: 40, jitterMs: 20, loss: 0.1 });
  const players = await world.players("Anna", "Ben", "Cara", "Dora", "Emil", "Fini", "Gerd", "Hana");
  await together(world, players);
  const heard = new Map(players.map(({ id }) => [id, new Map<bigint, unknown[]>()]));
  world.onFrame(() => {
    for (const { game, id } of players) {
      for (const { from, payload } of game.post.read(EVENTS, 5)) heard.get(id)?.set(from, [...(heard.get(id)?.get(from) ?? []), unpack(payload)]);
    }
  });
  for (let number = 0; number < 10; number++) for (const { game } of players) game.post.send_all(EVENTS, pack(number), RELIABLE);
  await world.advance(3000);
  for (const { id } of players) {
    expect(new Set(heard.get(id)?.keys())).toEqual(new Set(players.map((other) => other.id).filter((other) => other !== id)));
    for (const numbers of heard.get(id)?.values() ?? []) expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  }
});

describe("sessions", () => {
  test.each(seeds)("that fail are told once and mend themselves (seed %d)", async (seed) => {
    const { world } = lobbyWorld(seed);
    const players = await world.players("Anna", "Ben", "Cara");
    const [anna, ben, cara] = players;
    await together(world, players);
    await world.advance(2000);
    ben.network.cut();
    await world.advance(500);
    for (const { game } of [anna, cara]) game.chat.say("Ben?");
    // Longer than a session lives, shorter than a seat is kept.
    await world.advance(14_000);
    expect(anna.game.troubles).toEqual([ben.id]);
    // To Ben it is the relay that is away, and not everybody else.
    expect(ben.game.troubles).toEqual([]);
    expect(anna.game.lobby.members[1]).toMatchObject({ name: "Ben", ping: -1 });
    expect(anna.game.lobby.members[2]?.ping).toBeGreaterThan(0);
    ben.network.restore();
    await world.until(() => [anna, cara].every(({ game }) => game.post.ping(ben.id) > 0 && ben.game.post.ping(game.lobby.members.find(({ self }) => self)?.steam_id ?? 0n) > 0), { withinMs: 20_000, what: "sessions with Ben" });
    expect(anna.game.names).toEqual(["Anna*", "Ben", "Cara"]);
    ben.game.chat.say("here again");
    await world.until(() => [anna, cara].every(({ game }) => game.chat_texts.includes("Ben: here again")));
    expect(anna.game.troubles).toEqual([ben.id]);
  });

  test("that end without a word are opened again", async () => {
    const { world } = lobbyWorld();
    const players = await world.players("Anna", "Ben");
    const [anna, ben] = players;
    await together(world, players);
    await world.advance(2000);
    ben.Steam.closeSessionWithUser(anna.id);
    await world.advance(100);
    await world.until(() => anna.game.post.ping(ben.id) > 0 && ben.game.post.ping(anna.id) > 0, { withinMs: 4000 });
    anna.game.chat.say("still here?");
    await world.until(() => ben.game.chat_texts.includes("Anna: still here?"));
    expect([...anna.game.troubles, ...ben.game.troubles]).toEqual([]);
  });

  test("are not held up by a member in a hidden tab", async () => {
    const { world } = lobbyWorld();
    const players = await world.players("Anna", "Ben", "Cara");
    const [anna, ben, cara] = players;
    const lobby = await together(world, [anna, ben]);
    ben.hide();
    cara.game.lobby.join_lobby(lobby);
    await world.until(() => cara.game.post.ping(ben.id) > 0 && cara.game.post.ping(anna.id) > 0);
    await world.advance(15_000);
    expect(anna.game.troubles).toEqual([]);
    anna.game.chat.say("Ben?");
    ben.show();
    await world.until(() => ben.game.chat_texts.includes("Anna: Ben?") && ben.game.names.length === 3);
  });
});
