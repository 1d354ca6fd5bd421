import { fromBase64Url, toBase64Url } from "../wire/base64url.js";
import { FAIL, LIMIT_EXCEEDED, NO_CONNECTION, OK } from "./answers.js";
import type { Bucket, BucketEntry } from "./backplane/backplane.js";
import type { Answer, ControlPart, Parting, PartOptions, TicketAsk } from "./control-part.js";
import { TicketBlanks } from "./tickets/ticket-blanks.js";
import { TicketChecks } from "./tickets/ticket-checks.js";
import { ticketsCodec, withoutTicket, withTicket, type TicketsRecord } from "./tickets/ticket-record.js";

/** Blanks a player is given at a time. Ours. */
export const BLANKS_AT_A_TIME = 8;
/** A blank can be checked for so long after it was made. A client takes none that has less than half of it left while it can have another: a ticket is good for an hour at least. Ours. */
export const DEFAULT_TICKET_LIFETIME_MS = 2 * 3_600_000;
/** An owner who cannot be reached for longer is gone: whoever checked its tickets hears so. Ours, as for seats in lobbies. */
export const DEFAULT_TICKET_GRACE_MS = 15_000;
/** Players gone whose tickets are still remembered as theirs. The last ones. Ours. */
const MAX_GONE = 10_000;

/** What the ticket office is made of. */
export interface TicketOfficeOptions extends PartOptions {
  /** HMAC-SHA-256 with a key that outlives the process. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  /** Default {@link DEFAULT_TICKET_LIFETIME_MS}. */
  readonly ticketLifetimeMs?: number | undefined;
  /** Default {@link DEFAULT_TICKET_GRACE_MS}. */
  readonly ticketGraceMs?: number | undefined;
}

interface Owner {
  readonly life: number;
  /** Prevents the end of one who has no link at the moment. */
  disarm: (() => void) | undefined;
}

/**
 * Signs blank tickets, keeps which are in use, and has them checked (see {@link TicketChecks} for the verdicts).
 *
 * - A player has only its own tickets put to use and cancelled: what it says of serials is noted under its name, and counts for tickets signed to its name only.
 * - A ticket is in use from the first `ticket-use` until `ticket-cancel`, until its owner plays in another page life, or is gone: could not be reached for the grace time, or said
 *   that it is over. An owner who is gone and comes back in the same life has its tickets valid again, for new checks.
 * - The relay remembers uses in the backplane, for as long as that lasts; signatures outlive it. After a restart the client says again which tickets it uses.
 */
export class TicketOffice implements ControlPart<TicketAsk> {
  readonly #options: TicketOfficeOptions;
  readonly #records: Bucket<TicketsRecord>;
  readonly #blanks: TicketBlanks;
  readonly #checks: TicketChecks;
  readonly #owners = new Map<bigint, Owner>();
  /** Who is gone and still has a record, the first to go first. */
  readonly #gone = new Set<bigint>();
  readonly #unwatch: () => void;

  constructor(options: TicketOfficeOptions) {
    this.#options = options;
    this.#records = options.backplane.bucket("tickets", ticketsCodec);
    this.#blanks = new TicketBlanks(options.sign, options.random());
    this.#checks = new TicketChecks({
      say: options.say,
      clock: options.clock,
      blanks: this.#blanks,
      record: (owner) => this.#entry(owner)?.value,
    });
    this.#unwatch = this.#records.watch((key) => this.#checks.ownerChanged(BigInt(key)));
  }

  attached(player: bigint, life: number): void {
    const before = this.#owners.get(player);
    before?.disarm?.();
    this.#owners.set(player, { life, disarm: undefined });
    this.#gone.delete(player);
    this.#checks.attached(player, life);
    const record = this.#entry(player)?.value;
    if (record !== undefined && (record.life !== life || record.isGone)) {
      this.#update(player, (known) => ({ life, isGone: false, tickets: known?.life === life ? known.tickets : [] }));
    }
    this.#sayBlanks(player);
  }

  detached(player: bigint, how: Parting): void {
    const owner = this.#owners.get(player);
    if (owner === undefined) return;
    owner.disarm?.();
    owner.disarm = undefined;
    if (how === "shutdown") return;
    if (how === "over") this.#end(player, owner);
    else owner.disarm = this.#options.clock.after(this.#options.ticketGraceMs ?? DEFAULT_TICKET_GRACE_MS, () => this.#end(player, owner));
  }

  ask(player: bigint, ask: TicketAsk, answer: Answer): void {
    const owner = this.#owners.get(player);
    if (owner === undefined) {
      answer({ result: NO_CONNECTION });
      return;
    }
    switch (ask.do) {
      case "blanks":
        this.#sayBlanks(player);
        answer({ result: OK });
        break;
      case "ticket-use":
        this.#update(player, (known) => withTicket(ofLife(known, owner.life), ask.serial, ask.for), answer);
        break;
      case "ticket-cancel":
        this.#update(player, (known) => withoutTicket(ofLife(known, owner.life), ask.serial), answer);
        break;
      case "ticket-check":
        // Verdicts that come before the answer are about a check before this one.
        answer(this.#checks.canCheck(player, ask.player) ? { result: OK } : { result: LIMIT_EXCEEDED, why: "You are having the tickets of too many players checked; end some with endAuthSession." });
        this.#checks.check(player, fromBase64Url(ask.ticket) ?? new Uint8Array(), ask.player);
        break;
      case "ticket-end":
        this.#checks.end(player, ask.player);
        answer({ result: OK });
        break;
    }
  }

  stop(): void {
    this.#unwatch();
    this.#checks.stop();
    for (const { disarm } of this.#owners.values()) disarm?.();
    this.#owners.clear();
  }

  #sayBlanks(player: bigint): void {
    const lifetimeMs = this.#options.ticketLifetimeMs ?? DEFAULT_TICKET_LIFETIME_MS;
    const expiresS = Math.ceil((this.#options.clock.wallMs() + lifetimeMs) / 1000);
    this.#options.say(player, { t: "blanks", tickets: Array.from({ length: BLANKS_AT_A_TIME }, () => toBase64Url(this.#blanks.make(player, expiresS))) });
  }

  /** The player is gone for good, as far as others have to care. */
  #end(player: bigint, owner: Owner): void {
    owner.disarm = undefined;
    if (this.#owners.get(player) === owner) this.#owners.delete(player);
    this.#checks.gone(player);
    const record = this.#entry(player)?.value;
    // Another life of the player is at another relay.
    if (record === undefined || record.life !== owner.life) return;
    this.#update(player, (known) => (known?.life === owner.life && !this.#owners.has(player) ? { ...known, isGone: true } : known));
    this.#gone.delete(player);
    this.#gone.add(player);
    const [oldest] = this.#gone;
    if (oldest === undefined || this.#gone.size <= MAX_GONE) return;
    this.#gone.delete(oldest);
    this.#update(oldest, (known) => (known?.isGone === true ? undefined : known));
  }

  #update(player: bigint, change: (known: TicketsRecord | undefined) => TicketsRecord | undefined, answer?: Answer, attempt = 0): void {
    const entry = this.#entry(player);
    const next = change(entry?.value);
    if (next === entry?.value) {
      answer?.({ result: OK });
      return;
    }
    this.#records.write(player.toString(), next, entry?.revision ?? 0, (outcome) => {
      if (outcome === "done") answer?.({ result: OK });
      else if (outcome === "conflict" && attempt < 8) this.#update(player, change, answer, attempt + 1);
      else answer?.({ result: FAIL, why: "The relay could not note it down; try again in a moment." });
    });
  }

  #entry(player: bigint): BucketEntry<TicketsRecord> | undefined {
    return this.#records.get(player.toString());
  }
}

function ofLife(known: TicketsRecord | undefined, life: number): TicketsRecord {
  return known?.life === life ? known : { life, isGone: false, tickets: [] };
}
