import { readTicket, SIGNED_BYTES, TICKET_BYTES, writeTicketFields, type TicketFields } from "../../wire/ticket.js";

/** Goes before what is signed, so that no signature of ours for another use is a ticket's. */
const LABEL = new TextEncoder().encode("samovar ticket\0");
const MAX_COUNTER = 0xffff_ffff;

/** Makes blank tickets, and tells true ones from others. */
export class TicketBlanks {
  readonly #sign: (bytes: Uint8Array) => Uint8Array;
  readonly #run: number;
  #counter = 0;

  /**
   * @param sign HMAC-SHA-256 with a key that outlives the process.
   * @param run 32 random bits: serials begin with them, so that no two runs give the same. (Should two runs ever draw the same number, a player would have to get
   * the same counter too for two of its tickets to be taken for one.)
   */
  constructor(sign: (bytes: Uint8Array) => Uint8Array, run: number) {
    this.#sign = sign;
    this.#run = run >>> 0;
  }

  make(player: bigint, expiresS: number): Uint8Array {
    this.#counter = this.#counter === MAX_COUNTER ? 1 : this.#counter + 1;
    const ticket = writeTicketFields({ player, serial: (BigInt(this.#run) << 32n) | BigInt(this.#counter), expiresS });
    ticket.set(this.#signatureOf(ticket), SIGNED_BYTES);
    return ticket;
  }

  /** What a ticket says, if a run of this relay signed it. Takes as long whatever is wrong with the signature. */
  read(ticket: Uint8Array): TicketFields | undefined {
    const fields = readTicket(ticket);
    if (fields === undefined || fields === "version") return undefined;
    const signature = this.#signatureOf(ticket);
    let difference = 0;
    for (let at = 0; at < signature.length; at++) difference |= (signature[at] as number) ^ (ticket[SIGNED_BYTES + at] as number);
    return difference === 0 ? fields : undefined;
  }

  /** Whether this run made it, rather than one before. */
  isOfThisRun({ serial }: TicketFields): boolean {
    return serial >> 32n === BigInt(this.#run);
  }

  #signatureOf(ticket: Uint8Array): Uint8Array {
    const signed = new Uint8Array(LABEL.length + SIGNED_BYTES);
    signed.set(LABEL);
    signed.set(ticket.subarray(0, SIGNED_BYTES), LABEL.length);
    return this.#sign(signed).subarray(0, TICKET_BYTES - SIGNED_BYTES);
  }
}
