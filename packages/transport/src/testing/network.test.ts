import { describe, expect, it } from "vitest";
import * as SendFlags from "../session/send-flags.js";
import { SimulatedNetwork } from "./network.js";
import type { SimulatedPlayer } from "./simulated-player.js";

const RELIABLE = SendFlags.RELIABLE;

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

function read(player: SimulatedPlayer, channel = 0): string[] {
  return player.receive(channel, 10_000).map(({ payload }) => new TextDecoder().decode(payload));
}

function connectedPair(options = {}): { network: SimulatedNetwork; anna: SimulatedPlayer; ben: SimulatedPlayer } {
  const network = new SimulatedNetwork(options);
  const anna = network.addPlayer();
  const ben = network.addPlayer();
  anna.send(ben.self, text("hi"), RELIABLE, 0);
  network.advanceUntil(() => ben.nextEvent() !== undefined, 5000);
  ben.accept(anna.self);
  network.advanceUntil(() => anna.info(ben.self).state === 3 && ben.info(anna.self).state === 3, 5000);
  network.advanceUntil(() => read(ben).length > 0, 5000);
  return { network, anna, ben };
}

describe("a simulated network", () => {
  it("introduces two players and carries what they say", () => {
    const network = new SimulatedNetwork({ conditions: { lagMs: 25 } });
    const anna = network.addPlayer();
    const ben = network.addPlayer();
    expect(anna.send(ben.self, text("hello"), RELIABLE, 0)).toBe(1);
    expect(anna.info(ben.self).state).toBe(1);
    network.advance(200);
    expect(ben.events()).toEqual([{ kind: "session-request", peer: anna.self }]);
    expect(ben.accept(anna.self)).toBe(true);
    expect(ben.info(anna.self).state).toBe(2);
    network.advance(400);
    expect(anna.info(ben.self).state).toBe(3);
    expect(ben.info(anna.self).state).toBe(3);
    expect(read(ben)).toEqual(["hello"]);
    expect(anna.events()).toEqual([]);
  });

  for (const seed of [1, 2, 3, 4, 5]) {
    it(`delivers a thousand reliable messages in order on two channels at 20 % loss (seed ${seed})`, () => {
      const { network, anna, ben } = connectedPair({ seed, conditions: { lagMs: 50, loss: 0.2, jitterMs: 30, duplication: 0.1 } });
      for (let index = 0; index < 1000; index++) {
        expect(anna.send(ben.self, text(`${index}`), RELIABLE, index % 2)).toBe(1);
        if (index % 20 === 0) network.advance(100);
      }
      network.advance(5000);
      const even = Array.from({ length: 500 }, (_, index) => `${2 * index}`);
      const odd = Array.from({ length: 500 }, (_, index) => `${2 * index + 1}`);
      expect(read(ben, 0)).toEqual(even);
      expect(read(ben, 1)).toEqual(odd);
    });
  }

  it("carries 512 KiB whole", () => {
    const { network, anna, ben } = connectedPair();
    const big = new Uint8Array(524_288).map((_, index) => index * 7);
    expect(anna.send(ben.self, big, RELIABLE, 0)).toBe(1);
    const start = network.time.now;
    let got: Uint8Array | undefined;
    network.advanceUntil(() => (got ??= ben.receive(0, 1)[0]?.payload) !== undefined, 10_000);
    expect(got).toEqual(big);
    expect(network.time.now - start).toBeLessThan(2000);
  });

  it("keeps a session over a link that breaks, and a relay that restarts", () => {
    const { network, anna, ben } = connectedPair({ conditions: { lagMs: 30 } });
    const sent: string[] = [];
    const got: string[] = [];
    for (let index = 0; index < 300; index++) {
      sent.push(`${index}`);
      expect(anna.send(ben.self, text(`${index}`), RELIABLE, 0)).toBe(1);
      network.advance(50);
      got.push(...read(ben));
      if (index === 50) ben.cutLink(6000);
      if (index === 200) network.restartRelay(2000);
    }
    network.advance(5000);
    got.push(...read(ben));
    expect(got).toEqual(sent);
    expect([...anna.events(), ...ben.events()]).toEqual([]);
  });

  it("notices a peer that vanished after ten seconds", () => {
    const { network, anna, ben } = connectedPair();
    network.advance(3000);
    ben.crash();
    const start = network.time.now;
    network.advanceUntil(() => anna.info(ben.self).state === 0, 20_000);
    expect(network.time.now - start).toBeGreaterThan(9000);
    expect(network.time.now - start).toBeLessThan(12_000);
    expect(anna.events()).toEqual([]);
  });

  it("is quiet when nobody speaks", () => {
    const { network } = connectedPair();
    network.advance(1000);
    let count = 0;
    network.watch(() => count++);
    network.advance(60_000);
    expect(count).toBeLessThan(300);
  });
});
