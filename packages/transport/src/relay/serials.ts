import { randomBytes } from "node:crypto";
import { open, readFile } from "node:fs/promises";

/** Where serials end: player ids have 32 bits to tell them apart. */
export const SERIAL_LIMIT = 2 ** 32;

/**
 * Numbers 0..2^32-1, of which no two calls of any process that works with the same key get the same, ever. Player ids are made
 * from them. Not necessarily in order, and not without gaps.
 */
export interface Serials {
  /**
   * The next one.
   * @returns undefined when there is none to be had now; for good, when all are used up.
   */
  next(): Promise<number | undefined>;
}

/** Serials reserved at once, so that the disk is touched once for so many newcomers. A restart loses the rest of a block. */
const BLOCK = 4096;

/**
 * Serials that a file hands out. The file is a ledger: a process reserves a block of 4096 serials by appending a line with
 * a random word to it; the line's number is the block's. Appending is atomic, so this holds for any number of processes on one
 * machine, and whatever crashes when: a line torn by a crash merges with the next one, and both still count as one line of one owner.
 *
 * The ledger is the key file itself (see `relay-key.ts`): who loses the one loses the other, and a new key starts a new ledger.
 * Not guaranteed: anything, for two copies of one key file, or on a network file system without atomic appends.
 */
export class FileSerials implements Serials {
  readonly #path: string;
  #next = 0;
  #end = 0;
  #reserving: Promise<void> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async next(): Promise<number | undefined> {
    while (this.#next >= this.#end) {
      // Whoever comes while a block is being reserved waits for that one.
      this.#reserving ??= this.#reserve().finally(() => (this.#reserving = undefined));
      await this.#reserving;
    }
    return this.#next < SERIAL_LIMIT ? this.#next++ : undefined;
  }

  async #reserve(): Promise<void> {
    const word = randomBytes(15).toString("base64url");
    const file = await open(this.#path, "a");
    try {
      await file.write(`block ${word}\n`);
      // Before the first of them is handed out: a power cut must not bring the block back.
      await file.datasync();
    } finally {
      await file.close();
    }
    const lines = (await readFile(this.#path, "utf8")).split("\n");
    const line = lines.findIndex((text) => text.endsWith(word));
    // A line without its end (a full disk) would be continued by the next owner, and then be the block of both.
    if (line < 1 || line === lines.length - 1) throw new Error(`the line just appended to ${this.#path} is not there`);
    // Line 0 is the key.
    this.#next = (line - 1) * BLOCK;
    this.#end = this.#next + BLOCK;
  }
}

/** When ticks began: 2026-01-01T00:00:00Z. */
const EPOCH_MS = Date.UTC(2026, 0, 1);
/** A tick's length. 2^32 of them last 17 years. Ours. */
const TICK_MS = 125;
/** A newcomer who would have to wait longer is sent away. Ours. */
const LONGEST_WAIT_MS = 3000;

/** Time, as {@link ClockSerials} needs it. */
export interface WallClock {
  /** Milliseconds since 1970. */
  now(): number;
  wait(ms: number): Promise<void>;
}

/**
 * Serials that need no file: ticks of the wall clock, eight a second, each handed out only after it began while this process was already there.
 * Ticks nobody wanted are kept for later, so a rush of newcomers is limited only by how long the relay has run.
 *
 * Guaranteed: never the same twice, as long as one process at a time works with the key and the machine's clock is not set back
 * across a restart. It ends on 2043-01-05; from then on there is none.
 */
export class ClockSerials implements Serials {
  readonly #clock: WallClock;
  #last: number;

  constructor(clock: WallClock) {
    this.#clock = clock;
    // This very tick may have been handed out by the process before us.
    this.#last = this.#tick();
  }

  async next(): Promise<number | undefined> {
    const serial = this.#last + 1;
    const early = EPOCH_MS + serial * TICK_MS - this.#clock.now();
    if (serial < 0 || serial >= SERIAL_LIMIT || early > LONGEST_WAIT_MS) return undefined;
    this.#last = serial;
    if (early > 0) await this.#clock.wait(Math.ceil(early) + 1);
    // A timer may fire early, or the clock be set back meanwhile; then the tick is not ours to give.
    return this.#tick() >= serial ? serial : undefined;
  }

  #tick(): number {
    return Math.floor((this.#clock.now() - EPOCH_MS) / TICK_MS);
  }
}
