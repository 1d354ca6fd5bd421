import { MAX_VARINT_BYTES, unzigzag } from "./bytes.js";
import * as FrameKinds from "./frame-kinds.js";
import { FRAME_FLAG, HOLD_UNITS_PER_MS, MAX_FRAMED_MESSAGE_BYTES, MAX_UNRELIABLE_FRAGMENTS } from "./frame.js";

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
    const first = this.#byte();
    const kind = first >>> 4;
    const flag = first & 0xf;
    // Behind the packet's end everything reads as 0, so that a frame cut short need be looked for here only.
    if (flag <= FRAME_FLAG && this.#readFields(kind, flag !== 0) && !this.#failed && this.#at <= this.bytes.length) return kind;
    this.#failed = true;
    this.#at = this.bytes.length;
    return FrameKinds.END;
  }

  /** False when there is no such kind, or the fields contradict each other. */
  #readFields(kind: number, flagged: boolean): kind is FrameKinds.FrameKind {
    switch (kind) {
      case FrameKinds.ACK:
        this.base = this.#u16();
        this.grant = this.#u16();
        this.bitmapBytes = flagged ? this.#byte() : 0;
        this.start = this.#at;
        this.#at += this.bitmapBytes;
        return true;
      case FrameKinds.REPORT:
        this.sureLane = flagged;
        this.number = this.#u16();
        this.holdMs = this.#u16() / HOLD_UNITS_PER_MS;
        if (!flagged) this.received = this.#byte();
        return true;
      case FrameKinds.ACK_REQUEST: return true;
      case FrameKinds.UNRELIABLE:
        this.message = this.#u16();
        this.channel = unzigzag(this.#varint());
        this.index = flagged ? this.#byte() : 0;
        this.count = flagged ? this.#byte() : 1;
        this.#payload();
        return !flagged || (this.count > 1 && this.count <= MAX_UNRELIABLE_FRAGMENTS && this.index < this.count);
      case FrameKinds.RELIABLE: return this.#readReliable(flagged);
      case FrameKinds.QUALITY:
        this.quality = this.#byte() / 255;
        return true;
      default: return false;
    }
  }

  #readReliable(flagged: boolean): boolean {
    this.number = this.#u16();
    this.message = this.#u16() | (this.#byte() << 16);
    this.channel = unzigzag(this.#varint());
    this.after = this.#varint();
    this.offset = flagged ? this.#varint() : 0;
    const total = flagged ? this.#varint() : 0;
    const length = this.#payload();
    this.total = flagged ? total : length;
    return !flagged || (length > 0 && length < total && total <= MAX_FRAMED_MESSAGE_BYTES && this.offset + length <= total);
  }

  /** Steps over the payload; returns its length. */
  #payload(): number {
    const length = this.#varint();
    this.start = this.#at;
    this.#at += length;
    this.end = this.#at;
    return length;
  }

  #varint(): number {
    let value = 0;
    for (let index = 0, scale = 1; index < MAX_VARINT_BYTES; index++, scale *= 128) {
      const byte = this.#byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80 && value < INT32_SPAN) return value;
    }
    this.#failed = true;
    return 0;
  }

  #u16(): number {
    return this.#byte() | (this.#byte() << 8);
  }

  #byte(): number {
    return this.bytes[this.#at++] ?? 0;
  }
}
