import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ENVELOPE_BYTES } from "./envelope.js";
import * as FrameKinds from "./frame-kinds.js";
import {
  FRAGMENT_BYTES, HOLD_UNITS_PER_MS, MAX_FRAME_BYTES, MAX_FRAMED_MESSAGE_BYTES, MAX_MESSAGE_BYTES, MAX_UNRELIABLE_FRAGMENTS, writeAck, writeAckRequest,
  writeQuality, writeReliable, writeReport, writeUnreliable,
} from "./frame.js";
import { MAX_DATAGRAM_BYTES } from "./lane.js";
import * as PacketKinds from "./packet-kinds.js";
import { DATA_HEADER_BYTES, EPOCH_SPAN, MAX_DEBUG_BYTES, MAX_QUIET_MS, PacketReader, PROTOCOL_VERSION, writeAccept, writeClose, writeConnect, writeDataHeader } from "./packet.js";

const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
/** Of a connection. */
const id = fc.integer({ min: 1, max: 0xffff_ffff });
const uint24 = fc.integer({ min: 0, max: 2 ** 24 - 1 });
const uint16 = fc.integer({ min: 0, max: 2 ** 16 - 1 });
const uint8 = fc.nat(255);
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const epoch = fc.nat(EPOCH_SPAN - 1);

/** A frame as a plain value. */
interface Frame {
  readonly kind: FrameKinds.FrameKind;
  readonly [field: string]: unknown;
}

/** A frame, and how it is written. */
interface Written {
  readonly frame: Frame;
  readonly write: (bytes: Uint8Array, at: number) => number;
}

const ack: fc.Arbitrary<Written> = fc.record({ base: uint16, grant: uint16, bitmap: fc.uint8Array({ maxLength: 128 }) }).map(({ base, grant, bitmap }) => ({
  frame: { kind: FrameKinds.ACK, base, grant, bitmap: [...bitmap] },
  write: (bytes, at) => writeAck(bytes, at, base, grant, bitmap),
}));

const report: fc.Arbitrary<Written> = fc.record({ sureLane: fc.boolean(), number: uint16, hold: uint16, received: uint8 }).map(({ sureLane, number, hold, received }) => ({
  frame: { kind: FrameKinds.REPORT, sureLane, number, holdMs: hold / HOLD_UNITS_PER_MS, ...(sureLane ? {} : { received }) },
  write: (bytes, at) => writeReport(bytes, at, sureLane, number, hold / HOLD_UNITS_PER_MS, received),
}));

const ackRequest: fc.Arbitrary<Written> = fc.constant({ frame: { kind: FrameKinds.ACK_REQUEST }, write: writeAckRequest });

const quality: fc.Arbitrary<Written> = uint8.map((units) => ({
  frame: { kind: FrameKinds.QUALITY, quality: units / 255 },
  write: (bytes, at) => writeQuality(bytes, at, units / 255),
}));

const unreliable: fc.Arbitrary<Written> = fc
  .record({ message: uint16, channel: int32, count: fc.integer({ min: 1, max: MAX_UNRELIABLE_FRAGMENTS }), index: fc.nat(MAX_UNRELIABLE_FRAGMENTS - 1), piece: fc.uint8Array({ maxLength: 300 }) })
  .map(({ message, channel, count, index, piece }) => ({
    frame: { kind: FrameKinds.UNRELIABLE, message, channel, index: index % count, count, piece: [...piece] },
    write: (bytes, at) => writeUnreliable(bytes, at, message, channel, index % count, count, piece, 0, piece.length),
  }));

/** A whole message, or a piece of one. */
const reliable: fc.Arbitrary<Written> = fc
  .record({ fragment: uint16, message: uint24, channel: int32, after: uint32, total: fc.nat(MAX_MESSAGE_BYTES), start: fc.nat(MAX_MESSAGE_BYTES), length: fc.nat(300), seed: uint8 })
  .map(({ fragment, message, channel, after, total, start, length, seed }) => {
    const payload = pattern(total, seed);
    const from = total <= 300 ? 0 : start % total;
    const to = total <= 300 ? total : Math.min(total, from + Math.max(1, length));
    return {
      frame: { kind: FrameKinds.RELIABLE, number: fragment, message, channel, after, offset: from, total, piece: [...payload.subarray(from, to)] },
      write: (bytes, at) => writeReliable(bytes, at, fragment, message, channel, after, payload, from, to),
    };
  });

const frames = fc.array(fc.oneof(ack, report, ackRequest, quality, unreliable, reliable), { maxLength: 12 });

const patterns = Array.from({ length: 4 }, (_, index) => new Uint8Array(MAX_MESSAGE_BYTES).map((_zero, at) => at * (2 * index + 3) + (at >> 8)));

/** Some bytes, without making half a megabyte anew each time. */
function pattern(length: number, seed: number): Uint8Array {
  return patterns[seed % patterns.length]!.subarray(0, length);
}

/** A DATA packet with as many of the frames as fit, without its envelope. */
function dataPacket(header: { readonly epoch: number; readonly to: number; readonly number: number }, written: readonly Written[]): { packet: Uint8Array; fitting: Frame[] } {
  const datagram = new Uint8Array(MAX_DATAGRAM_BYTES + MAX_FRAME_BYTES).fill(0xee);
  let at = writeDataHeader(datagram, header.epoch, header.to, header.number);
  const fitting: Frame[] = [];
  for (const { frame, write } of written) {
    const end = write(datagram, at);
    expect(end - at).toBeLessThanOrEqual(MAX_FRAME_BYTES);
    if (end > MAX_DATAGRAM_BYTES) continue;
    at = end;
    fitting.push(frame);
  }
  return { packet: datagram.slice(ENVELOPE_BYTES, at), fitting };
}

/** Everything a reader makes of a packet; undefined when it refuses it. */
function everything(reader: PacketReader, packet: Uint8Array): unknown {
  if (!reader.read(packet)) return undefined;
  const { kind } = reader;
  const read: Frame[] = [];
  switch (kind) {
    case PacketKinds.CONNECT: return { kind, epoch: reader.epoch, life: reader.life, from: reader.from, messages: reader.messages, quietMs: reader.quietMs };
    case PacketKinds.ACCEPT: return { kind, epoch: reader.epoch, life: reader.life, from: reader.from, to: reader.to };
    case PacketKinds.CLOSE: return { kind, epoch: reader.epoch, from: reader.from, to: reader.to, reason: reader.reason, debug: reader.debugText() };
    case PacketKinds.DATA: break;
  }
  for (let frame = nextFrame(reader); frame !== undefined; frame = nextFrame(reader)) read.push(frame);
  return { kind, epoch: reader.epoch, to: reader.to, number: reader.number, frames: read };
}

function nextFrame({ frames: reader }: PacketReader): Frame | undefined {
  const kind = reader.next();
  const piece = (): number[] => {
    expect(reader.start).toBeGreaterThanOrEqual(DATA_HEADER_BYTES);
    expect(reader.end).toBeLessThanOrEqual(reader.bytes.length);
    return [...reader.bytes.subarray(reader.start, reader.end)];
  };
  switch (kind) {
    case FrameKinds.END: return undefined;
    case FrameKinds.ACK: return { kind, base: reader.base, grant: reader.grant, bitmap: [...reader.bytes.subarray(reader.start, reader.start + reader.bitmapBytes)] };
    case FrameKinds.REPORT: return { kind, sureLane: reader.sureLane, number: reader.number, holdMs: reader.holdMs, ...(reader.sureLane ? {} : { received: reader.received }) };
    case FrameKinds.ACK_REQUEST: return { kind };
    case FrameKinds.QUALITY: return { kind, quality: reader.quality };
    case FrameKinds.UNRELIABLE: return { kind, message: reader.message, channel: reader.channel, index: reader.index, count: reader.count, piece: piece() };
    case FrameKinds.RELIABLE: break;
  }
  return { kind, number: reader.number, message: reader.message, channel: reader.channel, after: reader.after, offset: reader.offset, total: reader.total, piece: piece() };
}

/** Packets as they are really sent. */
const genuine = fc.oneof(
  fc.tuple(epoch, uint32, id, uint32, uint16).map(([one, life, from, messages, quiet]) => cut((datagram) => writeConnect(datagram, one, life, from, messages, quiet))),
  fc.tuple(epoch, uint32, id, uint32).map(([one, life, from, to]) => cut((datagram) => writeAccept(datagram, one, life, from, to))),
  fc.tuple(epoch, uint32, uint32, uint16, fc.string({ maxLength: 60 })).map(([one, from, to, reason, debug]) => cut((datagram) => writeClose(datagram, one, from, to, reason, debug))),
  fc.tuple(epoch, uint32, uint16, frames).map(([one, to, number, written]) => dataPacket({ epoch: one, to, number }, written).packet),
);

function cut(write: (datagram: Uint8Array) => number): Uint8Array {
  const datagram = new Uint8Array(MAX_DATAGRAM_BYTES);
  return datagram.slice(ENVELOPE_BYTES, write(datagram));
}

describe("packets", () => {
  const reader = new PacketReader();

  it("of the handshake come back as they were", () => {
    fc.assert(
      fc.property(epoch, uint32, id, uint32, fc.double({ min: 0, max: 1e9, noNaN: true }), (one, life, from, last, quiet) => {
        const connect = cut((datagram) => writeConnect(datagram, one, life, from, last, quiet));
        expect(everything(reader, connect)).toEqual({ kind: PacketKinds.CONNECT, epoch: one, life, from, messages: last, quietMs: Math.min(Math.floor(quiet), MAX_QUIET_MS) });
        const accept = cut((datagram) => writeAccept(datagram, one, life, from, last));
        expect(everything(reader, accept)).toEqual({ kind: PacketKinds.ACCEPT, epoch: one, life, from, to: last });
      }),
    );
  });

  it("of the handshake are refused when they are of no connection", () => {
    for (const packet of [cut((datagram) => writeConnect(datagram, 0, 1, 0, 1, 0)), cut((datagram) => writeAccept(datagram, 0, 1, 0, 1))]) expect(reader.read(packet)).toBe(false);
  });

  it("that close come back as they were, a debug text too long cut between characters", () => {
    fc.assert(
      fc.property(epoch, uint32, uint32, uint16, fc.string({ unit: "grapheme", maxLength: 200 }), (one, from, to, reason, debug) => {
        const packet = cut((datagram) => writeClose(datagram, one, from, to, reason, debug));
        const read = everything(reader, packet) as { debug: string };
        expect(read).toMatchObject({ kind: PacketKinds.CLOSE, epoch: one, from, to, reason });
        expect(debug.startsWith(read.debug)).toBe(true);
        if (new TextEncoder().encode(debug).length <= MAX_DEBUG_BYTES) expect(read.debug).toBe(debug);
      }),
    );
  });

  it("with any frames come back as they were", () => {
    fc.assert(
      fc.property(epoch, uint32, uint16, frames, (one, to, number, written) => {
        const { packet, fitting } = dataPacket({ epoch: one, to, number }, written);
        expect(everything(reader, packet)).toEqual({ kind: PacketKinds.DATA, epoch: one, to, number, frames: fitting });
      }),
      { numRuns: 500 },
    );
  });

  it("carry full fragments within a datagram", () => {
    const payload = pattern(MAX_MESSAGE_BYTES, 0);
    fc.assert(
      fc.property(int32, uint24, uint32, fc.nat(MAX_MESSAGE_BYTES - FRAGMENT_BYTES), (channel, message, after, start) => {
        const datagram = new Uint8Array(MAX_DATAGRAM_BYTES);
        const at = writeDataHeader(datagram, 0, 1, 1);
        expect(writeReliable(datagram, at, 1, message, channel, after, payload, start, start + FRAGMENT_BYTES)).toBeLessThanOrEqual(MAX_DATAGRAM_BYTES);
        expect(writeUnreliable(datagram, at, 1, channel, 0, 15, payload, 0, FRAGMENT_BYTES)).toBeLessThanOrEqual(MAX_DATAGRAM_BYTES);
      }),
    );
  });

  it("of another protocol version are refused", () => {
    fc.assert(
      fc.property(uint8.filter((version) => version !== PROTOCOL_VERSION), uint32, (version, life) => {
        const packet = cut((datagram) => writeConnect(datagram, 0, life, 1, 0, 0));
        packet[1] = version;
        expect(reader.read(packet)).toBe(false);
      }),
    );
  });

  it("cut short are refused, or read as a packet of fewer frames", () => {
    fc.assert(
      fc.property(genuine, fc.nat(), (packet, at) => {
        const whole = everything(reader, packet) as { kind: number; frames?: Frame[] };
        const short = everything(reader, packet.subarray(0, at % packet.length)) as typeof whole | undefined;
        if (short === undefined || whole.kind === PacketKinds.CLOSE) return;
        expect(whole.frames?.slice(0, short.frames?.length)).toEqual(short.frames);
      }),
      { numRuns: 500 },
    );
  });

  it("never make a reader throw or look past their end, whatever is in them", () => {
    const corrupted = fc.tuple(genuine, fc.nat(), uint8).map(([packet, at, value]) => {
      packet[at % packet.length] = value;
      return packet;
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), corrupted), uint8, uint8, (packet, left, right) => {
        const embedded = new Uint8Array(packet.length + 40).fill(left, 0, 20).fill(right, 20 + packet.length);
        embedded.set(packet, 20);
        const alone = everything(reader, packet);
        expect(everything(reader, embedded.subarray(20, 20 + packet.length))).toEqual(alone);
      }),
      { numRuns: 2000 },
    );
  });

  it("that are read say nothing impossible", () => {
    fc.assert(
      fc.property(genuine, fc.array(fc.tuple(fc.nat(), uint8), { maxLength: 4 }), (packet, changes) => {
        for (const [at, value] of changes) packet[at % packet.length] = value;
        const read = everything(reader, packet) as { frames?: Frame[] } | undefined;
        for (const { kind, piece, offset, total, index, count, channel } of (read?.frames ?? []) as Record<string, number & number[]>[]) {
          if (kind !== FrameKinds.RELIABLE && kind !== FrameKinds.UNRELIABLE) continue;
          expect(channel).toBe(channel! | 0);
          expect(piece!.length).toBeLessThanOrEqual(packet.length);
          if (kind === FrameKinds.UNRELIABLE) expect(index!).toBeLessThan(count!);
          else {
            expect(offset! + piece!.length).toBeLessThanOrEqual(total!);
            expect(total!).toBeLessThanOrEqual(MAX_FRAMED_MESSAGE_BYTES);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});
