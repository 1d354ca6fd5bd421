import { describe, expect } from "vitest";
import { individualId } from "../../wire/steam-id.js";
import {
  badLinks, conforms, connect, connectedPair, counting, datagramsDuring, nextEvent, pattern, pendingPair, read, readAll, readWithin, RELIABLE,
  requestFrom, strangers, text, timeUntil, UNRELIABLE,
} from "./scenario.test-kit.js";

/** How exactly the time of a request is known. */
const LOOK_EVERY_MS = 10;
const channels = [0, 1, -1, 7, 2 ** 31 - 1];
const noStatus = {
  ping: 0, localQuality: 0, remoteQuality: 0, packetsOutPerSecond: 0, bytesOutPerSecond: 0, packetsInPerSecond: 0, bytesInPerSecond: 0,
  sendRate: 0, pendingUnreliable: 0, pendingReliable: 0, sentUnacknowledgedReliable: 0, queueTimeUs: 0n,
};

describe("First contact", () => {
  conforms(1, () => {
    const { a, b } = strangers();
    for (const peer of [b.self, individualId(4_000_000_000), 0n, 42n]) {
      expect(a.info(peer)).toEqual({ state: 0, peer: 0n, endReason: 0, endDebug: "", description: "", flags: 0, status: noStatus });
    }
  });

  conforms(2, () => {
    const pair = strangers();
    const { network, a, b } = pair;
    const sent = datagramsDuring(pair, () => {
      expect(a.accept(b.self)).toBe(false);
      expect(a.closeSession(b.self)).toBe(false);
      for (const channel of channels) expect(a.closeChannel(b.self, channel)).toBe(false);
      network.advance(15_000);
    });
    expect(sent).toBe(0);
    expect([a.info(b.self).state, b.info(a.self).state]).toEqual([0, 0]);
    expect([...a.events(), ...b.events()]).toEqual([]);
  });

  conforms(3, () => {
    const { a } = strangers();
    for (const channel of channels) expect(a.receive(channel, 100)).toEqual([]);
  });

  conforms(4, () => {
    const { a, b } = strangers();
    expect(a.send(b.self, text("hello"), UNRELIABLE, 0)).toBe(1);
    expect(a.info(b.self)).toMatchObject({ state: 1, peer: b.self });
  });

  conforms(5, () => {
    for (const link of badLinks) {
      const pair = strangers(link);
      pair.a.send(pair.b.self, text("hello"), RELIABLE, 0);
      expect(nextEvent(pair, pair.b, 1000).event).toEqual(requestFrom(pair.a));
      pair.network.advance(9000);
      expect(pair.b.events(), `seed ${link.seed}`).toEqual([]);
    }
  });

  conforms(6, () => {
    const { network, a, b } = pendingPair();
    for (const channel of channels) a.send(b.self, text(`on ${channel}`), RELIABLE, channel);
    for (let second = 0; second < 8; second++) {
      network.advance(1000);
      expect(b.info(a.self).state).toBe(1);
      for (const channel of channels) expect(readAll(b, channel)).toEqual([]);
    }
  });

  conforms(7, () => {
    for (const link of badLinks) {
      const pair = pendingPair(link);
      pair.b.accept(pair.a.self);
      connect(pair);
      pair.network.advance(2000);
      expect([...pair.a.events(), ...pair.b.events()], `seed ${link.seed}`).toEqual([]);
    }
  });

  conforms(8, () => {
    const pair = pendingPair();
    const { a, b } = pair;
    expect(b.accept(a.self)).toBe(true);
    expect(b.info(a.self).state).toBe(2);
    const seen = new Set<number>();
    expect(timeUntil(pair, () => seen.add(b.info(a.self).state).has(3), 1000)).toBeLessThan(500);
    expect([...seen]).toEqual([2, 3]);
  });

  conforms(9, () => {
    for (const link of badLinks) {
      const pair = strangers(link);
      const payload = pattern(3000);
      pair.a.send(pair.b.self, payload, RELIABLE, 3);
      expect(nextEvent(pair, pair.b, 2000).event).toEqual(requestFrom(pair.a));
      pair.network.advance(3000);
      pair.b.accept(pair.a.self);
      pair.network.advance(3000);
      const messages = readAll(pair.b, 3);
      expect(messages.map(({ payload: { length }, channel, reliable }) => ({ length, channel, reliable })))
        .toEqual([{ length: 3000, channel: 3, reliable: true }]);
      expect(messages[0]?.payload).toEqual(payload);
      pair.network.advance(5000);
      expect(readAll(pair.b, 3)).toEqual([]);
    }
  });

  conforms(10, () => {
    const pair = pendingPair();
    const { network, a, b } = pair;
    expect([b.accept(a.self), b.accept(a.self)]).toEqual([true, true]);
    expect(b.info(a.self).state).toBe(2);
    connect(pair);
    expect([b.accept(a.self), a.accept(b.self)]).toEqual([true, true]);
    network.advance(12_000);
    expect([a.info(b.self).state, b.info(a.self).state]).toEqual([3, 3]);
    expect(read(b)).toEqual(["first"]);
    expect([...a.events(), ...b.events()]).toEqual([]);
  });

  conforms(11, () => {
    const { network, a, b } = pendingPair();
    expect(a.accept(b.self)).toBe(true);
    expect(a.info(b.self).state).toBe(1);
    network.advance(2000);
    expect([a.info(b.self).state, b.info(a.self).state]).toEqual([1, 1]);
  });

  conforms(12, () => {
    for (const link of badLinks) {
      const posts = postsWhileIgnored(link, { everyMs: 500, forMs: 6000 }, 6500);
      expect(posts).toHaveLength(2);
      expect(posts[1]! - posts[0]!).toBeGreaterThanOrEqual(5000 - LOOK_EVERY_MS);
      expect(posts[1]! - posts[0]!).toBeLessThan(6200);
    }
    const patient = { settings: { timeoutInitialMs: 60_000 } };
    const endless = postsWhileIgnored(patient, { everyMs: 500, forMs: 40_000 }, 40_000);
    expect(endless).toHaveLength(8);
    for (const [index, at] of endless.slice(1).entries()) expect(at - endless[index]!).toBeGreaterThanOrEqual(5000 - LOOK_EVERY_MS);
    expect(postsWhileIgnored(patient, { everyMs: 500, forMs: 0 }, 50_000), "A says no more").toHaveLength(1);
    expect(postsWhileIgnored(patient, { everyMs: 500, forMs: 4000 }, 50_000), "A writes for four seconds").toHaveLength(2);

    // What A writes in one go with what B is asked for is not new; what it writes a moment later is.
    for (const [laterMs, times] of [[0, 1], [100, 2], [400, 2]] as const) {
      const { network, a, b } = strangers({ conditions: { lagMs: 10 } });
      for (let message = 0; message < 3; message++) expect(a.send(b.self, text("first"), RELIABLE, 0)).toBe(1);
      network.advance(laterMs);
      expect(a.send(b.self, text("last"), RELIABLE, 0)).toBe(1);
      network.advance(9500);
      expect(b.events(), `the last one ${laterMs} ms later`).toEqual(Array.from({ length: times }, () => requestFrom(a)));
    }
  });

  conforms(13, () => {
    for (const link of badLinks) {
      const pair = pendingPair(link, "1");
      const { network, a, b } = pair;
      for (const message of counting(2, 59)) {
        expect(a.send(b.self, text(message), Number(message) % 3 === 0 ? UNRELIABLE : RELIABLE, 0)).toBe(1);
        network.advance(100);
      }
      b.accept(a.self);
      network.advance(3000);
      const messages = readAll(b);
      expect(messages.map(({ payload }) => new TextDecoder().decode(payload))).toEqual(counting(1, 60));
      expect(messages.map(({ messageNumber }) => `${messageNumber}`)).toEqual(counting(1, 60));
    }
  });

  conforms(14, () => {
    for (const link of badLinks) {
      const pair = pendingPair(link);
      const { network, a, b } = pair;
      network.advance(1000);
      expect(b.send(a.self, text("hello yourself"), UNRELIABLE, 0)).toBe(1);
      expect(b.info(a.self).state).toBe(2);
      connect(pair);
      expect(readWithin(pair, b, 1)).toEqual(["first"]);
      expect(readWithin(pair, a, 1)).toEqual(["hello yourself"]);
      network.advance(3000);
      expect([...read(a), ...read(b)]).toEqual([]);
      expect([...a.events(), ...b.events()], `seed ${link.seed}`).toEqual([]);
    }
  });

  conforms(15, () => {
    const { network, a } = connectedPair();
    const late = network.addPlayer();
    expect(a.send(late.self, text("welcome"), RELIABLE, 0)).toBe(1);
    network.advance(500);
    expect(late.nextEvent()).toEqual(requestFrom(a));
  });
});

/** When B, which never answers, is asked by an A that writes every now and then; checks that each send answers 1. */
function postsWhileIgnored(
  options: Parameters<typeof strangers>[0], writes: { readonly everyMs: number; readonly forMs: number }, watchMs: number,
): number[] {
  const { network, a, b } = strangers(options);
  expect(a.send(b.self, text("first"), RELIABLE, 0)).toBe(1);
  const posts: number[] = [];
  let writesLeft = writes.forMs / writes.everyMs;
  for (let elapsed = LOOK_EVERY_MS; elapsed <= watchMs; elapsed += LOOK_EVERY_MS) {
    network.advance(LOOK_EVERY_MS);
    if (writesLeft > 0 && elapsed % writes.everyMs === 0) {
      writesLeft--;
      expect(a.send(b.self, text("please"), RELIABLE, 0)).toBe(1);
    }
    for (const event of b.events()) {
      expect(event).toEqual(requestFrom(a));
      posts.push(network.time.now);
    }
  }
  return posts;
}
