import { describe, expect, it } from "vitest";
import type { SimulatedNetworkOptions } from "../../testing/index.js";
import { badLinks, conforms, read, readAll, strangers, RELIABLE, text, UNRELIABLE, type Pair } from "./scenario.test-kit.js";

describe("Simultaneous open", () => {
  conforms(16, () => {
    for (const link of badLinks) {
      const { network, a, b } = bothWrite(link, 0);
      network.advance(8000);
      expect([a.info(b.self).state, b.info(a.self).state], `seed ${link.seed}`).toEqual([3, 3]);
      expect([...a.events(), ...b.events()], `seed ${link.seed}`).toEqual([]);
    }
  });

  conforms(17, () => {
    for (const link of badLinks) {
      const { network, a, b } = bothWrite(link, 0);
      network.advance(8000);
      expectOneMessageEach({ network, a, b }, `seed ${link.seed}`);
    }
  });

  conforms(18, () => {
    // The way from one player to the other has two links on it, each of which takes lagMs.
    for (let repetition = 0; repetition <= 20; repetition++) {
      for (const share of [0, 0.5, 0.95]) {
        const lagMs = repetition * 5;
        const trouble = repetition % 4 === 3 ? { jitterMs: 30, loss: 0.15, duplication: 0.1, reordering: 0.1 } : {};
        const where = `lag ${2 * lagMs} ms, B writes ${share * 2 * lagMs} ms after A`;
        const { network, a, b } = bothWrite({ seed: 100 + repetition, conditions: { lagMs, ...trouble } }, share * 2 * lagMs);
        network.advance(8000);
        expect([a.info(b.self).state, b.info(a.self).state], where).toEqual([3, 3]);
        expect([...a.events(), ...b.events()], where).toEqual([]);
        expectOneMessageEach({ network, a, b }, where);
      }
    }
  });

  it("goes on with the second attempt of a player who withdrew the first", () => {
    const { network, a, b } = strangers();
    expect(a.send(b.self, text("from a"), RELIABLE, 0)).toBe(1);
    expect(b.send(a.self, text("withdrawn"), RELIABLE, 0)).toBe(1);
    expect(b.closeSession(a.self)).toBe(true);
    expect(b.send(a.self, text("from b"), RELIABLE, 0)).toBe(1);
    network.advance(3000);
    expect([a.info(b.self).state, b.info(a.self).state]).toEqual([3, 3]);
    expect([...a.events(), ...b.events()]).toEqual([]);
    expect([read(a), read(b)]).toEqual([["from b"], ["from a"]]);
  });
});

/** A writes, and B too, before anything of A's can have reached it. */
function bothWrite(options: SimulatedNetworkOptions, laterMs: number): Pair {
  const pair = strangers(options);
  const { network, a, b } = pair;
  expect(a.send(b.self, text("from a"), RELIABLE, 0)).toBe(1);
  if (laterMs > 0) network.advance(laterMs);
  expect(b.events()).toEqual([]);
  expect(b.send(a.self, text("from b"), UNRELIABLE, 5)).toBe(1);
  expect([a.info(b.self).state, b.info(a.self).state]).toEqual([1, 1]);
  return pair;
}

function expectOneMessageEach({ a, b }: Pair, where: string): void {
  const seen = [...readAll(b), ...readAll(a, 5)].map(({ peer, payload, messageNumber }) => ({ peer, text: new TextDecoder().decode(payload), messageNumber }));
  expect(seen, where).toEqual([
    { peer: a.self, text: "from a", messageNumber: 1 },
    { peer: b.self, text: "from b", messageNumber: 1 },
  ]);
}
