import fc from "fast-check";
import { expect, test } from "vitest";
import { pack, unpack } from "../net/packet.js";
import type { Input } from "./input.js";
import { bytes_to_input_packet, input_packet_to_bytes, quantised } from "./input-packet.js";
import { type MatchState, newMatch, tickMatch } from "./match-state.js";
import { state_to_variant, variant_to_state } from "./state-packet.js";

const ids = [76561198000000001n, 76561198000000002n, 1n];

function played(ticks: number, seats: readonly bigint[] = ids): MatchState {
  const state = newMatch(3, ids[0] ?? 0n, { rounds: 2, surface: "wood", bots: 1 }, seats);
  for (let tick = 0; tick < ticks; tick += 1) tickMatch(state, new Map(seats.map((id, seat) => [id, { x: seat / 8, y: -0.5, dash: tick % 50 === 0 }])), seats);
  for (const [seat, id] of seats.entries()) {
    state.acks.set(id, 1000 * seat);
    state.inputs.set(id, quantised({ x: 0.3, y: -0.2, dash: seat === 1 }));
  }
  return state;
}

const overTheWire = (state: MatchState) => variant_to_state(unpack(pack(state_to_variant(state))));

test.each([0, 100, 200, 400, 900])("a state after %d ticks arrives as it was, to the precision of 32 bits", (ticks) => {
  const state = played(ticks);
  const read = overTheWire(state);
  expect(read).toBeDefined();
  if (read === undefined) return;
  const { world, ...rest } = state;
  expect(read).toMatchObject(rest);
  expect({ ...read.world, pieces: [] }).toMatchObject({ tick: world.tick, surface: "wood", radius: world.radius });
  for (const [seat, piece] of world.pieces.entries()) {
    expect(read.world.pieces[seat]).toMatchObject({ id: piece.id, cooldown: piece.cooldown, fellAt: piece.fellAt });
    expect(read.world.pieces[seat]?.x).toBeCloseTo(piece.x, 6);
    expect(read.world.pieces[seat]?.vy).toBeCloseTo(piece.vy, 6);
  }
  // Written again, it is the same.
  expect(overTheWire(read)).toEqual(read);
});

test("a state of eight fits into one datagram", () => {
  const eight = Array.from({ length: 8 }, (_, seat) => 76561198000000001n + BigInt(seat) * 7_654_321n);
  const bytes = pack(state_to_variant(played(400, eight)));
  console.info(`a state of eight in the middle of a round: ${bytes.length} bytes`);
  expect(bytes.length).toBeLessThan(600);
});

test("a state that makes no sense is none", () => {
  const good = state_to_variant(played(300));
  const wrong: [string, unknown][] = [
    ["nothing", undefined],
    ["an array", [1, 2]],
    ["too few numbers", { ...good, n: good.n.slice(1) }],
    ["a term of 0", { ...good, n: good.n.with(0, 0) }],
    ["a tick before its phase", { ...good, n: good.n.with(2, 0) }],
    ["no such phase", { ...good, n: good.n.with(3, 9) }],
    ["no such surface", { ...good, n: good.n.with(8, -1) }],
    ["too many rounds", { ...good, n: good.n.with(6, 1000) }],
    ["the same piece twice", { ...good, id: good.id.with(3, good.id[2] ?? 0n) }],
    ["a piece too many", { ...good, id: BigInt64Array.from([...good.id, 99n]) }],
    ["a piece that is nowhere", { ...good, f: good.f.with(4, Number.NaN) }],
    ["a piece far away", { ...good, f: good.f.with(4, 1e9) }],
    ["a fall to come", { ...good, c: good.c.with(1, 100_000) }],
    ["a negative wait", { ...good, c: good.c.with(0, -1) }],
    ["floats of 64 bits", { ...good, f: Float64Array.from(good.f) }],
  ];
  expect(variant_to_state(good)).toBeDefined();
  for (const [what, value] of wrong) expect(variant_to_state(value), what).toBeUndefined();
});

test("whatever comes, reading it does not throw, and what is taken can be played on", () => {
  const good = state_to_variant(played(300));
  const anything = fc.oneof(
    fc.anything(),
    fc.record({
      n: fc.int32Array({ minLength: 10, maxLength: 10 }),
      id: fc.bigInt64Array({ maxLength: 12 }),
      f: fc.float32Array({ maxLength: 40 }),
      c: fc.int32Array({ maxLength: 30 }),
      b: fc.uint8Array({ maxLength: 40 }),
    }),
    fc.tuple(fc.nat(9), fc.integer({ min: -5, max: 5 })).map(([at, value]) => Object.assign({}, good, { n: good.n.with(at, value) })),
    fc.tuple(fc.nat(good.f.length - 1), fc.float()).map(([at, value]) => Object.assign({}, good, { f: good.f.with(at, value) })),
    fc.tuple(fc.nat(good.c.length - 1), fc.integer()).map(([at, value]) => Object.assign({}, good, { c: good.c.with(at, value) })),
  );
  fc.assert(
    fc.property(anything, (value) => {
      const state = variant_to_state(value);
      if (state === undefined) return;
      for (let tick = 0; tick < 5; tick += 1) tickMatch(state, state.inputs, ids);
    }),
    { numRuns: 500 },
  );
});

const input = fc.record({ x: fc.float({ min: -1, max: 1, noNaN: true }), y: fc.float({ min: -1, max: 1, noNaN: true }), dash: fc.boolean() });

test("inputs arrive as the guest reckons with them", () => {
  fc.assert(
    fc.property(fc.array(input, { minLength: 1, maxLength: 8 }), fc.integer({ min: 8, max: 0x7fff_ffff }), (inputs: Input[], number) => {
      const read = bytes_to_input_packet(input_packet_to_bytes({ number, inputs }));
      expect(read).toEqual({ number, inputs: inputs.map(quantised) });
      for (const [at, { x, y, dash }] of (read?.inputs ?? []).entries()) {
        expect(Math.hypot(x, y)).toBeLessThanOrEqual(1 + 1e-9);
        expect(dash).toBe(inputs[at]?.dash);
        const far = Math.max(1, Math.hypot(inputs[at]?.x ?? 0, inputs[at]?.y ?? 0));
        expect(Math.abs(x - (inputs[at]?.x ?? 0) / far)).toBeLessThan(0.01);
      }
    }),
  );
});

test("bytes that are no inputs are none, and those that are do nothing forbidden", () => {
  expect(bytes_to_input_packet(new Uint8Array())).toBeUndefined();
  expect(bytes_to_input_packet(new Uint8Array([9, 0, 0, 0, 0]))).toBeUndefined();
  expect(bytes_to_input_packet(new Uint8Array([9, 0, 0, 0, 2, 1, 1, 1]))).toBeUndefined();
  expect(bytes_to_input_packet(new Uint8Array([255, 255, 255, 255, 1, 0, 0, 0]))).toBeUndefined();
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 29 }), (bytes) => {
      for (const { x, y } of bytes_to_input_packet(bytes)?.inputs ?? []) expect(x * x + y * y).toBeLessThanOrEqual(1 + 1e-9);
    }),
  );
  expect(quantised({ x: Number.NaN, y: Number.POSITIVE_INFINITY, dash: false })).toEqual({ x: 0, y: 1, dash: false });
});
