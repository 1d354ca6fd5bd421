import type { Input } from "./input.js";
import { INPUT_BYTES, LAST_NUMBER, read_input, write_input } from "./input-packet.js";
import type { MatchState } from "./match-state.js";
import { MOST_PLAYERS, SURFACES } from "./options.js";
import { radiusAt } from "./tray.js";
import { DASH_COOLDOWN_TICKS, type Piece, type World } from "./world.js";

const PHASES: readonly MatchState["phase"][] = ["countdown", "playing", "round-over", "over"];
/** Nothing on or beside the tray is further away from its middle, or faster; generous, so that it is nobody's rule. */
const FAR = 64;
const MOST_ROUNDS = 9;
/** x, y, vx, vy. */
const MOTION_FLOATS = 4;
/** Cooldown, the tick of the fall, the input used last. */
const COUNTS = 3;

/** What {@link variant_to_state} reads, and a Godot would as well: a Dictionary with numbers in packed arrays, for names and types cost more than what they stand for. */
export interface StateVariant {
  /** term, host is alone (1), tick, phase, since, round, rounds, bots, surface, tick of the world. */
  readonly n: Int32Array;
  /** host, winner, then whose pieces these are. */
  readonly id: BigInt64Array;
  /** How far the tray leans and how fast, then x, y, vx, vy of each piece. */
  readonly f: Float32Array;
  /** Of each piece: ticks until it can dash, the tick in which it fell, the number of its player's input used last. */
  readonly c: Int32Array;
  /** Of each piece: rounds won, and the input used last, as `write_input` has it. */
  readonly b: Uint8Array;
}

/** A match as a Variant to be packed. */
export function state_to_variant(state: MatchState): StateVariant {
  const { world } = state;
  const { pieces } = world;
  const n = [state.term, state.lone ? 1 : 0, state.tick, PHASES.indexOf(state.phase), state.since, state.round, state.rounds, state.bots, SURFACES.indexOf(world.surface), world.tick];
  const b = new Uint8Array(pieces.length * (1 + INPUT_BYTES));
  for (const [seat, { id }] of pieces.entries()) {
    b[seat * (1 + INPUT_BYTES)] = state.scores.get(id) ?? 0;
    const input = state.inputs.get(id);
    if (input !== undefined) write_input(b, seat * (1 + INPUT_BYTES) + 1, input);
  }
  return {
    n: Int32Array.from(n),
    id: BigInt64Array.from([state.host, state.winner, ...pieces.map(({ id }) => id)]),
    f: Float32Array.from([world.tiltX, world.tiltY, world.tiltVX, world.tiltVY, ...pieces.flatMap(({ x, y, vx, vy }) => [x, y, vx, vy])]),
    c: Int32Array.from(pieces.flatMap(({ id, cooldown, fellAt }) => [cooldown, fellAt, state.acks.get(id) ?? -1])),
    b,
  };
}

/** The match in what was unpacked; undefined unless all of it makes sense. What comes in was made on somebody else's computer. Never throws. */
export function variant_to_state(value: unknown): MatchState | undefined {
  if (typeof value !== "object" || value === null || !("n" in value && "id" in value && "f" in value && "c" in value && "b" in value)) return undefined;
  const { n, id, f, c, b } = value;
  if (!(n instanceof Int32Array && id instanceof BigInt64Array && f instanceof Float32Array && c instanceof Int32Array && b instanceof Uint8Array)) return undefined;
  const [host = -1n, winner = -1n, ...ids] = id;
  const count = ids.length;
  if (n.length !== 10 || id.length < 2 || count > MOST_PLAYERS || f.length !== MOTION_FLOATS * (1 + count) || c.length !== COUNTS * count || b.length !== (1 + INPUT_BYTES) * count) return undefined;
  if (host < 0n || winner < 0n || ids.some((one) => one <= 0n) || new Set(ids).size !== count || f.some((one) => !(Math.abs(one) <= FAR))) return undefined;

  const [term = 0, lone = 0, tick = -1, phaseAt = -1, since = -1, round = 0, rounds = 0, bots = -1, surfaceAt = -1, worldTick = -1] = n;
  const phase = PHASES[phaseAt];
  const surface = SURFACES[surfaceAt];
  if (phase === undefined || surface === undefined || term < 1 || term >= LAST_NUMBER || since < 0 || tick < since || tick >= LAST_NUMBER || worldTick < 0 || worldTick > tick) return undefined;
  if (round < 1 || round > 0xffff || rounds < 1 || rounds > MOST_ROUNDS || bots < 0 || bots >= MOST_PLAYERS || lone < 0 || lone > 1) return undefined;

  const pieces = piecesOf(ids, f, c, worldTick);
  if (pieces === undefined) return undefined;
  const [tiltX = 0, tiltY = 0, tiltVX = 0, tiltVY = 0] = f;
  const world: World = { tick: worldTick, surface, tiltX, tiltY, tiltVX, tiltVY, radius: radiusAt(worldTick), pieces };
  const scores = new Map<bigint, number>();
  const acks = new Map<bigint, number>();
  const inputs = new Map<bigint, Input>();
  for (const [seat, one] of ids.entries()) {
    scores.set(one, b[seat * (1 + INPUT_BYTES)] ?? 0);
    inputs.set(one, read_input(b, seat * (1 + INPUT_BYTES) + 1));
    const ack = c[seat * COUNTS + 2] ?? -1;
    if (ack >= 0) acks.set(one, ack);
  }
  return { term, host, lone: lone === 1, tick, phase, since, round, rounds, bots, winner, scores, acks, inputs, world };
}

function piecesOf(ids: readonly bigint[], f: Float32Array, c: Int32Array, tick: number): Piece[] | undefined {
  const pieces: Piece[] = [];
  for (const [seat, id] of ids.entries()) {
    const at = MOTION_FLOATS * (1 + seat);
    const cooldown = c[seat * COUNTS] ?? -1;
    const fellAt = c[seat * COUNTS + 1] ?? -2;
    if (cooldown < 0 || cooldown > DASH_COOLDOWN_TICKS || fellAt < -1 || fellAt > tick || (c[seat * COUNTS + 2] ?? -2) < -1) return undefined;
    pieces.push({ id, x: f[at] ?? 0, y: f[at + 1] ?? 0, vx: f[at + 2] ?? 0, vy: f[at + 3] ?? 0, cooldown, fellAt });
  }
  return pieces;
}
