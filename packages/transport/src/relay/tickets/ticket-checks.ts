import type { RelayToPlayer } from "../../wire/control.js";
import type { ControlClock } from "../control-part.js";
import type { TicketBlanks } from "./ticket-blanks.js";
import { standingOf, type TicketsRecord, type TicketStanding } from "./ticket-record.js";

/** A ticket whose owner has not put it to use is waited for so long: word of it may be under way. Ours. */
export const USE_WAIT_MS = 3000;
/** After a restart of the relay, owners and those who check their tickets come back in any order: so long a ticket of an earlier run is waited for. Ours. */
export const RECOVERY_MS = 60_000;
/** Players whose tickets one player has checked at a time. Ours: four full lobbies. */
export const MAX_CHECKS = 1000;
/** Tickets remembered that one page life has had checked and ended: the last ones. Ours. */
const MAX_SPENT = 2048;

/** `AUTH_SESSION_RESPONSE_*`. */
const OK = 0;
const USER_NOT_CONNECTED = 1;
const CANCELLED = 6;
const ALREADY_USED = 7;
const INVALID = 8;
const WRONG_IDENTITY = 10;

const RESPONSES: Readonly<Record<TicketStanding, number>> = { unknown: INVALID, "in-use": OK, cancelled: CANCELLED, gone: USER_NOT_CONNECTED, "not-yours": WRONG_IDENTITY };

/** What the checks are given. */
export interface TicketChecksOptions {
  readonly say: (player: bigint, message: RelayToPlayer) => void;
  readonly clock: ControlClock;
  readonly blanks: TicketBlanks;
  /** The tickets of a player that are in use. */
  readonly record: (owner: bigint) => TicketsRecord | undefined;
}

interface Check {
  readonly serial: string;
  /** The owner's page life when the ticket was found to be in use; undefined while it is waited for. */
  ownerLife: number | undefined;
  /** Stops the waiting. */
  disarm: (() => void) | undefined;
  /** Said last; undefined before the first. Other than 0: for good. */
  response: number | undefined;
}

interface Verifier {
  readonly life: number;
  /** By the player whose ticket it is said to be. */
  readonly checks: Map<bigint, Check>;
  /** Serials of tickets that were found good, and whose session was ended. */
  readonly spent: Set<string>;
}

/**
 * Who has whose ticket checked, and what is said to them. Verdicts:
 *
 * | | |
 * |---|---|
 * | 0 | OK: signed by this relay to this player, not expired, in use, and for whoever asks to check |
 * | 1 | its owner is gone; also later |
 * | 6 | cancelled by its owner, whose page life may simply be over; also later |
 * | 7 | the same page life has had it checked before, found good, and ended it: for that one it is used up. Others, and a later life of the same player, may check it |
 * | 8 | no ticket of ours, another player's, expired, or never put to use |
 * | 10 | for somebody else's eyes |
 *
 * After another verdict than 0 none follows. A second check of the same ticket while the first goes on is answered with the same verdict; of another ticket of the same player it
 * takes the first one's place. A ticket that expires while it is in use stays valid for those who had it checked.
 */
export class TicketChecks {
  readonly #options: TicketChecksOptions;
  readonly #verifiers = new Map<bigint, Verifier>();
  /** Who has a check going, by owner. */
  readonly #byOwner = new Map<bigint, Set<bigint>>();
  readonly #recoveredAtMs: number;

  constructor(options: TicketChecksOptions) {
    this.#options = options;
    this.#recoveredAtMs = options.clock.now() + RECOVERY_MS;
  }

  attached(verifier: bigint, life: number): void {
    if (this.#verifiers.get(verifier)?.life === life) return;
    this.gone(verifier);
    this.#verifiers.set(verifier, { life, checks: new Map(), spent: new Set() });
  }

  /** Nothing is to be said to this player any more. */
  gone(verifier: bigint): void {
    const known = this.#verifiers.get(verifier);
    if (known === undefined) return;
    for (const owner of [...known.checks.keys()]) this.#drop(verifier, known, owner);
    this.#verifiers.delete(verifier);
  }

  canCheck(verifier: bigint, owner: bigint): boolean {
    const known = this.#verifiers.get(verifier);
    return known !== undefined && (known.checks.has(owner) || known.checks.size < MAX_CHECKS);
  }

  /** Says one verdict at least, now or within {@link USE_WAIT_MS}; {@link RECOVERY_MS} after a restart. */
  check(verifier: bigint, ticket: Uint8Array, owner: bigint): void {
    const known = this.#verifiers.get(verifier);
    if (known === undefined) return;
    const fields = this.#options.blanks.read(ticket);
    const serial = fields?.serial.toString() ?? "";
    const active = known.checks.get(owner);
    if (active !== undefined && active.serial === serial) {
      if (active.response !== undefined) this.#say(verifier, owner, active.response);
      return;
    }
    const isExpired = fields !== undefined && fields.expiresS * 1000 <= this.#options.clock.wallMs();
    if (!this.canCheck(verifier, owner) || fields === undefined || fields.player !== owner || isExpired) {
      this.#say(verifier, owner, INVALID);
      return;
    }
    if (known.spent.has(serial)) {
      this.#say(verifier, owner, ALREADY_USED);
      return;
    }
    this.#drop(verifier, known, owner);
    const check: Check = { serial, ownerLife: undefined, disarm: undefined, response: undefined };
    known.checks.set(owner, check);
    const verifiers = this.#byOwner.get(owner) ?? new Set();
    this.#byOwner.set(owner, verifiers.add(verifier));
    this.#look(verifier, owner, check);
    if (check.response !== undefined) return;
    const isOld = !this.#options.blanks.isOfThisRun(fields);
    const waitMs = isOld ? Math.max(USE_WAIT_MS, this.#recoveredAtMs - this.#options.clock.now()) : USE_WAIT_MS;
    check.disarm = this.#options.clock.after(waitMs, () => {
      check.disarm = undefined;
      // It was good once, as only its owner can have handed it out; that one has not come back.
      this.#decide(verifier, owner, check, isOld ? USER_NOT_CONNECTED : INVALID);
    });
  }

  end(verifier: bigint, owner: bigint): void {
    const known = this.#verifiers.get(verifier);
    const check = known?.checks.get(owner);
    if (known === undefined || check === undefined) return;
    // Found good once, whatever became of it.
    if (check.ownerLife !== undefined) {
      known.spent.add(check.serial);
      const [oldest] = known.spent;
      if (oldest !== undefined && known.spent.size > MAX_SPENT) known.spent.delete(oldest);
    }
    this.#drop(verifier, known, owner);
  }

  /** Something about the owner's tickets has changed. */
  ownerChanged(owner: bigint): void {
    const verifiers = this.#byOwner.get(owner);
    if (verifiers === undefined) return;
    for (const verifier of [...verifiers]) {
      const check = this.#verifiers.get(verifier)?.checks.get(owner);
      if (check !== undefined) this.#look(verifier, owner, check);
    }
  }

  stop(): void {
    for (const verifier of [...this.#verifiers.keys()]) this.gone(verifier);
  }

  #look(verifier: bigint, owner: bigint, check: Check): void {
    if (check.response !== undefined && check.response !== OK) return;
    const record = this.#options.record(owner);
    const standing = standingOf(record, check.serial, verifier);
    if (check.ownerLife === undefined) {
      if (standing === "unknown" || record === undefined) return;
      if (standing === "in-use") check.ownerLife = record.life;
      this.#decide(verifier, owner, check, RESPONSES[standing]);
    } else if (record === undefined || record.life !== check.ownerLife || standing === "unknown") {
      this.#decide(verifier, owner, check, CANCELLED);
    } else if (standing !== "in-use") {
      this.#decide(verifier, owner, check, RESPONSES[standing]);
    }
  }

  #decide(verifier: bigint, owner: bigint, check: Check, response: number): void {
    check.disarm?.();
    check.disarm = undefined;
    check.response = response;
    this.#say(verifier, owner, response);
  }

  #drop(verifier: bigint, known: Verifier, owner: bigint): void {
    known.checks.get(owner)?.disarm?.();
    if (!known.checks.delete(owner)) return;
    const verifiers = this.#byOwner.get(owner);
    verifiers?.delete(verifier);
    if (verifiers?.size === 0) this.#byOwner.delete(owner);
  }

  #say(verifier: bigint, owner: bigint, response: number): void {
    this.#options.say(verifier, { t: "verdict", player: owner, response });
  }
}
