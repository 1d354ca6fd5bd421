import { type FseTable, tableOf } from "./fse.js";

/** What a code stands for: a number to begin with, and how many more bits are added to it. */
export interface Codes {
  readonly bases: readonly number[];
  readonly bits: readonly number[];
  readonly maxLog: number;
  /** The table of blocks that do not bring their own. Made on first use. */
  readonly usual: () => FseTable;
}

const LITERAL_BITS = [...Array<number>(16).fill(0), 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
const MATCH_BITS = [...Array<number>(32).fill(0), 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
const OFFSET_BITS = Array.from({ length: 32 }, (_, code) => code);

/** How many literals come before a match. */
export const literalLengths: Codes = codes(LITERAL_BITS, 0, 9, 6, [
  4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1,
]);

/** How long a match is. */
export const matchLengths: Codes = codes(MATCH_BITS, 3, 9, 6, [
  1, 4, 3, 2, 2, 2, 2, 2, 2, ...Array<number>(37).fill(1), -1, -1, -1, -1, -1, -1, -1,
]);

/** How far back it is. */
export const offsets: Codes = codes(OFFSET_BITS, 1, 8, 5, [1, 1, 1, 1, 1, 1, 2, 2, 2, ...Array<number>(15).fill(1), -1, -1, -1, -1, -1]);

/** Every code begins where the one before it ends. */
function codes(bits: readonly number[], first: number, maxLog: number, log: number, shares: readonly number[]): Codes {
  let base = first;
  const bases = bits.map((count) => {
    const own = base;
    base += 2 ** count;
    return own;
  });
  let usual: FseTable | undefined;
  return { bases, bits, maxLog, usual: () => (usual ??= tableOf(shares, log)) };
}
