import { expect, expectTypeOf, test } from "vitest";
import { PackedByteArray } from "../godot/index.js";
import { SteamWorld, type Player } from "./index.js";

/** Everybody lets everybody in, and counts what comes. */
function chatter(world: SteamWorld, players: readonly Player[]) {
  const heard = new Map(players.map(({ name }) => [name, 0]));
  for (const { Steam } of players) Steam.network_messages_session_request.connect((who) => Steam.acceptSessionWithUser(who));
  world.onFrame(() => {
    for (const one of players) {
      for (const other of players) if (one !== other) one.Steam.sendMessageToUser(other.id, new Uint8Array(20), 0, 0);
      heard.set(one.name, (heard.get(one.name) ?? 0) + one.Steam.receiveMessagesOnChannel(0, 100).length);
    }
  });
  return heard;
}

test("players are connected, each as somebody else, and talk", async () => {
  const world = new SteamWorld({ seed: 7, network: { lagMs: 40, loss: 0.05 } });
  const [anna, ben] = await world.players("Anna", "Ben");
  expect(anna.Steam.getSteamID()).toBe(anna.id);
  expect(ben.id).not.toBe(anna.id);
  expect(anna.Steam.getPersonaName()).toBe("Anna");

  anna.Steam.sendMessageToUser(ben.id, new Uint8Array([1, 2, 3]), anna.Steam.NETWORKING_SEND_RELIABLE, 0);
  const [who] = await ben.next("network_messages_session_request");
  expectTypeOf(who).toEqualTypeOf<string>();
  expect(who).toBe(`steamid:${anna.id}`);
  ben.Steam.acceptSessionWithUser(who);
  await world.advance(500);
  expect(ben.Steam.receiveMessagesOnChannel(0, 10)).toMatchObject([{ remote_steam_id: anna.id, payload: new Uint8Array([1, 2, 3]) }]);
});

test("the same seed is the same history, another seed another one", async () => {
  const play = async (seed: number) => {
    const world = new SteamWorld({ seed, network: { lagMs: 30, jitterMs: 20, loss: 0.1, duplication: 0.02, reordering: 0.05 } });
    const players = await world.players("Anna", "Ben", "Cara");
    const heard = chatter(world, players);
    await world.advance(3000);
    players[1].reload();
    await world.advance(3000);
    world.restartRelay({ crash: true });
    await world.advance(10_000);
    return { history: world.history, heard, ids: players.map(({ id }) => id) };
  };
  const once = await play(3);
  expect(once.heard.get("Anna")).toBeGreaterThan(100);
  expect(await play(3)).toEqual(once);
  expect(await play(4)).not.toEqual(once);
});

test("a minute of four players at sixty messages a second takes moments", async () => {
  const world = new SteamWorld({ network: { lagMs: 40, jitterMs: 10, loss: 0.02 } });
  const players = await world.players("Anna", "Ben", "Cara", "Dan");
  const heard = chatter(world, players);
  await world.advance(60_000);
  for (const count of heard.values()) expect(count).toBeGreaterThan(3 * 60 * 60 * 0.9);
});

test("time moves within await only, and exactly as far as is said", async () => {
  const world = new SteamWorld();
  let frames = 0;
  const stop = world.onFrame((elapsedMs) => {
    expect(elapsedMs).toBeCloseTo(1000 / 60);
    frames++;
  });
  await world.advance(1000);
  expect([world.now, frames]).toEqual([1000, 60]);
  let woken = -1;
  const sleeper = world.sleep(250).then(() => {
    woken = world.now;
  });
  stop();
  await world.advance(1000);
  await sleeper;
  expect([world.now, woken, frames]).toEqual([2000, 1250, 60]);
});

test("players are waited for together", async () => {
  const world = new SteamWorld();
  const [anna, ben, cara] = await world.players("Anna", "Ben", "Cara");
  anna.Steam.sendMessageToUser(ben.id, new Uint8Array(1), 8, 0);
  void world.sleep(2000).then(() => anna.Steam.sendMessageToUser(cara.id, new Uint8Array(1), 8, 0));
  const [first, second] = await Promise.all([ben.next("network_messages_session_request"), cara.next("network_messages_session_request")]);
  expect(first).toEqual(second);
  expect(world.now).toBeGreaterThan(2000);
});

test("a signal that does not fire is explained", async () => {
  const world = new SteamWorld();
  const [anna, ben] = await world.players("Anna", "Ben");
  anna.Steam.sendMessageToUser(ben.id, new Uint8Array(1), 8, 0);
  await expect(anna.next("network_messages_session_request", { withinMs: 1000 })).rejects.toThrow(
    /^Anna: "network_messages_session_request" did not fire from 0\.\d+ s to 1\.\d+ s\.\nWhat fired meanwhile, at anybody:\n  0\.\d+ s  Ben network_messages_session_request\("steamid:\d+"\)\n/,
  );
  await expect(ben.next("network_messages_session_request", { withinMs: 100 })).rejects.toThrow(
    /It had fired before the wait began: at 0\.\d+ s with \("steamid:\d+"\)\. Call next\(\) before time moves on, or ask last\("network_messages_session_request"\)\.\nNothing fired meanwhile, at anybody\.$/,
  );
  ben.hide();
  await expect(ben.next("network_messages_session_failed", { withinMs: 100 })).rejects.toThrow("Ben's tab is hidden");
  ben.crash();
  await expect(ben.next("network_messages_session_failed", { withinMs: 100 })).rejects.toThrow("Ben's page is gone");
  anna.network.cut();
  await world.advance(5000);
  await expect(anna.next("network_messages_session_request", { withinMs: 100 })).rejects.toThrow("Anna is not connected: reconnecting");
  expect(ben.last("network_messages_session_request")).toEqual([`steamid:${anna.id}`]);
  expect(ben.all("network_messages_session_failed")).toEqual([]);
});

test("of the same signal, the one asked for", async () => {
  const world = new SteamWorld();
  const [anna, ben, cara] = await world.players("Anna", "Ben", "Cara");
  for (const { Steam } of [anna, ben]) Steam.sendMessageToUser(cara.id, new Uint8Array(1), 8, 0);
  const [who] = await cara.next("network_messages_session_request", { where: (identity) => identity.endsWith(`${ben.id}`) });
  expect(who).toBe(`steamid:${ben.id}`);
});

test("an assertion in a handler, a frame or a game fails the test, and not the game", async () => {
  const world = new SteamWorld();
  const [anna, ben] = await world.players("Anna", "Ben");
  const wrong = new Error("this is not what the game expected");
  ben.Steam.network_messages_session_request.connect(() => {
    throw wrong;
  });
  anna.Steam.sendMessageToUser(ben.id, new Uint8Array(1), 8, 0);
  await expect(world.advance(1000)).rejects.toBe(wrong);
  const stop = world.onFrame(() => {
    throw wrong;
  });
  await expect(ben.next("network_messages_session_failed")).rejects.toBe(wrong);
  stop();
  // Where nobody waits, the next one to wait hears of it.
  ben.Steam.network_messages_session_request.emit("steamid:1");
  await expect(world.advance(1)).rejects.toBe(wrong);
  await world.advance(100);
  await expect(world.player("Cara", { game: () => expect(1).toBe(2) })).rejects.toThrow("expected 1 to be 2");
});

test("or it is logged, as in a browser", async () => {
  const world = new SteamWorld({ failOnErrors: false });
  const [anna] = await world.players("Anna");
  anna.Steam.network_messages_session_request.connect(() => {
    throw new Error("oh");
  });
  anna.Steam.network_messages_session_request.emit("steamid:1");
  await world.advance(100);
  expect(anna.log).toMatchObject([{ level: "error", message: expect.stringContaining("threw") as string, cause: new Error("oh") }]);
});

test("players of either generation, with the bytes they want, meet in one world", async () => {
  const world = new SteamWorld();
  const anna = await world.player("Anna", { api: "steam_id", payload: PackedByteArray });
  const ben = await world.player("Ben");
  ben.Steam.sendMessageToUser(anna.id, new Uint8Array([7]), 8, 0);
  const [who] = await anna.next("network_messages_session_request");
  expectTypeOf(who).toEqualTypeOf<bigint>();
  expect(who).toBe(ben.id);
  anna.Steam.acceptSessionWithUser(who);
  await world.advance(100);
  const [message] = anna.Steam.receiveMessagesOnChannel(0, 1);
  expect(message?.payload).toBeInstanceOf(PackedByteArray);
});

test("a reload is the same player with another Steam and another game", async () => {
  let made = 0;
  const world = new SteamWorld({ game: (steam, player) => ({ number: ++made, id: steam.getSteamID(), name: player.name }) });
  const [anna, ben] = await world.players("Anna", "Ben");
  expect([anna.game, ben.game]).toEqual([{ number: 1, id: anna.id, name: "Anna" }, { number: 2, id: ben.id, name: "Ben" }]);
  const before = ben.Steam;
  let late = 0;
  ben.onFrame(() => late++);
  ben.reload();
  expect(() => ben.game).toThrow("await ben.ready()");
  await ben.ready();
  expect(ben.game).toEqual({ number: 3, id: ben.id, name: "Ben" });
  expect(ben.Steam).not.toBe(before);
  expect(late).toBe(0);
});

test("what a closed page leaves behind: others hear of it at once; of a crash, by its silence", async () => {
  const world = new SteamWorld();
  const [anna, ben, cara] = await world.players("Anna", "Ben", "Cara");
  const state = (of: Player) => anna.Steam.getSessionConnectionInfo(`steamid:${of.id}`, false, false).connection_state;
  chatter(world, [anna, ben, cara]);
  await world.advance(1000);
  expect([state(ben), state(cara)]).toEqual([3, 3]);
  ben.close();
  cara.crash();
  await world.advance(500);
  expect(state(ben)).not.toBe(3);
  expect(state(cara)).toBe(3);
  await world.advance(11_000);
  expect(state(cara)).not.toBe(3);
  expect([ben.running, cara.running, ben.state, cara.state]).toEqual([false, false, "closed", "closed"]);

  cara.reload();
  await cara.ready();
  expect(cara.state).toBe("online");
});

test("a hidden tab has no frames, and its callbacks once a second", async () => {
  const world = new SteamWorld();
  const [anna, ben] = await world.players("Anna", "Ben");
  let frames = 0;
  ben.onFrame(() => frames++);
  ben.hide();
  anna.Steam.sendMessageToUser(ben.id, new Uint8Array(1), 8, 0);
  await world.advance(900);
  expect(ben.all("network_messages_session_request")).toEqual([]);
  await world.advance(3000);
  expect(ben.all("network_messages_session_request")).toHaveLength(1);
  expect([frames, ben.state]).toEqual([0, "online"]);
  ben.show();
  await world.advance(500);
  expect(frames).toBe(30);
});

test("the relay is restarted, and everybody is back as who they were", async () => {
  const world = new SteamWorld();
  const players = await world.players("Anna", "Ben");
  const ids = players.map(({ id }) => id);
  const heard = chatter(world, players);
  await world.advance(1000);
  world.restartRelay({ downMs: 2000 });
  await world.advance(1000);
  expect(players.map(({ state }) => state)).toEqual(["reconnecting", "reconnecting"]);
  await world.until(() => players.every(({ state }) => state === "online"));
  expect(players.map(({ id }) => id)).toEqual(ids);
  const before = heard.get("Anna") ?? 0;
  await world.advance(2000);
  expect(heard.get("Anna")).toBeGreaterThan(before + 60);

  world.stopRelay();
  await expect(world.player("Cara")).rejects.toThrow(/^Waited in vain for Cara's page to load and connect, from .* s\.\nThe relay is down: startRelay\(\) brings it back\.\nThe end of the history/);
});

test("a partition keeps two from each other, and nobody else", async () => {
  const world = new SteamWorld();
  const [anna, ben, cara] = await world.players("Anna", "Ben", "Cara");
  world.partition(anna, ben);
  for (const { id } of [ben, cara]) anna.Steam.sendMessageToUser(id, new Uint8Array(1), 8, 0);
  await cara.next("network_messages_session_request");
  expect(ben.last("network_messages_session_request")).toBeUndefined();
  world.heal(anna, ben);
  await ben.next("network_messages_session_request");
});

test("a player's network is changed at any time, and takes no nonsense", async () => {
  const world = new SteamWorld({ network: { lagMs: 10 } });
  const [anna, ben] = await world.players("Anna", "Ben");
  chatter(world, [anna, ben]);
  await world.advance(2000);
  const ping = () => anna.Steam.getSessionConnectionInfo(`steamid:${ben.id}`, false, true).ping;
  expect(ping()).toBeLessThan(80);
  ben.network.lagMs = 150;
  await world.advance(10_000);
  expect(ping()).toBeGreaterThan(300);
  expect([ben.network.lagMs, anna.network.lagMs]).toEqual([150, 10]);
  expect(() => (ben.network.loss = 30)).toThrow("five per cent are 0.05");
  ben.network.set({ loss: 0.5, lagMs: 1 });
  expect([ben.network.loss, ben.network.lagMs]).toEqual([0.5, 1]);
});

test("starting up can be left to the game", async () => {
  const world = new SteamWorld();
  const anna = world.addPlayer("Anna", { connect: false, pump: false });
  expect([anna.state, anna.playing]).toEqual(["idle", true]);
  anna.Steam.steamInitEx();
  await world.until(() => anna.state === "online");
  expect(anna.Steam.getSteamID()).toBe(anna.id);
});

test("what Steam says to the developer is kept", () => {
  const world = new SteamWorld();
  const anna = world.addPlayer("Anna", { connect: false });
  anna.Steam.sendMessageToUser(1n, new Uint8Array(1), 8, 0);
  expect(anna.log).toMatchObject([{ atMs: 0, level: "error" }]);
});
