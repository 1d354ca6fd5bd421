/** The parts of a 64-bit Steam id; see each function. All of them take any id and say nothing about whether it exists. */

const ACCOUNT_MASK = 0xffff_ffffn;
/** Universe public, type individual, instance desktop: what a player's id begins with. */
const PLAYER_BASE = 0x0110_0001_0000_0000n;

/** The account, bits 0-31. */
export function accountOf(id: bigint): number {
  return Number(id & ACCOUNT_MASK);
}

/** The kind of account, bits 52-55: one of `ACCOUNT_TYPE_*`. */
export function accountTypeOf(id: bigint): number {
  return Number((id >> 52n) & 0xfn);
}

/** The instance, bits 32-51; of a chat, flags. */
export function instanceOf(id: bigint): number {
  return Number((id >> 32n) & 0xf_ffffn);
}

/** The player with this account number; everything above the low 32 bits is ignored. */
export function playerId(account: bigint): bigint {
  return PLAYER_BASE | (account & ACCOUNT_MASK);
}

/** Whether Steam would call the id well formed: a universe and a type that exist, and an account where the type needs one. */
export function isWellFormedId(id: bigint): boolean {
  const universe = Number(id >> 56n);
  const type = accountTypeOf(id);
  // Individuals, game servers and clans are somebody; anonymous users and chats need no account number.
  const known = accountOf(id) !== 0 || ![1, 3, 7].includes(type);
  return universe >= 1 && universe <= 4 && type >= 1 && type <= 10 && known;
}

/** The number in a text of digits and nothing else; 0n when it is not one or exceeds 64 bits. */
export function parseUint64(text: string): bigint {
  const number = /^\d{1,20}$/.test(text) ? BigInt(text) : 0n;
  return number < 2n ** 64n ? number : 0n;
}

/** The id in `"7656…"` or `"steamid:7656…"`; 0n when the text is neither. */
export function parseId(text: string): bigint {
  return parseUint64(text.startsWith("steamid:") ? text.slice(8) : text);
}
