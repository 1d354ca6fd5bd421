import { describe, expect } from "vitest";
import {
  AUTO_RESTART, badLinks, conforms, connect, connectedPair, counting, datagramsDuring, expectSameBytes, nextEvent, pattern, pendingPair, read,
  readAll, readWithin, RELIABLE, requestFrom, settle, strangers, text, timeUntil, UNRELIABLE,
} from "./scenario.test-kit.js";

describe("Further edges", () => {
  conforms(108, () => {
    const pair = strangers({ settings: { sendBufferBytes: 10_000 } });
    const { network, a, b } = pair;
    expect(a.send(b.self, pattern(10_001), RELIABLE, 0)).toBe(25);
    expect(a.info(b.self).state).toBe(1);
    expect(nextEvent(pair, b, 1000).event).toEqual(requestFrom(a));
    b.accept(a.self);
    connect(pair);
    network.advance(5000);
    expect([...read(a), ...read(b)]).toEqual([]);
    expect([...a.events(), ...b.events()]).toEqual([]);
    a.send(b.self, text("small"), RELIABLE, 0);
    expect(readWithin(pair, b, 1)).toEqual(["small"]);
  });

  conforms(109, () => {
    const pair = strangers();
    const { network, a, b } = pair;
    const sent = datagramsDuring(pair, () => {
      for (const flags of [0, RELIABLE, AUTO_RESTART]) expect(a.send(b.self, new Uint8Array(524_289), flags, 0)).toBe(8);
      expect(a.info(b.self)).toMatchObject({ state: 0, peer: 0n });
      network.advance(12_000);
    });
    expect(sent).toBe(0);
    expect([...a.events(), ...b.events()]).toEqual([]);
    expect(a.closeSession(b.self)).toBe(false);
  });

  conforms(110, () => {
    const pair = connectedPair({ settings: { sendBufferBytes: 2_000_000 } });
    const { network, a, b } = pair;
    const sizes = [524_283, 524_284, 524_288];
    for (const size of sizes) expect(a.send(b.self, pattern(size), RELIABLE, 0)).toBe(1);
    expect(a.send(b.self, pattern(524_289), RELIABLE, 0)).toBe(8);
    network.advance(20_000);
    const messages = readAll(b);
    expect(messages.map(({ payload: { length } }) => length)).toEqual(sizes);
    for (const { payload } of messages) expectSameBytes(payload, pattern(payload.length));
    expect([a.info(b.self).state, b.info(a.self).state]).toEqual([3, 3]);
    expect([...a.events(), ...b.events()]).toEqual([]);
  });

  conforms(111, () => {
    for (const link of badLinks) {
      const withdrawn = pendingPair(link);
      withdrawn.a.closeSession(withdrawn.b.self);
      withdrawn.network.advance(2000);
      withdrawn.b.accept(withdrawn.a.self);
      withdrawn.network.advance(30_000);
      expect(withdrawn.a.events(), `withdrawn, seed ${link.seed}`).toEqual([]);

      const rejected = pendingPair(link);
      rejected.b.closeSession(rejected.a.self);
      rejected.network.advance(30_000);
      expect(rejected.b.events(), `rejected, seed ${link.seed}`).toEqual([]);

      const half = pendingPair(link);
      half.b.accept(half.a.self);
      half.b.closeSession(half.a.self);
      half.network.advance(30_000);
      expect(half.b.events(), `closed while connecting, seed ${link.seed}`).toEqual([]);

      const closed = connectedPair(link);
      closed.a.send(closed.b.self, pattern(50_000), RELIABLE, 0);
      closed.b.send(closed.a.self, pattern(50_000), RELIABLE, 0);
      closed.a.closeSession(closed.b.self);
      closed.network.advance(30_000);
      expect([...closed.a.events(), ...closed.b.events()], `closed, seed ${link.seed}`).toEqual([]);
    }
  });

  conforms(112, () => {
    for (const link of [{ seed: 1, conditions: { lagMs: 1 } }, { seed: 2, conditions: { lagMs: 20 } }, { seed: 3, conditions: { lagMs: 20, loss: 0.1, jitterMs: 5 } }]) {
      const pair = connectedPair(link);
      const { network, a, b } = pair;
      for (let index = 0; index < 300; index++) expect(a.send(b.self, pattern(1000), RELIABLE, 0)).toBe(1);
      network.advance(150);
      b.closeSession(a.self);
      // A lost farewell needs the layer beneath to send it once more.
      expect(timeUntil(pair, () => a.info(b.self).state === 0, 1000), `seed ${link.seed}`).toBeLessThanOrEqual(link.conditions.loss === undefined ? 100 : 400);
      network.advance(500);
      expect([...a.events(), ...b.events()], `seed ${link.seed}`).toEqual([]);
      expect(a.send(b.self, text("after"), RELIABLE, 0)).toBe(1);
      expect(nextEvent(pair, b, 1000).event).toEqual(requestFrom(a));
      b.accept(a.self);
      connect(pair);
      network.advance(5000);
      expect(readAll(b).map(({ payload, messageNumber }) => [new TextDecoder().decode(payload), messageNumber])).toEqual([["after", 1]]);
      expect([...a.events(), ...b.events()], `seed ${link.seed}`).toEqual([]);
    }
  });

  conforms(113, () => {
    const pair = strangers();
    const { network, a } = pair;
    const sent = datagramsDuring(pair, () => {
      for (const flags of [UNRELIABLE, RELIABLE, 5]) expect(a.send(a.self, text(`flags ${flags}`), flags, 4)).toBe(1);
      const messages = readAll(a, 4);
      expect(messages.map(({ peer, payload, reliable, messageNumber }) => [peer, new TextDecoder().decode(payload), reliable, messageNumber])).toEqual([
        [a.self, "flags 0", false, 1], [a.self, "flags 8", true, 2], [a.self, "flags 5", false, 3],
      ]);
      expect(a.info(a.self)).toMatchObject({ state: 0, peer: 0n });
      expect([a.accept(a.self), a.closeSession(a.self)]).toEqual([false, false]);
      network.advance(15_000);
    });
    expect(sent).toBe(0);
    expect([read(a, 0), read(a, 4), a.events()]).toEqual([[], [], []]);
    expect(a.send(a.self, new Uint8Array(524_289), RELIABLE, 0)).toBe(8);
  });

  conforms(114, () => {
    const pair = connectedPair({ seed: 3, conditions: { lagMs: 30 } });
    const { network, a, b } = pair;
    a.send(b.self, pattern(500_000), RELIABLE, 0);
    for (const message of counting(0, 10)) {
      a.send(b.self, text(message), RELIABLE, 1);
      network.advance(20);
    }
    expect(readWithin(pair, b, 10, 1, 300)).toEqual(counting(0, 10));
    expect(readAll(b, 0), "the large message is still on its way").toEqual([]);
    expect(timeUntil(pair, () => readAll(b, 0).length === 1, 10_000)).toBeGreaterThan(100);

    // A loss on one channel: what is behind it on the same channel waits, the other channel does not.
    let held = 0;
    for (const seed of [21, 22, 23, 24, 25, 26, 27, 28]) {
      const lossy = connectedPair({ seed, conditions: { lagMs: 50 } });
      lossy.a.conditions = { ...lossy.a.conditions, loss: 0.3 };
      lossy.a.send(lossy.b.self, text("one"), RELIABLE | 1, 0);
      lossy.network.advance(1);
      lossy.a.send(lossy.b.self, text("two"), RELIABLE | 1, 0);
      lossy.network.advance(1);
      lossy.a.send(lossy.b.self, text("other"), RELIABLE | 1, 1);
      lossy.network.advance(130);
      const [first, other] = [read(lossy.b, 0), read(lossy.b, 1)];
      if (first.length === 0 && other.length === 1) held++;
      lossy.network.advance(3000);
      expect([...first, ...read(lossy.b, 0)]).toEqual(["one", "two"]);
      expect([...other, ...read(lossy.b, 1)]).toEqual(["other"]);
    }
    expect(held, "times the other channel was ahead").toBeGreaterThan(0);
  });

  conforms(115, () => {
    for (const link of badLinks) {
      const { network, a, b } = connectedPair({ ...link, settings: { receiveBufferBytes: 200_000 } });
      let taken = 0;
      let refused = 0;
      for (let tick = 0; tick < 2000; tick++) {
        const result = a.send(b.self, text(`${taken}`.padEnd(1000)), RELIABLE, 0);
        if (result === 1) taken++;
        else {
          expect(result).toBe(25);
          refused++;
        }
        network.advance(10);
      }
      expect(refused, `seed ${link.seed}`).toBeGreaterThan(500);
      expect([a.info(b.self).state, b.info(a.self).state, ...a.events(), ...b.events()]).toEqual([3, 3]);
      const arrived: string[] = [];
      const unread = b.receive(0, 100_000);
      expect(unread.reduce((sum, { payload: { length } }) => sum + length, 0), "what B holds unread").toBeLessThan(400_000);
      arrived.push(...unread.map(({ payload }) => new TextDecoder().decode(payload).trimEnd()));
      for (let tick = 0; tick < 1000 && arrived.length < taken; tick++) {
        network.advance(20);
        arrived.push(...read(b).map((message) => message.trimEnd()));
      }
      expect(arrived, `seed ${link.seed}`).toEqual(counting(0, taken));
      expect(a.send(b.self, text("and on"), RELIABLE, 0)).toBe(1);
    }
  });

  conforms(116, () => {
    for (const link of badLinks) {
      const pair = connectedPair(link);
      const { network, a, b } = pair;
      const got = { a: [] as string[], b: [] as string[] };
      const wanted = counting(0, 800);
      for (const message of wanted) {
        expect(a.send(b.self, text(message), RELIABLE, 0)).toBe(1);
        expect(b.send(a.self, text(message), RELIABLE, 0)).toBe(1);
        network.advance(50);
        if (message === "50") a.cutLink(7000);
        if (message === "220") b.cutLink(3000);
        if (message === "330") network.restartRelay(5000);
        if (message === "500") {
          a.linkDown();
          b.linkDown();
          a.linkUp();
          b.linkUp();
        }
        if (message === "560") a.cutLink(9000);
        got.a.push(...read(a));
        got.b.push(...read(b));
      }
      settle(pair);
      got.a.push(...read(a));
      got.b.push(...read(b));
      expect(got.b, `seed ${link.seed}`).toEqual(wanted);
      expect(got.a, `seed ${link.seed}`).toEqual(wanted);
      expect([...a.events(), ...b.events()], `seed ${link.seed}`).toEqual([]);
    }
  });
});
