import { Fifo } from "../session/fifo.js";
import { fromBase64Url, toBase64Url } from "../wire/base64url.js";
import type { RelayToPlayer } from "../wire/control.js";
import { isIndividualId } from "../wire/steam-id.js";
import { readTicket, TICKET_BYTES, type TicketFields } from "../wire/ticket.js";
import type { TicketEvent, Tickets } from "./relay-endpoint.js";
import type { RelayLine, RelayPart } from "./relay-part.js";

/** With fewer blanks than this, more are asked for. Ours; the relay gives 8 at a time. */
const FEW_BLANKS = 4;
/** Blanks kept: the last ones. Ours. */
const MAX_BLANKS = 32;
/** A blank is as good as new while it can be checked for so much longer; the relay makes them last twice as long. Ours. */
const FRESH_S = 3600;
/** Tickets in use at a time; with one more the first is cancelled, as the relay would do. Ours. */
const MAX_HELD = 64;
const MAX_EVENTS = 4096;
/** What the relay would not take is said again after so long. Ours. */
const RETRY_MS = 2000;
/** A ticket that was refused so often is reported as such. Ours. */
const MAX_TRIES = 3;

/** `BEGIN_AUTH_SESSION_RESULT_*`. */
const OK = 0;
const INVALID_TICKET = 1;
const DUPLICATE_REQUEST = 2;
const INVALID_VERSION = 3;
const EXPIRED_TICKET = 5;

interface Blank {
  readonly bytes: Uint8Array;
  readonly fields: TicketFields;
}

interface Held {
  readonly handle: number;
  readonly serial: string;
  readonly for: bigint;
  tries: number;
  isReported: boolean;
}

interface Check {
  readonly ticket: string;
  readonly expiresS: number;
  /** Whether the relay has taken it up: a verdict before that is about an earlier ticket. */
  isTaken: boolean;
  /** What the game was told last. */
  response: number | undefined;
}

/**
 * Our tickets, and those of others that we have checked.
 *
 * Both survive a lost link and a restart of the relay: what the relay needs to know is said again. A ticket is used up when its check ends: begin again with the same one and the verdict is 7
 * (already used); another page may have it checked.
 */
export class TicketBook implements Tickets, RelayPart {
  readonly #line: RelayLine;
  readonly #relayTimeMs: () => number;
  /** Oldest first. */
  #blanks: Blank[] = [];
  #isAskingForBlanks = false;
  #lastHandle = 0;
  readonly #held = new Map<number, Held>();
  readonly #cancelled = new Set<string>();
  readonly #checks = new Map<bigint, Check>();
  readonly #events = new Fifo<TicketEvent>();
  #retries: { readonly dueMs: number; readonly run: () => void }[] = [];

  /** @param relayTimeMs the relay's clock, ms since 1970: what tickets expire by. */
  constructor(line: RelayLine, relayTimeMs: () => number) {
    this.#line = line;
    this.#relayTimeMs = relayTimeMs;
  }

  take(forPlayer: bigint): { readonly handle: number; readonly bytes: Uint8Array } | undefined {
    const nowS = this.#relayTimeMs() / 1000;
    this.#blanks = this.#blanks.filter(({ fields }) => fields.expiresS > nowS);
    // The newest is good for longest.
    const blank = this.#blanks.pop();
    if (blank === undefined || this.#blanks.length < FEW_BLANKS || blank.fields.expiresS < nowS + FRESH_S) this.#askForBlanks();
    if (blank === undefined) return undefined;
    const held: Held = { handle: ++this.#lastHandle, serial: blank.fields.serial.toString(), for: forPlayer, tries: 0, isReported: false };
    this.#held.set(held.handle, held);
    const [oldest] = this.#held.keys();
    if (oldest !== undefined && this.#held.size > MAX_HELD) this.cancel(oldest);
    this.#use(held);
    return { handle: held.handle, bytes: blank.bytes.slice() };
  }

  cancel(handle: number): void {
    const held = this.#held.get(handle);
    if (held === undefined) return;
    this.#held.delete(handle);
    this.#cancelled.add(held.serial);
    const [oldest] = this.#cancelled;
    if (oldest !== undefined && this.#cancelled.size > MAX_HELD) this.#cancelled.delete(oldest);
    this.#sayCancelled(held.serial);
  }

  begin(ticket: Uint8Array, player: bigint): number {
    const fields = readTicket(ticket);
    if (fields === "version") return INVALID_VERSION;
    if (fields?.player !== player || !isIndividualId(player)) return INVALID_TICKET;
    if (this.#checks.has(player)) return DUPLICATE_REQUEST;
    if (fields.expiresS * 1000 <= this.#relayTimeMs()) return EXPIRED_TICKET;
    const check: Check = { ticket: toBase64Url(ticket.subarray(0, TICKET_BYTES)), expiresS: fields.expiresS, isTaken: false, response: undefined };
    this.#checks.set(player, check);
    this.#check(player, check);
    return OK;
  }

  end(player: bigint): void {
    if (this.#checks.delete(player)) this.#line.ask({ do: "ticket-end", player }, () => {});
  }

  nextEvent(): TicketEvent | undefined {
    return this.#events.shift();
  }

  get nextWakeMs(): number {
    return this.#retries[0]?.dueMs ?? Infinity;
  }

  wake(now: number): void {
    for (let first = this.#retries[0]; first !== undefined && first.dueMs <= now; first = this.#retries[0]) {
      this.#retries.shift();
      first.run();
    }
  }

  greet(): void {}

  heard(message: RelayToPlayer): void {
    if (message.t === "welcome") this.#sayAgain();
    else if (message.t === "blanks") this.#stock(message.tickets);
    else if (message.t === "verdict") this.#judge(message.player, message.response);
  }

  reset(): void {
    this.#blanks = [];
    this.#isAskingForBlanks = false;
    this.#held.clear();
    this.#cancelled.clear();
    this.#checks.clear();
    this.#retries = [];
    this.#events.filter(() => false);
  }

  /** The relay may have forgotten everything. */
  #sayAgain(): void {
    this.#retries = [];
    for (const held of this.#held.values()) this.#use(held);
    for (const serial of this.#cancelled) this.#sayCancelled(serial);
    for (const [player, check] of this.#checks) {
      // Any other verdict than OK was the last. A session that has outlived its ticket goes on; nobody can tell any more when it is cancelled.
      if (check.response === undefined || (check.response === OK && check.expiresS * 1000 > this.#relayTimeMs())) {
        check.isTaken = false;
        this.#check(player, check);
      }
    }
  }

  #stock(tickets: readonly string[]): void {
    for (const ticket of tickets) {
      const bytes = fromBase64Url(ticket);
      const fields = bytes && readTicket(bytes);
      if (bytes !== undefined && typeof fields === "object" && fields.player === this.#line.self) this.#blanks.push({ bytes, fields });
    }
    this.#blanks = this.#blanks.slice(-MAX_BLANKS);
  }

  #askForBlanks(): void {
    if (this.#isAskingForBlanks) return;
    this.#isAskingForBlanks = true;
    this.#line.ask({ do: "blanks" }, () => (this.#isAskingForBlanks = false));
  }

  #use(held: Held): void {
    this.#line.ask({ do: "ticket-use", serial: held.serial, for: held.for }, ({ result }, failed) => {
      if (held.isReported || this.#held.get(held.handle) !== held) return;
      const isLost = failed && (result === 2 || result === 3);
      // It will be said when the relay greets us again.
      if (isLost) return;
      if (result === 1 || ++held.tries >= MAX_TRIES) {
        held.isReported = true;
        this.#post({ kind: "issued", handle: held.handle, result });
      } else {
        this.#retry(() => this.#held.get(held.handle) === held && this.#use(held));
      }
    });
  }

  #sayCancelled(serial: string): void {
    this.#line.ask({ do: "ticket-cancel", serial }, ({ result }) => {
      if (result === 1) this.#cancelled.delete(serial);
    });
  }

  #check(player: bigint, check: Check): void {
    this.#line.ask({ do: "ticket-check", ticket: check.ticket, player }, ({ result }, failed) => {
      if (this.#checks.get(player) !== check) return;
      if (result === 1) check.isTaken = true;
      else if (!failed || result > 3) this.#retry(() => this.#checks.get(player) === check && !check.isTaken && this.#check(player, check));
    });
  }

  #judge(player: bigint, response: number): void {
    const check = this.#checks.get(player);
    if (check?.isTaken !== true || check.response === response || (check.response ?? OK) !== OK) return;
    check.response = response;
    this.#post({ kind: "verdict", player, response });
  }

  #retry(run: () => void): void {
    this.#retries.push({ dueMs: this.#line.now() + RETRY_MS, run });
    this.#line.hurry();
  }

  #post(event: TicketEvent): void {
    this.#events.push(event);
    if (this.#events.length > MAX_EVENTS) this.#events.shift();
  }
}
