import { describe, expect, it } from "vitest";
import type { SimulatedNetwork } from "../testing/network.js";
import type { SimulatedPlayer } from "../testing/simulated-player.js";
import { RELAY_PEER } from "../wire/envelope.js";
import { FAST_LANE, SURE_LANE, type Lane } from "../wire/lane.js";
import { individualId } from "../wire/steam-id.js";
import { connectedPair } from "./conformance/scenario.test-kit.js";
import { Messages } from "./messages.js";
import type { Outlet } from "./outlet.js";
import * as SendFlags from "./send-flags.js";

const { RELIABLE, NO_NAGLE } = SendFlags;

/** Anna sends messages of 1000 bytes. @returns how old each was when it came, in ms, by the second in which it was sent. */
function stream(network: SimulatedNetwork, anna: SimulatedPlayer, ben: SimulatedPlayer, seconds: number, hz = 240): number[][] {
  const sentAt: number[] = [];
  const ages: number[][] = Array.from({ length: seconds }, () => []);
  const read = (): void => {
    for (const { payload } of ben.receive(0, 1000)) {
      const number = new DataView(payload.buffer, payload.byteOffset).getUint32(0);
      ages[Math.floor(number / hz)]?.push(network.time.now - sentAt[number]!);
    }
  };
  for (let number = 0; number < hz * seconds; number++) {
    const payload = new Uint8Array(1000);
    new DataView(payload.buffer).setUint32(0, number);
    sentAt.push(network.time.now);
    anna.send(ben.self, payload, NO_NAGLE, 0);
    network.advance(1000 / hz);
    read();
  }
  for (let rest = 0; rest < 100; rest++) {
    network.advance(10);
    read();
  }
  return ages;
}

describe("more unreliable messages than the line takes", () => {
  it("arrive fresh, as many as fit, although nothing is ever sent back", () => {
    const { network, a: anna, b: ben } = connectedPair({ conditions: { lagMs: 25, bytesPerSecond: 80_000 } });
    const seconds = stream(network, anna, ben, 8);
    expect(Math.max(...seconds.flat())).toBeLessThan(300);
    // 77 of these and what surrounds them fit into 80,000 bytes.
    for (const ages of seconds) expect(ages.length).toBeGreaterThan(55);
  });

  it("stay fresh when the line at the other end all but stops: what it cannot take is not sent", () => {
    const { network, a: anna, b: ben } = connectedPair({ conditions: { lagMs: 25 } });
    const usual = ben.conditions;
    network.time.schedule(network.time.now + 2000, () => (ben.conditions = { ...usual, bytesPerSecond: 10_000 }));
    network.time.schedule(network.time.now + 4000, () => (ben.conditions = usual));
    const ages = stream(network, anna, ben, 9);
    // What had left before anybody could know: some 40,000 bytes, four seconds' worth of such a line.
    expect(ages.flat().filter((age) => age > 1000).length).toBeLessThan(50);
    expect(Math.max(...ages[8]!)).toBeLessThan(100);
    expect(ages[8]!.length).toBeGreaterThan(150);
  });

  it("stay fresh when it stops after a burst was followed by less", () => {
    const { network, a: anna, b: ben } = connectedPair({ conditions: { lagMs: 25 } });
    stream(network, anna, ben, 3, 1000);
    stream(network, anna, ben, 3, 100);
    const usual = ben.conditions;
    network.time.schedule(network.time.now + 1000, () => (ben.conditions = { ...usual, bytesPerSecond: 10_000 }));
    // 18,000 bytes, and what was on the way.
    expect(Math.max(...stream(network, anna, ben, 3, 100).flat())).toBeLessThan(2600);
  });
});

describe("unreliable messages that the line takes", () => {
  it.each([25, 75, 125])("all arrive after the first two seconds, and again after a pause, %i ms away from the relay", (lagMs) => {
    const { network, a: anna, b: ben } = connectedPair({ conditions: { lagMs } });
    for (const pauseMs of [0, 5000]) {
      network.advance(pauseMs);
      const [first, second, ...later] = stream(network, anna, ben, 5).map((ages) => ages.length);
      expect(first).toBeGreaterThan(40);
      expect(second).toBeGreaterThan(150);
      expect(later).toEqual([240, 240, 240]);
    }
  });

  it("leave at SEND_RATE_MIN from the first second on", () => {
    const { network, a: anna, b: ben } = connectedPair({ conditions: { lagMs: 100 } });
    anna.configure({ sendRateMin: 1_000_000, sendRateMax: 1_000_000 });
    stream(network, anna, ben, 1, 10);
    expect(stream(network, anna, ben, 3, 800).map((ages) => ages.length)).toEqual([800, 800, 800]);
  });
});

describe("few messages, round trips that grow long", () => {
  // As when programs wait for a core: sending less would not make them shorter.
  it.each([[FAST_LANE, NO_NAGLE], [SURE_LANE, RELIABLE | NO_NAGLE]])("lose none and hold none back (lane %i)", (_lane, flags) => {
    const { network, a: anna, b: ben } = connectedPair({ conditions: { lagMs: 1 } });
    let came = 0;
    const send = (messages: number): void => {
      for (let number = 0; number < messages; number++) {
        anna.send(ben.self, new Uint8Array(100), flags, 0);
        ben.send(anna.self, new Uint8Array(100), flags, 0);
        network.advance(10);
        came += ben.receive(0, 1000).length;
        anna.receive(0, 1000);
      }
    };
    send(200);
    anna.conditions = ben.conditions = { ...ben.conditions, lagMs: 150 };
    send(1000);
    expect(anna.info(ben.self).status).toMatchObject({ pendingReliable: 0, pendingUnreliable: 0 });
    network.advance(1000);
    expect(came + ben.receive(0, 1000).length).toBe(1200);
  });
});

describe("a reliable message of 512 KiB", () => {
  it("finds the rate of a fast line within a few round trips, and again after a pause", () => {
    const { network, a: anna, b: ben } = connectedPair({ conditions: { lagMs: 25 } });
    for (const pauseMs of [0, 5000]) {
      network.advance(pauseMs);
      const from = network.time.now;
      anna.send(ben.self, new Uint8Array(524_288), RELIABLE, 0);
      network.advanceUntil(() => ben.receive(0, 1).length === 1, 10_000);
      // Two seconds at the rate it begins with; Steam's.
      expect(network.time.now - from).toBeLessThan(900);
    }
  });
});

describe("a stream of small unreliable messages", () => {
  it("goes on beside large reliable ones", () => {
    const { network, a: anna, b: ben } = connectedPair({ conditions: { lagMs: 25 } });
    const sent = 60 * 6;
    let arrived = 0;
    for (let frame = 0; frame < sent; frame++) {
      const { pendingReliable, sentUnacknowledgedReliable } = anna.info(ben.self).status;
      if (pendingReliable + sentUnacknowledgedReliable === 0) anna.send(ben.self, new Uint8Array(500_000), RELIABLE, 1);
      anna.send(ben.self, new Uint8Array(100), NO_NAGLE, 0);
      network.advance(1000 / 60);
      arrived += ben.receive(0, 100).length;
    }
    // The last ones are on their way.
    expect(arrived).toBeGreaterThan(sent * 0.98);
    expect(ben.receive(1, 100).length).toBeGreaterThan(10);
  });

  it("does not make a large message crawl that comes after moments in which the line was slow", () => {
    const { network, a: anna, b: ben } = connectedPair({ conditions: { lagMs: 25 } });
    const usual = ben.conditions;
    for (let frame = 0; frame < 60 * 6; frame++) {
      if (frame === 60) ben.conditions = { ...usual, lagMs: 350 };
      if (frame === 150) ben.conditions = { ...usual, lagMs: 150 };
      if (frame === 240) ben.conditions = usual;
      anna.send(ben.self, new Uint8Array(100), NO_NAGLE, 0);
      network.advance(1000 / 60);
      ben.receive(0, 100);
    }
    anna.send(ben.self, new Uint8Array(512 * 1024), RELIABLE, 1);
    let frames = 0;
    while (ben.receive(1, 1).length === 0 && frames < 600) {
      anna.send(ben.self, new Uint8Array(100), NO_NAGLE, 0);
      network.advance(1000 / 60);
      frames++;
    }
    expect(frames / 60).toBeLessThan(1);
  });
});

describe("a link without room", () => {
  it("gives each session its turn when it has room again", () => {
    const self = individualId(1);
    const peers = [2, 3, 4].map((account) => individualId(account));
    const anna = new Messages({ self, life: 1, random: () => 7 });
    anna.linkUp(0);
    const others = peers.map((peer) => new Messages({ self: peer, life: Number(peer & 0xffn), random: () => 9 }));
    for (const other of others) other.linkUp(0);
    let room = Number.POSITIVE_INFINITY;
    const left: bigint[] = [];
    const outletOf = (from: bigint): Outlet => ({
      room: (lane) => (lane === FAST_LANE && from === self ? room : 1e6),
      send: (peer: bigint, lane: Lane, datagram: Uint8Array) => {
        if (peer === RELAY_PEER) return;
        const receiver = peer === self ? anna : others[peers.indexOf(peer)];
        receiver?.handlePacket(now, from, lane, datagram.slice(8));
        if (from === self && lane === FAST_LANE) {
          room--;
          left.push(peer);
        }
      },
    });
    let now = 0;
    const pass = (ms: number): void => {
      for (const end = now + ms; now < end; now += 5) {
        anna.transmit(now, outletOf(self));
        others.forEach((other, index) => other.transmit(now, outletOf(peers[index]!)));
        for (const other of others) other.accept(now, self);
      }
    };
    for (const peer of peers) anna.send(now, peer, new Uint8Array(1), RELIABLE, 0);
    pass(500);
    room = 0;
    left.length = 0;
    for (let round = 0; round < 3; round++) for (const peer of peers) anna.send(now, peer, new Uint8Array(1000), NO_NAGLE, 0);
    anna.transmit(now, outletOf(self));
    expect(left).toEqual([]);
    for (let turn = 0; turn < 9; turn++) {
      room = 1;
      anna.linkWritable();
      anna.transmit(now, outletOf(self));
    }
    expect(left).toHaveLength(9);
    for (const peer of peers) expect(left.filter((to) => to === peer)).toHaveLength(3);
    expect(new Set(left.slice(0, 3)).size).toBe(3);
  });
});
