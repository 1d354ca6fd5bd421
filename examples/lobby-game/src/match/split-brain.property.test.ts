// Whatever happens to pages and networks: when it is over, there is one host, one term and one world. A failing course of events is printed, with the seed that brings it back.

import fc from "fast-check";
import { expect, test } from "vitest";
import { agree, begin, disagreement, expectAgreement, gather, matchOf, newTable, type Seat, still, type Table } from "./match.test-kit.js";

const NAMES = ["Anna", "Ben", "Cara", "Dan"] as const;

const who = fc.integer({ min: 0, max: NAMES.length - 1 });
const mishap = fc.oneof(
  fc.record({ kind: fc.constantFrom("hide", "resign", "show", "reload", "cut", "restore", "drop"), who }),
  fc.record({ kind: fc.constant("partition"), who, other: who }),
  fc.record({ kind: fc.constant("heal"), who }),
  fc.record({ kind: fc.constant("loss"), who, loss: fc.constantFrom(0, 0.1, 0.4) }),
);
type Mishap = typeof mishap extends fc.Arbitrary<infer T> ? T : never;

const course = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  /** Two, so that nobody can ask a third; or more. */
  players: fc.integer({ min: 2, max: NAMES.length }),
  crashes: fc.array(who, { maxLength: 1 }),
  steps: fc.array(fc.tuple(mishap, fc.constantFrom(50, 300, 700, 1300, 2500)), { minLength: 1, maxLength: 8 }),
});

function happen(world: Table, seats: readonly Seat[], event: Mishap): void {
  const seat = seats[event.who % seats.length];
  if (seat === undefined || !seat.running) return;
  if ("loss" in event) {
    seat.network.loss = event.loss;
    return;
  }
  if ("other" in event) {
    const other = seats[event.other % seats.length];
    if (other !== undefined && other !== seat) world.partition(seat, other);
    return;
  }
  if (event.kind === "heal") world.heal();
  else if (event.kind === "hide") seat.hide();
  else if (event.kind === "show") seat.show();
  else if (event.kind === "cut") seat.network.cut();
  else if (event.kind === "restore") seat.network.restore();
  else if (event.kind === "drop") seat.network.drop();
  else if (event.kind === "reload") seat.reload();
  else if (seat.playing) {
    matchOf(seat).resign();
    seat.hide();
  }
}

async function play({ seed, players, crashes, steps }: typeof course extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
  const world = newTable({ seed, network: { jitterMs: 10 } });
  const seats = await gather(world, NAMES.slice(0, players), { rounds: 3 });
  for (const { game } of seats) game.hands = still;
  await begin(world, seats);
  for (const [event, ms] of steps) {
    happen(world, seats, event);
    await world.advance(ms);
  }
  // Somebody is left, and with the others all is well again.
  for (const at of crashes) if (players > 2) seats[at % players]?.crash();
  world.heal();
  for (const seat of seats) {
    if (!seat.running) continue;
    if (seat.network.isCut) seat.network.restore();
    seat.network.loss = 0;
    seat.show();
  }
  const left = seats.filter(({ running }) => running);
  await world.until(() => left.every(({ playing, state }) => playing && state === "online"), { withinMs: 30_000, what: "all to be connected" });
  // Seats of crashed pages are free by then, and a round with nobody moving is still going on.
  await world.advance(10_000);
  await world.wait(() => agree(left), 3000);
  expectAgreement(left);
  const ticks = left.map((seat) => matchOf(seat).shown().tick);
  if (matchOf(left[0]).running) {
    await world.advance(500);
    for (const [at, seat] of left.entries()) expect(matchOf(seat).shown().tick).toBeGreaterThan((ticks[at] ?? 0) + 15);
    if (matchOf(left[0]).view.phase === "playing") expect(disagreement(left)).toBeLessThan(0.01);
  }
}

test("whatever happens, in the end there is one host, one term and one world", { timeout: 120_000 }, async () => {
  await fc.assert(fc.asyncProperty(course, play), { numRuns: 8, seed: 6, endOnFailure: true });
});
