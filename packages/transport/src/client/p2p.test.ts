import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as EndReasons from "../session/end-reason.js";
import type { SessionEvent, Sessions } from "../session/endpoint.js";
import { hostilePacket, lane } from "../session/hostile.test-kit.js";
import * as SendFlags from "../session/send-flags.js";
import * as SendResults from "../session/results.js";
import { ENVELOPE_BYTES, writePeer } from "../wire/envelope.js";
import { FAST_LANE } from "../wire/lane.js";
import { P2P_SPACE, SOCKETS_SPACE, SPACE_BITS } from "../wire/packet.js";
import { individualId } from "../wire/steam-id.js";
import { FakeRelay } from "./fake-relay.test.helper.js";
import { Presence } from "./presence.js";
import type { RelayClient } from "./relay-client.js";

const MIB = 1_048_576;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (sessions: Sessions, channel = 0): string[] => sessions.receive(channel, 1_000).map(({ payload }) => new TextDecoder().decode(payload));

function events(sessions: Sessions): SessionEvent[] {
  const taken: SessionEvent[] = [];
  for (let event = sessions.nextEvent(); event !== undefined; event = sessions.nextEvent()) taken.push(event);
  return taken;
}

async function pair(): Promise<{ relay: FakeRelay; anna: RelayClient; ben: RelayClient }> {
  const relay = new FakeRelay();
  const [anna, ben] = [relay.client(), relay.client()];
  const opening = Promise.all([anna.open(), ben.open()]);
  await relay.pass(200);
  await opening;
  return { relay, anna, ben };
}

/** Anna and Ben, who talk in both ways already. */
async function talking() {
  const { relay, anna, ben } = await pair();
  for (const kind of [(client: RelayClient): Sessions => client, (client: RelayClient): Sessions => client.p2p]) {
    kind(anna).send(ben.self, bytes("hello"), SendFlags.RELIABLE, 0);
    await relay.pass(100);
    kind(ben).accept(anna.self);
    await relay.pass(1_500);
    expect(read(kind(ben))).toEqual(["hello"]);
    events(kind(ben));
  }
  return { relay, anna, ben };
}

describe("P2P sessions", () => {
  it("ask, are accepted, and carry packets both ways, of which Networking Messages know nothing", async () => {
    const { relay, anna, ben } = await pair();
    expect(anna.p2p.send(ben.self, bytes("one"), SendFlags.RELIABLE, 0)).toBe(SendResults.OK);
    await relay.pass(100);
    expect(events(ben.p2p)).toEqual([{ kind: "session-request", peer: anna.self }]);
    expect(events(ben)).toEqual([]);
    expect(ben.accept(anna.self)).toBe(false);
    expect(ben.p2p.accept(anna.self)).toBe(true);
    await relay.pass(1_500);
    expect(read(ben)).toEqual([]);
    expect(read(ben.p2p)).toEqual(["one"]);
    ben.p2p.send(anna.self, bytes("two"), 0, 5);
    await relay.pass(100);
    expect(read(anna, 5)).toEqual([]);
    expect(read(anna.p2p, 5)).toEqual(["two"]);
    expect(anna.p2p.info(ben.self).state).toBe(3);
    expect(anna.info(ben.self).state).toBe(0);
  });

  it("stay when those of Networking Messages are closed, and the other way round", async () => {
    const { relay, anna, ben } = await talking();
    ben.p2p.send(anna.self, bytes("unread"), SendFlags.RELIABLE, 0);
    await relay.pass(100);
    anna.closeSession(ben.self);
    await relay.pass(100);
    expect([anna.info(ben.self).state, anna.p2p.info(ben.self).state]).toEqual([0, 3]);
    expect(read(anna.p2p)).toEqual(["unread"]);

    anna.send(ben.self, bytes("again"), SendFlags.RELIABLE, 0);
    await relay.pass(100);
    ben.accept(anna.self);
    await relay.pass(1_500);
    ben.p2p.closeSession(anna.self);
    await relay.pass(100);
    expect([anna.info(ben.self).state, anna.p2p.info(ben.self).state]).toEqual([3, 0]);
    expect(read(ben)).toEqual(["again"]);
  });

  it("close with their own last channel", async () => {
    const { relay, anna, ben } = await talking();
    expect(ben.p2p.closeChannel(anna.self, 0)).toBe(true);
    await relay.pass(100);
    expect([ben.info(anna.self).state, ben.p2p.info(anna.self).state]).toEqual([3, 0]);
  });

  it("carry a packet of 1 MiB, where Networking Messages carry half of that", async () => {
    const { relay, anna, ben } = await talking();
    const large = Uint8Array.from({ length: MIB }, (_, at) => at * 7 + (at >> 11));
    expect(anna.p2p.send(ben.self, new Uint8Array(MIB + 1), SendFlags.RELIABLE, 0)).toBe(SendResults.INVALID_PARAM);
    expect(anna.send(ben.self, new Uint8Array(MIB / 2 + 1), SendFlags.RELIABLE, 0)).toBe(SendResults.INVALID_PARAM);
    expect(anna.p2p.send(ben.self, large, SendFlags.RELIABLE, 3)).toBe(SendResults.OK);
    // Another fits behind it.
    expect(anna.p2p.send(ben.self, large, SendFlags.RELIABLE, 3)).toBe(SendResults.OK);
    expect(anna.p2p.send(ben.self, large, SendFlags.RELIABLE, 3)).toBe(SendResults.LIMIT_EXCEEDED);
    await relay.pass(12_000);
    const arrived = ben.p2p.receive(3, 10);
    expect(arrived.map(({ payload }) => payload.length)).toEqual([MIB, MIB]);
    expect(arrived.every(({ payload }) => Buffer.compare(payload, large) === 0)).toBe(true);
  }, 60_000);

  it("wait twenty seconds to be accepted, whatever the time-out of others", async () => {
    const { relay, anna, ben } = await pair();
    anna.network.configure({ timeoutInitialMs: 3_000 });
    anna.p2p.send(ben.self, bytes("hello"), SendFlags.RELIABLE, 0);
    anna.send(ben.self, bytes("hello"), SendFlags.RELIABLE, 0);
    await relay.pass(4_000);
    expect(events(anna).map((event) => event.kind)).toEqual(["session-failed"]);
    await relay.pass(15_000);
    expect(events(anna.p2p)).toEqual([]);
    await relay.pass(2_000);
    expect(events(anna.p2p)).toMatchObject([{ kind: "session-failed", peer: ben.self, reason: EndReasons.TIMED_OUT }]);
  });

  it("live through a broken link, and lose nothing", async () => {
    const { relay, anna, ben } = await talking();
    relay.cut(anna.self);
    anna.p2p.send(ben.self, bytes("one"), SendFlags.RELIABLE, 0);
    ben.p2p.send(anna.self, bytes("two"), SendFlags.RELIABLE, 0);
    await relay.pass(4_000);
    expect([read(ben.p2p), read(anna.p2p)]).toEqual([["one"], ["two"]]);
  });

  it("are told when the relay dropped something, as those of Networking Messages are", async () => {
    const { relay, anna, ben } = await talking();
    relay.loses = () => true;
    anna.p2p.send(ben.self, bytes("one"), SendFlags.RELIABLE | SendFlags.NO_NAGLE, 0);
    anna.send(ben.self, bytes("two"), SendFlags.RELIABLE | SendFlags.NO_NAGLE, 0);
    await relay.pass(10);
    relay.loses = () => false;
    relay.say(anna.self, { t: "dropped", peers: [ben.self] });
    await relay.pass(60);
    expect([read(ben.p2p), read(ben)]).toEqual([["one"], ["two"]]);
  });

  it("end with the client, and the peer is told", async () => {
    const { relay, anna, ben } = await talking();
    anna.close();
    await relay.pass(100);
    expect([ben.info(anna.self).state, ben.p2p.info(anna.self).state]).toEqual([0, 0]);
    expect(anna.p2p.send(ben.self, bytes("late"), SendFlags.RELIABLE, 0)).toBe(SendResults.INVALID_STATE);
    expect(anna.p2p.receive(0, 10)).toEqual([]);
  });

  it("have a space of their own, as those of sockets have, and are made when first needed", () => {
    const [anna, ben] = [1, 2].map((account) => new Presence({ self: individualId(account), life: account, random: () => account * 77, onGreet: () => {} }));
    const sent: Uint8Array[] = [];
    const outlet = { room: () => 10_000, send: (_peer: bigint, _lane: unknown, datagram: Uint8Array) => void sent.push(datagram.slice()) };
    for (const presence of [anna!, ben!]) presence.linkUp(0);
    anna!.messages.send(0, ben!.id, bytes("hello"), SendFlags.RELIABLE, 0);
    anna!.transmit(0, outlet);
    expect(anna!.p2p).toBeUndefined();
    sent.splice(0);

    anna!.useP2p(1).send(1, ben!.id, bytes("hello"), SendFlags.RELIABLE, 0);
    anna!.transmit(1, outlet);
    expect(sent.map((datagram) => datagram[ENVELOPE_BYTES])).toEqual([P2P_SPACE | 1, P2P_SPACE | 1]);
    const datagram = sent[0]!;
    writePeer(new DataView(datagram.buffer), anna!.id);
    const before = datagram.slice();
    ben!.takeDatagram(2, FAST_LANE, datagram);
    expect(datagram).toEqual(before);
    expect(ben!.p2p?.nextEvent()).toEqual({ kind: "session-request", peer: anna!.id });
    expect(ben!.messages.nextEvent()).toBeUndefined();
    expect(ben!.sockets).toBeUndefined();

    datagram[ENVELOPE_BYTES] = SPACE_BITS | 1;
    ben!.takeDatagram(3, FAST_LANE, datagram);
    datagram[ENVELOPE_BYTES] = SOCKETS_SPACE | 1;
    ben!.takeDatagram(3, FAST_LANE, datagram);
    expect(ben!.sockets?.nextEvent()).toEqual({ kind: "session-request", peer: anna!.id });
    expect([ben!.p2p?.nextEvent(), ben!.messages.nextEvent()]).toEqual([undefined, undefined]);
    sent.splice(0);
    anna!.useSockets(4).send(4, ben!.id, bytes("hello"), SendFlags.RELIABLE, 0);
    anna!.transmit(4, outlet);
    expect(sent.filter((one) => (one[ENVELOPE_BYTES]! & SPACE_BITS) === SOCKETS_SPACE)).toHaveLength(2);
  });

  it("and those of Networking Messages are not disturbed by hostile packets of either kind", async () => {
    const { relay, anna, ben } = await talking();
    let said = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ on: lane, make: hostilePacket, space: fc.constantFrom(0, P2P_SPACE, SOCKETS_SPACE, SPACE_BITS), stranger: fc.boolean() }), { minLength: 1, maxLength: 40 }), async (attacks) => {
        for (const { on, make, space, stranger } of attacks) {
          const packet = make([]);
          const datagram = new Uint8Array(ENVELOPE_BYTES + packet.length);
          // What a peer sends in its own name may well end the session with it: only strangers are hostile here, and nobody at all.
          writePeer(new DataView(datagram.buffer), stranger ? individualId(66) : 7n);
          datagram.set(packet, ENVELOPE_BYTES);
          if (packet.length > 0) datagram[ENVELOPE_BYTES]! |= space;
          relay.inject(anna.self, on, datagram);
        }
        const text = `${++said}`;
        ben.send(anna.self, bytes(text), SendFlags.RELIABLE, 0);
        ben.p2p.send(anna.self, bytes(`p2p ${text}`), SendFlags.RELIABLE, 0);
        await relay.pass(60);
        expect([read(anna), read(anna.p2p)]).toEqual([[text], [`p2p ${text}`]]);
      }),
      { numRuns: 100 },
    );
    for (const sessions of [anna, anna.p2p]) expect(events(sessions).every(({ peer }) => peer === individualId(66))).toBe(true);
  }, 60_000);
});
