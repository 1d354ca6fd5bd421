// A whole game under test: what a game author's own test may look like. The game is in the helper.
import { expect, test } from "vitest";
import { CoinGame } from "./coin-game.test.helper.js";
import { SteamWorld } from "./index.js";

/** Four players in one lobby, Anna's; the network loses every fifth datagram. */
async function fourInALobby(seed: number) {
  const world = new SteamWorld({ seed, network: { lagMs: 40, jitterMs: 20, loss: 0.2 }, game: (steam, page) => new CoinGame(steam, page) });
  const players = await world.players("Anna", "Ben", "Cara", "Dan");
  const [anna, ...guests] = players;
  anna.game.open();
  const [, lobby] = await anna.next("lobby_created");
  for (const guest of guests) guest.game.join(lobby);
  await Promise.all(guests.map((guest) => guest.next("lobby_joined")));
  return { world, lobby, players, anna, guests };
}

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

test.each(seeds)("everybody agrees on the score, though every fifth datagram is lost (seed %d)", async (seed) => {
  const { world, players } = await fourInALobby(seed);
  for (const { game } of players) {
    for (let coin = 0; coin < 5; coin++) {
      game.collectCoin();
      await world.advance(70);
    }
  }
  await world.advance(2000);
  const expected = Object.fromEntries(players.map(({ id }) => [`${id}`, 5]));
  for (const { game } of players) expect(game.scores).toEqual(expected);
});

test.each(seeds)("the host leaves, and the next one goes on with the score (seed %d)", async (seed) => {
  const { world, players, anna, guests } = await fourInALobby(seed);
  for (const { game } of players) game.collectCoin();
  await world.advance(1500);
  // This one the host takes with her, and the guests say it again to the next host.
  for (const { game } of guests) game.collectCoin();
  const [, heir] = anna.game.members;
  anna.game.leave();
  await world.until(() => guests.every(({ game }) => game.host === heir), { what: "who sat down next to be everybody's host" });
  await world.advance(2000);
  const expected = { [`${anna.id}`]: 1, ...Object.fromEntries(guests.map(({ id }) => [`${id}`, 2])) };
  for (const { game } of guests) expect(game.scores).toEqual(expected);
});

test("the host's tab crashes: its seat is kept for a while, then somebody else is the host", async () => {
  const { world, anna, guests } = await fourInALobby(1);
  const [ben] = guests;
  anna.crash();
  const [, who, , how] = await ben.next("lobby_chat_update", { withinMs: 30_000 });
  expect([who, how]).toEqual([anna.id, ben.Steam.CHAT_MEMBER_STATE_CHANGE_DISCONNECTED]);
  for (const { game } of guests) game.collectCoin();
  await world.advance(3000);
  for (const { game } of guests) expect(game.scores).toEqual(Object.fromEntries(guests.map(({ id }) => [`${id}`, 1])));
});

test("a guest reloads the page, joins again, and has the score as it was", async () => {
  const { world, lobby, players, guests } = await fourInALobby(2);
  const [ben] = guests;
  for (const { game } of players) game.collectCoin();
  await world.advance(1000);
  ben.reload();
  await ben.ready();
  ben.game.join(lobby);
  await world.until(() => ben.game.scores[`${ben.id}`] === 1, { what: "Ben to hear the score" });
  expect(ben.game.scores).toEqual(Object.fromEntries(players.map(({ id }) => [`${id}`, 1])));
});

test.each(seeds)("the relay is restarted in the midst of it, and nobody loses a seat or a coin (seed %d)", async (seed) => {
  const { world, players } = await fourInALobby(seed);
  world.restartRelay({ downMs: 2000, crash: true });
  for (const { game } of players) game.collectCoin();
  await world.advance(20_000);
  const expected = Object.fromEntries(players.map(({ id }) => [`${id}`, 1]));
  for (const { game } of players) expect(game.scores).toEqual(expected);
});
