/**
 * Session tickets. The relay signs blanks ahead of time, since a game wants its ticket at once; the player fills in nothing: whose it is and until when stands
 * in the blank, under the signature, and what it is used for the relay is told when it is used (`ticket-use`).
 *
 * ```
 *  0        1        9         17            21              37
 *  +--------+--------+---------+-------------+---------------+
 *  | 1      | player | serial  | expires (s) | signature     |
 *  +--------+--------+---------+-------------+---------------+
 *   u8       u64 LE   u64 LE    u32 LE        16 bytes of HMAC-SHA-256 over what is before it
 * ```
 * @module
 */

/** Bytes of a ticket that count. Steam's buffer around it is 1024. */
export const TICKET_BYTES = 37;
export const TICKET_VERSION = 1;

/** What a ticket says; whether it is true only the relay's key can tell. */
export interface TicketFields {
  readonly player: bigint;
  /** Unique for one relay key. */
  readonly serial: bigint;
  /** Seconds since 1970. */
  readonly expiresS: number;
}

/** Reads a ticket; `undefined` when it is too short. Of another version: `"version"`. Bytes after {@link TICKET_BYTES} are ignored. */
export function readTicket(bytes: Uint8Array): TicketFields | "version" | undefined {
  if (bytes.length < 1) return undefined;
  if (bytes[0] !== TICKET_VERSION) return "version";
  if (bytes.length < TICKET_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, TICKET_BYTES);
  return { player: view.getBigUint64(1, true), serial: view.getBigUint64(9, true), expiresS: view.getUint32(17, true) };
}

/** Writes what is signed: the first 21 bytes of a ticket, in an array of {@link TICKET_BYTES}. */
export function writeTicketFields({ player, serial, expiresS }: TicketFields): Uint8Array {
  const bytes = new Uint8Array(TICKET_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, TICKET_VERSION);
  view.setBigUint64(1, player, true);
  view.setBigUint64(9, serial, true);
  view.setUint32(17, expiresS, true);
  return bytes;
}

/** Where the signature begins. */
export const SIGNED_BYTES = 21;
