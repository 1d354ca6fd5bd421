import { describe, expect, it } from "vitest";
import { SimulatedNetwork } from "../testing/network.js";
import * as SendFlags from "./send-flags.js";

interface Outcome {
  /** One-way times in ms, sorted. */
  readonly times: readonly number[];
  /** Bytes that left the sender, envelope included. */
  readonly bytes: number;
}

/** Twenty small messages a second for a minute; 50 ms and the loss are on the sender's link. */
function playFor60Seconds(seed: number, loss: number, flags: number): Outcome {
  const network = new SimulatedNetwork({ seed, conditions: { lagMs: 0 } });
  const anna = network.addPlayer({ conditions: { lagMs: 50, loss } });
  const ben = network.addPlayer();
  anna.send(ben.self, new Uint8Array(1), SendFlags.RELIABLE, 0);
  network.advanceUntil(() => ben.nextEvent() !== undefined, 5000);
  ben.accept(anna.self);
  network.advanceUntil(() => anna.info(ben.self).state === 3 && ben.receive(0, 1).length === 1, 5000);
  let bytes = 0;
  network.watch(({ player, datagram }) => (bytes += player === anna ? datagram.length : 0));
  const times: number[] = [];
  const read = (): void => {
    for (const message of ben.receive(0, 100)) times.push(network.time.now - new Float64Array(message.payload.slice(0, 8).buffer)[0]!);
  };
  const payload = new Uint8Array(100);
  for (let sent = 0; sent < 1200; sent++) {
    payload.set(new Uint8Array(new Float64Array([network.time.now]).buffer));
    anna.send(ben.self, payload, flags, 0);
    for (let ms = 0; ms < 50; ms++) {
      network.advance(1);
      read();
    }
  }
  network.advance(2000);
  read();
  return { times: times.sort((a, b) => a - b), bytes };
}

function percentile({ times }: Outcome, share: number): number {
  return times[Math.ceil(times.length * share) - 1]!;
}

describe("copies of small reliable messages", () => {
  it("cost next to nothing on a clean link", () => {
    const reliable = playFor60Seconds(1, 0, SendFlags.RELIABLE_NO_NAGLE);
    const unreliable = playFor60Seconds(1, 0, SendFlags.NO_NAGLE);
    expect(reliable.times).toHaveLength(1200);
    expect(reliable.bytes / unreliable.bytes).toBeLessThan(1.15);
  });

  for (const seed of [1, 2, 3]) {
    it(`keep 98 in 100 at the one-way time at 5 % loss, for about twice the bytes (seed ${seed})`, () => {
      const clean = playFor60Seconds(seed, 0, SendFlags.RELIABLE_NO_NAGLE);
      const lossy = playFor60Seconds(seed, 0.05, SendFlags.RELIABLE_NO_NAGLE);
      expect(lossy.times).toHaveLength(1200);
      expect(percentile(lossy, 0.98)).toBeLessThan(75);
      expect(lossy.bytes / clean.bytes).toBeLessThan(2.2);
    });

    it(`keep 96 in 100 within a message's interval of the one-way time at 20 % loss (seed ${seed})`, () => {
      const lossy = playFor60Seconds(seed, 0.2, SendFlags.RELIABLE_NO_NAGLE);
      expect(lossy.times).toHaveLength(1200);
      expect(percentile(lossy, 0.96)).toBeLessThan(102);
    });
  }
});
