/**
 * Player ids have the shape of a SteamID64: account in bits 0-31, instance in 32-51, type in 52-55, universe in 56-63.
 * A player is an individual (type 1), desktop instance (1), public universe (1): `0x0110000100000000 + account`.
 */
const INDIVIDUAL_BASE = 0x0110_0001_0000_0000n;
const ACCOUNT_MASK = 0xffff_ffffn;

/** The id of the player with this account number, 1..2^32-1. */
export function individualId(account: number): bigint {
  return INDIVIDUAL_BASE | (BigInt(account) & ACCOUNT_MASK);
}

/** Whether the id is a player's: right universe, type and instance, and an account other than 0. */
export function isIndividualId(id: bigint): boolean {
  return (id & ~ACCOUNT_MASK) === INDIVIDUAL_BASE && (id & ACCOUNT_MASK) !== 0n;
}

/** The id in a decimal string, `undefined` unless it is one player's id and nothing else. */
export function parseIndividualId(text: string): bigint | undefined {
  if (!/^\d{17}$/.test(text)) return undefined;
  const id = BigInt(text);
  return isIndividualId(id) ? id : undefined;
}
