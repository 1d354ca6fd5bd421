import { tooLarge } from "../limits.js";
import { BackwardBits, damagedFrame } from "./backward-bits.js";
import { type Codes, literalLengths, matchLengths, offsets } from "./codes.js";
import { FseState, type FseTable, readTable, runTable } from "./fse.js";
import { type HuffmanTable, readFourStreams, readHuffman, readStream } from "./huffman.js";

/** More does not come out of one block. */
export const MAX_BLOCK_BYTES = 128 * 1024;
const LARGEST_TWO_BYTE_COUNT = 0x7f00;
const LiteralTypes = { RAW: 0, RLE: 1, COMPRESSED: 2 } as const;
const TableModes = { USUAL: 0, RUN: 1, OWN: 2 } as const;

/** What the blocks of a frame hand on to each other. */
export class FrameState {
  readonly out: Uint8Array<ArrayBuffer>;
  /** How much of `out` is filled. */
  filled = 0;
  huffman: HuffmanTable | undefined;
  readonly tables = new Map<Codes, FseTable>();
  /** The last three distances, the last one first. */
  distances: [number, number, number] = [1, 4, 8];

  constructor(size: number) {
    this.out = new Uint8Array(size);
  }

  /** Copies bytes behind what is there. */
  add(bytes: Uint8Array): void {
    this.#need(bytes.length);
    this.out.set(bytes, this.filled);
    this.filled += bytes.length;
  }

  /** Adds one byte as often. */
  addRun(byte: number, count: number): void {
    this.#need(count);
    this.out.fill(byte, this.filled, (this.filled += count));
  }

  /** Repeats what is so far back. */
  repeat(distance: number, count: number): void {
    this.#need(count);
    if (distance > this.filled || distance < 1) throw damagedFrame();
    const { out } = this;
    let at = this.filled;
    for (const end = at + count; at < end; at++) out[at] = out[at - distance]!;
    this.filled = at;
  }

  #need(count: number): void {
    if (this.filled + count > this.out.length) throw tooLarge(this.out.length);
  }
}

/** Unpacks one compressed block to the end of `state.out`. Throws when it is damaged, or does not fit. */
export function readBlock(block: Uint8Array, state: FrameState): void {
  const { literals, end } = readLiterals(block, state);
  const before = state.filled;
  const used = readSequences(block.subarray(end), literals, state);
  state.add(literals.subarray(used));
  if (state.filled - before > MAX_BLOCK_BYTES) throw damagedFrame();
}

function readLiterals(block: Uint8Array, state: FrameState): { literals: Uint8Array; end: number } {
  const first = block[0];
  if (first === undefined) throw damagedFrame();
  const type = first & 3;
  const format = (first >> 2) & 3;
  if (type < LiteralTypes.COMPRESSED) {
    const headerBytes = format === 1 ? 2 : format === 3 ? 3 : 1;
    const size = headerBytes === 1 ? first >> 3 : littleEndian(block, headerBytes) >> 4;
    const end = headerBytes + (type === LiteralTypes.RAW ? size : 1);
    if (size > MAX_BLOCK_BYTES || end > block.length) throw damagedFrame();
    return { literals: type === LiteralTypes.RAW ? block.subarray(headerBytes, end) : new Uint8Array(size).fill(block[headerBytes]!), end };
  }
  const headerBytes = Math.max(3, format + 2);
  const sizeBits = [10, 10, 14, 18][format]!;
  const sizes = Math.floor(littleEndian(block, headerBytes) / 16);
  const size = sizes % 2 ** sizeBits;
  const end = headerBytes + Math.floor(sizes / 2 ** sizeBits);
  if (size > MAX_BLOCK_BYTES || end > block.length) throw damagedFrame();
  let streams = block.subarray(headerBytes, end);
  if (type === LiteralTypes.COMPRESSED) {
    const { table, end: begin } = readHuffman(streams);
    state.huffman = table;
    streams = streams.subarray(begin);
  }
  if (state.huffman === undefined) throw damagedFrame();
  const literals = new Uint8Array(size);
  (format === 0 ? readStream : readFourStreams)(streams, literals, state.huffman);
  return { literals, end };
}

/** Copies literals and repeats in turn. Answers how many literals that took. */
function readSequences(section: Uint8Array, literals: Uint8Array, state: FrameState): number {
  const first = section[0];
  if (first === undefined) throw damagedFrame();
  if (first === 0) return 0;
  let at = first < 128 ? 1 : first < 255 ? 2 : 3;
  const count = at === 1 ? first : at === 2 ? ((first - 128) << 8) + section[1]! : section[1]! + (section[2]! << 8) + LARGEST_TWO_BYTE_COUNT;
  const modes = section[at++];
  if (modes === undefined || modes & 3) throw damagedFrame();
  const tables = [literalLengths, offsets, matchLengths].map((codes, index) => {
    const { table, end } = readCodeTable(section, at, (modes >> (6 - 2 * index)) & 3, codes, state);
    at = end;
    state.tables.set(codes, table);
    return table;
  });
  const input = new BackwardBits(section.subarray(at));
  const [literal, offset, match] = tables.map((table) => new FseState(table, input)) as [FseState, FseState, FseState];
  let used = 0;
  for (let left = count; left > 0; left--) {
    const value = valueOf(offset, offsets, input);
    const matchLength = valueOf(match, matchLengths, input);
    const literalLength = valueOf(literal, literalLengths, input);
    if (used + literalLength > literals.length || input.left < 0) throw damagedFrame();
    state.add(literals.subarray(used, used + literalLength));
    used += literalLength;
    state.repeat(distanceOf(value, literalLength, state), matchLength);
    if (left === 1) break;
    literal.next();
    match.next();
    offset.next();
  }
  if (input.left !== 0) throw damagedFrame();
  return used;
}

function readCodeTable(section: Uint8Array, at: number, mode: number, codes: Codes, state: FrameState): { table: FseTable; end: number } {
  if (mode === TableModes.USUAL) return { table: codes.usual(), end: at };
  if (mode === TableModes.OWN) return readTable(section, at, codes.maxLog, codes.bits.length - 1);
  if (mode === TableModes.RUN) {
    const symbol = section[at];
    if (symbol === undefined || symbol >= codes.bits.length) throw damagedFrame();
    return { table: runTable(symbol), end: at + 1 };
  }
  const table = state.tables.get(codes);
  if (table === undefined) throw damagedFrame();
  return { table, end: at };
}

function valueOf({ symbol }: FseState, { bases, bits }: Codes, input: BackwardBits): number {
  return bases[symbol]! + input.read(bits[symbol]!);
}

/** The values 1 to 3 stand for the last distances; behind no literals for the ones after the last. */
function distanceOf(value: number, literalLength: number, state: FrameState): number {
  const [first, second, third] = state.distances;
  if (value > 3) {
    state.distances = [value - 3, first, second];
    return value - 3;
  }
  switch (value - (literalLength === 0 ? 0 : 1)) {
    case 0:
      return first;
    case 1:
      state.distances = [second, first, third];
      return second;
    case 2:
      state.distances = [third, first, second];
      return third;
    default:
      state.distances = [first - 1, first, second];
      return first - 1;
  }
}

function littleEndian(bytes: Uint8Array, count: number): number {
  let value = 0;
  for (let at = 0; at < count; at++) value += (bytes[at] ?? 0) * 256 ** at;
  return value;
}
