/**
 * The end-to-end packet between two players, opaque to the relay. All numbers little-endian; `varint` is 7 bits a byte, low first.
 *
 * ```
 *  byte 0: space (2 bits) | kind (2 bits) | epoch (4 low bits)      epoch: how often the sender's link to the relay was replaced, modulo 16
 *
 *  CONNECT  epoch | version u8 | life u32 | from u32 | messages u32 | quiet u16
 *  ACCEPT   epoch | life u32 | from u32 | to u32
 *  CLOSE    epoch | from u32 | to u32 | reason u16 | debug utf-8 ...
 *  DATA     epoch | to u32 | number u16 | frame ...
 * ```
 *
 * `life` is drawn anew by each process or page, so that a restarted peer is told from a reconnected one. `from` and `to` are the
 * connection ids that sender and receiver gave this connection; 0 in a CLOSE means "unknown to me". Those of one life go up, and round, so that of two attempts the
 * later one is known. `messages` is how many messages wait to be
 * let in, and `quiet` how many ms ago the last of them was written, at most {@link MAX_QUIET_MS}. `number` counts the DATA packets of one connection, direction and lane.
 */
import { readU16, readU32, writeU16, writeU32 } from "./bytes.js";
import { ENVELOPE_BYTES } from "./envelope.js";
import { FrameReader } from "./frame-reader.js";
import * as PacketKinds from "./packet-kinds.js";

/** Bumped when packets of an older program can no longer be understood; a CONNECT of another version is dropped. */
export const PROTOCOL_VERSION = 2;

/**
 * The bits of byte 0 that tell the spaces of sessions apart, which have nothing to do with each other: those of Networking Messages (no bit), of the
 * older P2P class, of Networking Sockets; both bits are nobody's. An engine neither writes nor reads them: whoever has several engines puts them on and takes them off.
 */
export const SPACE_BITS = 0xc0;
export const P2P_SPACE = 0x40;
export const SOCKETS_SPACE = 0x80;

/** Epochs are compared modulo this. */
export const EPOCH_SPAN = 16;

/** Bytes in front of the frames of a DATA packet. */
export const DATA_HEADER_BYTES = 7;
const CONNECT_BYTES = 16;
const ACCEPT_BYTES = 13;
const CLOSE_BYTES = 11;
/** The longest time a CONNECT tells of, ms. */
export const MAX_QUIET_MS = 0xffff;
/** The longest debug text of a CLOSE, in bytes of UTF-8. */
export const MAX_DEBUG_BYTES = 127;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Writes a CONNECT behind the envelope's place; a `quietMs` too long is cut. Returns the datagram's length. */
export function writeConnect(datagram: Uint8Array, epoch: number, life: number, from: number, messages: number, quietMs: number): number {
  const at = begin(datagram, PacketKinds.CONNECT, epoch);
  datagram[at] = PROTOCOL_VERSION;
  writeU32(datagram, at + 1, life);
  writeU32(datagram, at + 5, from);
  writeU32(datagram, at + 9, messages);
  writeU16(datagram, at + 13, Math.min(Math.floor(quietMs), MAX_QUIET_MS));
  return ENVELOPE_BYTES + CONNECT_BYTES;
}

/** Writes an ACCEPT behind the envelope's place; returns the datagram's length. */
export function writeAccept(datagram: Uint8Array, epoch: number, life: number, from: number, to: number): number {
  const at = begin(datagram, PacketKinds.ACCEPT, epoch);
  writeU32(datagram, at, life);
  writeU32(datagram, at + 4, from);
  writeU32(datagram, at + 8, to);
  return ENVELOPE_BYTES + ACCEPT_BYTES;
}

/** Writes a CLOSE behind the envelope's place; a debug text too long is cut. Returns the datagram's length. */
export function writeClose(datagram: Uint8Array, epoch: number, from: number, to: number, reason: number, debug: string): number {
  const at = begin(datagram, PacketKinds.CLOSE, epoch);
  writeU32(datagram, at, from);
  writeU32(datagram, at + 4, to);
  writeU16(datagram, at + 8, reason);
  const text = encoder.encodeInto(debug, datagram.subarray(at + 10, at + 10 + MAX_DEBUG_BYTES));
  return ENVELOPE_BYTES + CLOSE_BYTES + text.written;
}

/** Writes the header of a DATA packet behind the envelope's place; frames follow at the returned position. */
export function writeDataHeader(datagram: Uint8Array, epoch: number, to: number, number: number): number {
  const at = begin(datagram, PacketKinds.DATA, epoch);
  writeU32(datagram, at, to);
  writeU16(datagram, at + 4, number);
  return at + 6;
}

function begin(datagram: Uint8Array, kind: PacketKinds.PacketKind, epoch: number): number {
  datagram[ENVELOPE_BYTES] = (kind << 4) | (epoch & (EPOCH_SPAN - 1));
  return ENVELOPE_BYTES + 1;
}

/**
 * Reads packets, one after the other, into its own fields; a single reader serves a whole program and leaves no garbage.
 * Fields not named in the layout of the packet's kind keep whatever they held.
 */
export class PacketReader {
  kind: PacketKinds.PacketKind = PacketKinds.DATA;
  epoch = 0;
  life = 0;
  from = 0;
  to = 0;
  messages = 0;
  quietMs = 0;
  reason = 0;
  number = 0;
  /** The frames of a DATA packet. */
  readonly frames = new FrameReader();
  #bytes: Uint8Array = new Uint8Array(0);

  /**
   * Reads a packet; the bytes must stay as they are until it has been dealt with.
   * @returns false when it is malformed anywhere, its last frame included: then nothing of it may be used.
   */
  read(packet: Uint8Array): boolean {
    if (packet.length === 0) return false;
    this.#bytes = packet;
    const kind = packet[0]! >>> 4;
    this.epoch = packet[0]! & (EPOCH_SPAN - 1);
    switch (kind) {
      case PacketKinds.CONNECT:
        if (packet.length !== CONNECT_BYTES || packet[1] !== PROTOCOL_VERSION) return false;
        this.life = readU32(packet, 2);
        this.from = readU32(packet, 6);
        if (this.from === 0) return false;
        this.messages = readU32(packet, 10);
        this.quietMs = readU16(packet, 14);
        break;
      case PacketKinds.ACCEPT:
        if (packet.length !== ACCEPT_BYTES) return false;
        this.life = readU32(packet, 1);
        this.from = readU32(packet, 5);
        if (this.from === 0) return false;
        this.to = readU32(packet, 9);
        break;
      case PacketKinds.CLOSE:
        if (packet.length < CLOSE_BYTES || packet.length > CLOSE_BYTES + MAX_DEBUG_BYTES) return false;
        this.from = readU32(packet, 1);
        this.to = readU32(packet, 5);
        this.reason = readU16(packet, 9);
        break;
      case PacketKinds.DATA:
        if (packet.length < DATA_HEADER_BYTES) return false;
        this.to = readU32(packet, 1);
        this.number = readU16(packet, 5);
        if (!this.frames.open(packet, DATA_HEADER_BYTES)) return false;
        break;
      default:
        return false;
    }
    this.kind = kind;
    return true;
  }

  /** The debug text of a CLOSE; bytes that are no UTF-8 come out as replacement characters. */
  debugText(): string {
    return decoder.decode(this.#bytes.subarray(CLOSE_BYTES));
  }
}
