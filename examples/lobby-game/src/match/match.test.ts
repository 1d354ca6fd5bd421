import { expect, test, vi } from "vitest";
import { begin, brain, expectAgreement, gather, matchOf, newTable, type Seat, towards } from "./match.test-kit.js";

// Minutes of play, on whatever machine.
vi.setConfig({ testTimeout: 120_000 });

test("two play a whole match by inputs alone: one drives over the rim, and both see who won", async () => {
  const world = newTable();
  const seats = await gather(world, ["Anna", "Ben"], { rounds: 2 });
  const [anna, ben] = seats;
  const told: string[] = [];
  for (const seat of seats) {
    const { match } = seat.game.game;
    match.started.connect(() => told.push(`${seat.name}: started`));
    match.round_over.connect((winner) => told.push(`${seat.name}: ${winner === anna?.id ? "Anna" : winner}`));
    match.over.connect((winner) => told.push(`${seat.name}: over, ${winner === anna?.id ? "Anna" : winner}`));
  }
  matchOf(anna).start();
  await world.until(() => seats.every(({ game }) => game.game.stage === "match"));
  // Ben drives away from the middle, wherever he stands.
  if (ben !== undefined) {
    ben.game.hands = ({ match }) => {
      const me = match.view.pieces.find(({ id }) => id === ben.id);
      const far = Math.hypot(me?.x ?? 0, me?.y ?? 0);
      return far === 0 ? { x: 1, y: 0, dash: true } : { x: (me?.x ?? 0) / far, y: (me?.y ?? 0) / far, dash: true };
    };
  }
  await world.until(() => seats.every(({ game }) => game.game.stage === "results"), { withinMs: 40_000, what: "results" });
  for (const seat of seats) {
    expect(matchOf(seat).view.winner).toBe(anna?.id);
    expect([...matchOf(seat).view.scores]).toEqual([[anna?.id, 2], [ben?.id, 0]]);
    expect(told.filter((line) => line.startsWith(`${seat.name}:`)).map((line) => line.slice(seat.name.length + 2))).toEqual(["started", "Anna", "Anna", "over, Anna"]);
  }
  expectAgreement(seats);
  await world.advance(3000);
  expect(anna?.game.game.lobby.playing).toBe(false);
});

test("eight, each played by the computer in its own page, play a whole match to its results", async () => {
  const world = newTable({ network: { lagMs: 30, jitterMs: 10, loss: 0.02 } });
  const seats = await gather(world, ["Anna", "Ben", "Cara", "Dan", "Eva", "Finn", "Gina", "Hans"], { rounds: 2 });
  for (const { game } of seats) game.hands = brain;
  await begin(world, seats);
  const [anna] = seats;
  const from = { bytes: matchOf(anna).sent_bytes, ms: world.now };
  await world.advance(5000);
  const bytesPerSecond = (matchOf(anna).sent_bytes - from.bytes) / 7 / ((world.now - from.ms) / 1000);
  console.info(`a guest in a match of eight is sent ${Math.round(bytesPerSecond)} bytes of states a second`);
  expect(bytesPerSecond).toBeLessThan(10_000);
  await world.until(() => seats.every(({ game }) => game.game.stage === "results"), { withinMs: 500_000, what: "results" });
  expectAgreement(seats);
  expect(matchOf(anna).view.winner).not.toBe(0n);
});

test("the computer fills seats beside a single player", async () => {
  const world = newTable();
  const seats = await gather(world, ["Anna"], { bots: 3 });
  const [anna] = seats;
  await begin(world, seats);
  expect(matchOf(anna).view.pieces.map(({ id }) => id)).toEqual([anna?.id, 1n, 2n, 3n]);
  if (anna !== undefined) anna.game.hands = towards(1, 0);
  await world.until(() => anna?.game.game.stage === "results", { withinMs: 200_000 });
  expect(matchOf(anna).view.winner).toBeLessThan(8n);
});

test("the host ends a match for everybody, and nobody has won it; a guest cannot", async () => {
  const world = newTable();
  const seats = await gather(world, ["Anna", "Ben", "Cara"], { rounds: 3, bots: 2 });
  const [anna, ben] = seats;
  await begin(world, seats);
  matchOf(ben).end();
  await world.advance(1000);
  expect(seats.map(({ game }) => game.game.stage)).toEqual(["match", "match", "match"]);
  matchOf(anna).end();
  await world.until(() => seats.every(({ game }) => game.game.stage === "results"), { withinMs: 2000, what: "results" });
  expect(seats.map((seat) => matchOf(seat).view.winner)).toEqual([0n, 0n, 0n]);
  await world.advance(1000);
  for (const { game } of seats) game.game.rematch();
  await world.until(() => seats.every(({ game }) => game.game.stage === "match"), { withinMs: 3000, what: "the next match" });
});

test("in a small lobby the computer has the seats that are left, and gives one up to whoever comes", async () => {
  const world = newTable();
  const seats = await gather(world, ["Anna", "Ben"], { size: 4, bots: 7 });
  await begin(world, seats);
  const [anna] = seats;
  expect(matchOf(anna).view.pieces).toHaveLength(4);
  const cara: Seat = await world.player("Cara");
  cara.game.game.lobby.join_lobby(anna?.game.game.lobby.lobby_id ?? 0n);
  for (const { game } of seats) game.hands = towards(1, 0);
  await world.until(() => matchOf(anna).view.phase === "over" || matchOf(anna).view.round === 2, { withinMs: 100_000 });
  if (matchOf(anna).running) expect(matchOf(anna).view.pieces.map(({ id }) => id)).toEqual([...seats.map(({ id }) => id), cara.id, 1n]);
});

test("from one match to another one: of the first nothing is left, and who comes back to it watches until the next round", async () => {
  const world = newTable();
  const first = await gather(world, ["Anna", "Ben", "Cara"], { rounds: 3 });
  const second = await gather(world, ["Dan", "Eva"], { rounds: 3, surface: "wood" });
  await begin(world, first);
  await begin(world, second);
  const [anna, ben] = first;
  const [home, away] = [first, second].map(([owner]) => owner?.game.game.lobby.lobby_id ?? 0n);
  // The host of the one goes over to the other, and comes back.
  anna?.game.game.lobby.join_lobby(away ?? 0n);
  await world.until(() => matchOf(anna).view.surface === "wood" && matchOf(anna).view.phase === "playing", { what: "Anna to see the other match" });
  expect(matchOf(anna).view).toMatchObject({ host: second[0]?.id, alive: false });
  expect(matchOf(anna).view.pieces.map(({ id }) => id)).toEqual(second.map(({ id }) => id));
  anna?.game.game.lobby.join_lobby(home ?? 0n);
  await world.until(() => matchOf(anna).view.surface === "copper" && matchOf(anna).view.phase === "playing", { what: "Anna to see her match" });
  expect(matchOf(anna).view).toMatchObject({ host: ben?.id, alive: false });
  for (const { game } of first) game.hands = brain;
  await world.until(() => matchOf(anna).view.alive, { withinMs: 100_000, what: "the next round" });
  expectAgreement(first.slice(1));
  expect(matchOf(second[1]).view.pieces).toHaveLength(2);
});
