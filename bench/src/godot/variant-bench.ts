// G1, in a process of its own:
//
//   node variant-bench.js [quick]
//
// Prints its figures as one line of JSON.

import { Decoder, Encoder } from "@msgpack/msgpack";
import { bytes_to_var, Float, var_to_bytes, Vector2 } from "@samovar/engine-plugin/godot";
import { median } from "../statistics.js";
import { statePackets } from "./state-packets.js";

const quick = process.argv.includes("quick");
const PACKETS = 64;
/** Packets in one turn: so many that garbage is collected in the turn of whoever made it. */
const TURN_PACKETS = 20_480;
const TURNS = quick ? 15 : 75;
const WARM_UP_TURNS = 5;

// Both halves are kept, as its documentation recommends for speed; without useBigInt64 it could not write an id at all.
const encoder = new Encoder({ useBigInt64: true });
const decoder = new Decoder({ useBigInt64: true });

/** One way to write and read. Each turn is a loop of its own, so that none is compiled with another's habits in mind. */
interface Format {
  readonly name: string;
  encode(value: unknown): Uint8Array;
  decode(bytes: Uint8Array): unknown;
  encodeTurn(values: readonly unknown[]): unknown;
  decodeTurn(packets: readonly Uint8Array[]): unknown;
}

const samovar: Format = {
  name: "samovar",
  encode: var_to_bytes,
  decode: bytes_to_var,
  encodeTurn: (values) => {
    let made: unknown;
    for (let count = 0; count < TURN_PACKETS; count++) made = var_to_bytes(values[count % PACKETS]);
    return made;
  },
  decodeTurn: (packets) => {
    let made: unknown;
    for (let count = 0; count < TURN_PACKETS; count++) made = bytes_to_var(packets[count % PACKETS] as Uint8Array);
    return made;
  },
};

const msgpack: Format = {
  name: "msgpack",
  encode: (value) => encoder.encode(value),
  decode: (bytes) => decoder.decode(bytes),
  encodeTurn: (values) => {
    let made: unknown;
    for (let count = 0; count < TURN_PACKETS; count++) made = encoder.encode(values[count % PACKETS]);
    return made;
  },
  decodeTurn: (packets) => {
    let made: unknown;
    for (let count = 0; count < TURN_PACKETS; count++) made = decoder.decode(packets[count % PACKETS] as Uint8Array);
    return made;
  },
};

const plain = statePackets(PACKETS);
const withVectors = plain.map(({ x, y, ...rest }) => ({ ...rest, position: new Vector2(x as number, y as number) }));
const withPoints = plain.map(({ x, y, ...rest }) => ({ ...rest, position: { x: Math.fround(x as number), y: Math.fround(y as number) } }));

const figures = { ...compare("", plain, plain), ...compare("vector ", withVectors, withPoints) };
console.log(JSON.stringify(figures));

/** Packets a second in the middle one of the turns, by CPU time. They take turns, so that whatever else the machine does hits all alike. */
function compare(prefix: string, ours: readonly unknown[], theirs: readonly unknown[]): Record<string, number> {
  const contenders = [prepare(samovar, ours), prepare(msgpack, theirs)];
  for (let turn = -WARM_UP_TURNS; turn < TURNS; turn++) {
    for (const { format, values, packets, encodeUs, decodeUs } of contenders) {
      const encoded = timeUs(() => format.encodeTurn(values));
      const decoded = timeUs(() => format.decodeTurn(packets));
      if (turn < 0) continue;
      encodeUs.push(encoded);
      decodeUs.push(decoded);
    }
  }
  const rates: Record<string, number> = {};
  for (const { format, packets, encodeUs, decodeUs } of contenders) {
    rates[`${prefix}${format.name} encode`] = (TURN_PACKETS * 1e6) / median(encodeUs);
    rates[`${prefix}${format.name} decode`] = (TURN_PACKETS * 1e6) / median(decodeUs);
    rates[`${prefix}${format.name} bytes`] = packets.reduce((sum, { length }) => sum + length, 0) / packets.length;
  }
  return rates;
}

function prepare(format: Format, values: readonly unknown[]) {
  const packets = values.map((value) => format.encode(value));
  values.forEach((value, index) => verify(format, value, format.decode(packets[index] as Uint8Array)));
  return { format, values, packets, encodeUs: [] as number[], decodeUs: [] as number[] };
}

function timeUs(turn: () => unknown): number {
  const start = process.cpuUsage();
  const made = turn();
  const { user, system } = process.cpuUsage(start);
  if (made === undefined) throw new Error("nothing was made");
  return user + system;
}

/** A fast answer that is wrong counts for nothing. */
function verify(format: Format, value: unknown, read: unknown): void {
  if (text(value) !== text(read)) throw new Error(`${format.name} made ${text(read)} of ${text(value)}`);
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (part instanceof Float ? part.valueOf() : typeof part === "bigint" ? String(part) : part));
}
