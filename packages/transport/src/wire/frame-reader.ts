import { MAX_VARINT_BYTES, readU16, readU24, unzigzag } from "./bytes.js";
import * as FrameKinds from "./frame-kinds.js";
import { FRAME_FLAG, HOLD_UNITS_PER_MS, MAX_MESSAGE_BYTES, MAX_UNRELIABLE_FRAGMENTS } from "./frame.js";

const INT32_SPAN = 2 ** 32;

/**
 * Reads the frames of one packet into its own fields, leaving no garbage.
 * `open` checks every frame first, so that a packet is used whole or not at all; `next` then steps through them.
 */
export class FrameReader {
  /** Number of the packet or fragment, cut to 16 bits. */
  number = 0;
  /** Number of the message, cut to 24 bits (reliable) or 16 (unreliable). */
  message = 0;
  channel = 0;
  after = 0;
  index = 0;
  count = 1;
  offset = 0;
  total = 0;
  /** Where the payload begins and ends in {@link bytes}. */
  start = 0;
  end = 0;
  base = 0;
  grant = 0;
  bitmapBytes = 0;
  sureLane = false;
  holdMs = 0;
  received = 0;
  quality = 0;
  /** The packet being read. */
  bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  #failed = false;

  /** Begins with the frames at `at`; false when any of them is malformed. */
  open(bytes: Uint8Array, at: number): boolean {
    this.bytes = bytes;
    this.#at = at;
    this.#failed = false;
    while (this.next() !== FrameKinds.END);
    this.#at = at;
    return !this.#failed;
  }

  /** Reads the next frame's fields; END behind the last one. */
  next(): FrameKinds.FrameKind {
    if (this.#at >= this.bytes.length) return FrameKinds.END;
    const first = this.bytes[this.#at++]!;
    const flag = first & 0xf;
    if (flag > FRAME_FLAG) return this.#fail();
    const kind = first >>> 4;
    switch (kind) {
      case FrameKinds.ACK: return this.#readAck(flag);
      case FrameKinds.REPORT: return this.#readReport(flag);
      case FrameKinds.ACK_REQUEST: return FrameKinds.ACK_REQUEST;
      case FrameKinds.UNRELIABLE: return this.#readUnreliable(flag);
      case FrameKinds.RELIABLE: return this.#readReliable(flag);
      case FrameKinds.QUALITY:
        if (!this.#has(1)) return this.#fail();
        this.quality = this.bytes[this.#at++]! / 255;
        return FrameKinds.QUALITY;
      default: return this.#fail();
    }
  }

  #readAck(flag: number): FrameKinds.FrameKind {
    if (!this.#has(4)) return this.#fail();
    this.base = readU16(this.bytes, this.#at);
    this.grant = readU16(this.bytes, this.#at + 2);
    this.#at += 4;
    this.bitmapBytes = 0;
    if (flag === 0) return FrameKinds.ACK;
    if (!this.#has(1)) return this.#fail();
    this.bitmapBytes = this.bytes[this.#at++]!;
    if (!this.#has(this.bitmapBytes)) return this.#fail();
    this.start = this.#at;
    this.#at += this.bitmapBytes;
    return FrameKinds.ACK;
  }

  #readReport(flag: number): FrameKinds.FrameKind {
    this.sureLane = flag !== 0;
    if (!this.#has(this.sureLane ? 4 : 5)) return this.#fail();
    this.number = readU16(this.bytes, this.#at);
    this.holdMs = readU16(this.bytes, this.#at + 2) / HOLD_UNITS_PER_MS;
    this.#at += 4;
    if (!this.sureLane) this.received = this.bytes[this.#at++]!;
    return FrameKinds.REPORT;
  }

  #readUnreliable(flag: number): FrameKinds.FrameKind {
    if (!this.#has(2)) return this.#fail();
    this.message = readU16(this.bytes, this.#at);
    this.#at += 2;
    this.channel = unzigzag(this.#varint());
    this.index = 0;
    this.count = 1;
    if (flag !== 0) {
      if (!this.#has(2)) return this.#fail();
      this.index = this.bytes[this.#at++]!;
      this.count = this.bytes[this.#at++]!;
      if (this.count < 2 || this.count > MAX_UNRELIABLE_FRAGMENTS || this.index >= this.count) return this.#fail();
    }
    return this.#readPayload(FrameKinds.UNRELIABLE);
  }

  #readReliable(flag: number): FrameKinds.FrameKind {
    if (!this.#has(5)) return this.#fail();
    this.number = readU16(this.bytes, this.#at);
    this.message = readU24(this.bytes, this.#at + 2);
    this.#at += 5;
    this.channel = unzigzag(this.#varint());
    this.after = this.#varint();
    this.offset = 0;
    if (flag !== 0) {
      this.offset = this.#varint();
      this.total = this.#varint();
    }
    if (this.#readPayload(FrameKinds.RELIABLE) === FrameKinds.END) return FrameKinds.END;
    const length = this.end - this.start;
    if (flag === 0) this.total = length;
    else if (length === 0 || length >= this.total || this.total > MAX_MESSAGE_BYTES || this.offset + length > this.total) return this.#fail();
    return FrameKinds.RELIABLE;
  }

  #readPayload(kind: FrameKinds.FrameKind): FrameKinds.FrameKind {
    const length = this.#varint();
    if (this.#failed || !this.#has(length)) return this.#fail();
    this.start = this.#at;
    this.end = this.#at + length;
    this.#at = this.end;
    return kind;
  }

  #varint(): number {
    let value = 0;
    for (let index = 0, scale = 1; index < MAX_VARINT_BYTES; index++, scale *= 128) {
      if (this.#at >= this.bytes.length) break;
      const byte = this.bytes[this.#at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (value >= INT32_SPAN) break;
        return value;
      }
    }
    this.#failed = true;
    return 0;
  }

  #has(count: number): boolean {
    return this.#at + count <= this.bytes.length;
  }

  #fail(): FrameKinds.FrameKind {
    this.#failed = true;
    this.#at = this.bytes.length;
    return FrameKinds.END;
  }
}
