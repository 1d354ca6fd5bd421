import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SimulatedNetwork } from "../testing/network.js";
import type { SimulatedPlayer } from "../testing/simulated-player.js";
import * as PacketKinds from "../wire/packet-kinds.js";
import { individualId } from "../wire/steam-id.js";
import { connectedPair, pendingPair, strangers, type Pair } from "./conformance/scenario.test-kit.js";
import { Wire } from "./hostile.test-kit.js";
import { Messages } from "./messages.js";
import * as SendFlags from "./send-flags.js";

const { NO_NAGLE, RELIABLE, UNRELIABLE } = SendFlags;

/** Anna has written, and Ben is asked whether he wants to hear her. */
function asked() {
  const wire = new Wire();
  const { self: annasId, messages: anna } = wire.engine(1);
  const { self: bensId, messages: ben } = wire.engine(2);
  anna.send(wire.now, bensId, new Uint8Array(10), RELIABLE, 0);
  wire.pass(100);
  return { wire, anna, annasId, ben, bensId };
}

describe("a player who turns a request down and then writes", () => {
  it("is heard, although the news that he turned it down comes last", () => {
    const { wire, anna, annasId, ben, bensId } = asked();
    ben.closeSession(wire.now, annasId);
    const closes = wire.holdBack(({ kind }) => kind === PacketKinds.CLOSE);
    ben.send(wire.now, annasId, new Uint8Array(3000), RELIABLE, 0);
    wire.pass(200);
    expect(closes.length).toBeGreaterThan(0);
    for (const { from, lane, bytes } of closes) anna.handlePacket(wire.now, from, lane, bytes);
    ben.send(wire.now, annasId, new Uint8Array(4000), RELIABLE, 0);
    wire.pass(2000);
    expect(anna.receive(wire.now, 0, 10).map(({ payload }) => payload.length)).toEqual([3000, 4000]);
    expect([anna.nextEvent(), anna.info(wire.now, bensId).state, ben.info(wire.now, annasId).state]).toEqual([undefined, 3, 3]);
  });
});

describe("players who close and write again while what they said before is still on its way", () => {
  const links = { clean: { lagMs: 30 }, jitter: { lagMs: 10, jitterMs: 20 }, bad: { lagMs: 20, jitterMs: 20, loss: 0.1, duplication: 0.1, reordering: 0.1 } };
  const hello = new Uint8Array([1]);
  const again = new Uint8Array([2]);
  /** What happens within three seconds: who is asked, who is told of a failure, who reads `again`. */
  const outcome = ({ network, a, b }: Pair) => {
    network.advance(3000);
    const of = (player: SimulatedPlayer) => {
      const kinds = new Set(player.events().map(({ kind }) => kind));
      return { asked: kinds.has("session-request"), failed: kinds.has("session-failed"), heard: player.receive(0, 10).some(({ payload }) => payload[0] === 2) };
    };
    return { anna: of(a), ben: of(b) };
  };

  it.each(Object.entries(links))("after accepting: the other is asked, or the two become one (%s)", (_name, conditions) => {
    for (let seed = 1; seed <= 60; seed++) {
      for (const afterMs of [0, 5, 20]) {
        const pair = pendingPair({ seed, conditions });
        const { network, a: anna, b: ben } = pair;
        ben.accept(anna.self);
        network.advance(afterMs);
        ben.closeSession(anna.self);
        expect(ben.send(anna.self, again, RELIABLE, 0)).toBe(1);
        const told = outcome(pair);
        expect({ ...told, reached: told.anna.asked || told.anna.heard }, `seed ${seed}, ${afterMs} ms`).toMatchObject({ reached: true, ben: { failed: false } });
      }
    }
  });

  it.each(Object.entries(links))("while both had asked: who closes is told of no failure, and heard (%s)", (_name, conditions) => {
    for (let seed = 1; seed <= 30; seed++) {
      for (const afterMs of [0, 5, 20, 40, 80, 120]) {
        const pair = strangers({ seed, conditions });
        const { network, a: anna, b: ben } = pair;
        anna.send(ben.self, hello, RELIABLE, 0);
        ben.send(anna.self, hello, RELIABLE, 0);
        network.advance(afterMs);
        anna.closeSession(ben.self);
        expect(anna.send(ben.self, again, RELIABLE, 0)).toBe(1);
        const told = outcome(pair);
        expect({ ...told, reached: told.ben.asked || told.ben.heard }, `seed ${seed}, ${afterMs} ms`).toMatchObject({ reached: true, anna: { failed: false } });
      }
    }
  });

  it("and turn down, seconds later, who wrote in the meantime: he hears so", () => {
    const { network, a: anna, b: ben } = strangers({ conditions: { lagMs: 25 } });
    ben.send(anna.self, hello, RELIABLE, 0);
    network.advance(10);
    ben.closeSession(anna.self);
    network.advance(10);
    anna.send(ben.self, hello, RELIABLE, 0);
    network.advance(6000);
    expect(ben.events().map(({ kind }) => kind)).toEqual(["session-request"]);
    ben.closeSession(anna.self);
    network.advance(1000);
    expect(anna.events()).toMatchObject([{ kind: "session-failed", state: 4, reason: 1001 }]);
  });

  it("both at once: the later two attempts become one", () => {
    const pair = strangers();
    for (const [player, peer] of [[pair.a, pair.b], [pair.b, pair.a]] as const) {
      player.send(peer.self, hello, RELIABLE, 0);
      player.closeSession(peer.self);
      player.send(peer.self, again, RELIABLE, 0);
    }
    expect(outcome(pair)).toEqual({ anna: { asked: false, failed: false, heard: true }, ben: { asked: false, failed: false, heard: true } });
  });
});

describe("a page that goes, and is back a moment later", () => {
  it("is asked again by who was asking it", () => {
    const { wire, anna, annasId, ben } = asked();
    expect(ben.nextEvent()).toMatchObject({ kind: "session-request", peer: annasId });
    ben.leave(wire.now);
    wire.pass(1000);
    expect(ben.nextEvent()).toMatchObject({ kind: "session-request", peer: annasId });
    ben.accept(wire.now, annasId);
    wire.pass(1000);
    expect(ben.receive(wire.now, 0, 10)).toHaveLength(1);
    expect(anna.nextEvent()).toBeUndefined();
  });
});

describe("a host whose page goes", () => {
  it("tells every one of three hundred peers", () => {
    const wire = new Wire();
    const { self: hostsId, messages: host } = wire.engine(1000);
    for (let account = 1; account <= 300; account++) wire.engine(account).messages.send(wire.now, hostsId, new Uint8Array(1), RELIABLE, 0);
    wire.pass(100);
    for (const peer of host.peers()) host.accept(wire.now, peer);
    wire.pass(100);
    const from = wire.sent.length;
    host.leave(wire.now);
    wire.pass(0);
    const told = wire.sent.slice(from).filter(({ kind, from: sender }) => kind === PacketKinds.CLOSE && sender === hostsId);
    expect(new Set(told.map(({ to }) => to)).size).toBe(300);
  });
});

describe("a session that ends because it was not used", () => {
  it("is a failure for a peer whose message was on its way at that moment", () => {
    const { network, a: anna, b: ben } = connectedPair({ conditions: { lagMs: 300 }, settings: { idleTimeoutMs: 5000 } });
    network.advanceUntil(() => ben.info(anna.self).status.sentUnacknowledgedReliable === 0, 1000);
    // Both fall silent; Anna writes a moment before Ben's time is up, too late for it to reach him in time.
    network.advanceUntil(() => anna.info(ben.self).state !== 3, 4600);
    expect(anna.send(ben.self, new Uint8Array(10), RELIABLE, 0)).toBe(1);
    network.advance(3000);
    const arrived = ben.receive(0, 10).length;
    const told = anna.events().filter(({ kind }) => kind === "session-failed").length;
    expect(arrived + told).toBe(1);
  });
});

describe("a break of the link that is shorter than the time-out by 300 ms, or by a round trip", () => {
  const breaks = [
    ["one's own link", ({ a }: Pair) => a.linkDown(), ({ a }: Pair) => a.linkUp()],
    ["the way between", ({ network, a, b }: Pair) => network.partition(a, b), ({ network }: Pair) => network.heal()],
  ] as const;

  it.each(breaks)("costs nothing, at whatever moment it begins: %s", (_what, lose, restore) => {
    // A round trip is four times this.
    for (const lagMs of [5, 50, 120, 250]) {
      for (let quietMs = 0; quietMs <= 1200; quietMs += 75) {
        const pair = connectedPair({ conditions: { lagMs } });
        const { network, a: anna, b: ben } = pair;
        network.advance(quietMs);
        lose(pair);
        expect(anna.send(ben.self, new Uint8Array(10), RELIABLE, 0)).toBe(1);
        network.advance(lagMs <= 50 ? 9700 : 9800 - 4 * lagMs);
        restore(pair);
        network.advance(3000);
        const where = `${quietMs} ms after the last word, lag ${lagMs} ms`;
        expect([anna.info(ben.self).state, ben.info(anna.self).state], where).toEqual([3, 3]);
        expect(ben.receive(0, 10), where).toHaveLength(1);
      }
    }
  });
});

describe("a receive queue that is full", () => {
  it("keeps the session from going idle, for as long as the game does not read", () => {
    const { network, a: anna, b: ben } = connectedPair({ settings: { receiveBufferBytes: 50_000 } });
    let taken = 0;
    while (anna.send(ben.self, new Uint8Array(1000), RELIABLE, 0) === 1) {
      taken++;
      network.advance(5);
    }
    network.advance(400_000);
    expect([anna.info(ben.self).state, ben.info(anna.self).state, anna.events()]).toEqual([3, 3, []]);
    let arrived = 0;
    network.advanceUntil(() => (arrived += ben.receive(0, 10).length) === taken, 60_000);
    expect(arrived).toBe(taken);
  });
});

describe("an unreliable message that is written while the link is down", () => {
  it.each([["waits for company", UNRELIABLE], ["is in a hurry", UNRELIABLE | NO_NAGLE]])("is too old when the link is back (one that %s)", (_which, flags) => {
    const { network, a: anna, b: ben } = connectedPair();
    anna.linkDown();
    expect(anna.send(ben.self, new Uint8Array(10), flags, 0)).toBe(1);
    network.advance(5000);
    anna.linkUp();
    network.advance(1000);
    expect(ben.receive(0, 10)).toEqual([]);
    expect(anna.send(ben.self, new Uint8Array(20), flags, 0)).toBe(1);
    network.advance(1000);
    expect(ben.receive(0, 10).map(({ payload }) => payload.length)).toEqual([20]);
  });
});

describe("a page in the background, whose timers are late", () => {
  it("sends what only waited for company", () => {
    const { network, a: anna, b: ben } = connectedPair();
    anna.hide();
    for (let second = 0; second < 20; second++) {
      expect(anna.send(ben.self, new Uint8Array(10), UNRELIABLE, 0)).toBe(1);
      network.advance(1500);
    }
    expect(ben.receive(0, 100)).toHaveLength(20);
  });
});

describe("what is swallowed although no link broke", () => {
  it("arrives soon after the way is free again, a whole window of it", () => {
    const { network, a: anna, b: ben } = connectedPair({ conditions: { lagMs: 25 } });
    network.block(anna, ben);
    expect(anna.send(ben.self, new Uint8Array(140_000), RELIABLE, 0)).toBe(1);
    network.advance(2000);
    network.heal();
    expect(network.advanceUntil(() => ben.receive(0, 1).length === 1, 5000)).toBe(true);
  });

  it("arrives although other messages pass it all the time", () => {
    const { network, a: anna, b: ben } = connectedPair({ conditions: { lagMs: 25 } });
    network.block(anna, ben);
    anna.send(ben.self, new Uint8Array(10), RELIABLE, 1);
    network.advance(500);
    network.heal();
    let arrived = false;
    for (let count = 0; count < 100 && !arrived; count++) {
      anna.send(ben.self, new Uint8Array(10), RELIABLE, 0);
      network.advance(50);
      arrived = ben.receive(1, 1).length === 1;
    }
    expect(arrived).toBe(true);
  });
});

describe("a long queue on the way", () => {
  it("is not made longer by sending again what is in it", () => {
    const { network, a: anna, b: ben } = connectedPair({ conditions: { lagMs: 25 } });
    ben.conditions = { ...ben.conditions, bytesPerSecond: 40_000 };
    let bytes = 0;
    network.watch(({ player, datagram }) => (bytes += player === anna ? datagram.length : 0));
    let [sent, arrived] = [0, 0];
    while (arrived < 20 && network.time.now < 120_000) {
      while (sent < 20 && anna.send(ben.self, new Uint8Array(100_000), RELIABLE, sent % 4) === 1) sent++;
      network.advance(100);
      for (let channel = 0; channel < 4; channel++) arrived += ben.receive(channel, 100).length;
    }
    expect(arrived).toBe(20);
    expect(bytes).toBeLessThan(1.1 * 20 * 100_000);
  });
});

describe("an engine's timers", () => {
  it("make progress each time they are followed, at whatever fraction of a millisecond", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000).map((count) => count / 997), (start) => {
        const messages = new Messages({ self: individualId(1), life: 1, random: () => 5 });
        messages.linkUp(start);
        messages.send(start, individualId(2), new Uint8Array(10), RELIABLE, 0);
        const outlet = { room: () => 1_000_000, send: () => undefined };
        let wakes = 0;
        for (let now = start; now < start + 11_000; now = messages.nextWakeMs) {
          messages.transmit(now, outlet);
          expect(messages.nextWakeMs).toBeGreaterThan(now);
          expect(++wakes).toBeLessThan(100);
        }
        expect(messages.nextEvent()?.kind).toBe("session-failed");
      }),
      { numRuns: 500 },
    );
  });

  it("rest while there is no link, also between acceptance and the first data", () => {
    const wire = new Wire();
    const { self: annasId, messages: anna } = wire.engine(1);
    const { self: bensId, messages: ben } = wire.engine(2);
    // Ben takes his time to accept, and none of his data comes through before the link breaks.
    wire.holdBack(({ kind, to }) => kind === PacketKinds.DATA && to === annasId);
    anna.send(wire.now, bensId, new Uint8Array(10), RELIABLE, 0);
    wire.pass(8000);
    ben.accept(wire.now, annasId);
    wire.pass(1000);
    expect(anna.info(wire.now, bensId).state).toBe(2);
    anna.linkDown(wire.now);
    let wakes = 0;
    for (let { now } = wire; now < 30_000 && wakes < 50; now = Math.max(now, anna.nextWakeMs)) {
      anna.transmit(now, { room: () => 0, send: () => undefined });
      wakes++;
    }
    expect(wakes).toBeLessThan(50);
    expect(anna.nextEvent()?.kind).toBe("session-failed");
  });

  it("run in the program that a reload has started", () => {
    const network = new SimulatedNetwork();
    const anna = network.addPlayer();
    const ben = network.addPlayer();
    ben.crash();
    anna.send(ben.self, new Uint8Array(10), RELIABLE, 0);
    anna.reload();
    network.advance(700);
    expect(anna.send(ben.self, new Uint8Array(10), RELIABLE, 0)).toBe(1);
    network.advance(11_000);
    expect(anna.events().map(({ kind }) => kind)).toEqual(["session-failed"]);
  });
});
