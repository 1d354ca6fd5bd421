import { BackwardBits, damagedFrame, highestBit } from "./backward-bits.js";
import { FseState, readTable } from "./fse.js";

const MAX_BITS = 11;
const MAX_WEIGHTS = 255;
const MAX_WEIGHTS_LOG = 6;
const JUMP_TABLE_BYTES = 6;

/** For every sequence of `maxBits` bits: the symbol that it begins with, and the length of its code. */
export interface HuffmanTable {
  readonly maxBits: number;
  readonly symbols: Uint8Array;
  readonly bits: Uint8Array;
}

/** Reads the description of a tree at the beginning of these bytes. Answers its table and where it ends. */
export function readHuffman(bytes: Uint8Array): { table: HuffmanTable; end: number } {
  const first = bytes[0];
  if (first === undefined) throw damagedFrame();
  const end = first < 128 ? 1 + first : 1 + ((first - 126) >> 1);
  if (end > bytes.length) throw damagedFrame();
  const weights = first < 128 ? readWeights(bytes.subarray(1, end)) : Array.from({ length: first - 127 }, (_, at) => (bytes[1 + (at >> 1)]! >> (at & 1 ? 0 : 4)) & 15);
  return { table: huffmanTable(weights), end };
}

function readWeights(bytes: Uint8Array): number[] {
  const { table, end } = readTable(bytes, 0, MAX_WEIGHTS_LOG, MAX_WEIGHTS);
  const input = new BackwardBits(bytes.subarray(end));
  const weights: number[] = [];
  let turn = new FseState(table, input);
  let other = new FseState(table, input);
  while (weights.length < MAX_WEIGHTS) {
    weights.push(turn.symbol);
    turn.next();
    if (input.left < 0) {
      weights.push(other.symbol);
      break;
    }
    [turn, other] = [other, turn];
  }
  return weights;
}

/** The last symbol's weight is not stored: it fills up what is left. */
function huffmanTable(weights: number[]): HuffmanTable {
  const sum = weights.reduce((total, weight) => total + (weight === 0 ? 0 : 2 ** (weight - 1)), 0);
  if (sum === 0 || sum >= 1 << MAX_BITS || weights.length > MAX_WEIGHTS) throw damagedFrame();
  const maxBits = highestBit(sum) + 1;
  const rest = (1 << maxBits) - sum;
  if (rest & (rest - 1)) throw damagedFrame();
  weights.push(highestBit(rest) + 1);
  const symbols = new Uint8Array(1 << maxBits);
  const bits = new Uint8Array(1 << maxBits);
  let at = 0;
  for (let weight = 1; weight <= maxBits; weight++) {
    weights.forEach((of, symbol) => {
      if (of !== weight) return;
      const end = at + (1 << (weight - 1));
      symbols.fill(symbol, at, end);
      bits.fill(maxBits + 1 - weight, at, end);
      at = end;
    });
  }
  return { maxBits, symbols, bits };
}

/** Fills `out` with the symbols of one stream. */
export function readStream(bytes: Uint8Array, out: Uint8Array, { maxBits, symbols, bits }: HuffmanTable): void {
  const input = new BackwardBits(bytes);
  const mask = (1 << maxBits) - 1;
  let state = input.read(maxBits);
  for (let at = 0; at < out.length; at++) {
    out[at] = symbols[state]!;
    const count = bits[state]!;
    state = ((state << count) | input.read(count)) & mask;
  }
  if (input.left !== -maxBits) throw damagedFrame();
}

/** Fills `out` with the symbols of four streams behind each other, with their sizes before them. */
export function readFourStreams(bytes: Uint8Array, out: Uint8Array, table: HuffmanTable): void {
  if (bytes.length < JUMP_TABLE_BYTES) throw damagedFrame();
  const quarter = (out.length + 3) >> 2;
  let at = JUMP_TABLE_BYTES;
  for (let stream = 0; stream < 4; stream++) {
    const end = stream === 3 ? bytes.length : at + (bytes[2 * stream]! | (bytes[2 * stream + 1]! << 8));
    if (end > bytes.length || stream * quarter > out.length) throw damagedFrame();
    readStream(bytes.subarray(at, end), out.subarray(stream * quarter, stream === 3 ? out.length : (stream + 1) * quarter), table);
    at = end;
  }
}
