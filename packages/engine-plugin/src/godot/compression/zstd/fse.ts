import { type BackwardBits, damagedFrame, highestBit } from "./backward-bits.js";

/** A table of finite state entropy coding: what each state stands for, and how the next one is found. */
export interface FseTable {
  readonly log: number;
  readonly symbols: Uint8Array;
  /** How many bits are read for the next state, and what is added to them. */
  readonly bits: Uint8Array;
  readonly bases: Uint16Array;
}

/** The table where every state stands for one symbol. */
export function runTable(symbol: number): FseTable {
  return { log: 0, symbols: Uint8Array.of(symbol), bits: new Uint8Array(1), bases: new Uint16Array(1) };
}

/** The table for symbols of these shares of `2 ** log` states; -1 is a share below one state. */
export function tableOf(shares: readonly number[], log: number): FseTable {
  const size = 1 << log;
  const symbols = new Uint8Array(size);
  const next = shares.map((share) => Math.abs(share));
  let end = size;
  shares.forEach((share, symbol) => {
    if (share === -1) symbols[--end] = symbol;
  });
  const step = (size >> 1) + (size >> 3) + 3;
  let at = 0;
  shares.forEach((share, symbol) => {
    for (let i = 0; i < share; i++) {
      symbols[at] = symbol;
      do at = (at + step) & (size - 1);
      while (at >= end);
    }
  });
  const bits = new Uint8Array(size);
  const bases = new Uint16Array(size);
  for (let state = 0; state < size; state++) {
    const count = next[symbols[state]!]!++;
    bits[state] = log - highestBit(count);
    bases[state] = (count << bits[state]!) - size;
  }
  return { log, symbols, bits, bases };
}

/** Reads the description of a table at `start`. Answers it and where it ends. */
export function readTable(bytes: Uint8Array, start: number, maxLog: number, maxSymbol: number): { table: FseTable; end: number } {
  const log = (bytes[start]! & 15) + 5;
  if (start >= bytes.length || log > maxLog) throw damagedFrame();
  let position = 8 * start + 4;
  const read = (count: number): number => {
    const at = position >> 3;
    const three = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
    position += count;
    return (three >> ((position - count) & 7)) & ((1 << count) - 1);
  };
  const shares: number[] = [];
  let left = 1 << log;
  while (left > 0 && shares.length <= maxSymbol) {
    const count = highestBit(left + 1) + 1;
    const low = (1 << (count - 1)) - 1;
    const spare = (1 << count) - 2 - left;
    let value = read(count);
    if ((value & low) < spare) {
      position--;
      value &= low;
    } else if (value > low) {
      value -= spare;
    }
    const share = value - 1;
    left -= Math.abs(share);
    shares.push(share);
    for (let zeros = share === 0 ? 3 : 0; zeros === 3; ) {
      zeros = read(2);
      for (let i = 0; i < zeros; i++) shares.push(0);
    }
    if (position > 8 * bytes.length) throw damagedFrame();
  }
  if (left !== 0 || shares.length > maxSymbol + 1) throw damagedFrame();
  return { table: tableOf(shares, log), end: (position + 7) >> 3 };
}

/** One walk through a table. */
export class FseState {
  readonly #table: FseTable;
  readonly #input: BackwardBits;
  #state: number;

  constructor(table: FseTable, input: BackwardBits) {
    this.#table = table;
    this.#input = input;
    this.#state = input.read(table.log);
  }

  get symbol(): number {
    return this.#table.symbols[this.#state]!;
  }

  next(): void {
    this.#state = this.#table.bases[this.#state]! + this.#input.read(this.#table.bits[this.#state]!);
  }
}
