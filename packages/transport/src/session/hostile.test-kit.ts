import fc from "fast-check";
import { ENVELOPE_BYTES } from "../wire/envelope.js";
import { writeAck, writeAckRequest, writeQuality, writeReliable, writeReport, writeUnreliable } from "../wire/frame.js";
import { FAST_LANE, MAX_DATAGRAM_BYTES, SURE_LANE, type Lane } from "../wire/lane.js";
import * as PacketKinds from "../wire/packet-kinds.js";
import { PacketReader, writeAccept, writeClose, writeConnect, writeDataHeader } from "../wire/packet.js";
import { individualId } from "../wire/steam-id.js";
import { Messages, type MessagesOptions } from "./messages.js";
import * as SendFlags from "./send-flags.js";

/** A packet as it went over the wire, without envelope. */
export interface Packet {
  readonly kind: PacketKinds.PacketKind;
  readonly from: bigint;
  readonly to: bigint;
  readonly lane: Lane;
  readonly bytes: Uint8Array;
}

/** Engines, and a wire between them that loses nothing, so that whatever goes wrong is the hostile peer's doing. */
export class Wire {
  now = 0;
  /** Every packet an engine has sent. */
  readonly sent: Packet[] = [];
  /** Connection ids that engines use, as an eavesdropper would know them. */
  readonly ids: number[] = [];
  readonly #engines = new Map<bigint, Messages>();
  readonly #underWay: Packet[] = [];
  #hold: (packet: Packet) => boolean = () => false;
  #held: Packet[] = [];
  readonly #reader = new PacketReader();

  /** An engine of the player with this account. */
  engine(account: number, options: Partial<MessagesOptions> = {}): { readonly self: bigint; readonly messages: Messages } {
    const self = individualId(account);
    let state = account;
    const random = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
    const messages = new Messages({ self, life: account, random, ...options });
    messages.linkUp(this.now);
    this.#engines.set(self, messages);
    return { self, messages };
  }

  /** From now on such packets are not delivered, but put into the array that is returned. */
  holdBack(which: (packet: Packet) => boolean): readonly Packet[] {
    this.#hold = which;
    this.#held = [];
    return this.#held;
  }

  /** Lets time pass; engines talk. */
  pass(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      this.#deliver();
      if (this.now >= end) return;
      this.now = Math.min(end, this.now + 25);
    }
  }

  /** Lets a long time pass, without looking at each moment of it. */
  passQuietly(ms: number): void {
    const end = this.now + ms;
    while (this.now < end) {
      this.#deliver();
      const wake = Math.min(...[...this.#engines.values()].map(({ nextWakeMs }) => nextWakeMs));
      this.now = Math.min(end, Math.max(this.now + 1, wake));
    }
    this.#deliver();
  }

  #deliver(): void {
    for (const [self, messages] of this.#engines) this.#transmit(self, messages);
    for (let packet = this.#underWay.shift(); packet !== undefined; packet = this.#underWay.shift()) {
      const messages = this.#engines.get(packet.to);
      if (messages === undefined) continue;
      messages.handlePacket(this.now, packet.from, packet.lane, packet.bytes);
      this.#transmit(packet.to, messages);
    }
  }

  #transmit(self: bigint, messages: Messages): void {
    messages.transmit(this.now, { room: () => 1_000_000, send: (peer, lane, datagram) => this.#send(self, peer, lane, datagram) });
  }

  #send(from: bigint, to: bigint, lane: Lane, datagram: Uint8Array): void {
    if (datagram.length > MAX_DATAGRAM_BYTES) throw new RangeError(`A datagram of ${datagram.length} bytes was sent.`);
    const bytes = datagram.slice(ENVELOPE_BYTES);
    if (!this.#reader.read(bytes)) throw new Error("An engine sent a packet that cannot be read.");
    if (this.#reader.kind !== PacketKinds.CONNECT) this.ids.push(this.#reader.to);
    if (this.#reader.kind !== PacketKinds.DATA) this.ids.push(this.#reader.from);
    const packet = { kind: this.#reader.kind, from, to, lane, bytes };
    this.sent.push(packet);
    (this.#hold(packet) ? this.#held : this.#underWay).push(packet);
  }
}

/** Two honest players who talk all the time, and check what they hear. */
export class Conversation {
  readonly wire: Wire;
  readonly anna: Messages;
  readonly ben: Messages;
  readonly annasId: bigint;
  readonly bensId: bigint;
  /** Messages of others that Anna read. */
  readonly strangers: bigint[] = [];
  #said = 0;
  #heardByAnna = 0;
  #heardByBen = 0;

  constructor(wire: Wire) {
    this.wire = wire;
    ({ self: this.annasId, messages: this.anna } = wire.engine(1));
    ({ self: this.bensId, messages: this.ben } = wire.engine(2));
    this.anna.send(0, this.bensId, new Uint8Array(4), SendFlags.RELIABLE, 0);
    wire.pass(100);
    this.ben.accept(wire.now, this.annasId);
    wire.pass(1000);
    while (this.ben.nextEvent() !== undefined);
    this.ben.receive(wire.now, 0, 10);
  }

  /** Each says the next thing to the other. */
  talk(): void {
    this.#said++;
    for (const [from, to] of [[this.anna, this.bensId], [this.ben, this.annasId]] as const) {
      const payload = new Uint8Array(this.#said % 7 === 0 ? 5000 : 4);
      new DataView(payload.buffer).setUint32(0, this.#said);
      const result = from.send(this.wire.now, to, payload, SendFlags.RELIABLE, 0);
      if (result !== 1) throw new Error(`An honest send answered ${result}.`);
    }
  }

  /** Reads, and throws unless each heard exactly what the other said, in order. */
  listen(): void {
    for (const { peer, payload } of this.anna.receive(this.wire.now, 0, 100_000)) {
      if (peer === this.bensId) this.#heardByAnna = expectNext("Anna", this.#heardByAnna, payload);
      else this.strangers.push(peer);
    }
    for (const { peer, payload } of this.ben.receive(this.wire.now, 0, 100_000)) {
      if (peer !== this.annasId) throw new Error("Ben read a message of a stranger.");
      this.#heardByBen = expectNext("Ben", this.#heardByBen, payload);
    }
  }

  /** Throws unless both are connected still, and all has been heard. */
  finish(): void {
    this.talk();
    this.wire.pass(1500);
    this.listen();
    const states = [this.anna.info(this.wire.now, this.bensId).state, this.ben.info(this.wire.now, this.annasId).state];
    if (states.some((state) => state !== 3)) throw new Error(`The honest session is in states ${states.join(" and ")}.`);
    if (this.#heardByAnna !== this.#said || this.#heardByBen !== this.#said) {
      throw new Error(`Of ${this.#said} messages Anna heard ${this.#heardByAnna}, Ben ${this.#heardByBen}.`);
    }
    for (let event = this.anna.nextEvent(); event !== undefined; event = this.anna.nextEvent()) {
      if (event.peer === this.bensId) throw new Error(`Anna got ${event.kind} about Ben.`);
    }
    if (this.ben.nextEvent() !== undefined) throw new Error("Ben got an event.");
  }
}

function expectNext(who: string, heard: number, payload: Uint8Array): number {
  const number = new DataView(payload.buffer, payload.byteOffset).getUint32(0);
  if (number !== heard + 1) throw new Error(`${who} heard message ${number} after ${heard}.`);
  return number;
}

const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const uint16 = fc.integer({ min: 0, max: 2 ** 16 - 1 });
const small = fc.oneof({ weight: 3, arbitrary: fc.nat(40) }, { weight: 1, arbitrary: uint16 });
const channel = fc.oneof(fc.nat(3), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));

type FrameWriter = (bytes: Uint8Array, at: number) => number;

const zeros = new Uint8Array(600_000);

/** A view of zeros that claims to be this long. */
function claimed(total: number): Uint8Array {
  return zeros.subarray(0, total);
}

/** A frame with fields as hostile as they come; those that make it unreadable included. */
const frame: fc.Arbitrary<FrameWriter> = fc.oneof(
  fc.tuple(small, uint16, fc.uint8Array({ maxLength: 200 })).map(([base, grant, bitmap]): FrameWriter => (bytes, at) => writeAck(bytes, at, base, grant, bitmap)),
  fc.tuple(fc.boolean(), small, uint16, fc.nat(255)).map(([sure, number, hold, received]): FrameWriter => (bytes, at) => writeReport(bytes, at, sure, number, hold, received)),
  fc.constant<FrameWriter>(writeAckRequest),
  fc.double({ min: 0, max: 1, noNaN: true }).map((quality): FrameWriter => (bytes, at) => writeQuality(bytes, at, quality)),
  fc.tuple(small, channel, fc.nat(15), fc.nat(255), fc.constantFrom(0, 1, 100, 1100)).map(
    ([message, on, index, count, length]): FrameWriter => (bytes, at) => writeUnreliable(bytes, at, message, on, index, count, zeros, 0, length)),
  fc.tuple(small, small, channel, fc.oneof(fc.nat(5), uint32), fc.nat(600_000), fc.nat(600_000), fc.constantFrom(0, 1, 100, 1100)).map(
    ([fragment, message, on, after, total, start, length]): FrameWriter => (bytes, at) => writeReliable(bytes, at, fragment, message, on, after, claimed(total), start, start + length)),
);

/** Makes a packet; `ids` are connection ids that are really in use. */
export type PacketMaker = (ids: readonly number[]) => Uint8Array;

/** A connection id: one of those in use, or any. */
const id: fc.Arbitrary<(ids: readonly number[]) => number> = fc.oneof(
  fc.nat(1000).map((index) => (ids: readonly number[]) => ids[index % Math.max(1, ids.length)] ?? 0),
  uint32.map((value) => () => value),
  fc.constant(() => 0),
);

/** Readable packets of every kind with fields of every value, and noise. */
export const hostilePacket: fc.Arbitrary<PacketMaker> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => () => bytes),
  fc
    .tuple(fc.nat(15), uint32, id, uint32, fc.nat(0xffff))
    .map(([epoch, life, from, messages, quiet]) => (ids: readonly number[]) => cut((bytes) => writeConnect(bytes, epoch, life, from(ids), messages, quiet))),
  fc.tuple(fc.nat(15), uint32, id, id).map(([epoch, life, from, to]) => (ids: readonly number[]) => cut((bytes) => writeAccept(bytes, epoch, life, from(ids), to(ids)))),
  fc.tuple(fc.nat(15), id, id, fc.oneof(fc.constantFrom(1001, 1002, 4001, 5003, 5010), uint16), fc.string({ maxLength: 40 })).map(
    ([epoch, from, to, reason, debug]) => (ids: readonly number[]) => cut((bytes) => writeClose(bytes, epoch, from(ids), to(ids), reason, debug))),
  { weight: 3, arbitrary: fc.tuple(fc.nat(15), id, small, fc.array(frame, { maxLength: 8 })).map(
    ([epoch, to, number, frames]) => (ids: readonly number[]) => cut((bytes) => {
      let at = writeDataHeader(bytes, epoch, to(ids), number);
      for (const write of frames) if (at < MAX_DATAGRAM_BYTES) at = write(bytes, at);
      return Math.min(at, MAX_DATAGRAM_BYTES);
    })) },
);

/** Either lane. */
export const lane = fc.constantFrom<Lane>(FAST_LANE, SURE_LANE);

function cut(write: (bytes: Uint8Array) => number): Uint8Array {
  // Frames that do not fit run over the end, and are cut.
  const bytes = new Uint8Array(MAX_DATAGRAM_BYTES + 20_000);
  return bytes.slice(ENVELOPE_BYTES, write(bytes));
}
