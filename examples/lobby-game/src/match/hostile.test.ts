// What a member sends may be anything. It never throws, and moves nobody else.

import { PackedByteArray } from "@samovar/engine-plugin/godot";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { EVENTS, INPUT, STATE } from "../net/channels.js";
import { pack } from "../net/packet.js";
import { begin, expectAgreement, gather, matchOf, newTable, type Seat } from "./match.test-kit.js";
import { newMatch } from "./match-state.js";
import { state_to_variant } from "./state-packet.js";

// Minutes of play, on whatever machine.
vi.setConfig({ testTimeout: 120_000 });

async function withAStranger(): Promise<{ world: ReturnType<typeof newTable>; seats: Seat[]; anna: Seat; ben: Seat; mallory: Seat }> {
  const world = newTable();
  const seats = await gather(world, ["Anna", "Ben", "Mallory"], { rounds: 3 });
  const [anna, ben, mallory] = seats;
  if (anna === undefined || ben === undefined || mallory === undefined) throw new Error("nobody");
  await begin(world, seats);
  return { world, seats, anna, ben, mallory };
}

/** A state in which everybody stands in the middle, and Mallory has won twice. */
function forged(seats: readonly Seat[], term: number, host: bigint, tick: number): Uint8Array {
  const state = newMatch(term, host, { rounds: 3, surface: "copper", bots: 0 }, seats.map(({ id }) => id));
  state.tick = tick;
  state.phase = "playing";
  state.scores.set(seats[2]?.id ?? 0n, 2);
  for (const piece of state.world.pieces) piece.x = piece.y = 0;
  return pack(state_to_variant(state));
}

test("states by who does not host move nobody, whether they name themselves or the host, at an equal term or a lower one", async () => {
  const { world, seats, anna, ben, mallory } = await withAStranger();
  const { Steam } = mallory;
  const before = new Map(matchOf(ben).shown().positions);
  const { term } = matchOf(anna);
  for (let turn = 0; turn < 60; turn += 1) {
    for (const { id } of [anna, ben]) {
      for (const host of [mallory.id, anna.id, ben.id, 0n]) {
        for (const itsTerm of [term, Math.max(1, term - 1)]) {
          const bytes = forged(seats, itsTerm, host, Math.floor(matchOf(ben).shown().tick) + 30);
          Steam.sendMessageToUser(id, bytes, Steam.NETWORKING_SEND_UNRELIABLE_NO_DELAY, STATE);
          if (turn % 20 === 0) Steam.sendMessageToUser(id, bytes, Steam.NETWORKING_SEND_RELIABLE, EVENTS);
        }
      }
    }
    await world.advance(17);
  }
  await world.advance(500);
  for (const seat of [anna, ben]) {
    expect(matchOf(seat).view.host).toBe(anna.id);
    expect([...matchOf(seat).view.scores.values()]).toEqual([0, 0, 0]);
    for (const [id, { x, y }] of matchOf(seat).shown().positions) {
      expect(Math.hypot(x - (before.get(id)?.x ?? 9), y - (before.get(id)?.y ?? 9))).toBeLessThan(0.02);
    }
  }
});

test("a term far beyond belief is no term", async () => {
  const { world, seats, anna, ben, mallory } = await withAStranger();
  const { Steam } = mallory;
  for (const term of [matchOf(anna).term + 500, 0x7fff_fffe]) {
    for (const { id } of [anna, ben]) Steam.sendMessageToUser(id, forged(seats, term, mallory.id, 400), Steam.NETWORKING_SEND_RELIABLE, EVENTS);
  }
  await world.advance(500);
  expect(matchOf(ben).view.host).toBe(anna.id);
  expect(matchOf(anna).term).toBe(matchOf(ben).term);
});

test("whatever bytes members send on whatever channel, the match goes on, and it is said once", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const { world, seats, anna, ben, mallory } = await withAStranger();
  const { Steam } = mallory;
  const good = forged(seats, 1, mallory.id, 200);
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    // One byte of a good state changed, or its end cut off.
    fc.tuple(fc.nat(good.length - 1), fc.nat(255)).map(([at, value]) => good.with(at, value)),
    fc.nat(good.length).map((length) => good.slice(0, length)),
    fc.anything().map((value) => pack({ ask: value })),
  );
  const letters = fc.array(fc.record({ bytes, channel: fc.constantFrom(STATE, INPUT, EVENTS), reliable: fc.boolean() }), { minLength: 300, maxLength: 300 });
  const [all] = fc.sample(letters, { numRuns: 1, seed: 5 });
  for (const [at, letter] of (all ?? []).entries()) {
    for (const { id } of [anna, ben]) Steam.sendMessageToUser(id, letter.bytes, letter.reliable ? 8 : 0, letter.channel);
    if (at % 10 === 0) await world.advance(17);
  }
  await world.advance(1000);
  expectAgreement(seats);
  expect(matchOf(ben).view.host).toBe(anna.id);
  expect(warn.mock.calls.filter(([text]) => String(text).includes(`Mallory (${mallory.id}) has sent`))).toHaveLength(2);
});

test("inputs move one's own piece, and one's own only, however they are numbered", async () => {
  const { world, anna, ben, mallory } = await withAStranger();
  const { Steam } = mallory;
  const before = matchOf(anna).view.pieces.map(({ x, y }) => ({ x, y }));
  for (const number of [0xff, 0x7fff_ffff, 0xffff_ffff, 7]) {
    const packet = new Uint8Array(5 + 24).fill(127);
    new DataView(packet.buffer).setUint32(0, number, true);
    packet[4] = 8;
    Steam.sendMessageToUser(anna.id, packet, Steam.NETWORKING_SEND_RELIABLE, INPUT);
    Steam.sendMessageToUser(ben.id, packet, Steam.NETWORKING_SEND_RELIABLE, INPUT);
    await world.advance(100);
  }
  for (const seat of [0, 1]) {
    const { x, y } = matchOf(anna).view.pieces[seat] ?? { x: 9, y: 9 };
    expect(Math.hypot(x - (before[seat]?.x ?? 0), y - (before[seat]?.y ?? 0))).toBeLessThan(0.02);
  }
});

test("nobody but the lobby's owner begins a match", async () => {
  const world = newTable();
  const seats = await gather(world, ["Anna", "Ben", "Mallory"], { rounds: 3 });
  const { Steam, id } = seats[2] ?? expect.fail();
  for (let turn = 0; turn < 20; turn += 1) {
    for (const { id: to } of seats.slice(0, 2)) Steam.sendMessageToUser(to, forged(seats, Steam.getServerRealTime(), id, 200 + turn), Steam.NETWORKING_SEND_RELIABLE, EVENTS);
    await world.advance(50);
  }
  expect(seats.map(({ game }) => game.game.stage)).toEqual(["lobby", "lobby", "lobby"]);
  await begin(world, seats);
  expectAgreement(seats);
});

test("who asks again and again is answered now and then", async () => {
  const { world, anna, ben, mallory } = await withAStranger();
  const { Steam } = mallory;
  const sends = [anna, ben].map((seat) => vi.spyOn(seat.Steam, "sendMessageToUser"));
  const ask = pack({ ask: 0 });
  for (let frame = 0; frame < 60; frame += 1) {
    for (let turn = 0; turn < 10; turn += 1) for (const { id } of [anna, ben]) Steam.sendMessageToUser(id, ask, Steam.NETWORKING_SEND_RELIABLE, EVENTS);
    await world.advance(17);
  }
  for (const send of sends) expect(send.mock.calls.filter(([to, , , channel]) => to === mallory.id && channel === EVENTS).length).toBeLessThan(6);
});

test("what a member sends faster than anybody plays is not even looked at, and the match goes on", async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const { world, seats, anna, ben, mallory } = await withAStranger();
  const { Steam } = mallory;
  const unpacked = vi.spyOn(PackedByteArray.prototype, "decompress_dynamic");
  const large = pack("tea ".repeat(1500));
  for (let frame = 0; frame < 60; frame += 1) {
    for (let turn = 0; turn < 50; turn += 1) Steam.sendMessageToUser(anna.id, large, Steam.NETWORKING_SEND_UNRELIABLE_NO_DELAY, STATE);
    await world.advance(17);
  }
  expect(unpacked.mock.results.filter(({ value }) => value instanceof PackedByteArray && value.length > 5000).length).toBeLessThan(320);
  unpacked.mockRestore();
  await world.advance(500);
  expectAgreement(seats);
  expect(matchOf(ben).view.host).toBe(anna.id);
});
