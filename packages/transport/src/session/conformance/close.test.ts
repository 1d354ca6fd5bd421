import { describe, expect } from "vitest";
import {
  badLinks, conforms, connect, connectedPair, counting, nextEvent, read, readAll, readWithin, RELIABLE, requestFrom, settle, text, timeUntil,
  UNRELIABLE, type Pair,
} from "./scenario.test-kit.js";

describe("Close", () => {
  conforms(44, () => {
    const { a, b } = connectedPair();
    expect(b.closeSession(a.self)).toBe(true);
    expect(b.info(a.self)).toMatchObject({ state: 0, peer: 0n });
    expect(b.closeSession(a.self)).toBe(false);
  });

  conforms(45, () => {
    for (const link of badLinks) {
      const pair = connectedPair(link);
      const { network, a, b } = pair;
      b.closeSession(a.self);
      const states = new Set<number>();
      expect(timeUntil(pair, () => states.add(a.info(b.self).state).has(0), 3000)).toBeLessThanOrEqual(1000);
      expect([...states]).toEqual([3, 0]);
      network.advance(20_000);
      expect([a.info(b.self).state, b.info(a.self).state]).toEqual([0, 0]);
      expect([...a.events(), ...b.events()], `seed ${link.seed}`).toEqual([]);
    }
  });

  conforms(46, () => {
    for (const link of badLinks) {
      const pair = closedPair(link);
      const { network, a, b } = pair;
      expect(a.send(b.self, text("again"), UNRELIABLE, 0)).toBe(1);
      expect(a.info(b.self).state).toBe(1);
      expect(nextEvent(pair, b, 2000).event).toEqual(requestFrom(a));
      b.accept(a.self);
      expect(readWithin(pair, b, 1)).toEqual(["again"]);
      network.advance(3000);
      expect([...a.events(), ...b.events()], `seed ${link.seed}`).toEqual([]);
    }
  });

  conforms(47, () => {
    const pair = connectedPair();
    const { a, b } = pair;
    for (const message of counting(2, 9)) a.send(b.self, text(message), RELIABLE, 0);
    pair.network.advance(500);
    expect(readAll(b).map(({ messageNumber }) => `${messageNumber}`)).toEqual(counting(2, 9));
    b.closeSession(a.self);
    pair.network.advance(500);
    for (const message of counting(1, 3)) a.send(b.self, text(message), RELIABLE, 0);
    expect(nextEvent(pair, b, 1000).event).toEqual(requestFrom(a));
    b.send(a.self, text("hello"), RELIABLE, 0);
    connect(pair);
    pair.network.advance(500);
    expect(readAll(b).map(({ messageNumber }) => messageNumber)).toEqual([1, 2, 3]);
    expect(readAll(a).map(({ messageNumber }) => messageNumber)).toEqual([1]);
  });

  conforms(48, () => {
    const { network, a, b } = withUnread();
    b.closeSession(a.self);
    expect([...read(b, 0), ...read(b, 1)]).toEqual([]);
    network.advance(3000);
    expect([...read(b, 0), ...read(b, 1)]).toEqual([]);
  });

  conforms(49, () => {
    const { network, a, b } = withUnread();
    a.closeSession(b.self);
    network.advance(60_000);
    expect(b.info(a.self).state).toBe(0);
    expect(read(b, 0)).toEqual(["one", "three"]);
    expect(read(b, 1)).toEqual(["two"]);
    expect([...read(b, 0), ...read(b, 1)]).toEqual([]);
  });

  conforms(50, () => {
    const pair = withUnread();
    const { network, a, b } = pair;
    const c = network.addPlayer();
    c.send(b.self, text("from c"), RELIABLE, 0);
    expect(nextEvent(pair, b, 1000).event).toEqual(requestFrom(c));
    b.accept(c.self);
    network.advance(500);
    b.closeSession(a.self);
    expect(readAll(b, 0).map(({ peer, payload }) => [peer, new TextDecoder().decode(payload)])).toEqual([[c.self, "from c"]]);
    expect(b.info(c.self).state).toBe(3);
  });

  conforms(51, () => {
    for (const link of badLinks) {
      const { network, a, b } = connectedPair(link);
      for (const message of counting(1, 5)) expect(a.send(b.self, text(message), RELIABLE | 1, 0)).toBe(1);
      expect(a.closeSession(b.self)).toBe(true);
      network.advance(15_000);
      const arrived = read(b);
      expect(arrived).toEqual(counting(1, arrived.length));
      expect([a.info(b.self).state, b.info(a.self).state]).toEqual([0, 0]);
      expect([...a.events(), ...b.events()], `seed ${link.seed}`).toEqual([]);
    }
  });

  conforms(52, () => {
    for (const link of badLinks) {
      const pair = connectedPair(link);
      const { network, a, b } = pair;
      b.closeSession(a.self);
      expect(b.send(a.self, text("one more thing"), RELIABLE, 0)).toBe(1);
      expect(b.info(a.self).state).toBe(1);
      const { event, afterMs } = nextEvent(pair, a, 3000);
      expect(event, `seed ${link.seed}`).toEqual(requestFrom(b));
      expect(afterMs).toBeLessThanOrEqual(1000);
      expect(a.info(b.self).state).toBe(1);
      a.accept(b.self);
      connect(pair);
      network.advance(2000);
      expect(readAll(a).map(({ payload, messageNumber }) => [new TextDecoder().decode(payload), messageNumber])).toEqual([["one more thing", 1]]);
      expect([...a.events(), ...b.events()], `seed ${link.seed}`).toEqual([]);
    }
  });

  conforms(53, () => {
    for (const link of badLinks) {
      const { network, a, b } = connectedPair(link);
      const toldB: unknown[] = [];
      for (let tick = 0; tick < 280; tick++) {
        expect(a.send(b.self, text(`${tick}`), RELIABLE, 0)).toBe(1);
        network.advance(16);
        if (tick === 40) b.closeSession(a.self);
        toldB.push(...b.events());
      }
      expect(a.events(), `seed ${link.seed}`).toEqual([]);
      expect(toldB, `seed ${link.seed}`).toEqual([requestFrom(a)]);
    }
  });

  conforms(54, () => {
    const { a, b } = closedPair();
    expect(a.accept(b.self)).toBe(false);
    expect(a.info(b.self).state).toBe(0);
    expect(a.closeSession(b.self)).toBe(true);
    expect(a.closeSession(b.self)).toBe(false);
  });
});

/** B has closed a connected session, and A has heard of it. */
function closedPair(options = {}): Pair {
  const pair = connectedPair(options);
  pair.b.closeSession(pair.a.self);
  expect(pair.network.advanceUntil(() => pair.a.info(pair.b.self).state === 0, 2000)).toBe(true);
  return pair;
}

/** B has three messages of A's to read, on two channels. */
function withUnread(): Pair {
  const pair = connectedPair();
  const { a, b } = pair;
  a.send(b.self, text("one"), RELIABLE, 0);
  a.send(b.self, text("two"), RELIABLE, 1);
  a.send(b.self, text("three"), RELIABLE, 0);
  settle(pair);
  return pair;
}
