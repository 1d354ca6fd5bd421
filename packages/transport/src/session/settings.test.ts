import { describe, expect, it } from "vitest";
import type { LinkConditions } from "../testing/conditions.js";
import { SimulatedNetwork } from "../testing/network.js";
import type { SimulatedPlayer } from "../testing/simulated-player.js";
import * as EndReasons from "./end-reason.js";
import * as SendFlags from "./send-flags.js";
import * as SendResults from "./results.js";
import { defaultSessionSettings, settingRanges, withinRange } from "./settings.js";

/** Two players in a session. */
function pair(conditions: Partial<LinkConditions> = {}): { network: SimulatedNetwork; anna: SimulatedPlayer; ben: SimulatedPlayer } {
  const network = new SimulatedNetwork({ seed: 3, conditions });
  const [anna, ben] = [network.addPlayer(), network.addPlayer()];
  anna.send(ben.self, new Uint8Array(1), SendFlags.RELIABLE, 0);
  network.advance(100);
  ben.accept(anna.self);
  network.advance(2_000);
  ben.receive(0, 10);
  ben.events();
  return { network, anna, ben };
}

/** When each message came, in ms from now on, by its first byte. */
function arrivals(network: SimulatedNetwork, player: SimulatedPlayer, forMs: number): number[] {
  const start = network.time.now;
  const times: number[] = [];
  for (let ms = 0; ms <= forMs; ms++) {
    for (const _ of player.receive(0, 1_000)) times.push(network.time.now - start);
    network.advance(1);
  }
  return times;
}

describe("settings of a session that lives already", () => {
  it("timeoutInitialMs: an open request fails sooner, or later", () => {
    const network = new SimulatedNetwork({ seed: 3 });
    const [anna, ben] = [network.addPlayer(), network.addPlayer()];
    anna.send(ben.self, new Uint8Array(1), SendFlags.RELIABLE, 0);
    network.advance(5_000);
    for (const player of [anna, ben]) player.configure({ timeoutInitialMs: 12_000 });
    network.advance(6_000);
    expect(anna.events()).toEqual([]);
    anna.configure({ timeoutInitialMs: 11_500 });
    network.advance(600);
    expect(anna.events()).toMatchObject([{ kind: "session-failed", reason: EndReasons.TIMED_OUT }]);
  });

  it("timeoutConnectedMs: a silent peer is given up sooner", () => {
    const { network, anna, ben } = pair();
    ben.crash();
    anna.send(ben.self, new Uint8Array(1), SendFlags.RELIABLE, 0);
    network.advance(1_500);
    anna.configure({ timeoutConnectedMs: 2_000 });
    network.advance(1_500);
    expect(anna.events()).toMatchObject([{ kind: "session-failed", reason: EndReasons.PEER_SILENT }]);
  });

  it("sendBufferBytes: takes that much and no more", () => {
    const { network, anna, ben } = pair();
    network.partition(anna, ben);
    const taken = (): number => {
      let count = 0;
      while (anna.send(ben.self, new Uint8Array(1_000), SendFlags.RELIABLE, 0) === SendResults.OK) count++;
      return count;
    };
    anna.configure({ sendBufferBytes: 600_000 });
    const first = taken();
    expect(anna.info(ben.self).status.pendingReliable).toBeGreaterThan(590_000);
    anna.configure({ sendBufferBytes: 800_000 });
    expect(taken()).toBeGreaterThanOrEqual(190);
    anna.configure({ sendBufferBytes: 20_000 });
    expect(taken()).toBe(0);
    expect(first).toBeGreaterThan(590);
  });

  it.each([40_000, 100_000])("sendRateMax: no more than %i bytes a second leave", (rate) => {
    const { network, anna, ben } = pair();
    anna.configure({ sendRateMax: rate });
    let sent = 0;
    network.watch(({ player, datagram }) => (sent += player === anna ? datagram.length : 0));
    for (let number = 0; number < 500; number++) anna.send(ben.self, new Uint8Array(1_000), SendFlags.RELIABLE, 0);
    network.advance(4_000);
    expect(sent).toBeLessThan(4 * rate * 1.1 + 5_000);
    expect(sent).toBeGreaterThan(4 * rate * 0.8);
  });

  it("sendRateMin: at least so much leaves, though the path shows a queue", () => {
    const { network, anna, ben } = pair({ bytesPerSecond: 10_000 });
    anna.configure({ sendRateMin: 8192 });
    for (let number = 0; number < 450; number++) anna.send(ben.self, new Uint8Array(1_000), SendFlags.RELIABLE, 0);
    network.advance(20_000);
    const { sendRate, sentUnacknowledgedReliable } = anna.info(ben.self).status;
    expect(sendRate).toBeLessThan(60_000);
    anna.configure({ sendRateMin: 100_000 });
    network.advance(1_000);
    expect(anna.info(ben.self).status.sendRate).toBeGreaterThanOrEqual(100_000);
    // More is on the way than before: the path's queue is full.
    expect(anna.info(ben.self).status.sentUnacknowledgedReliable).toBeGreaterThan(sentUnacknowledgedReliable);
  });

  it("nagleTimeUs: a small message waits so long for company", () => {
    const { network, anna, ben } = pair();
    const delay = (nagleTimeUs: number): number => {
      anna.configure({ nagleTimeUs });
      anna.send(ben.self, new Uint8Array(1), SendFlags.RELIABLE, 0);
      return arrivals(network, ben, 100)[0]!;
    };
    const soon = delay(0);
    expect(delay(20_000) - soon).toBe(20);
    expect(delay(5_000) - soon).toBe(5);
  });

  it("receiveBufferBytes: a peer is made to wait, and hears at once when there is more room", () => {
    const { network, anna, ben } = pair();
    ben.configure({ receiveBufferBytes: 200_000 });
    anna.configure({ sendBufferBytes: 4_000_000 });
    // More than was granted before.
    for (let number = 0; number < 2_000; number++) anna.send(ben.self, new Uint8Array(1_000), SendFlags.RELIABLE, 0);
    network.advance(10_000);
    const waiting = anna.info(ben.self).status.pendingReliable;
    expect(waiting).toBeGreaterThan(100_000);
    ben.configure({ receiveBufferBytes: 8_000_000 });
    network.advance(200);
    expect(anna.info(ben.self).status.pendingReliable).toBeLessThan(waiting);
    network.advance(5_000);
    expect(ben.receive(0, 3_000)).toHaveLength(2_000);
  });

  it("maxReceivedMessageBytes: a larger reliable message ends the session with its sender, a larger unreliable one is dropped", () => {
    const { network, anna, ben } = pair();
    ben.configure({ maxReceivedMessageBytes: 4_000 });
    anna.send(ben.self, new Uint8Array(5_000), SendFlags.UNRELIABLE, 0);
    anna.send(ben.self, new Uint8Array(4_000), SendFlags.RELIABLE, 0);
    network.advance(500);
    expect(ben.receive(0, 10).map(({ payload }) => payload.length)).toEqual([4_000]);
    expect(ben.events()).toEqual([]);
    anna.send(ben.self, new Uint8Array(4_001), SendFlags.RELIABLE, 0);
    network.advance(500);
    expect(ben.receive(0, 10)).toEqual([]);
    expect(ben.events()).toMatchObject([{ kind: "session-failed", peer: anna.self, reason: EndReasons.TOO_LARGE, state: 5 }]);
    expect(anna.events()).toMatchObject([{ kind: "session-failed", peer: ben.self }]);
  });

  it("maxMessageBytes: a larger message is refused", () => {
    const { anna, ben } = pair();
    anna.configure({ maxMessageBytes: 1_000 });
    expect(anna.send(ben.self, new Uint8Array(1_001), SendFlags.RELIABLE, 0)).toBe(SendResults.INVALID_PARAM);
    expect(anna.send(ben.self, new Uint8Array(1_000), SendFlags.RELIABLE, 0)).toBe(SendResults.OK);
    anna.configure({ maxMessageBytes: 10 ** 9 });
    expect(anna.send(ben.self, new Uint8Array(1_048_577), SendFlags.RELIABLE, 0)).toBe(SendResults.INVALID_PARAM);
  });

  it("idleTimeoutMs: an unused session goes sooner", () => {
    const { network, anna, ben } = pair();
    network.advance(20_000);
    anna.configure({ idleTimeoutMs: 25_000 });
    network.advance(1_000);
    expect(anna.info(ben.self).state).toBe(3);
    network.advance(5_000);
    expect(anna.info(ben.self).state).toBe(0);
  });

  it("rates of nothing are brought to the least there is, at which a message still arrives", () => {
    const { network, anna, ben } = pair();
    anna.configure({ sendRateMin: 0, sendRateMax: 0 });
    anna.send(ben.self, new Uint8Array(3_000), SendFlags.RELIABLE, 0);
    network.advance(10_000);
    expect(ben.receive(0, 10)).toHaveLength(1);
  });
});

describe("ranges", () => {
  it("hold the defaults, and what is named is brought within them", () => {
    expect(withinRange(defaultSessionSettings)).toEqual(defaultSessionSettings);
    expect(withinRange({ sendRateMin: 0, nagleTimeUs: 1e9, sendBufferBytes: Number.NaN })).toEqual({ sendRateMin: 1024, nagleTimeUs: 20_000 });
    expect(withinRange({ nothing: 1, toString: 3 } as object)).toEqual({});
    expect(Object.keys(settingRanges).sort()).toEqual(Object.keys(defaultSessionSettings).sort());
  });
});
