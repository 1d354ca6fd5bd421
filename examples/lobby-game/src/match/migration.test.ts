// Who goes on when the host does not.

import { expect, test, vi } from "vitest";
import { agree, begin, brain, disagreement, expectAgreement, gather, matchOf, newTable, type Seat, still, type Table } from "./match.test-kit.js";

// Minutes of play, on whatever machine.
vi.setConfig({ testTimeout: 120_000 });

/** More than the way it goes by its own speed, no piece moves from one frame to the next, tray radii: less than half a glass's radius. */
const MOST_JUMP = 0.05;

async function three(options: { readonly seed?: number; readonly names?: readonly string[] } = {}): Promise<{ world: Table; seats: Seat[]; anna: Seat; ben: Seat; cara: Seat }> {
  const world = newTable({ seed: options.seed ?? 1 });
  const seats = await gather(world, options.names ?? ["Anna", "Ben", "Cara"], { rounds: 3 });
  const [anna, ben, cara] = seats;
  if (anna === undefined || ben === undefined || cara === undefined) throw new Error("nobody");
  await begin(world, seats);
  return { world, seats, anna, ben, cara };
}

/** Watches for jumps at these pages. Answers the largest so far. */
function watchJumps(world: Table, seats: readonly Seat[]): () => number {
  let most = 0;
  const last = new Map<string, { x: number; y: number; round: number }>();
  world.onFrame((elapsedMs) => {
    for (const seat of seats) {
      if (!seat.playing) continue;
      const { pieces, round, phase } = matchOf(seat).view;
      for (const { id, x, y, vx, vy } of pieces) {
        const key = `${seat.name} ${id}`;
        const before = last.get(key);
        if (before?.round === round && phase === "playing") most = Math.max(most, Math.hypot(x - before.x, y - before.y) - (Math.hypot(vx, vy) * elapsedMs) / 1000);
        last.set(key, { x, y, round });
      }
    }
  });
  return () => most;
}

/** How long until the ticks go on at all of them, of one host and term. ms. */
async function untilItGoesOn(world: Table, seats: readonly Seat[], withinMs: number, asBefore = false): Promise<number> {
  const from = world.now;
  const terms = seats.map((seat) => matchOf(seat).term);
  const ticks = new Map<Seat, number>();
  await world.until(() => {
    const [first] = seats;
    const agreed = seats.every((seat, at) => (asBefore || matchOf(seat).term > (terms[at] ?? 0)) && matchOf(seat).term === matchOf(first).term && matchOf(seat).view.host === matchOf(first).view.host);
    if (!agreed) return false;
    for (const seat of seats) if (!ticks.has(seat)) ticks.set(seat, matchOf(seat).shown().tick);
    return seats.every((seat) => matchOf(seat).shown().tick > (ticks.get(seat) ?? 0) + 1 && matchOf(seat).view.silence < 0.2);
  }, { withinMs, what: `the match to go on at ${seats.map(({ name }) => name).join(", ")}` });
  return world.now - from;
}

test.each([1, 2, 3, 4, 5])("the host's tab dies: the match goes on within 2 s, with its scores, and nothing jumps (seed %d)", async (seed) => {
  const { world, seats, anna, ben, cara } = await three({ seed });
  for (const { game } of seats) game.hands = brain;
  await world.until(() => [...matchOf(ben).view.scores.values()].some((score) => score > 0), { withinMs: 200_000 });
  await world.until(() => [ben, cara].every((seat) => matchOf(seat).view.phase === "playing"));
  await world.advance(500 + 150 * seed);
  const scores = [...matchOf(ben).view.scores];
  const jumps = watchJumps(world, [ben, cara]);
  anna.crash();
  const tookMs = await untilItGoesOn(world, [ben, cara], 2000);
  console.info(`after a crash it goes on after ${Math.round(tookMs)} ms; largest jump ${jumps().toFixed(3)}`);
  expect([...matchOf(ben).view.scores]).toEqual(scores);
  await world.until(() => agree([ben, cara]), { withinMs: 500, what: "both to see the same" });
  expect(matchOf(ben).view.host).toBe(ben.id);
  expect(jumps()).toBeLessThan(MOST_JUMP);
});

test("over a bad network, too, it goes on within 2 s after the host has died", async () => {
  const { world, seats, anna, ben, cara } = await three({ seed: 3 });
  for (const { network } of seats) network.set({ lagMs: 60, jitterMs: 20, loss: 0.1 });
  await world.advance(3000);
  anna.crash();
  const tookMs = await untilItGoesOn(world, [ben, cara], 2000);
  console.info(`with 10 % loss and 60 ms each way at everybody it goes on after ${Math.round(tookMs)} ms`);
  expect(matchOf(cara).view.host).toBe(ben.id);
});

test("the host leaves: the match goes on within half a second, without its piece", async () => {
  const { world, anna, ben, cara } = await three();
  anna.game.game.leave();
  expect(await untilItGoesOn(world, [ben, cara], 2000)).toBeLessThan(500);
  await world.until(() => [ben, cara].every((seat) => matchOf(seat).view.pieces.every(({ id }) => id !== anna.id)));
  expectAgreement([ben, cara]);
  expect(anna.game.game.stage).toBe("outside");
});

test("the host's tab is hidden: somebody else goes on within half a second, and the owner is a guest when it is back", async () => {
  const { world, seats, anna, ben, cara } = await three();
  matchOf(anna).resign();
  anna.hide();
  expect(await untilItGoesOn(world, [ben, cara], 2000)).toBeLessThan(500);
  await world.advance(5000);
  anna.show();
  await world.advance(1000);
  expectAgreement(seats);
  expect(matchOf(anna).view.host).toBe(ben.id);
  expect(ben.game.game.lobby.is_owner).toBe(true);
});

test("the first two die at once: the third goes on within 2 s", async () => {
  const { world, anna, ben, cara } = await three({ names: ["Anna", "Ben", "Cara", "Dan"] });
  anna.crash();
  ben.crash();
  const tookMs = await untilItGoesOn(world, [cara], 2000);
  expect(matchOf(cara).view.host).toBe(cara.id);
  console.info(`with the first two dead it goes on after ${Math.round(tookMs)} ms`);
});

test.each([2, 3])("the host's page stands still for 3 s, in a match of %d: it comes back as a guest, and the match stays one", async (count) => {
  const names = ["Anna", "Ben", "Cara"].slice(0, count);
  const world = newTable();
  const seats = await gather(world, names, { rounds: 3 });
  const [anna, ben] = seats;
  await begin(world, seats);
  anna?.hide();
  await world.advance(3000);
  expect(matchOf(ben).view.host).toBe(ben?.id);
  anna?.show();
  await world.advance(1000);
  expectAgreement(seats);
  expect(matchOf(anna).view.host).toBe(ben?.id);
  expect(disagreement(seats)).toBeLessThan(0.005);
});

test("the host and another cannot reach each other: whoever sits between them passes on what it hears, and nobody takes over", async () => {
  const { world, seats, anna, ben } = await three();
  world.partition(anna, ben);
  await world.advance(5000);
  expectAgreement(seats);
  expect(matchOf(ben).view.host).toBe(anna.id);
  expect(disagreement(seats)).toBeLessThan(0.05);
  world.heal();
  await world.advance(3000);
  expectAgreement(seats);
});

test("a member cut off for a while thinks that it is alone, and is back in the one match afterwards", async () => {
  const { world, seats, anna, cara } = await three();
  cara.network.cut();
  await world.advance(3500);
  expect(matchOf(cara).view.host).toBe(cara.id);
  cara.network.restore();
  await world.advance(3000);
  expectAgreement(seats);
  expect(matchOf(cara).view.host).toBe(anna.id);
});

test("a guest reloads its page: its piece goes on", async () => {
  const { world, seats, anna, ben } = await three();
  const before = world.now;
  ben.reload();
  await ben.ready();
  await world.until(() => matchOf(ben).view.alive, { what: "Ben to see his piece" });
  console.info(`a reloaded guest sees its piece after ${Math.round(world.now - before)} ms`);
  ben.game.hands = ({ match }) => ({ x: -(match.view.pieces[1]?.x ?? 0), y: -(match.view.pieces[1]?.y ?? 0), dash: false });
  const far = () => Math.hypot(matchOf(anna).view.pieces[1]?.x ?? 0, matchOf(anna).view.pieces[1]?.y ?? 0);
  const from = far();
  await world.until(() => far() < from - 0.1, { what: "Ben to move his piece" });
  const tookMs = world.now - before;
  console.info(`and has moved it after ${Math.round(tookMs)} ms`);
  expect(tookMs).toBeLessThan(2500);
  expectAgreement(seats);
  expect(matchOf(ben).view.host).toBe(anna.id);
});

test("the host reloads its page: the match goes on within 2 s, and the host is back as a guest with its piece", async () => {
  const { world, seats, anna, ben, cara } = await three();
  anna.reload();
  expect(await untilItGoesOn(world, [ben, cara], 2000)).toBeLessThan(2000);
  await anna.ready();
  await world.until(() => matchOf(anna).view.alive, { what: "Anna to see her piece" });
  await world.advance(1000);
  expectAgreement(seats);
  expect(matchOf(anna).view.host).toBe(ben.id);
  // Ben keeps what he has.
  await world.advance(3000);
  expectAgreement(seats);
  expect(matchOf(anna).view.host).toBe(ben.id);
});

test("who comes during a match watches, and plays the next round", async () => {
  const { world, seats, anna } = await three();
  const dan: Seat = await world.player("Dan");
  dan.game.game.lobby.join_lobby(anna.game.game.lobby.lobby_id);
  await world.until(() => dan.game.game.stage === "match" && matchOf(dan).view.phase === "playing", { what: "Dan to see the match" });
  expect(matchOf(dan).view.pieces).toHaveLength(3);
  expect(matchOf(dan).view.alive).toBe(false);
  for (const { game } of seats) game.hands = brain;
  await world.until(() => matchOf(dan).view.round === 2, { withinMs: 100_000 });
  expect(matchOf(dan).view.pieces.map(({ id }) => id)).toEqual([...seats, dan].map(({ id }) => id));
  await world.until(() => matchOf(dan).view.alive);
});

test("who leaves has its piece removed; who is left alone has won", async () => {
  const { world, anna, ben, cara } = await three();
  ben.game.game.leave();
  await world.until(() => [anna, cara].every((seat) => matchOf(seat).view.pieces.length === 2), { withinMs: 2000 });
  expect(matchOf(cara).running).toBe(true);
  anna.game.game.leave();
  await world.until(() => cara.game.game.stage === "results", { withinMs: 2000 });
  expect(matchOf(cara).view.winner).toBe(cara.id);
});

test("all want a rematch, and it begins", async () => {
  const world = newTable();
  const seats = await gather(world, ["Anna", "Ben"], { rounds: 1 });
  for (const { game } of seats) game.hands = brain;
  await begin(world, seats);
  await world.until(() => seats.every(({ game }) => game.game.stage === "results"), { withinMs: 200_000 });
  for (const { game } of seats) game.hands = still;
  seats[1]?.game.game.rematch();
  await world.advance(1000);
  expect(seats.every(({ game }) => game.game.stage === "results")).toBe(true);
  seats[0]?.game.game.rematch();
  await world.until(() => seats.every(({ game }) => game.game.stage === "match" && game.game.match.view.phase === "playing"), { what: "the rematch" });
  expectAgreement(seats);
  expect([...matchOf(seats[0]).view.scores.values()]).toEqual([0, 0]);
  expect(seats[0]?.game.game.lobby.members.some(({ rematch }) => rematch)).toBe(false);
});

test.each([{ crash: false }, { crash: true }])("the relay is restarted in a match ($crash): it goes on when the relay is back", async ({ crash }) => {
  const { world, seats } = await three();
  world.restartRelay({ downMs: 2000, crash });
  await world.until(() => seats.every(({ state }) => state === "reconnecting"));
  await world.until(() => seats.every(({ state }) => state === "online"), { withinMs: 20_000 });
  const tookMs = await untilItGoesOn(world, seats, 2000, true);
  console.info(`it goes on ${Math.round(tookMs)} ms after all are connected again`);
  await world.advance(5000);
  expectAgreement(seats);
  expect(disagreement(seats)).toBeLessThan(0.005);
});

test("an owner that reloads its page in the results starts the next match all the same", async () => {
  const world = newTable();
  const seats = await gather(world, ["Anna", "Ben"], { rounds: 1 });
  const [anna] = seats;
  for (const { game } of seats) game.hands = brain;
  await begin(world, seats);
  await world.until(() => seats.every(({ game }) => game.game.stage === "results"), { withinMs: 200_000 });
  anna?.reload();
  await anna?.ready();
  await world.until(() => anna?.game.game.lobby.is_owner === true);
  await world.advance(1000);
  expect(anna?.game.game.stage).toBe("lobby");
  await begin(world, seats);
  expectAgreement(seats);
});

test("a lobby that says there is a match, and has none, is a lobby again after 3 s", async () => {
  const world = newTable();
  const seats = await gather(world, ["Anna", "Ben"]);
  seats[0]?.game.game.lobby.set_playing(true);
  await world.until(() => seats.every(({ game }) => game.game.stage === "match"));
  await world.until(() => seats.every(({ game }) => game.game.stage === "lobby"), { withinMs: 5000 });
  expect(seats.map(({ game }) => game.game.lobby.playing)).toEqual([false, false]);
});
