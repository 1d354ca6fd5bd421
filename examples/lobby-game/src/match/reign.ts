import type { Stand } from "./claims.js";
import { ASK_AFTER_MS, ASK_EVERY_MS, isOurTurn } from "./succession.js";

/** A gap between two frames that is no frame any more: the page stood still, ms. */
const PAUSE_MS = 500;
/** A tab in the background has a frame a second; nothing that is slow for another reason is that slow for long, ms. */
const BACKGROUND_FRAME_MS = 900;
/** A frame counts for no more than this as the host's silence, ms: it is our own. */
const MOST_SILENCE_A_FRAME_MS = 100;
/** So long after a pause we do not trust in what we know, ms. */
const AWAY_FOR_MS = 2000;
/** A match has no more hosts than seconds, and this many, give or take what clocks differ by. */
const MOST_TERMS_AHEAD = 64;
/** Others heard so recently are there, ms. */
const COMPANY_MS = 1200;

/** Who hosts, as far as we know, and how long ago we heard of it. Knows nothing of the network, and of time what it is told. */
export class Reign implements Stand {
  readonly self: bigint;
  term = 0;
  /** 0n: nobody, or nobody knows. */
  host = 0n;
  tick = 0;
  members: readonly bigint[] = [];
  unheardMs = 0;
  mostTerm = Number.MAX_SAFE_INTEGER;
  /** Since anything was heard of the host, of it or of others. */
  silentMs = 0;
  /** Our page stands still again and again. */
  inBackground = false;
  #listed: readonly { readonly steam_id: bigint }[] | undefined;
  #lastHost = 0n;
  #goneMs: number | undefined;
  #awayMs = AWAY_FOR_MS;
  #companyMs = COMPANY_MS;
  #askedMs = ASK_EVERY_MS;

  constructor(self: bigint) {
    this.self = self;
  }

  get hosting(): boolean {
    return this.term > 0 && this.host === this.self;
  }

  get wasAway(): boolean {
    return this.#awayMs < AWAY_FOR_MS;
  }

  /** Whether anybody but the host was heard lately, or it is known that the host is gone: then its silence is not ours. */
  get hasCompany(): boolean {
    return this.#companyMs < COMPANY_MS || this.#goneMs !== undefined;
  }

  /** Who sits in the lobby, in the order of the seats. Most changes of a lobby are none of that: `members` stays the same array then. */
  sit(members: readonly { readonly steam_id: bigint }[]): void {
    if (this.#listed === members) return;
    this.#listed = members;
    const same = members.length === this.members.length && members.every(({ steam_id }, seat) => steam_id === this.members[seat]);
    if (!same) this.members = members.map(({ steam_id }) => steam_id);
  }

  /**
   * A frame begins.
   * @param gapMs since the last one, by the clock.
   * @param linked whether the relay is reached: while it is not, nobody can be heard.
   */
  pass(gapMs: number, linked: boolean): void {
    const countedMs = Math.min(gapMs, MOST_SILENCE_A_FRAME_MS);
    this.inBackground = gapMs > BACKGROUND_FRAME_MS && this.wasAway;
    this.#awayMs = gapMs > PAUSE_MS || !linked ? 0 : this.#awayMs + countedMs;
    this.#companyMs += countedMs;
    this.#askedMs += countedMs;
    if (!linked || this.hosting) {
      this.silentMs = 0;
      this.unheardMs = this.hosting ? 0 : this.unheardMs + countedMs;
      this.#goneMs = undefined;
      return;
    }
    this.silentMs += countedMs;
    this.unheardMs += countedMs;
    const gone = this.host === 0n || !this.members.includes(this.host);
    this.#goneMs = gone ? (this.#goneMs ?? 0) + countedMs : undefined;
  }

  /** A state was accepted. Answers whether it is another host's than the last. */
  follow(term: number, host: bigint, tick: number, direct: boolean): boolean {
    // We are told that we host, and do not know how: nobody does, then.
    const known = host === this.self ? 0n : host;
    const changed = term !== this.term;
    if (host !== 0n) this.#lastHost = host;
    if (changed || tick >= this.tick) this.tick = tick;
    this.term = term;
    this.host = known;
    this.silentMs = 0;
    if (direct || changed) this.unheardMs = 0;
    if (known !== 0n) this.#goneMs = undefined;
    return changed;
  }

  /** The relay's clock, seconds; 0: not known. */
  tellTime(seconds: number): void {
    this.mostTerm = seconds > 0 ? seconds + MOST_TERMS_AHEAD : Number.MAX_SAFE_INTEGER;
  }

  /**
   * We host now, in a new term.
   * @param least the term is higher than this.
   */
  lead(least = 0): void {
    this.term = Math.max(this.term, least) + 1;
    this.host = this.self;
    this.#lastHost = this.self;
    this.silentMs = 0;
    this.unheardMs = 0;
    this.#goneMs = undefined;
  }

  /** The host does not go on, or not knowing how. */
  vacate(): void {
    this.host = 0n;
    this.#goneMs ??= 0;
  }

  /** A member that does not host was heard. */
  hearOther(): void {
    this.#companyMs = 0;
  }

  /** Whether to ask the others now what they hear. Answers true once in a while only. */
  shallAsk(): boolean {
    if (this.hosting || Math.max(this.silentMs, this.unheardMs) < ASK_AFTER_MS || this.#askedMs < ASK_EVERY_MS) return false;
    this.#askedMs = 0;
    return true;
  }

  /** Whether to go on in the host's place now. */
  isOurTurn(): boolean {
    const { self, members, silentMs, wasAway } = this;
    return this.term > 0 && !this.hosting && isOurTurn({ self, members, silentMs, host: this.#lastHost, goneMs: this.#goneMs, wasAway });
  }
}
