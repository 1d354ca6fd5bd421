import { describe, expect } from "vitest";
import {
  AUTO_RESTART, badLinks, conforms, connect, connectedPair, counting, expectAbout, failure, nextEvent, pendingPair, read, readAll, readWithin, RELIABLE,
  requestFrom, settle, text, timeUntil, UNRELIABLE, type Pair,
} from "./scenario.test-kit.js";

describe("Idle and loss", () => {
  conforms(84, () => {
    for (const link of badLinks) {
      const { network, a, b } = justUsedPair(link);
      network.advance(179_000);
      expect([a.info(b.self).state, b.info(a.self).state]).toEqual([3, 3]);
      network.advance(2000);
      expect([a.info(b.self).state, b.info(a.self).state]).toEqual([0, 0]);
      expect([a.info(b.self).peer, b.info(a.self).peer]).toEqual([0n, 0n]);
      network.advance(20_000);
      expect([...a.events(), ...b.events()], `seed ${link.seed}`).toEqual([]);
    }
  });

  conforms(85, () => {
    for (const flags of [RELIABLE, UNRELIABLE]) {
      const { network, a, b } = justUsedPair();
      for (let round = 0; round < 5; round++) {
        network.advance(100_000);
        expect(a.send(b.self, text("still here"), flags, 0)).toBe(1);
      }
      network.advance(100_000);
      expect([a.info(b.self).state, b.info(a.self).state]).toEqual([3, 3]);
      network.advance(81_000);
      expect([a.info(b.self).state, b.info(a.self).state]).toEqual([0, 0]);
      expect([...a.events(), ...b.events()]).toEqual([]);
    }
  });

  conforms(86, () => {
    const { network, a, b } = justUsedPair();
    for (const message of counting(1, 60)) {
      expect(a.send(b.self, text(message), RELIABLE, 0)).toBe(1);
      network.advance(10_000);
    }
    expect(b.events()).toEqual([]);
    expect(read(b)).toEqual(counting(1, 60));
    expect(a.events()).toEqual([]);
    expect([a.info(b.self).state, b.info(a.self).state]).toEqual([3, 3]);
  });

  conforms(87, () => {
    const { network, a, b } = justUsedPair();
    network.advance(100_000);
    expect([a.accept(b.self), b.accept(a.self)]).toEqual([true, true]);
    network.advance(179_000);
    expect([a.info(b.self).state, b.info(a.self).state]).toEqual([3, 3]);
    network.advance(2000);
    expect([a.info(b.self).state, b.info(a.self).state]).toEqual([0, 0]);
    expect([...a.events(), ...b.events()]).toEqual([]);
  });

  conforms(88, () => {
    const pair = justUsedPair();
    const { network, a, b } = pair;
    a.send(b.self, text("unread"), RELIABLE, 1);
    for (let second = 1; second <= 179; second++) {
      network.advance(1000);
      expect([a.info(b.self).state, b.info(a.self).state]).toEqual([3, 3]);
      expect([...read(a), ...read(b)]).toEqual([]);
      if (second === 150) expect(read(b, 1)).toEqual(["unread"]);
    }
    network.advance(2000);
    expect([a.info(b.self).state, b.info(a.self).state]).toEqual([0, 0]);
  });

  conforms(89, () => {
    for (const quietMs of [0, 200, 450, 700, 860, 1500, 20_300]) {
      for (const [how, lose] of losses) {
        const pair = connectedPair();
        const { network, a, b } = pair;
        network.advance(quietMs);
        lose(pair);
        const goneAfter = [timeUntil(pair, () => a.info(b.self).state === 0, 20_000)];
        goneAfter.push(goneAfter[0]! + timeUntil(pair, () => b.info(a.self).state === 0, 20_000));
        for (const afterMs of goneAfter) {
          expect(afterMs, how).toBeGreaterThanOrEqual(9950);
          expect(afterMs, how).toBeLessThanOrEqual(11_050);
        }
        network.advance(20_000);
        expect([...a.events(), ...b.events()], how).toEqual([]);
      }
    }
  });

  conforms(90, () => {
    for (const link of badLinks) {
      const parted = connectedPair(link);
      parted.network.partition(parted.a, parted.b);
      expect(parted.a.send(parted.b.self, text("lost"), RELIABLE, 0)).toBe(1);
      const { event, afterMs } = nextEvent(parted, parted.a, 20_000);
      expect(event).toEqual(failure(parted.b.self, 5, 4001));
      expectAbout(afterMs, 10_000);
      expect(parted.a.info(parted.b.self)).toMatchObject({ state: 5, endReason: 4001, peer: parted.b.self });
      parted.network.advance(20_000);
      expect([...parted.a.events(), ...parted.b.events()], "the other side had nothing to lose").toEqual([]);
      expect(parted.b.info(parted.a.self).state).toBe(0);
    }

    const offline = connectedPair();
    offline.a.linkDown();
    expect(offline.a.send(offline.b.self, text("lost"), RELIABLE, 0)).toBe(1);
    const { event, afterMs } = nextEvent(offline, offline.a, 20_000);
    expect(event).toEqual(failure(offline.b.self, 5, 3002));
    expectAbout(afterMs, 10_000);
    offline.network.advance(5000);
    expect([...offline.a.events(), ...offline.b.events()]).toEqual([]);

    const half = connectedPair({ conditions: { bytesPerSecond: 100_000 } });
    half.a.send(half.b.self, new Uint8Array(400_000), RELIABLE, 0);
    half.network.advance(500);
    half.network.partition(half.a, half.b);
    half.network.advance(15_000);
    expect(half.a.events()).toEqual([failure(half.b.self, 5, 4001)]);
    expect(half.b.events(), "half a message had come").toEqual([failure(half.a.self, 5, 4001)]);
  });

  conforms(91, () => {
    const idle = connectedPair();
    idle.network.partition(idle.a, idle.b);
    expect(timeUntil(idle, () => idle.a.info(idle.b.self).state === 0, 20_000)).toBeLessThan(13_000);
    idle.network.advance(2000);
    idle.network.heal();
    expectFreshStart(idle, RELIABLE);

    const busy = connectedPair();
    const { network, a, b } = busy;
    network.partition(a, b);
    a.send(b.self, text("lost"), RELIABLE, 0);
    expect(nextEvent(busy, a, 20_000).event).toEqual(failure(b.self, 5, 4001));
    network.advance(2000);
    network.heal();
    expect(a.send(b.self, text("refused"), RELIABLE, 0)).toBe(3);
    expect(a.accept(b.self)).toBe(false);
    expect(a.info(b.self).state).toBe(5);
    expectFreshStart(busy, AUTO_RESTART);
  });

  conforms(92, () => {
    for (const link of badLinks) {
      const pair = connectedPair(link);
      const { network, a, b } = pair;
      b.crash();
      const sendFor = (ticks: number, until: () => boolean = () => false): number => {
        for (let tick = 1; tick <= ticks; tick++) {
          expect(a.send(b.self, text("state of the game"), UNRELIABLE, 0)).toBe(1);
          network.advance(20);
          if (until()) return tick * 20;
        }
        return Number.POSITIVE_INFINITY;
      };
      sendFor(100);
      expect([a.info(b.self).state, a.events()]).toEqual([3, []]);
      void b.open();
      const asked: unknown[] = [];
      expect(sendFor(100, () => asked.push(...b.events()) > 0)).toBeLessThanOrEqual(1000);
      expect(asked, `seed ${link.seed}`).toEqual([requestFrom(a)]);
      expect(a.events()).toEqual([]);
      b.accept(a.self);
      connect(pair);
    }

    const { network, a, b } = connectedPair();
    b.crash();
    network.advance(1000);
    a.send(b.self, text("lost"), RELIABLE, 0);
    network.advance(1000);
    void b.open();
    network.advance(2000);
    expect(a.events()).toEqual([failure(b.self, 5, 4001)]);
    expect(a.send(b.self, text("refused"), RELIABLE, 0)).toBe(3);
    expect(b.events()).toEqual([]);
  });

  conforms(93, () => {
    for (const link of badLinks) {
      for (const downMs of [0, 3000]) {
        for (const outstanding of [false, true]) {
          const pair = connectedPair(link);
          const { network, a, b } = pair;
          b.crash();
          network.advance(downMs);
          if (outstanding) expect(a.send(b.self, text("lost"), RELIABLE, 0)).toBe(1);
          void b.open();
          expect(b.send(a.self, text("back"), RELIABLE, 0)).toBe(1);
          expect(timeUntil(pair, () => a.info(b.self).state === 1, 3000), `seed ${link.seed}`).toBeLessThanOrEqual(1000);
          expect(a.events()).toEqual(outstanding ? [failure(b.self, 5, 4001), requestFrom(b)] : [requestFrom(b)]);
          expect(a.accept(b.self)).toBe(true);
          connect(pair);
          network.advance(3000);
          expect(readAll(a).map(({ payload, messageNumber }) => [new TextDecoder().decode(payload), messageNumber])).toEqual([["back", 1]]);
          expect(read(b)).toEqual([]);
          expect([...a.events(), ...b.events()], `seed ${link.seed}`).toEqual([]);
        }
      }
    }

    // A page that says that it goes is no game that closes a session.
    const leaving = connectedPair();
    leaving.network.partition(leaving.a, leaving.b);
    expect(leaving.a.send(leaving.b.self, text("lost"), RELIABLE, 0)).toBe(1);
    leaving.network.heal();
    leaving.b.close();
    void leaving.b.open();
    leaving.network.advance(100);
    expect(leaving.a.events()).toEqual([failure(leaving.b.self, 5, 4001)]);
    expect(leaving.a.info(leaving.b.self).endDebug).not.toBe("");

    // What the page had received before it went is not lost.
    const reading = connectedPair();
    expect(reading.a.send(reading.b.self, text("read"), RELIABLE, 0)).toBe(1);
    expect(readWithin(reading, reading.b, 1)).toEqual(["read"]);
    reading.b.close();
    reading.network.advance(1000);
    expect([reading.a.info(reading.b.self).state, reading.a.events()]).toEqual([0, []]);

    // Who had asked the old page asks the new one.
    const asking = pendingPair();
    asking.b.close();
    void asking.b.open();
    expect(nextEvent(asking, asking.b, 1000).event).toEqual(requestFrom(asking.a));
    asking.b.accept(asking.a.self);
    expect(readWithin(asking, asking.b, 1)).toEqual(["first"]);
    expect(asking.a.events()).toEqual([]);

    // The same while it is still being asked for.
    const pair = pendingPair();
    const { network, a, b } = pair;
    network.advance(2000);
    a.reload();
    a.send(b.self, text("second life"), RELIABLE, 0);
    expect(nextEvent(pair, b, 1000).event).toEqual(requestFrom(a));
    b.accept(a.self);
    connect(pair);
    expect(readWithin(pair, b, 1)).toEqual(["second life"]);
    expect([...a.events(), ...b.events()]).toEqual([]);
  });

  conforms(94, () => {
    const pair = justUsedPair();
    const { network, a, b } = pair;
    for (const message of counting(1, 4)) a.send(b.self, text(message), RELIABLE, 0);
    settle(pair);
    network.partition(a, b);
    network.advance(20_000);
    expect(b.info(a.self).state).toBe(0);
    const readOne = (): string[] => b.receive(0, 1).map(({ payload }) => new TextDecoder().decode(payload));
    expect(readOne()).toEqual(["1"]);
    network.advance(100_000);
    expect(readOne()).toEqual(["2"]);
    network.advance(59_000);
    expect(readOne()).toEqual(["3"]);
    network.advance(2000);
    expect(readOne(), "now the session has gone idle").toEqual([]);
    expect(b.closeSession(a.self)).toBe(false);
  });
});

/** Ways for a link to be lost for good. */
const losses: readonly (readonly [string, (pair: Pair) => void])[] = [
  ["the relay passes nothing on", ({ network, a, b }) => network.partition(a, b)],
  ["B's link is dead, and B notices", ({ b }) => b.cutLink(3_600_000)],
  ["B's link is dead, and B does not notice", ({ b }) => b.cutLink(3_600_000, 3_500_000)],
  ["A's link breaks", ({ a }) => a.linkDown()],
  ["the relay is gone", ({ network }) => network.restartRelay(3_600_000)],
];

/** A connected pair in which both have just used the session. */
function justUsedPair(options = {}): Pair {
  const pair = connectedPair(options);
  pair.a.accept(pair.b.self);
  pair.b.accept(pair.a.self);
  return pair;
}

/** A writes and B is asked; what was lost before stays lost. */
function expectFreshStart(pair: Pair, flags: number): void {
  const { network, a, b } = pair;
  expect(a.send(b.self, text("new"), flags, 0)).toBe(1);
  expect(a.info(b.self).state).toBe(1);
  expect(nextEvent(pair, b, 2000).event).toEqual(requestFrom(a));
  b.accept(a.self);
  expect(readWithin(pair, b, 1)).toEqual(["new"]);
  network.advance(20_000);
  expect(read(b)).toEqual([]);
  expect([...a.events(), ...b.events()]).toEqual([]);
}
