import { asRecord, isIntegerIn, isText, readList, readUint64 } from "../../wire/read-json.js";
import type { BucketCodec } from "../backplane/backplane.js";
import { fromJsonBytes, toJsonBytes } from "../backplane/json-bytes.js";

/** Tickets of one player that can be checked at a time, cancelled ones that are remembered included; with one more the oldest counts as cancelled. Ours. */
export const MAX_TICKETS_IN_USE = 64;

/** A ticket that its owner has put to use. */
export interface TicketInUse {
  /** Decimal. */
  readonly serial: string;
  /** The only player who can have it checked; 0n: anybody. */
  readonly for: bigint;
  readonly isCancelled: boolean;
}

/** The tickets of one page life of a player. Those of an earlier life count as cancelled: nobody is left who could cancel them. */
export interface TicketsRecord {
  readonly life: number;
  /** The owner could not be reached for too long, or has said that it is over. */
  readonly isGone: boolean;
  /** In the order they were put to use. */
  readonly tickets: readonly TicketInUse[];
}

/** How a ticket stands. `unknown`: its owner has not put it to use, as far as we know. */
export type TicketStanding = "unknown" | "in-use" | "cancelled" | "gone" | "not-yours";

/** How one ticket stands for one who has it checked. */
export function standingOf(record: TicketsRecord | undefined, serial: string, verifier: bigint): TicketStanding {
  const ticket = record?.tickets.find((one) => one.serial === serial);
  if (record === undefined || ticket === undefined) return "unknown";
  if (ticket.for !== 0n && ticket.for !== verifier) return "not-yours";
  if (ticket.isCancelled) return "cancelled";
  return record.isGone ? "gone" : "in-use";
}

/** The record with a ticket put to use: as it was when that has been done before, and a cancelled one stays so. */
export function withTicket(record: TicketsRecord, serial: string, forPlayer: bigint): TicketsRecord {
  if (record.tickets.some((one) => one.serial === serial)) return record;
  const tickets = [...record.tickets, { serial, for: forPlayer, isCancelled: false }];
  if (tickets.length <= MAX_TICKETS_IN_USE) return { ...record, tickets };
  // Those still valid stay as long as there are others.
  const victim = Math.max(0, tickets.findIndex((one) => one.isCancelled));
  return { ...record, tickets: tickets.filter((_, index) => index !== victim) };
}

/** The record with a ticket cancelled: one that was never put to use can never be. */
export function withoutTicket(record: TicketsRecord, serial: string): TicketsRecord {
  const used = withTicket(record, serial, 0n);
  return { ...used, tickets: used.tickets.map((one) => (one.serial === serial ? { serial, for: one.for, isCancelled: true } : one)) };
}

/** Records as JSON. */
export const ticketsCodec: BucketCodec<TicketsRecord> = {
  encode: toJsonBytes,
  decode: (bytes) => {
    const { life, isGone, tickets: list } = asRecord(fromJsonBytes(bytes));
    const tickets = readList(list, MAX_TICKETS_IN_USE, (item): TicketInUse | undefined => {
      const { serial, for: forText, isCancelled } = asRecord(item);
      const forPlayer = readUint64(forText);
      return isText(serial) && forPlayer !== undefined && typeof isCancelled === "boolean" ? { serial, for: forPlayer, isCancelled } : undefined;
    });
    return isIntegerIn(life, 0, 0xffff_ffff) && typeof isGone === "boolean" && tickets !== undefined ? { life, isGone, tickets } : undefined;
  },
};
