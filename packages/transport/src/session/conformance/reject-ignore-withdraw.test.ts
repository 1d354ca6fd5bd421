import { describe, expect } from "vitest";
import type { SimulatedNetworkOptions } from "../../testing/index.js";
import {
  AUTO_RESTART, badLinks, conforms, connect, datagramsDuring, expectAbout, failure, nextEvent, pendingPair, read, readAll, readWithin, RELIABLE,
  requestFrom, strangers, text, timeUntil, type Pair,
} from "./scenario.test-kit.js";

describe("Reject, ignore, withdraw", () => {
  conforms(19, () => {
    const { a, b } = pendingPair();
    expect(b.closeSession(a.self)).toBe(true);
    expect(b.info(a.self)).toMatchObject({ state: 0, peer: 0n });
  });

  conforms(20, () => {
    for (const link of badLinks) {
      const pair = pendingPair(link);
      pair.b.closeSession(pair.a.self);
      const { event, afterMs } = nextEvent(pair, pair.a, 3000);
      expect(event).toEqual(failure(pair.b.self, 4, 1001));
      expect(afterMs).toBeLessThanOrEqual(1000);
      pair.network.advance(15_000);
      expect(pair.a.events(), `seed ${link.seed}`).toEqual([]);
    }
  });

  conforms(21, () => {
    const { a, b } = rejectedPair();
    expect(a.info(b.self)).toMatchObject({ state: 4, peer: b.self, endReason: 1001 });
    expect(a.info(b.self).endDebug).not.toBe("");
    expect(a.info(b.self).status).toMatchObject({ pendingReliable: 0, pendingUnreliable: 0, sentUnacknowledgedReliable: 0 });
  });

  conforms(22, () => {
    const pair = rejectedPair();
    const { network, a, b } = pair;
    const sent = datagramsDuring(pair, () => {
      expect(a.send(b.self, text("again"), RELIABLE, 0)).toBe(3);
      network.advance(3000);
    });
    expect(sent).toBe(0);
    expect([...a.events(), ...b.events()]).toEqual([]);
    expect(b.info(a.self).state).toBe(0);
  });

  conforms(23, () => {
    const { a, b } = rejectedPair();
    expect(a.accept(b.self)).toBe(false);
    expect(a.info(b.self).state).toBe(4);
  });

  conforms(24, () => {
    for (const link of badLinks) {
      const pair = rejectedPair(link);
      const { network, a, b } = pair;
      expect(a.send(b.self, text("second"), AUTO_RESTART, 0)).toBe(1);
      expect(a.info(b.self).state).toBe(1);
      expect(nextEvent(pair, b, 2000).event).toEqual(requestFrom(a));
      b.accept(a.self);
      connect(pair);
      network.advance(3000);
      const messages = readAll(b);
      expect(messages.map(({ payload, messageNumber }) => [new TextDecoder().decode(payload), messageNumber])).toEqual([["second", 1]]);
      expect([...a.events(), ...b.events()], `seed ${link.seed}`).toEqual([]);
      // The old failure is forgotten for good: it does not show when the new session ends.
      b.closeSession(a.self);
      expect(network.advanceUntil(() => a.info(b.self).state === 0, 1000)).toBe(true);
      expect(a.info(b.self)).toMatchObject({ peer: 0n, endReason: 0 });
      expect(a.send(b.self, text("third"), RELIABLE, 0)).toBe(1);
    }
  });

  conforms(25, () => {
    for (const link of badLinks) {
      const pair = strangers(link);
      pair.a.send(pair.b.self, text("first"), RELIABLE, 0);
      const { event, afterMs } = nextEvent(pair, pair.a, 20_000);
      expect(event).toEqual(failure(pair.b.self, 5, 5003));
      expectAbout(afterMs, 10_000);
    }
  });

  conforms(26, () => {
    for (const link of badLinks) {
      const pair = pendingPair(link);
      const { event, afterMs } = nextEvent(pair, pair.b, 20_000);
      expect(event).toMatchObject({ kind: "session-failed", peer: pair.a.self, reason: 5003 });
      expect([4, 5]).toContain(pair.b.info(pair.a.self).state);
      expectAbout(afterMs, 10_000);
      pair.network.advance(20_000);
      expect(pair.b.events(), `seed ${link.seed}`).toEqual([]);
    }
  });

  conforms(27, () => {
    const { a, b } = ignoredPair();
    expect(b.accept(a.self)).toBe(false);
    expect(b.send(a.self, text("too late"), RELIABLE, 0)).toBe(3);
    expect(a.send(b.self, text("too late"), RELIABLE, 0)).toBe(3);
  });

  conforms(28, () => {
    const { network, a, b } = ignoredPair();
    expect(b.closeSession(a.self)).toBe(true);
    expect(b.info(a.self)).toMatchObject({ state: 0, peer: 0n });
    expect(b.closeSession(a.self)).toBe(false);
    network.advance(3000);
    expect([...a.events(), ...b.events()]).toEqual([]);
  });

  conforms(29, () => {
    for (const lagMs of [0, 5, 100, 200]) {
      const pair = ignoredPair({ conditions: { lagMs } });
      expect(pair.a.send(pair.b.self, text("second"), AUTO_RESTART, 0)).toBe(1);
      const { event, afterMs } = nextEvent(pair, pair.b, 3000);
      expect(event).toEqual(requestFrom(pair.a));
      expect(afterMs).toBeLessThanOrEqual(500);
    }
  });

  conforms(30, () => {
    for (const link of badLinks) {
      const pair = ignoredPair(link);
      const { network, a, b } = pair;
      a.send(b.self, text("second"), AUTO_RESTART, 0);
      expect(nextEvent(pair, b, 2000).event).toEqual(requestFrom(a));
      b.accept(a.self);
      connect(pair);
      network.advance(10_000);
      expect(read(b), `seed ${link.seed}`).toEqual(["second"]);
    }
  });

  conforms(31, () => {
    const { network, a, b } = pendingPair();
    a.send(b.self, text("never mind"), RELIABLE, 0);
    expect(a.closeSession(b.self)).toBe(true);
    expect(a.info(b.self)).toMatchObject({ state: 0, peer: 0n });
    network.advance(5000);
    expect([...a.events(), ...b.events()]).toEqual([]);
    expect(b.info(a.self).state).toBe(1);
  });

  conforms(32, () => {
    for (const link of badLinks) {
      const pair = withdrawnPair(link, 2000);
      const { event, afterMs } = nextEvent(pair, pair.b, 20_000);
      expect(event).toEqual(failure(pair.a.self, 5, 5003));
      expectAbout(afterMs + 2000, 10_000);
      pair.network.advance(20_000);
      expect(read(pair.b)).toEqual([]);
      expect([...pair.a.events(), ...pair.b.events()], `seed ${link.seed}`).toEqual([]);
    }
  });

  conforms(33, () => {
    for (const link of badLinks) {
      for (const waitMs of [0, 500, 2500, 4000]) {
        const pair = withdrawnPair(link, waitMs);
        const { network, a, b } = pair;
        expect(b.accept(a.self)).toBe(true);
        expect(b.info(a.self).state).toBe(2);
        const { event, afterMs } = nextEvent(pair, b, 3000);
        expect(event, `seed ${link.seed}, after ${waitMs} ms`).toEqual(failure(a.self, 4, 1001));
        expect(afterMs).toBeLessThanOrEqual(1000);
        network.advance(15_000);
        expect(read(b)).toEqual([]);
        expect([...a.events(), ...b.events()]).toEqual([]);
      }
    }

    // A asks and withdraws over and over, and B accepts the first.
    const restless = strangers();
    for (let round = 0; round < 20; round++) {
      restless.a.send(restless.b.self, text("never mind"), RELIABLE, 0);
      restless.a.closeSession(restless.b.self);
    }
    expect(nextEvent(restless, restless.b, 1000).event).toEqual(requestFrom(restless.a));
    expect(restless.b.accept(restless.a.self)).toBe(true);
    expect(nextEvent(restless, restless.b, 1000).event).toEqual(failure(restless.a.self, 4, 1001));
  });

  conforms(34, () => {
    for (const link of badLinks) {
      const pair = withdrawnPair(link, 6000);
      const { network, a, b } = pair;
      expect(b.accept(a.self)).toBe(true);
      const states = new Set<number>();
      expectAbout(timeUntil(pair, () => states.add(b.info(a.self).state).has(5), 20_000), 10_000);
      expect(b.events(), `seed ${link.seed}`).toEqual([failure(a.self, 5, 5008)]);
      expect([...states]).toEqual([2, 5]);
      network.advance(15_000);
      expect([...a.events(), ...b.events()]).toEqual([]);
    }
  });

  conforms(35, () => {
    for (const link of badLinks) {
      const pair = strangers(link);
      const { network, a, b } = pair;
      a.send(b.self, text("first"), RELIABLE, 0);
      a.closeSession(b.self);
      expect(a.send(b.self, text("second"), RELIABLE, 0)).toBe(1);
      expect(nextEvent(pair, b, 2000).event).toEqual(requestFrom(a));
      b.accept(a.self);
      let event = nextEvent(pair, b, 3000).event;
      // On a link that shuffles, the second request may have come first: then it is the one that was accepted.
      const { jitterMs = 0, reordering = 0 } = link.conditions ?? {};
      if (event !== undefined || jitterMs + reordering === 0) {
        expect(event, `seed ${link.seed}`).toEqual(failure(a.self, 4, 1001));
        event = nextEvent(pair, b, 1500).event;
        expect(event, `seed ${link.seed}`).toEqual(requestFrom(a));
        expect(b.accept(a.self)).toBe(true);
      }
      connect(pair);
      network.advance(3000);
      expect(read(b)).toEqual(["second"]);
      expect([...a.events(), ...b.events()], `seed ${link.seed}`).toEqual([]);
    }
  });

  conforms(36, () => {
    for (const link of badLinks) {
      const pair = ignoredPair(link);
      const { a, b } = pair;
      a.closeSession(b.self);
      expect(a.send(b.self, text("second"), RELIABLE, 0)).toBe(1);
      expect(nextEvent(pair, b, 2000).event).toEqual(requestFrom(a));
      expect(b.info(a.self)).toMatchObject({ state: 1, endReason: 0, endDebug: "" });
      expect(b.send(a.self, text("at last"), RELIABLE, 0)).toBe(1);
      connect(pair);
      expect(readWithin(pair, a, 1)).toEqual(["at last"]);
      expect(readWithin(pair, b, 1)).toEqual(["second"]);
      expect([...a.events(), ...b.events()], `seed ${link.seed}`).toEqual([]);
    }
  });
});

/** B has turned A away, and A has heard of it. */
function rejectedPair(options: SimulatedNetworkOptions = {}): Pair {
  const pair = pendingPair(options);
  pair.b.closeSession(pair.a.self);
  expect(nextEvent(pair, pair.a, 3000).event).toEqual(failure(pair.b.self, 4, 1001));
  return pair;
}

/** B has ignored A until the time was over on both sides. */
function ignoredPair(options: SimulatedNetworkOptions = {}): Pair {
  const pair = pendingPair(options);
  const failed = (): boolean => pair.a.info(pair.b.self).state >= 4 && pair.b.info(pair.a.self).state >= 4;
  expectAbout(timeUntil(pair, failed, 20_000), 10_000);
  expect(pair.a.events()).toHaveLength(1);
  expect(pair.b.events()).toHaveLength(1);
  return pair;
}

/** A has asked and closed again; B, which was asked, has let some time pass since. */
function withdrawnPair(options: SimulatedNetworkOptions, agoMs: number): Pair {
  const pair = pendingPair(options);
  expect(pair.a.closeSession(pair.b.self)).toBe(true);
  pair.network.advance(agoMs);
  return pair;
}
