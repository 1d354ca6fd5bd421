import { describe, expect } from "vitest";
import { individualId } from "../../wire/steam-id.js";
import {
  AUTO_RESTART, conforms, datagramsDuring, expectAbout, failure, nextEvent, pendingPair, read, RELIABLE, strangers, text, timeUntil, type Pair,
} from "./scenario.test-kit.js";

const nobody = individualId(3_999_999_999);

describe("Unreachable", () => {
  conforms(37, () => {
    const goners: ((pair: Pair) => bigint)[] = [() => nobody, ({ b }) => (b.crash(), b.self), ({ b }) => (b.close(), b.self)];
    for (const gone of goners) {
      const pair = strangers();
      const { a } = pair;
      const peer = gone(pair);
      expect(a.send(peer, text("anyone?"), RELIABLE, 0)).toBe(1);
      expect(a.info(peer).state).toBe(1);
      const { event, afterMs } = nextEvent(pair, a, 20_000);
      expect(event).toEqual(failure(peer, 5, 5003));
      expectAbout(afterMs, 10_000);
      expect(a.info(peer)).toMatchObject({ state: 5, endReason: 5003 });
    }
  });

  conforms(38, () => {
    const { network, a } = strangers();
    a.send(nobody, text("anyone?"), RELIABLE, 0);
    for (let attempt = 1; attempt <= 3; attempt++) {
      network.advance(25_000);
      expect(a.events(), `attempt ${attempt}`).toEqual([failure(nobody, 5, 5003)]);
      expect(a.send(nobody, text("anyone now?"), AUTO_RESTART, 0)).toBe(1);
    }
  });

  conforms(39, () => {
    const pair = strangers({ settings: { timeoutInitialMs: 2000 } });
    pair.a.send(nobody, text("anyone?"), RELIABLE, 0);
    const { event, afterMs } = nextEvent(pair, pair.a, 20_000);
    expect(event).toEqual(failure(nobody, 5, 5003));
    expect(afterMs).toBeGreaterThanOrEqual(1900);
    expect(afterMs).toBeLessThanOrEqual(2200);
  });

  conforms(40, () => {
    const { network, a } = failedPair();
    expect(a.closeSession(nobody)).toBe(true);
    expect(a.info(nobody)).toMatchObject({ state: 0, peer: 0n, endReason: 0 });
    expect(a.send(nobody, text("anyone?"), RELIABLE, 0)).toBe(1);
    expect(a.info(nobody).state).toBe(1);
    network.advance(12_000);
    expect(a.events()).toEqual([failure(nobody, 5, 5003)]);
  });

  conforms(41, () => {
    const pair = strangers();
    const { network, a } = pair;
    a.send(nobody, text("anyone?"), RELIABLE, 0);
    network.advance(3000);
    expect(a.send(nobody, text("anyone?"), RELIABLE, 0)).toBe(1);
    network.advance(8000);
    expect(a.info(nobody)).toMatchObject({ state: 5, endReason: 5003 });
    expectAbout(8000 + timeUntil(pair, () => a.info(nobody).state === 0, 300_000), 180_000);
    expect(a.info(nobody)).toMatchObject({ state: 0, peer: 0n, endReason: 0, endDebug: "" });
    expect(a.send(nobody, text("anyone?"), RELIABLE, 0)).toBe(1);
  });

  conforms(42, () => {
    const pair = strangers();
    const { network, a } = pair;
    a.send(nobody, text("anyone?"), RELIABLE, 0);
    for (let second = 20; second <= 170; second += 10) {
      network.advance(second === 20 ? 20_000 : 10_000);
      expect(a.send(nobody, text("still there?"), RELIABLE, 0)).toBe(3);
      expect(a.accept(nobody)).toBe(false);
    }
    const goneAfterMs = timeUntil(pair, () => a.info(nobody).state === 0, 300_000);
    expect(goneAfterMs).toBeGreaterThan(9000);
    expect(goneAfterMs).toBeLessThan(11_000);
  });

  conforms(43, () => {
    const pair = pendingPair({ conditions: { lagMs: 20 } });
    const { network, a, b } = pair;
    b.accept(a.self);
    const acceptedAt = network.time.now;
    expect(network.advanceUntil(() => a.info(b.self).state === 2, 1000)).toBe(true);
    network.partition(a, b);
    const failed = new Map<bigint, number>();
    for (const player of [a, b]) {
      const other = player === a ? b : a;
      const event = network.advanceUntil(() => player.info(other.self).state === 5, 20_000) ? player.nextEvent() : undefined;
      expect(event).toEqual(failure(other.self, 5, 5008));
      failed.set(player.self, network.time.now - acceptedAt);
    }
    for (const afterMs of failed.values()) expectAbout(afterMs, 10_000);
    expect(read(b)).toEqual([]);
    network.heal();
    const sent = datagramsDuring(pair, () => network.advance(15_000));
    expect(sent).toBe(0);
    expect([...a.events(), ...b.events()]).toEqual([]);

    // Nothing at all comes through after the request: A does not even learn that it was accepted.
    const deaf = pendingPair();
    deaf.network.partition(deaf.a, deaf.b);
    deaf.network.advance(3000);
    deaf.b.accept(deaf.a.self);
    const { event, afterMs } = nextEvent(deaf, deaf.b, 20_000);
    expect(event).toEqual(failure(deaf.a.self, 5, 5008));
    expectAbout(afterMs, 10_000);
    expect(deaf.a.events()).toEqual([failure(deaf.b.self, 5, 5003)]);
  });
});

/** A has written to nobody, and has been told. */
function failedPair(): Pair {
  const pair = strangers();
  pair.a.send(nobody, text("anyone?"), RELIABLE, 0);
  expect(nextEvent(pair, pair.a, 20_000).event).toEqual(failure(nobody, 5, 5003));
  return pair;
}
