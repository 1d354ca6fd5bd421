// How far what a guest sees is from what was, over networks of every kind. Distances are tray radii; a glass has a radius of 0.11.

import type { NetworkConditions } from "@samovar/engine-plugin/testing";
import { expect, test, vi } from "vitest";
import { begin, brain, disagreement, gather, type Hands, matchOf, newTable, type Seat, still } from "./match.test-kit.js";
import type { PastTick } from "./history.js";

// Minutes of play, on whatever machine.
vi.setConfig({ testTimeout: 120_000 });

interface Distances {
  readonly others: number[];
  readonly own: number[];
}

/** Plays for so long and compares, in each frame of the guest, what it drew with what the host's world was. */
async function compare(seed: number, network: Partial<NetworkConditions>, forMs: number, alone?: Hands): Promise<{ distances: Distances; seats: Seat[]; world: ReturnType<typeof newTable> }> {
  const world = newTable({ seed });
  const seats = await gather(world, ["Anna", "Ben", "Cara", "Dan"], { rounds: 3 });
  for (const { game } of seats) game.hands = alone === undefined ? brain : still;
  const [anna, ben] = seats;
  if (anna === undefined || ben === undefined) throw new Error("nobody");
  if (alone !== undefined) ben.game.hands = alone;
  ben.network.set(network);
  matchOf(anna).history(0);
  await begin(world, seats);
  await world.advance(1000);

  const distances: Distances = { others: [], own: [] };
  // What the host did with Ben's inputs, it does some time after he has seen it.
  const later: (() => void)[] = [];
  const stop = world.onFrame(() => {
    const { tick, positions, input } = matchOf(ben).shown();
    const { round } = matchOf(ben).view;
    if (matchOf(ben).view.phase !== "playing") return;
    // Who has fallen lies still, and would flatter the figures.
    const standing = new Set(matchOf(ben).view.pieces.filter(({ fallenFor }) => fallenFor < 0).map(({ id }) => id));
    const others = [...positions].filter(([id]) => id !== ben.id && standing.has(id));
    const own = matchOf(ben).view.alive ? positions.get(ben.id) : undefined;
    later.push(() => {
      if (matchOf(anna).view.round !== round) return;
      const before = matchOf(anna).history(Math.floor(tick));
      const after = matchOf(anna).history(Math.floor(tick) + 1);
      for (const [id, { x, y }] of others) {
        const then = between(before, after, tick - Math.floor(tick), id);
        if (then !== undefined) distances.others.push(Math.hypot(then.x - x, then.y - y));
      }
      const used = usedAt(anna, ben.id, Math.floor(input));
      const then = used === undefined || own === undefined ? undefined : between(used, matchOf(anna).history(used.tick + 1), input - Math.floor(input), ben.id);
      if (then !== undefined && own !== undefined) distances.own.push(Math.hypot(then.x - own.x, then.y - own.y));
    });
    // A second later.
    if (later.length > 60) later.shift()?.();
  });
  await world.advance(forMs);
  stop();
  return { distances, seats, world };
}

/** The tick in which the host used the input. */
function usedAt(host: Seat, id: bigint, input: number): PastTick | undefined {
  for (let tick = Math.floor(matchOf(host).shown().tick); tick > 0; tick -= 1) {
    const past = matchOf(host).history(tick);
    if (past === undefined) return undefined;
    if ((past.acks.get(id) ?? -1) <= input) return past.acks.get(id) === input ? firstWith(host, tick, id, input) : undefined;
  }
  return undefined;
}

/** A host that waits for the next input uses this one in more than one tick. */
function firstWith(host: Seat, tick: number, id: bigint, input: number): PastTick | undefined {
  const before = matchOf(host).history(tick - 1);
  return before?.acks.get(id) === input ? firstWith(host, tick - 1, id, input) : matchOf(host).history(tick);
}

function between(before: PastTick | undefined, after: PastTick | undefined, share: number, id: bigint): { x: number; y: number } | undefined {
  const from = before?.world.pieces.find((piece) => piece.id === id);
  const to = after?.world.pieces.find((piece) => piece.id === id);
  if (from === undefined || to === undefined) return undefined;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function shareOf(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) * share)] ?? Number.NaN;
}

const GOOD = { what: "a good network (20 ms each way)", network: {} };
const BAD = { what: "10 % loss, 100 ms and up to 20 ms of jitter each way", network: { loss: 0.1, lagMs: 100, jitterMs: 20 } };

function report(what: string, whose: string, values: readonly number[]): void {
  const [p50 = "", p95 = "", most = ""] = [0.5, 0.95, 1].map((share) => shareOf(values, share).toFixed(4));
  console.info(`${what}, ${whose}: p50 ${p50}, p95 ${p95}, max ${most} of ${values.length}`);
}

// In a scuffle, what the others do next cannot be known: one's own piece is where it would be had they gone on as they did.
test.each([
  { ...GOOD, others: 0.01, own: 0.15 },
  { what: "10 % loss and 100 ms each way", network: { loss: 0.1, lagMs: 100 }, others: 0.02, own: 0.3 },
  { ...BAD, others: 0.02, own: 0.3 },
])("in a melee of four, over $what, a guest sees the others where they were, and its own piece near to where it will be", async ({ what, network, others, own }) => {
  const all: Distances = { others: [], own: [] };
  // A scuffle is luck: over six seeds at a time, one's own piece was 0.19 to 0.32 off on the worst of these networks.
  for (let seed = 1; seed <= 18; seed++) {
    const { distances } = await compare(seed, network, 25_000);
    all.others.push(...distances.others);
    all.own.push(...distances.own);
  }
  report(what, "others", all.others);
  report(what, "own", all.own);
  expect(all.others.length).toBeGreaterThan(500);
  expect(all.own.length).toBeGreaterThan(300);
  expect(shareOf(all.others, 0.95)).toBeLessThan(others);
  expect(shareOf(all.own, 0.95)).toBeLessThan(own);
}, 90_000);

test.each([GOOD, BAD])("with nobody near, over $what, its own piece is where it will be", async ({ what, network }) => {
  const circling: Hands = ({ match }) => ({ x: Math.sin((match.world?.tick ?? 0) / 25), y: Math.cos((match.world?.tick ?? 0) / 25), dash: false });
  const own: number[] = [];
  for (let seed = 1; seed <= 12; seed++) own.push(...(await compare(seed, network, 10_000, circling)).distances.own);
  report(what, "own, alone", own);
  expect(own.length).toBeGreaterThan(300);
  // Half a glass at most: what lost inputs, of which the host repeats the last, come to before they are told of. Over 24 seeds it was 0.02 to 0.035.
  expect(shareOf(own, 0.95)).toBeLessThan(0.05);
});

test.each([1, 2, 3])("when nobody has moved for a second, all agree within 0.005 (seed %d)", async (seed) => {
  const { seats, world } = await compare(seed, { loss: 0.1, lagMs: 100, jitterMs: 20 }, 1500);
  for (const { game } of seats) game.hands = still;
  let restedMs = 0;
  await world.until(() => {
    const moves = matchOf(seats[0]).view.pieces.some(({ vx, vy, fallenFor }) => fallenFor < 0 && (vx !== 0 || vy !== 0));
    restedMs = moves || matchOf(seats[0]).view.phase !== "playing" ? 0 : restedMs + 1000 / 60;
    return restedMs > 1000;
  }, { withinMs: 60_000, what: "everybody to stand still" });
  expect(disagreement(seats)).toBeLessThan(0.005);
});
