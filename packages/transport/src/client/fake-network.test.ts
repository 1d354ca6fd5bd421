import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as SendFlags from "../session/send-flags.js";
import { SeededRandom } from "../testing/random.js";
import { FAST_LANE, SURE_LANE, type Lane } from "../wire/lane.js";
import { defaultFakeNetwork, FakeNetwork, type FakeNetworkSettings } from "./fake-network.js";
import { FakeRelay } from "./fake-relay.test.helper.js";
import type { RelayClient } from "./relay-client.js";

interface Arrived {
  readonly atMs: number;
  readonly lane: Lane;
  readonly number: number;
}

/** A fake network on virtual time, and what comes out of it. */
class Bench {
  now = 0;
  readonly sent: Arrived[] = [];
  readonly received: Arrived[] = [];
  readonly network: FakeNetwork;

  constructor(settings: Partial<FakeNetworkSettings>, seed = 1) {
    const random = new SeededRandom(seed);
    const into = (list: Arrived[]) => (on: Lane, datagram: Uint8Array) =>
      void list.push({ atMs: this.now, lane: on, number: new DataView(datagram.buffer, datagram.byteOffset).getUint32(0) });
    this.network = new FakeNetwork({ random: () => random.uint32(), send: into(this.sent), arrive: into(this.received) });
    this.network.configure(settings);
  }

  pass(ms: number): void {
    const end = this.now + ms;
    while (this.network.nextWakeMs <= end) {
      this.now = Math.max(this.now, this.network.nextWakeMs);
      this.network.run(this.now);
    }
    this.now = end;
  }

  /** Sends and receives so many datagrams on the lane, one a millisecond. */
  flow(count: number, on: Lane, length = 100): void {
    const datagram = new Uint8Array(length);
    for (let number = 0; number < count; number++) {
      new DataView(datagram.buffer).setUint32(0, number);
      this.network.send(this.now, on, datagram);
      this.network.receive(this.now, on, datagram);
      // The bytes are the caller's again.
      datagram.fill(255);
      this.pass(1);
    }
  }
}

const numbers = (arrived: readonly Arrived[]): number[] => arrived.map(({ number }) => number);
const countTo = (count: number): number[] => Array.from({ length: count }, (_, number) => number);
const sorted = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);

describe("a fake network", () => {
  it("that is off passes everything on at once, as it is", () => {
    const random = () => {
      throw new Error("no dice are needed");
    };
    const passed: Uint8Array[] = [];
    const network = new FakeNetwork({ random, send: (_lane, datagram) => passed.push(datagram), arrive: (_lane, datagram) => passed.push(datagram) });
    const datagram = new Uint8Array(10);
    network.send(0, FAST_LANE, datagram);
    network.receive(0, SURE_LANE, datagram);
    expect(passed.every((same) => same === datagram)).toBe(true);
    expect(passed).toHaveLength(2);
    expect(network.nextWakeMs).toBe(Infinity);
    expect(network.room(0, SURE_LANE, 4711)).toBe(4711);
  });

  it("loses on the fast lane what it is told to, each way by its own share", () => {
    const bench = new Bench({ lossSend: 20, lossRecv: 5 });
    bench.flow(20_000, FAST_LANE);
    expect(bench.sent.length / 20_000).toBeCloseTo(0.8, 1);
    expect(bench.received.length / 20_000).toBeGreaterThan(0.94);
    expect(bench.received.length / 20_000).toBeLessThan(0.96);
  });

  it("loses nothing on the sure lane: what would be lost comes later", () => {
    const bench = new Bench({ lossSend: 30, lossRecv: 30, lagSendMs: 40 });
    bench.flow(5_000, SURE_LANE);
    bench.pass(5_000);
    for (const list of [bench.sent, bench.received]) expect(sorted(numbers(list))).toEqual(countTo(5_000));
    const late = bench.sent.filter(({ atMs, number }) => atMs - number > 40).map(({ atMs, number }) => atMs - number);
    expect(late.length / 5_000).toBeCloseTo(0.3, 1);
    // A retransmission takes a round trip and what the layer beneath waits, at least.
    expect(Math.min(...late)).toBe(40 + 2 * 40 + 60);
  });

  it("delays by the lag, each way by its own", () => {
    const bench = new Bench({ lagSendMs: 80, lagRecvMs: 15 });
    bench.flow(500, FAST_LANE);
    bench.pass(100);
    expect(bench.sent.map(({ atMs, number }) => atMs - number)).toEqual(new Array(500).fill(80));
    expect(bench.received.map(({ atMs, number }) => atMs - number)).toEqual(new Array(500).fill(15));
  });

  it("holds some back, so that others overtake them", () => {
    const bench = new Bench({ reorderSend: 10, reorderTimeMs: 25 });
    bench.flow(10_000, FAST_LANE);
    bench.pass(100);
    const late = bench.sent.filter(({ atMs, number }) => atMs - number === 25);
    expect(late.length / 10_000).toBeCloseTo(0.1, 1);
    expect(bench.sent.length).toBe(10_000);
    expect(numbers(bench.sent)).not.toEqual(countTo(10_000));
    expect(numbers(bench.received)).toEqual(countTo(10_000));
  });

  it("doubles some on the fast lane, the second ones up to so much later, and none on the sure lane", () => {
    const bench = new Bench({ dupRecv: 25, dupTimeMaxMs: 30 });
    bench.flow(8_000, FAST_LANE);
    bench.pass(100);
    const extra = bench.received.length - 8_000;
    expect(extra / 8_000).toBeCloseTo(0.25, 1);
    expect(Math.max(...bench.received.map(({ atMs, number }) => atMs - number))).toBeLessThanOrEqual(30);
    const sure = new Bench({ dupRecv: 100, dupSend: 100 });
    sure.flow(100, SURE_LANE);
    sure.pass(100);
    expect(numbers(sure.received)).toEqual(countTo(100));
  });

  it("jitters a share of them by times around the average, and no more than the maximum", () => {
    const bench = new Bench({ jitterSendAvgMs: 20, jitterSendMaxMs: 100, jitterSendPct: 50 });
    bench.flow(20_000, FAST_LANE);
    bench.pass(200);
    const delays = bench.sent.map(({ atMs, number }) => atMs - number).filter((delay) => delay > 0);
    expect(delays.length / 20_000).toBeCloseTo(0.5, 1);
    const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
    expect(mean).toBeGreaterThan(18);
    expect(mean).toBeLessThan(22);
    expect(Math.max(...delays)).toBeLessThanOrEqual(100);
  });

  it("limits the rate: the fast lane loses what is too much, the sure lane waits, and says when it takes no more", () => {
    const bench = new Bench({ rateLimitSend: 50_000, rateLimitSendBurst: 5_000 });
    // Twice as much as it takes, for 10 s.
    bench.flow(10_000, FAST_LANE, 100);
    expect(bench.sent.length * 100).toBeGreaterThan(495_000);
    expect(bench.sent.length * 100).toBeLessThan(510_000);

    const sure = new Bench({ rateLimitSend: 50_000, rateLimitSendBurst: 5_000 });
    const datagram = new Uint8Array(1_000);
    let taken = 0;
    while (sure.now < 10_000) {
      while (sure.network.room(sure.now, SURE_LANE, 10_000) > 0) {
        sure.network.send(sure.now, SURE_LANE, datagram);
        taken++;
      }
      sure.pass(10);
    }
    // What it took in advance, and the burst.
    expect(taken * 1_000).toBeLessThan(500_000 + 5_000 + 20_000);
    expect(sure.sent.length * 1_000).toBeGreaterThan(495_000);
    expect(sure.sent.length * 1_000).toBeLessThan(510_000);
    sure.pass(1_000);
    expect(sure.sent.length).toBe(taken);
  });

  it("lets everything through that it holds once it is turned off, and nothing once the link is gone", () => {
    const bench = new Bench({ lagSendMs: 5_000, lossRecv: 100 });
    bench.flow(100, SURE_LANE);
    expect([bench.sent.length, bench.received.length]).toEqual([0, 0]);
    bench.network.configure({ lagSendMs: 0, lossRecv: 0 });
    bench.pass(0);
    for (const list of [bench.sent, bench.received]) expect(sorted(numbers(list))).toEqual(countTo(100));

    bench.network.configure({ lagSendMs: 100 });
    bench.flow(10, SURE_LANE);
    bench.network.clear();
    bench.pass(1_000);
    expect(bench.sent.length).toBe(100);
  });

  it("holds no more than it may, whatever comes", () => {
    const bench = new Bench({ lagRecvMs: 5_000, lagSendMs: 5_000 });
    const datagram = new Uint8Array(1_150);
    for (let number = 0; number < 20_000; number++) bench.network.receive(0, FAST_LANE, datagram);
    for (let number = 0; number < 20_000; number++) bench.network.receive(0, SURE_LANE, datagram);
    expect(bench.received.length).toBe(20_000);
    for (let number = 0; number < 20_000 && bench.network.room(0, SURE_LANE, 1) > 0; number++) bench.network.send(0, SURE_LANE, datagram);
    expect(bench.network.room(0, SURE_LANE, 1)).toBe(0);
    bench.pass(5_000);
    expect(bench.received.length).toBeGreaterThan(20_000 + 10_000);
    expect(bench.received.length).toBeLessThan(40_000);
    expect(bench.network.room(bench.now, SURE_LANE, 1)).toBe(1);
  });

  it("brings what it is told within range, and leaves out what is no number", () => {
    const bench = new Bench({ lossSend: 500, lagRecvMs: -3, reorderTimeMs: Number.NaN, nothing: 3 } as Partial<FakeNetworkSettings>);
    expect(bench.network.settings).toEqual({ ...defaultFakeNetwork, lossSend: 100 });
  });

  it("never loses, and never invents, on the sure lane, whatever it is set to", () => {
    const percent = fc.constantFrom(0, 1, 20, 90);
    const ms = fc.constantFrom(0, 5, 300);
    const settings = fc.record({
      lossSend: percent, lossRecv: percent, lagSendMs: ms, lagRecvMs: ms, reorderSend: percent, reorderRecv: percent, reorderTimeMs: ms,
      dupSend: percent, dupRecv: percent, dupTimeMaxMs: ms, jitterSendAvgMs: ms, jitterRecvAvgMs: ms,
      rateLimitSend: fc.constantFrom(0, 20_000, 200_000), rateLimitRecv: fc.constantFrom(0, 20_000),
    });
    fc.assert(
      fc.property(settings, settings, fc.nat(), (first, second, seed) => {
        const bench = new Bench(first, seed);
        bench.flow(100, SURE_LANE);
        bench.network.configure(second);
        bench.flow(100, SURE_LANE);
        bench.pass(200_000);
        for (const list of [bench.sent, bench.received]) expect(sorted(numbers(list))).toEqual(sorted([...countTo(100), ...countTo(100)]));
        expect(bench.network.nextWakeMs).toBe(Infinity);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a client on a fake network", () => {
  async function pair(): Promise<{ relay: FakeRelay; anna: RelayClient; ben: RelayClient }> {
    const relay = new FakeRelay();
    const [anna, ben] = [relay.client(), relay.client()];
    const opening = Promise.all([anna.open(), ben.open()]);
    await relay.pass(200);
    await opening;
    anna.send(ben.self, new Uint8Array(1), SendFlags.RELIABLE, 0);
    await relay.pass(100);
    ben.accept(anna.self);
    await relay.pass(1_000);
    ben.receive(0, 10);
    return { relay, anna, ben };
  }

  it("loses unreliable messages, and no reliable one", async () => {
    const { relay, anna, ben } = await pair();
    anna.network.fake({ lossSend: 25, lossRecv: 25, dupSend: 20, dupRecv: 20, reorderSend: 30, lagSendMs: 30, jitterRecvAvgMs: 20 });
    for (let number = 0; number < 300; number++) {
      anna.send(ben.self, Uint8Array.of(number & 255, number >> 8), SendFlags.RELIABLE, 0);
      anna.send(ben.self, Uint8Array.of(number & 255, number >> 8), SendFlags.NO_NAGLE, 1);
      await relay.pass(20);
    }
    await relay.pass(10_000);
    const reliable = ben.receive(0, 1_000).map(({ payload }) => payload[0]! + 256 * payload[1]!);
    expect(reliable).toEqual(countTo(300));
    const unreliable = new Set(ben.receive(1, 1_000).map(({ payload }) => payload[0]! + 256 * payload[1]!));
    expect(unreliable.size).toBeGreaterThan(190);
    expect(unreliable.size).toBeLessThan(260);
    expect(anna.state).toBe("online");
  });

  it("sees the lag in its pings, those to the relay included", async () => {
    const { relay, anna, ben } = await pair();
    expect(anna.network.relayPingMs).toBeLessThan(10);
    anna.network.fake({ lagSendMs: 60, lagRecvMs: 40 });
    await relay.pass(20_000);
    expect(anna.network.relayPingMs).toBeGreaterThanOrEqual(100);
    expect(anna.network.relayPingMs).toBeLessThan(125);
    expect(anna.info(ben.self).status.ping).toBeGreaterThanOrEqual(100);
    anna.network.fake({ lagSendMs: 0, lagRecvMs: 0 });
    await relay.pass(20_000);
    expect(anna.network.relayPingMs).toBeLessThan(10);
  });

  it("loses its link when nothing gets through, and has it again when it does", async () => {
    const { relay, anna } = await pair();
    anna.network.fake({ lossSend: 100, lossRecv: 100 });
    await relay.pass(6_000);
    expect(relay.attempts.length).toBeGreaterThan(2);
    anna.network.fake({ lossSend: 0, lossRecv: 0 });
    await relay.pass(10_000);
    expect(anna.state).toBe("online");
  });

  it("says goodbye in spite of the lag", async () => {
    const { relay, anna, ben } = await pair();
    anna.network.fake({ lagSendMs: 2_000 });
    anna.close();
    await relay.pass(100);
    expect(ben.info(anna.self).state).toBe(0);
    expect(relay.heard.some(({ player, said }) => player === anna.self && said.t === "leaving")).toBe(true);
  });
});
