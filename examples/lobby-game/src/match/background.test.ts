// Tabs in the background have a frame a second: too few to host for others.

import { expect, test, vi } from "vitest";
import { begin, brain, gather, matchOf, newTable, type Seat, type Table } from "./match.test-kit.js";

// Minutes of play, on whatever machine.
vi.setConfig({ testTimeout: 120_000 });

/** A frame a second, `atMs` after the full one. Answers what brings the tab back to the front. */
function putInBackground(world: Table, seat: Seat, atMs: number): () => void {
  matchOf(seat).resign();
  let hidden = true;
  world.onFrame(() => {
    if (!hidden) return;
    if (Math.floor((world.now + 1000 - atMs) / 1000) > Math.floor((world.now + 1000 - atMs - 17) / 1000)) seat.show();
    else seat.hide();
  });
  return () => {
    hidden = false;
    seat.show();
  };
}

/** Ticks that go by at a page, in a second of its time. */
async function ticksASecond(world: Table, seat: Seat): Promise<number> {
  const from = matchOf(seat).shown().tick;
  await world.advance(3000);
  return (matchOf(seat).shown().tick - from) / 3;
}

test.each([0, 150, 300, 450, 600, 750, 900])("the host turns to another tab as two others did: the one who looks on hosts, at full speed (%d ms)", async (atMs) => {
  const world = newTable();
  const seats = await gather(world, ["Anna", "Ben", "Cara", "Dan"], { rounds: 3 });
  await begin(world, seats);
  const [anna, ben, cara, dan] = seats;
  if (anna === undefined || ben === undefined || cara === undefined || dan === undefined) throw new Error("nobody");
  putInBackground(world, ben, atMs);
  putInBackground(world, cara, (atMs + 333) % 1000);
  await world.advance(3000);
  putInBackground(world, anna, 500);
  await world.advance(3000);
  expect(matchOf(dan).view.host).toBe(dan.id);
  expect(await ticksASecond(world, dan)).toBeCloseTo(60, 0);
});

test("all turn to other tabs: the match is there for the first who comes back", async () => {
  const world = newTable();
  const seats = await gather(world, ["Anna", "Ben", "Cara"], { rounds: 3 });
  await begin(world, seats);
  const back = seats.map((seat, at) => putInBackground(world, seat, at * 311));
  await world.advance(20_000);
  back[2]?.();
  await world.advance(3000);
  const cara = seats[2] ?? expect.fail();
  expect(matchOf(cara).running).toBe(true);
  expect(await ticksASecond(world, cara)).toBeCloseTo(60, 0);
});

test("a rematch begins while its owner looks at another tab: somebody else hosts it before the countdown is over", async () => {
  const world = newTable();
  const seats = await gather(world, ["Anna", "Ben", "Cara"]);
  for (const { game } of seats) game.hands = brain;
  await begin(world, seats);
  await world.until(() => seats.every(({ game }) => game.game.stage === "results"), { withinMs: 200_000 });
  const [anna, ben, cara] = seats;
  if (anna === undefined || ben === undefined || cara === undefined) throw new Error("nobody");
  anna.game.game.rematch();
  await world.advance(300);
  putInBackground(world, anna, 0);
  await world.advance(1500);
  for (const { game } of [ben, cara]) game.game.rematch();
  await world.until(() => cara.game.game.stage === "match");
  await world.advance(3000);
  expect(matchOf(cara).view.host).not.toBe(anna.id);
  expect(await ticksASecond(world, cara)).toBeCloseTo(60, 0);
});
