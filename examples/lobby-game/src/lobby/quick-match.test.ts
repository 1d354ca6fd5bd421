import { expect, test } from "vitest";
import { type LobbyPlayer, lobbyWorld, options, together } from "./lobby-world.test.helper.js";

const distinct = (players: readonly LobbyPlayer[]) => new Set(players.map(({ game }) => game.lobby.lobby_id));

test.each([1, 2, 3, 4, 5, 6])("four who press the button at the same moment sit together soon (seed %d)", async (seed) => {
  const { world } = lobbyWorld(seed, { lagMs: 40, jitterMs: 30, loss: 0.05 });
  const players = await world.players("Anna", "Ben", "Cara", "Dora");
  for (const { game } of players) game.quick_match.start();
  await world.until(() => distinct(players).size === 1 && !distinct(players).has(0n), { withinMs: 20_000, what: "all to sit together" });
  await world.until(() => players.every(({ game }) => game.names.length === 4));
  await world.advance(15_000);
  expect(distinct(players).size).toBe(1);
  for (const { game } of players) {
    expect(game.quick_match.state).toBe("");
    expect(game.quick_match.waiting).toBe(false);
    expect(game.failures).toEqual([]);
    expect(game.exits.every((words) => words === undefined)).toBe(true);
  }
});

test.each([1, 2, 3])("ten who come one after the other fill one lobby, then the next (seed %d)", async (seed) => {
  const { world } = lobbyWorld(seed);
  const names = ["Anna", "Ben", "Cara", "Dora", "Emil", "Fini", "Gerd", "Hana", "Ida", "Jan"] as const;
  const players = await world.players(...names);
  for (const { game } of players) {
    game.quick_match.start();
    await world.advance(400);
  }
  await world.advance(20_000);
  expect(new Set([...distinct(players)].map((id) => players.filter(({ game }) => game.lobby.lobby_id === id).length))).toEqual(new Set([2, 8]));
});

test("the fullest lobby that waits is taken; one in which a match is on is not", async () => {
  const { world } = lobbyWorld();
  const [anna, ben, cara, dora, emil, fini] = await world.players("Anna", "Ben", "Cara", "Dora", "Emil", "Fini");
  await together(world, [anna], { name: "One" });
  await together(world, [ben, cara], { name: "Two" });
  await together(world, [dora, emil], { name: "Playing" });
  dora.game.lobby.set_playing(true);
  await world.advance(300);
  const states: string[] = [];
  fini.game.quick_match.changed.connect(() => void states.push(fini.game.quick_match.state));
  fini.game.quick_match.start();
  await world.until(() => fini.game.lobby.lobby_id !== 0n);
  expect(fini.game.lobby.options.name).toBe("Two");
  expect(states).toEqual(["searching", "joining", ""]);
});

test("turned away at the door: the next lobby is tried, and nobody is told of a failure", async () => {
  const { world } = lobbyWorld();
  const [anna, ben, cara, dora] = await world.players("Anna", "Ben", "Cara", "Dora");
  const full = await together(world, [anna, ben], { size: 3 });
  const other = await together(world, [cara]);
  const emil = await world.player("Emil");
  // Both go for the same seat.
  dora.game.quick_match.start();
  emil.game.quick_match.start();
  await world.until(() => dora.game.lobby.lobby_id !== 0n && emil.game.lobby.lobby_id !== 0n);
  expect(distinct([dora, emil])).toEqual(new Set([full, other]));
  expect([...dora.game.failures, ...emil.game.failures]).toEqual([]);
});

test("who is alone in a lobby of quick match moves over when somebody waits elsewhere", async () => {
  const { world } = lobbyWorld();
  const [anna, ben] = await world.players("Anna", "Ben");
  anna.game.quick_match.start();
  await world.until(() => anna.game.lobby.lobby_id !== 0n);
  expect(anna.game.quick_match.waiting).toBe(true);
  // Made by hand, and searched by nobody.
  const cara = await world.player("Cara");
  const lobby = await together(world, [ben, cara]);
  await world.until(() => anna.game.lobby.lobby_id === lobby, { withinMs: 20_000 });
  expect(anna.game.quick_match.waiting).toBe(false);
});

test("who chose options in it, or gave up looking, stays", async () => {
  const { world } = lobbyWorld();
  const [anna, ben, cara, dora] = await world.players("Anna", "Ben", "Cara", "Dora");
  anna.game.quick_match.start();
  await world.until(() => anna.game.lobby.lobby_id !== 0n);
  anna.game.lobby.set_options({ bots: 3 });
  anna.game.lobby.lock(true);
  ben.game.quick_match.start();
  await world.until(() => ben.game.lobby.lobby_id !== 0n);
  ben.game.quick_match.cancel();
  const before = [anna, ben].map(({ game }) => game.lobby.lobby_id);
  await together(world, [cara, dora]);
  await world.advance(20_000);
  expect([anna, ben].map(({ game }) => game.lobby.lobby_id)).toEqual(before);
  expect(anna.game.quick_match.waiting).toBe(false);
});

test("cancelled at any moment, nobody sits anywhere", async () => {
  const { world } = lobbyWorld();
  const [anna, ben] = await world.players("Anna", "Ben");
  const lobby = await together(world, [anna]);
  for (const afterMs of [0, 50, 100, 150, 200, 250]) {
    ben.game.quick_match.start();
    await world.advance(afterMs);
    if (ben.game.lobby.lobby_id !== 0n) break;
    ben.game.quick_match.cancel();
    expect(ben.game.quick_match.state).toBe("");
    await world.advance(1500);
    expect(ben.game.lobby.lobby_id).toBe(0n);
    expect(anna.Steam.getNumLobbyMembers(lobby)).toBe(1);
    expect(ben.game.failures).toEqual([]);
  }
});

test("the relay is away: it says so and stops, and trying again is all of it again", async () => {
  const { world } = lobbyWorld();
  const [anna] = await world.players("Anna");
  anna.network.cut();
  anna.game.quick_match.start();
  await world.until(() => anna.game.quick_match.state === "", { withinMs: 40_000 });
  expect(anna.game.failures.map(({ action }) => action?.does)).toEqual(["try-again"]);
  anna.network.restore();
  await world.advance(10_000);
  anna.game.lobby.try_again();
  await world.until(() => anna.game.lobby.lobby_id !== 0n);
});

test("cancelled and begun again before the list has come: it goes on", async () => {
  const { world } = lobbyWorld();
  const [anna] = await world.players("Anna");
  for (let turn = 0; turn < 3; turn++) {
    anna.game.quick_match.start();
    await world.advance(17);
    anna.game.quick_match.cancel();
  }
  anna.game.quick_match.start();
  await world.until(() => anna.game.lobby.lobby_id !== 0n, { withinMs: 20_000 });
  expect(anna.game.failures).toEqual([]);
});

test("the relay is away while somebody waits alone: looking goes on when it is back", async () => {
  const { world } = lobbyWorld();
  const [anna, ben, cara] = await world.players("Anna", "Ben", "Cara");
  anna.game.quick_match.start();
  await world.until(() => anna.game.quick_match.waiting);
  const lobby = await together(world, [ben, cara]);
  anna.network.cut();
  await world.advance(10_000);
  anna.network.restore();
  await world.until(() => anna.game.lobby.lobby_id === lobby, { withinMs: 40_000 });
  expect(anna.game.names).toHaveLength(3);
});

test("who leaves on the way to another lobby, and makes one by hand, stays in that", async () => {
  const { world } = lobbyWorld();
  const [anna, ben, cara] = await world.players("Anna", "Ben", "Cara");
  anna.game.quick_match.start();
  await world.until(() => anna.game.quick_match.waiting);
  await together(world, [ben, cara]);
  await world.until(() => anna.game.lobby.busy === "joining", { withinMs: 20_000 });
  anna.game.lobby.leave_lobby();
  await world.advance(500);
  expect(anna.game.quick_match.waiting).toBe(false);
  anna.game.lobby.create_lobby(options({ name: "Mine" }));
  await world.until(() => anna.game.lobby.lobby_id !== 0n);
  await world.advance(20_000);
  expect(anna.game.names).toEqual(["Anna*"]);
  expect(anna.game.lobby.options.name).toBe("Mine");
});

test.each(Array.from({ length: 14 }, (_, at) => at * 40))("an invitation is followed after %d ms of searching: the search ends, wherever the invitation leads", async (ms) => {
  const { world } = lobbyWorld();
  const [anna] = await world.players("Anna");
  anna.game.quick_match.start();
  await world.advance(ms);
  // That lobby is long gone.
  anna.game.lobby._on_lobby_join_requested(109775244270571892n);
  await world.advance(20_000);
  expect(anna.game.quick_match.state).toBe("");
  expect(anna.game.lobby.busy).toBe("");
});
