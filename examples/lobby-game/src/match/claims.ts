// When two say that they host, who does? Everybody decides alone, and all come to the same answer, because it follows from terms and seats.

/** What is said with every state: who hosts, and since when. */
export interface Claim {
  /** Who said so. */
  readonly from: bigint;
  /** Who hosts: mostly `from`, but members tell each other of a third as well. 0n: nobody any more. */
  readonly host: bigint;
  readonly term: number;
  readonly tick: number;
  /** As in `MatchState`. */
  readonly lone: boolean;
}

/** What we know ourselves when we hear a claim. */
export interface Stand {
  readonly self: bigint;
  /** 0: we know of no match. */
  readonly term: number;
  readonly host: bigint;
  readonly tick: number;
  /** Members of the lobby in the order of their seats. */
  readonly members: readonly bigint[];
  /** Since our host was heard itself; 0 at the host. */
  readonly unheardMs: number;
  /** No honest match has a higher term than this by now. */
  readonly mostTerm: number;
  /** Our own page stood still or was cut off a moment ago: what we take for the match may be long past. */
  readonly wasAway: boolean;
}

/**
 * - `follow`: that is the state of the match now.
 * - `ignore`
 * - `tell`: the sender is behind; tell it what we know.
 * - `pass-on`: our host may not have heard of it; pass it on.
 * - `raise`: we host, and go on doing so with a higher term.
 */
export type Verdict = "follow" | "ignore" | "tell" | "pass-on" | "raise";

/** From then on a host counts as unheard: others may tell of it. */
export const UNHEARD_MS = 400;
/**
 * The higher term holds. With equal terms nobody changes sides: of two hosts the one with the lower seat takes the next term, and all follow. So a state with a term that is not higher never
 * moves anything unless it comes from the host itself, or, for who does not hear the host, from somebody who does.
 *
 * One exception: who took over `lone`, without a word from anybody, may well have been cut off. A host that was there all the time takes the next term itself.
 */
export function judge(stand: Stand, claim: Claim): Verdict {
  const { self, term, host } = stand;
  if (claim.from === self) return "ignore";
  const hosting = host === self && term > 0;
  if (claim.term > term) {
    if (claim.term > stand.mostTerm) return "ignore";
    if (!claim.lone || term === 0) return "follow";
    if (hosting) return stand.wasAway ? "follow" : "raise";
    return host !== 0n && stand.unheardMs < UNHEARD_MS ? "pass-on" : "follow";
  }
  if (term === 0) return "ignore";
  if (claim.term < term) return "tell";
  if (claim.from === host && (claim.host === host || claim.host === 0n)) return "follow";
  // What who gave it up had sent before may come after.
  if (host === 0n) return claim.host !== 0n && claim.tick > stand.tick ? "follow" : "ignore";
  if (claim.host === host) return !hosting && stand.unheardMs >= UNHEARD_MS && claim.tick > stand.tick ? "follow" : "ignore";
  if (hosting) return claim.host !== 0n && isBefore(self, claim.host, stand.members) ? "raise" : "ignore";
  return claim.host === 0n ? "ignore" : "tell";
}

/** Whether one sits before the other; who does not sit in the lobby comes last. */
export function isBefore(one: bigint, other: bigint, members: readonly bigint[]): boolean {
  const seat = members.indexOf(one);
  const otherSeat = members.indexOf(other);
  if (seat >= 0 && otherSeat >= 0) return seat < otherSeat;
  return seat >= 0 || (otherSeat < 0 && one < other);
}
