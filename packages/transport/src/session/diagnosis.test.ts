import { describe, expect, it } from "vitest";
import { connectedPair, pendingPair, RELIABLE, strangers, text } from "./conformance/scenario.test-kit.js";

describe("peers", () => {
  it("are those with a session of whatever state, and nobody else", () => {
    const { network, a, b } = strangers();
    expect([a.peers(), a.diagnose(b.self)]).toEqual([[], expect.objectContaining({ silentMs: -1, unansweredMs: -1, endReason: 0, bufferLimitBytes: 524_288 })]);
    a.send(b.self, text("hello"), RELIABLE, 0);
    expect([a.peers(), b.peers()]).toEqual([[b.self], []]);
    network.advance(200);
    expect(b.peers()).toEqual([a.self]);
    b.accept(a.self);
    network.advance(500);
    expect([a.peers(), b.peers()]).toEqual([[b.self], [a.self]]);
    // What is unread stays with Ben, and the session is over all the same.
    a.closeSession(b.self);
    network.advance(500);
    expect([a.peers(), b.peers(), b.info(a.self).state]).toEqual([[], [], 0]);
    expect(b.diagnose(a.self)).toMatchObject({ endReason: 1001, unread: [{ channel: 0, messages: 1 }], unansweredMs: -1, leftMs: -1 });
  });

  it("include those whose session failed, until it is closed", () => {
    const { network, a, b } = pendingPair();
    network.advance(11_000);
    expect([a.peers(), b.peers()]).toEqual([[b.self], [a.self]]);
    expect([a.diagnose(b.self), b.diagnose(a.self)]).toMatchObject([
      { endReason: 5003, endDebug: a.info(b.self).endDebug, asksUs: false },
      { endReason: 5003, endDebug: b.info(a.self).endDebug, asksUs: true },
    ]);
    a.closeSession(b.self);
    expect([a.peers(), a.diagnose(b.self).endReason]).toEqual([[], 0]);
  });
});

describe("a diagnosis", () => {
  it("tells who waits for whom, and for how long", () => {
    const { network, a, b } = pendingPair();
    network.advance(4000);
    expect(a.diagnose(b.self)).toMatchObject({ asksUs: false, silentMs: -1, lossOut: -1 });
    expect(a.diagnose(b.self).bufferedBytes).toBeGreaterThan(5);
    expect(b.diagnose(a.self)).toMatchObject({ asksUs: true, sinceMessageMs: -1, unread: [] });
    for (const { unansweredMs, leftMs } of [a.diagnose(b.self), b.diagnose(a.self)]) {
      expect(unansweredMs).toBeGreaterThanOrEqual(3900);
      expect(unansweredMs + leftMs).toBeCloseTo(10_000);
    }
    // The peer asks twice a second.
    expect(b.diagnose(a.self).silentMs).toBeLessThan(600);
  });

  it("tells when something came, became readable and was read", () => {
    const { network, a, b } = connectedPair();
    network.advance(3000);
    a.send(b.self, text("one"), RELIABLE, 7);
    network.advance(1000);
    expect(b.diagnose(a.self)).toMatchObject({ unread: [{ channel: 7, messages: 1 }], unreadBytes: 3 + 256, unreadLimitBytes: 16 * 1024 * 1024 });
    const { silentMs, sinceMessageMs, sinceReadMs, leftMs } = b.diagnose(a.self);
    expect(sinceMessageMs).toBeGreaterThan(900);
    expect(sinceMessageMs).toBeLessThan(1000);
    expect(sinceReadMs).toBeGreaterThan(3900);
    expect(silentMs).toBeLessThan(1600);
    expect(leftMs).toBeGreaterThan(8000);
    b.receive(7, 10);
    expect(b.diagnose(a.self)).toMatchObject({ unread: [], unreadBytes: 0, sinceReadMs: 0 });
  });

  it("counts unread messages of this peer only, and is not held up by very many", () => {
    const { network, a, b } = connectedPair({ settings: { sendBufferBytes: 2 ** 28 } });
    const c = network.addPlayer();
    c.send(b.self, text("of Cara"), RELIABLE, 1);
    network.advance(100);
    b.accept(c.self);
    for (let channel = 0; channel < 40; channel++) a.send(b.self, text("x"), RELIABLE, channel);
    network.advance(1000);
    expect(b.diagnose(a.self).unread.map(({ messages }) => messages)).toEqual(new Array(16).fill(1));
    expect(b.diagnose(c.self).unread).toEqual([{ channel: 1, messages: 1 }]);
    for (let message = 0; message < 6000; message++) a.send(b.self, text("x"), RELIABLE, 0);
    network.advance(10_000);
    const { unread } = b.diagnose(a.self);
    expect(unread[0]?.channel).toBe(0);
    expect(unread[0]?.messages).toBeGreaterThan(3900);
    expect(unread[0]?.messages).toBeLessThanOrEqual(4096);
  });

  it("tells of redundancy, jitter and loss", () => {
    const { network, a, b } = connectedPair({ conditions: { lagMs: 30 } });
    const play = (seconds: number): void => {
      for (let ms = 0; ms < seconds * 1000; ms += 25) {
        a.send(b.self, text("tick"), RELIABLE, 0);
        a.send(b.self, text("tock"), 0, 0);
        network.advance(25);
        b.receive(0, 100);
      }
    };
    play(11);
    expect(a.diagnose(b.self)).toMatchObject({ repeatsOutPerSecond: 0, repeatedBytesOutPerSecond: 0, lossOut: 0 });
    const calm = a.diagnose(b.self).jitterMs;
    expect(calm).toBeGreaterThanOrEqual(0);
    a.conditions = { ...a.conditions, loss: 0.2, jitterMs: 60 };
    play(16);
    const about = a.diagnose(b.self);
    const { packetsOutPerSecond, bytesOutPerSecond } = a.info(b.self).status;
    expect(about.repeatsOutPerSecond).toBeGreaterThan(5);
    expect(about.repeatsOutPerSecond).toBeLessThanOrEqual(packetsOutPerSecond);
    expect(about.repeatedBytesOutPerSecond).toBeGreaterThan(about.repeatsOutPerSecond * 5);
    expect(about.repeatedBytesOutPerSecond).toBeLessThan(bytesOutPerSecond);
    expect(about.jitterMs).toBeGreaterThan(calm + 5);
    expect(about.lossOut).toBeGreaterThan(0.1);
    expect(about.lossOut).toBeLessThan(0.35);
  });

  it("tells that the relay had to drop something for the peer", () => {
    const { network, a, b } = connectedPair();
    expect(a.diagnose(b.self).sinceDroppedMs).toBe(-1);
    a.dropped(b.self);
    network.advance(700);
    expect(a.diagnose(b.self).sinceDroppedMs).toBe(700);
  });

  it("changes nothing", () => {
    const run = (diagnosing: boolean): unknown[] => {
      const { network, a, b } = connectedPair({ seed: 3, conditions: { lagMs: 20, loss: 0.1, jitterMs: 10 } });
      const sent: unknown[] = [];
      network.watch(({ player, datagram }) => sent.push([network.time.now, player.self, [...datagram].join()]));
      for (let tick = 0; tick < 400; tick++) {
        a.send(b.self, text(`${tick}`), tick % 3 === 0 ? RELIABLE : 0, tick % 5);
        network.advance(25);
        if (diagnosing) for (const [one, other] of [[a, b], [b, a]] as const) expect(one.diagnose(other.self).endReason + one.peers().length).toBe(1);
        if (tick % 7 === 0) for (let channel = 0; channel < 5; channel++) b.receive(channel, 100);
      }
      return sent;
    };
    expect(run(true)).toEqual(run(false));
  });
});
