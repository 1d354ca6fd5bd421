/** 32 random bits that nobody can guess. */
export function cryptoRandom(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
