const multiplier = 6364136223846793005n;
/** Godot's stream: PCG's default increment, made odd as PCG makes it. */
const increment = BigInt.asUintN(64, (1442695040888963407n << 1n) | 1n);

/**
 * The generator behind Godot's random functions: PCG XSH-RR 64/32 (Melissa O'Neill, pcg-random.org), with Godot's stream and Godot's
 * ways to make other numbers from its 32 bits. The same seed gives the same numbers as in Godot 3.2 and 4.6.
 */
export class Pcg32 {
  /** 64 bits. */
  state = 0n;

  /** Starts over. Takes any whole number, of which 64 bits count. */
  reset(seed: bigint): void {
    this.state = BigInt.asUintN(64, increment + BigInt.asUintN(64, seed));
    this.next();
  }

  /** 32 bits, unsigned. */
  next(): number {
    const old = this.state;
    this.state = BigInt.asUintN(64, old * multiplier + increment);
    const xorshifted = Number(BigInt.asUintN(32, ((old >> 18n) ^ old) >> 27n));
    const rotation = Number(old >> 59n);
    return ((xorshifted >>> rotation) | (xorshifted << (-rotation & 31))) >>> 0;
  }

  /** 32 bits below a bound of up to 2^32, each as likely as any other. */
  below(bound: number): number {
    const threshold = 2 ** 32 % bound;
    for (;;) {
      const value = this.next();
      if (value >= threshold) return value % bound;
    }
  }

  /** From one to the other, both included. Both are 32-bit ints to Godot, and wrap. */
  between(from: number, to: number): number {
    const low = Math.min(from | 0, to | 0);
    return this.below(Math.max(from | 0, to | 0) - low + 1) + low;
  }

  /** 0 to 1, as a 32-bit float. */
  float32(): number {
    const exponent = this.next();
    if (exponent === 0) return 0;
    return Math.fround((this.next() | 0x80000001) >>> 0) * 2 ** (-32 - Math.clz32(exponent));
  }

  /** 0 to 1, as a 64-bit float. */
  float64(): number {
    const exponent = this.next();
    if (exponent === 0) return 0;
    const significand = (BigInt(this.next()) << 32n) | BigInt(this.next()) | 0x8000000000000001n;
    return Number(significand) * 2 ** (-64 - Math.clz32(exponent));
  }
}
