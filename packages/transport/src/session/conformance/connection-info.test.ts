import { describe, expect } from "vitest";
import type { SessionStatus } from "../endpoint.js";
import { SimulatedNetwork } from "../../testing/index.js";
import { individualId } from "../../wire/steam-id.js";
import {
  AUTO_RESTART, conforms, connect, connectedPair, failure, nextEvent, pattern, pendingPair, readWithin, RELIABLE, strangers, text, UNRELIABLE,
  type Pair,
} from "./scenario.test-kit.js";

describe("Connection info", () => {
  conforms(95, () => {
    const { network, a, b } = pendingPair();
    for (let second = 0; second < 9; second++) {
      for (const status of [a.info(b.self).status, b.info(a.self).status]) {
        expect(status).toMatchObject({
          ping: -1, localQuality: -1, remoteQuality: -1, packetsOutPerSecond: 0, bytesOutPerSecond: 0, packetsInPerSecond: 0, bytesInPerSecond: 0,
          sendRate: 262_144, pendingUnreliable: 0, sentUnacknowledgedReliable: 0, queueTimeUs: 9_223_372_036_854_775_807n,
        });
      }
      network.advance(1000);
    }
  });

  conforms(96, () => {
    const { a, b } = strangers();
    const pending = (): number => a.info(b.self).status.pendingReliable;
    a.send(b.self, pattern(5), RELIABLE, 0);
    expect(pending()).toBe(11);
    a.send(b.self, pattern(1000), UNRELIABLE, 2 ** 31 - 1);
    expect(pending(), "before it is connected everything is reliable").toBe(11 + 1007);
    a.send(b.self, pattern(0), RELIABLE, 0);
    expect(pending()).toBe(11 + 1007 + 6);
    a.send(b.self, pattern(100_000), RELIABLE, 0);
    expect(pending()).toBe(11 + 1007 + 6 + 100_008);
    expect(a.info(b.self).status.pendingUnreliable).toBe(0);

    const live = connectedPair();
    live.a.send(live.b.self, pattern(5), UNRELIABLE, 0);
    live.a.send(live.b.self, pattern(7), RELIABLE, 0);
    expect(live.a.info(live.b.self).status).toMatchObject({ pendingUnreliable: 10, pendingReliable: 13 });
  });

  conforms(97, () => {
    for (const lagMs of [0, 5, 80]) {
      const { network, a, b } = connectedPair({ conditions: { lagMs } });
      expect([a.info(b.self).status.ping, b.info(a.self).status.ping], "from the first moment").toEqual([4 * lagMs, 4 * lagMs]);
      network.advance(3000);
      for (const status of [a.info(b.self).status, b.info(a.self).status]) {
        expect(status).toMatchObject({ pendingReliable: 0, pendingUnreliable: 0, sentUnacknowledgedReliable: 0, queueTimeUs: 0n, ping: 4 * lagMs });
      }
    }
  });

  conforms(98, () => {
    const pair = connectedPair();
    const { network, a, b } = pair;
    const reliable = (): readonly number[] => {
      const { pendingReliable, sentUnacknowledgedReliable } = a.info(b.self).status;
      return [pendingReliable, sentUnacknowledgedReliable];
    };
    b.cutLink(4000);
    a.send(b.self, text("ping"), RELIABLE, 0);
    expect(reliable()).toEqual([10, 0]);
    for (let step = 0; step < 20; step++) {
      network.advance(100);
      expect(reliable()).toEqual([0, 10]);
    }
    a.send(b.self, pattern(1000), RELIABLE, 3);
    network.advance(20);
    expect(reliable()).toEqual([0, 10 + 1007]);
    network.advance(4000);
    expect(reliable()).toEqual([0, 0]);
    expect(readWithin(pair, b, 1)).toEqual(["ping"]);
  });

  conforms(100, () => {
    for (const seed of [1, 2, 3]) {
      const pair = connectedPair({ seed, conditions: { lagMs: 20, loss: 0.05, jitterMs: 10 } });
      const history = record(pair, 32_000, 20);
      const steps = history.filter(({ status }, index) => index > 0 && stepped(status) !== stepped(history[index - 1]!.status));
      expect(steps.length).toBeGreaterThanOrEqual(5);
      for (const { atMs } of steps.slice(1)) {
        const into = (atMs - steps[0]!.atMs) % 5000;
        expect(Math.min(into, 5000 - into), `step at ${atMs}, the first at ${steps[0]!.atMs}`).toBeLessThanOrEqual(20);
      }
      expect(steps[0]!.atMs).toBeLessThanOrEqual(5000);
      for (const { status } of history.filter(({ atMs }) => atMs < steps[0]!.atMs)) {
        expect(status).toMatchObject({ localQuality: -1, packetsInPerSecond: 0, bytesInPerSecond: 0, packetsOutPerSecond: 0, bytesOutPerSecond: 0 });
      }
      const { status } = history.at(-1)!;
      expect(status.packetsInPerSecond).toBeGreaterThan(40);
      expect(status.packetsInPerSecond).toBeLessThan(70);
      expect(status.bytesInPerSecond).toBeGreaterThan(50 * 100);
      expect(status.bytesInPerSecond).toBeLessThan(50 * 180);
      expect(status.packetsOutPerSecond).toBeGreaterThan(0);
      expect(status.bytesOutPerSecond).toBeGreaterThan(0);
    }
  });

  conforms(101, () => {
    const pair = connectedPair({ conditions: { lagMs: 25 } });
    const { network, a, b } = pair;
    const busy = record(pair, 20_000, 20).filter(({ atMs }) => atMs > 5100);
    expect(new Set(busy.map(({ status }) => status.localQuality))).toEqual(new Set([1]));
    network.advance(10_500);
    expect(b.info(a.self).status.localQuality).toBe(-1);
    network.partition(a, b);
    network.advance(8000);
    expect([b.info(a.self).state, b.info(a.self).status.localQuality]).toEqual([3, -1]);
  });

  conforms(102, () => {
    for (const loss of [0, 0.1]) {
      const network = connectedPair({ seed: 5, conditions: { lagMs: 15, loss } });
      // B is the one that A's packets are measured by.
      const remote: { atMs: number; quality: number }[] = [];
      record(network, 40_000, 20, ({ a, b }, atMs) => remote.push({ atMs, quality: a.info(b.self).status.remoteQuality }));
      const first = remote.find(({ quality }) => quality !== -1);
      expect(first?.atMs).toBeGreaterThanOrEqual(19_000);
      expect(first?.atMs).toBeLessThanOrEqual(31_000);
      const last = remote.at(-1)!.quality;
      if (loss === 0) expect(last).toBe(1);
      else {
        expect(last).toBeGreaterThan(0.7);
        expect(last).toBeLessThan(0.9);
      }
    }
  });

  conforms(103, () => {
    // 25 ms from one player to the other, on their two links.
    for (const [ownMs, peersMs] of [[12.5, 12.5], [12, 13], [20, 5], [5, 20]] as const) {
      const network = new SimulatedNetwork();
      const [a, b] = [network.addPlayer({ conditions: { lagMs: ownMs } }), network.addPlayer({ conditions: { lagMs: peersMs } })];
      a.send(b.self, text("first"), RELIABLE, 0);
      b.send(a.self, text("first"), RELIABLE, 0);
      connect({ network, a, b });
      for (let tick = 0; tick < 300; tick++) {
        a.send(b.self, pattern(100), tick % 2 === 0 ? RELIABLE : UNRELIABLE, 0);
        network.advance(33.3);
        for (const { status: { ping } } of [a.info(b.self), b.info(a.self)]) {
          expect(ping).toBeGreaterThanOrEqual(50);
          expect(ping).toBeLessThanOrEqual(52);
        }
      }
    }
  });

  conforms(104, () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const pair = connectedPair({ seed, conditions: { lagMs: 20 } });
      // On one of the two links only, so that it is a tenth in all.
      pair.a.conditions = { ...pair.a.conditions, loss: 0.1, reordering: 0.1 };
      const qualities = record(pair, 32_000, 10).filter(({ atMs }) => atMs > 6000).map(({ status }) => status.localQuality);
      expect(Math.min(...qualities), `seed ${seed}`).toBeGreaterThanOrEqual(0.75);
      expect(Math.max(...qualities), `seed ${seed}`).toBeLessThanOrEqual(0.9);
    }
  });

  conforms(105, () => {
    const pair = pendingPair();
    const { network, a, b } = pair;
    const pattern105 = /^#\d+ P2P( \S+)? \S+ (rem )?msg vport$/;
    const [ofA, ofB] = [a.info(b.self).description, b.info(a.self).description];
    expect(ofA).toMatch(pattern105);
    expect(ofA.replace(/^#\d+/, "#id")).toBe(`#id P2P steamid:${b.self} rem msg vport`);
    expect(ofB.replace(/^#\d+/, "#id")).toBe(`#id P2P steamid:${a.self} msg vport`);
    b.accept(a.self);
    expect(b.info(a.self).description).toMatch(pattern105);
    connect(pair);
    network.advance(1000);
    expect(a.info(b.self).description).toBe(ofA.replace("P2P", "P2P RELAY").replace("rem ", ""));
    expect(b.info(a.self).description).toBe(ofB.replace("P2P", "P2P RELAY"));
  });

  conforms(106, () => {
    const pair = strangers();
    const { a, b } = pair;
    b.close();
    a.send(b.self, text("anyone?"), RELIABLE, 0);
    const { event } = nextEvent(pair, a, 20_000);
    expect(event).toEqual(failure(b.self, 5, 5003));
    const first = a.info(b.self);
    expect(first).toMatchObject({ state: 5, peer: b.self, endReason: 5003, endDebug: event?.kind === "session-failed" ? event.debug : "" });
    expect(first.endDebug).not.toBe("");
    expect(first.endDebug.length).toBeLessThanOrEqual(127);
    expect(first.description).toMatch(/^#\d+ P2P/);
    pair.network.advance(100_000);
    expect(a.info(b.self)).toEqual(first);
  });

  conforms(107, () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { network, random, players } = town(seed);
      const seen = new Set<number>();
      for (let step = 0; step < 3000; step++) {
        const one = players[random.integer(0, players.length - 1)]!;
        const peer = [...players.map(({ self }) => self), individualId(77)][random.integer(0, players.length)]!;
        const deeds = [
          () => one.send(peer, pattern(random.integer(0, 3000)), random.chance(0.3) ? AUTO_RESTART : random.integer(0, 15), random.integer(-1, 1)),
          () => one.accept(peer), () => one.accept(peer), () => one.closeSession(peer), () => one.closeChannel(peer, 0), () => one.receive(0, 10),
          () => one.cutLink(random.integer(0, 15_000)), () => one.reload(),
        ];
        deeds[random.integer(0, deeds.length - (random.chance(0.05) ? 1 : 3))]!();
        network.advance(random.chance(0.05) ? random.integer(0, 12_000) : random.integer(0, 60));
        for (const player of players) for (const other of players) seen.add(player.info(other.self).state);
      }
      expect([...seen].sort((one, other) => one - other), `seed ${seed}`).toEqual([0, 1, 2, 3, 4, 5]);
    }
  });
});

interface Sample {
  readonly atMs: number;
  readonly status: SessionStatus;
}

/** A streams 100 bytes, unreliable, every so often; what B's status reads every 10 ms, from the time B was connected. */
function record(pair: Pair, forMs: number, everyMs: number, look?: (pair: Pair, atMs: number) => void): Sample[] {
  const { network, a, b } = pair;
  const samples: Sample[] = [];
  for (let elapsed = 0; elapsed < forMs; elapsed += 10) {
    if (elapsed % everyMs === 0) a.send(b.self, pattern(100), UNRELIABLE, 0);
    network.advance(10);
    b.receive(0, 1000);
    samples.push({ atMs: elapsed + 10, status: b.info(a.self).status });
    look?.(pair, elapsed + 10);
  }
  return samples;
}

/** What changes in steps, as one string. */
function stepped({ localQuality, packetsInPerSecond, bytesInPerSecond, packetsOutPerSecond, bytesOutPerSecond }: SessionStatus): string {
  return [localQuality, packetsInPerSecond, bytesInPerSecond, packetsOutPerSecond, bytesOutPerSecond].join(" ");
}

/** Four players on a mediocre network. */
function town(seed: number): Pick<Pair["network"], "random" | "players"> & { readonly network: Pair["network"] } {
  const { network } = strangers({ seed, conditions: { lagMs: 20, jitterMs: 20, loss: 0.05, duplication: 0.02 } });
  network.addPlayer();
  network.addPlayer();
  return { network, random: network.random, players: network.players };
}
