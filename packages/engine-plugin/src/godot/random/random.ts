import { int64 } from "../int64.js";
import { Pcg32 } from "./pcg32.js";

const shared = new Pcg32();
const epsilon = 0.00001;

/** Starts the random functions over: the same seed gives the same numbers, those of Godot. `randomize()` and this are rarely both wanted. */
export function seed(base: number | bigint): void {
  shared.reset(int64(base));
}

/** Starts the random functions over with a seed nobody knows. Not needed: that is how they start. */
export function randomize(): void {
  shared.reset(unknownSeed());
}

/** A whole number from 0 to 4294967295. */
export function randi(): number {
  return shared.next();
}

/** A number from 0 to 1, both included, of 32-bit precision. */
export function randf(): number {
  // Not what the generator's own floats are made of; so it is in Godot.
  return Math.fround(shared.next()) / 2 ** 32;
}

/** A whole number from one to the other, both included. Both are cut to 32-bit ints, as in Godot. Godot 4 only. */
export function randi_range(from: number, to: number): number {
  return shared.between(from, to);
}

/** A number from one to the other, both included. Godot 4's name. */
export function randf_range(from: number, to: number): number {
  return shared.float64() * (to - from) + from;
}

/** Godot 3's name of {@link randf_range}. */
export const rand_range = randf_range;

/** A normally distributed number. Its last digit may differ from Godot's. */
export function randfn(mean: number, deviation: number): number {
  let first = shared.float64();
  if (first < epsilon) first += epsilon;
  return mean + deviation * (Math.cos(2 * Math.PI * shared.float64()) * Math.sqrt(-2 * Math.log(first)));
}

/** A generator of one's own, whose numbers nobody else takes. Godot's, in everything but that it starts with a seed nobody knows in Godot 3 too. */
export class RandomNumberGenerator {
  readonly #pcg = new Pcg32();
  #seed = 0n;

  constructor() {
    this.randomize();
  }

  /** What it started with, 64 bits, signed. Setting it starts over. */
  get seed(): bigint {
    return this.#seed;
  }
  set seed(base: number | bigint) {
    this.#seed = int64(base);
    this.#pcg.reset(this.#seed);
  }

  /** Where it stands, 64 bits, signed: setting it goes back to there. */
  get state(): bigint {
    return BigInt.asIntN(64, this.#pcg.state);
  }
  set state(state: number | bigint) {
    this.#pcg.state = BigInt.asUintN(64, int64(state));
  }

  /** Starts over with a seed nobody knows. */
  randomize(): void {
    this.seed = unknownSeed();
  }

  /** A whole number from 0 to 4294967295. */
  randi(): number {
    return this.#pcg.next();
  }

  /** A number from 0 to 1, both included. */
  randf(): number {
    return this.#pcg.float32();
  }

  /** A whole number from one to the other, both included. Both are cut to 32-bit ints, as in Godot. */
  randi_range(from: number, to: number): number {
    return this.#pcg.between(from, to);
  }

  /** A number from one to the other, both included, of 32-bit precision. */
  randf_range(from: number, to: number): number {
    const low = Math.fround(from);
    return Math.fround(Math.fround(this.randf() * Math.fround(Math.fround(to) - low)) + low);
  }

  /** A normally distributed number, of 32-bit precision. Its last digit may differ from Godot's. */
  randfn(mean = 0, deviation = 1): number {
    let first = this.randf();
    if (first < epsilon) first += epsilon;
    const angle = Math.fround(Math.fround(2 * Math.PI) * this.randf());
    return Math.fround(mean + deviation * (Math.cos(angle) * Math.sqrt(-2 * Math.log(first))));
  }
}

function unknownSeed(): bigint {
  return crypto.getRandomValues(new BigInt64Array(1))[0] ?? 0n;
}

randomize();
