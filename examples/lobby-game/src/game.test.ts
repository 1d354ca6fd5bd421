import { expect, test, vi } from "vitest";
import { begin, brain, gather, matchOf, newTable, type Seat, still, type Table, towards } from "./match/match.test-kit.js";

// Minutes of play, on whatever machine.
vi.setConfig({ testTimeout: 120_000 });

test("from outside to the lobby, the match, its results, and back", async () => {
  const world = newTable();
  const seats = await gather(world, ["Anna", "Ben"]);
  const [anna, ben] = seats;
  const stages: string[] = [];
  ben?.game.game.changed.connect(() => {
    const { stage } = ben.game.game;
    if (stages.at(-1) !== stage) stages.push(stage);
  });
  expect(anna?.game.game.stage).toBe("lobby");
  await begin(world, seats);
  if (ben !== undefined) ben.game.hands = towards(Math.sign(matchOf(ben).view.pieces[1]?.x ?? 1), 0);
  await world.until(() => seats.every(({ game }) => game.game.stage === "results"), { withinMs: 60_000 });
  ben?.game.game.back_to_lobby();
  expect(ben?.game.game.stage).toBe("lobby");
  expect(anna?.game.game.stage).toBe("results");
  await world.advance(3000);
  expect(ben?.game.game.stage).toBe("lobby");
  ben?.game.game.leave();
  await world.advance(100);
  expect(stages).toEqual(["match", "results", "lobby", "outside"]);
});

test("`changed` fires when a screen has something to change, not in each frame", async () => {
  const world = newTable();
  const seats = await gather(world, ["Anna", "Ben", "Cara"]);
  await begin(world, seats);
  let changes = 0;
  for (const { game } of seats) game.game.changed.connect(() => changes++);
  await world.advance(5000);
  // Pings change now and then.
  expect(changes).toBeLessThan(30);
});

async function playedOut(names: readonly string[]): Promise<{ world: Table; seats: Seat[] }> {
  const world = newTable();
  const seats = await gather(world, names);
  for (const { game } of seats) game.hands = brain;
  await begin(world, seats);
  await world.until(() => seats.every(({ game }) => game.game.stage === "results"), { withinMs: 200_000, what: "results" });
  for (const { game } of seats) game.hands = still;
  return { world, seats };
}

test("who would play again is ready for an owner that is back in the lobby", async () => {
  const { world, seats } = await playedOut(["Anna", "Ben"]);
  const [anna, ben] = seats;
  ben?.game.game.rematch();
  anna?.game.game.back_to_lobby();
  await world.advance(1000);
  expect(anna?.game.game.stage).toBe("lobby");
  expect(anna?.game.game.lobby.members.map(({ ready, rematch }) => [ready, rematch])).toEqual([[false, false], [true, true]]);
  await begin(world, seats);
  await world.advance(500);
  expect(anna?.game.game.lobby.members.some(({ ready, rematch }) => ready || rematch)).toBe(false);
});

test("who came during the results and is ready does not hold up the rematch", async () => {
  const { world, seats } = await playedOut(["Anna", "Ben"]);
  const cara: Seat = await world.player("Cara");
  cara.game.game.lobby.join_lobby(seats[0]?.game.game.lobby.lobby_id ?? 0n);
  await world.advance(1000);
  for (const { game } of seats) game.game.rematch();
  await world.advance(1000);
  expect(seats.map(({ game }) => game.game.stage)).toEqual(["results", "results"]);
  cara.game.game.lobby.set_ready(true);
  await world.until(() => [...seats, cara].every((seat) => matchOf(seat).view.pieces.length === 3 && seat.game.game.stage === "match"), { what: "the rematch of three" });
});

test("all others leave before the rematch: whoever waits for it is in the lobby, and not in a match against nobody", async () => {
  const { world, seats } = await playedOut(["Anna", "Ben"]);
  const [anna, ben] = seats;
  ben?.game.game.rematch();
  await world.advance(500);
  anna?.game.game.leave();
  await world.until(() => ben?.game.game.stage === "lobby");
  await world.advance(3000);
  expect(ben?.game.game.stage).toBe("lobby");
  expect(ben?.game.game.lobby.members.map(({ ready, rematch }) => [ready, rematch])).toEqual([[false, false]]);
});
