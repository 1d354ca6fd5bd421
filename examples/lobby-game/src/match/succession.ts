/** Silence of the host after which the first in line goes on in its place, ms. */
export const SILENCE_MS = 1000;
/** Each after that waits so much longer, ms: one after the other, not all at once. */
export const RANK_MS = 400;
/** Silence after which one asks the others whether they hear the host, ms. Their answers are to be there before SILENCE_MS. */
export const ASK_AFTER_MS = 500;
/** How often one asks, ms. */
export const ASK_EVERY_MS = 300;

/** What a guest knows when it wonders whether to go on in the host's place. */
export interface Watch {
  readonly self: bigint;
  /** Who hosted last: not in line, as long as anybody else is. */
  readonly host: bigint;
  /** Members of the lobby in the order of their seats. */
  readonly members: readonly bigint[];
  /** Since anything was heard of the host, of it or of others; the pauses of our own page not counted. */
  readonly silentMs: number;
  /** Since it is known that the host does not go on: it has left, or said so. Undefined: that is not known. */
  readonly goneMs: number | undefined;
  /** As in `Stand`: a page in the background has a frame a second. */
  readonly wasAway: boolean;
}

/**
 * Whether it is our turn to go on as the host: when the host has been silent for 1,000 ms, or at once when it is known to be gone; and 400 ms later for each who comes before us in the order of
 * the seats, for they go first if they live. Whoever stood still a moment ago may do so again, and comes after all who did not.
 *
 * Two may find so at once, where messages are lost; see `claims.ts` for who gives way.
 */
export function isOurTurn({ self, host, members, silentMs, goneMs, wasAway }: Watch): boolean {
  let rank = wasAway ? members.length : 0;
  for (const member of members) {
    if (member === self && self !== host) return goneMs === undefined ? silentMs >= SILENCE_MS + RANK_MS * rank : goneMs >= RANK_MS * rank;
    if (member !== host) rank += 1;
  }
  // Who has just given it up comes last; who is not in the lobby hosts nothing there.
  return self === host && members.includes(self) && goneMs !== undefined && goneMs >= RANK_MS * rank;
}
