import v8 from "node:v8";
import vm from "node:vm";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { ENVELOPE_BYTES, RELAY_PEER } from "../wire/envelope.js";
import { writeReliable, writeUnreliable } from "../wire/frame.js";
import { FAST_LANE, SURE_LANE } from "../wire/lane.js";
import { PacketReader, writeAccept, writeConnect, writeDataHeader } from "../wire/packet.js";
import * as PacketKinds from "../wire/packet-kinds.js";
import { individualId } from "../wire/steam-id.js";
import { Conversation, hostilePacket, lane, Wire } from "./hostile.test-kit.js";
import { Messages } from "./messages.js";
import * as SendFlags from "./send-flags.js";
import { defaultSessionSettings } from "./settings.js";

const MALLORY = individualId(66);
const ANNA = individualId(1);

/** After this much time without a word no engine has anything left to do. */
const FOREVER_MS = 400_000;

describe("an engine fed with hostile packets", () => {
  it("keeps the sessions of others whole, whatever strangers send", () => {
    const stranger = fc.constantFrom(MALLORY, individualId(67), individualId(68), RELAY_PEER, 1n, 2n ** 64n - 1n, ANNA);
    const deed = fc.oneof(
      { weight: 10, arbitrary: fc.record({ kind: fc.constant("packet" as const), source: stranger, on: lane, make: hostilePacket }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("talk" as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("accept" as const, "close" as const, "send" as const), source: stranger }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.nat(3000) }) },
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
        const wire = new Wire();
        const talk = new Conversation(wire);
        const welcome = new Set<bigint>();
        for (const one of deeds) {
          if (one.kind === "talk") talk.talk();
          else if (one.kind === "wait") wire.pass(one.ms);
          else if (one.kind === "packet") talk.anna.handlePacket(wire.now, one.source, one.on, one.make(wire.ids));
          else {
            if (one.kind === "close") talk.anna.closeSession(wire.now, one.source);
            else welcome.add(one.source);
            if (one.kind === "accept") talk.anna.accept(wire.now, one.source);
            if (one.kind === "send") talk.anna.send(wire.now, one.source, new Uint8Array(10), SendFlags.RELIABLE, 9);
          }
          wire.pass(0);
          talk.listen();
        }
        talk.finish();
        expect(talk.strangers.filter((peer) => !welcome.has(peer))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it("keeps them whole when a stranger sends what it has overheard", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.boolean(), fc.nat(400)), { minLength: 1, maxLength: 60 }), (copies) => {
        const wire = new Wire();
        const talk = new Conversation(wire);
        for (const [index, accepts, ms] of copies) {
          talk.talk();
          wire.pass(ms);
          const { bytes, lane: on } = wire.sent[index % wire.sent.length]!;
          talk.anna.handlePacket(wire.now, MALLORY, on, bytes);
          talk.ben.handlePacket(wire.now, MALLORY, on, bytes);
          if (accepts) talk.anna.accept(wire.now, MALLORY);
          while (talk.ben.nextEvent()?.peer === MALLORY);
          talk.listen();
        }
        talk.finish();
        expect(talk.strangers).toEqual([]);
      }),
      { numRuns: 100 },
    );
  }, 120_000);

  it("delivers everything once when the network repeats packets, late and in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(300)), { minLength: 1, maxLength: 80 }), (copies) => {
        const wire = new Wire();
        const talk = new Conversation(wire);
        for (const [index, ms] of copies) {
          talk.talk();
          wire.pass(ms);
          const { from, to, lane: on, bytes } = wire.sent[index % wire.sent.length]!;
          (to === talk.annasId ? talk.anna : talk.ben).handlePacket(wire.now, from, on, bytes);
          talk.listen();
        }
        talk.finish();
      }),
      { numRuns: 100 },
    );
  }, 120_000);

  it("survives a peer whose packets are damaged, and so do its other sessions", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(255), lane), { minLength: 1, maxLength: 100 }), (damages) => {
        const wire = new Wire();
        const talk = new Conversation(wire);
        const { self, messages: carol } = wire.engine(3);
        carol.send(wire.now, talk.annasId, new Uint8Array(20_000), SendFlags.RELIABLE, 5);
        wire.pass(100);
        talk.anna.accept(wire.now, self);
        for (const [index, at, value, on] of damages) {
          carol.send(wire.now, talk.annasId, new Uint8Array(3000), index % 2 === 0 ? SendFlags.RELIABLE : 0, index % 3);
          talk.talk();
          wire.pass(20);
          const hers = wire.sent.filter(({ from }) => from === self);
          const damaged = hers[index % hers.length]!.bytes.slice();
          damaged[at % damaged.length] = value;
          talk.anna.handlePacket(wire.now, self, on, damaged);
          talk.listen();
        }
        talk.finish();
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it("has nothing left to do after the last hostile packet, in time", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostilePacket, lane, fc.nat(2000)), { maxLength: 30 }), (packets) => {
        const wire = new Wire();
        const { messages } = wire.engine(1);
        messages.send(wire.now, MALLORY, new Uint8Array(5000), SendFlags.RELIABLE, 0);
        for (const [make, on, ms] of packets) {
          messages.handlePacket(wire.now, MALLORY, on, make(wire.ids));
          wire.passQuietly(ms);
          messages.accept(wire.now, MALLORY);
        }
        wire.passQuietly(FOREVER_MS);
        expect(messages.sessionCount).toBe(0);
        expect(messages.nextWakeMs).toBe(Number.POSITIVE_INFINITY);
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  it("bounds how many strangers may ask, forgets them, and keeps the sessions it has", () => {
    const wire = new Wire();
    const talk = new Conversation(wire);
    for (let account = 100; account < 20_100; account++) {
      talk.anna.handlePacket(wire.now, individualId(account), FAST_LANE, connectPacket(account, 1));
      if (account % 1000 === 0) talk.talk();
    }
    expect(talk.anna.sessionCount).toBeLessThanOrEqual(4096);
    talk.finish();
    wire.passQuietly(200_000);
    expect(talk.anna.sessionCount).toBeLessThanOrEqual(1);
  }, 60_000);

  it("lets no stranger in whom the game has not accepted, however he asks", () => {
    const ids = [0, 1, 2, 0xffff_ffff];
    for (const first of ids) {
      for (const second of ids) {
        const wire = new Wire();
        const { messages } = wire.engine(1);
        for (const from of [first, second]) {
          messages.handlePacket(wire.now, MALLORY, FAST_LANE, connectPacket(1, from));
          wire.pass(100);
        }
        wire.pass(1000);
        expect(messages.info(wire.now, MALLORY).state, `${first}, then ${second}`).toBeLessThanOrEqual(1);
        expect(wire.sent.filter(({ kind }) => kind !== PacketKinds.CLOSE)).toEqual([]);
      }
    }
  });

  it("keeps the events of others when one stranger makes thousands", () => {
    const wire = new Wire();
    const { messages } = wire.engine(1);
    messages.handlePacket(wire.now, individualId(5), FAST_LANE, connectPacket(1, 1));
    for (let life = 1; life < 30_000; life++) messages.handlePacket(wire.now, MALLORY, FAST_LANE, connectPacket(life, life));
    const peers: bigint[] = [];
    for (let event = messages.nextEvent(); event !== undefined; event = messages.nextEvent()) peers.push(event.peer);
    expect(peers).toContain(individualId(5));
    expect(peers.length).toBeLessThan(1000);
  });
});

function connectPacket(life: number, from: number): Uint8Array {
  const datagram = new Uint8Array(64);
  return datagram.slice(ENVELOPE_BYTES, writeConnect(datagram, 0, life, from, 1, 0));
}

describe("a hostile peer that was let in", () => {
  let collect: () => void;
  beforeAll(() => {
    v8.setFlagsFromString("--expose-gc");
    collect = vm.runInNewContext("gc") as () => void;
  });

  /** Heap and buffers, after everything that can go has gone. */
  function retainedBytes(): number {
    collect();
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  }

  const bytes = new Uint8Array(2000);
  const FED_BYTES = 10_000_000;
  /** What is not read may fill the receive buffer; what a message costs beside its payload is only known roughly. */
  const MOST_RETAINED_BYTES = 3 * defaultSessionSettings.receiveBufferBytes;

  type WriteFrame = (packet: Uint8Array, at: number, count: number) => number;
  const attacks: readonly (readonly [string, WriteFrame])[] = [
    ["one-byte pieces of ever new messages", (packet, at, count) => writeReliable(packet, at, count, count, 0, 0, bytes, 0, 1)],
    ["pieces of messages that claim half a megabyte", (packet, at, count) => writeReliable(packet, at, count, count, 0, 0, new Uint8Array(524_288), 0, 1000)],
    ["messages that wait for one that never comes, each on a channel of its own", (packet, at, count) => writeReliable(packet, at, count, count, count, 1, bytes.subarray(0, 1), 0, 1)],
    ["messages that wait for one that never comes, all on one channel", (packet, at, count) => writeReliable(packet, at, count, 2 * count, 0, 1, bytes.subarray(0, 1), 0, 1)],
    ["tiny reliable messages, each on a channel of its own", (packet, at, count) => writeReliable(packet, at, count, count, count, 0, bytes.subarray(0, 1), 0, 1)],
    ["empty unreliable messages, each on a channel of its own", (packet, at, count) => writeUnreliable(packet, at, count, count, 0, 1, bytes, 0, 0)],
    ["empty unreliable messages", (packet, at, count) => writeUnreliable(packet, at, count, 0, 0, 1, bytes, 0, 0)],
    ["pieces of unreliable messages", (packet, at, count) => writeUnreliable(packet, at, count, 0, count % 14, 15, bytes, 0, 1)],
    ["large messages", (packet, at, count) => writeReliable(packet, at, count, count, 0, 0, bytes.subarray(0, 1000), 0, 1000)],
  ];

  for (const [name, write] of attacks) {
    it(`cannot fill the memory with ${name}`, () => {
      const messages = new Messages({ self: ANNA, life: 1, random: () => 5 });
      const reader = new PacketReader();
      let id = 0;
      const outlet = {
        room: () => 1_000_000,
        send: (_peer: bigint, _lane: number, datagram: Uint8Array): void => {
          if (reader.read(datagram.subarray(ENVELOPE_BYTES)) && reader.kind === PacketKinds.ACCEPT) id = reader.from;
        },
      };
      messages.linkUp(0);
      messages.handlePacket(0, MALLORY, FAST_LANE, connectPacket(1, 7));
      messages.accept(0, MALLORY);
      messages.transmit(0, outlet);
      expect(id).not.toBe(0);
      const before = retainedBytes();
      const packet = new Uint8Array(2400);
      let count = 1;
      let now = 0;
      for (let fed = 0, number = 1; fed < FED_BYTES; number++) {
        let at = writeDataHeader(packet, 0, id, number);
        while (at < 1100) at = write(packet, at, count++);
        messages.handlePacket((now += 2), MALLORY, SURE_LANE, packet.subarray(ENVELOPE_BYTES, at));
        fed += at;
        // Acknowledgements are what grants it more.
        if (number % 4 === 0) messages.transmit(now, outlet);
      }
      expect(retainedBytes() - before).toBeLessThan(MOST_RETAINED_BYTES);
      expect(messages.sessionCount).toBe(1);
    }, 60_000);
  }

  it("cannot fill the memory by asking, leaving and asking again", () => {
    const messages = new Messages({ self: ANNA, life: 1, random: () => 5 });
    const before = retainedBytes();
    for (let life = 1; life < 200_000; life++) {
      messages.handlePacket(life, MALLORY, FAST_LANE, connectPacket(life, life));
      if (life % 2 === 0) messages.accept(life, MALLORY);
      messages.transmit(life, { room: () => 1_000_000, send: () => undefined });
    }
    expect(retainedBytes() - before).toBeLessThan(10_000_000);
    const accept = new Uint8Array(64);
    messages.handlePacket(200_000, MALLORY, FAST_LANE, accept.subarray(ENVELOPE_BYTES, writeAccept(accept, 0, 1, 1, 1)));
    expect(messages.sessionCount).toBe(1);
  }, 60_000);
});
