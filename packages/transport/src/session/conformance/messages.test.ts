import { describe, expect } from "vitest";
import type { ReceivedMessage } from "../endpoint.js";
import * as SendFlags from "../send-flags.js";
import {
  badLinks, conforms, connect, connectedPair, counting, datagramsDuring, expectSameBytes, pattern, pendingPair, read, readAll, readWithin, RELIABLE,
  settle, strangers, text, timeUntil, UNRELIABLE, type Pair,
} from "./scenario.test-kit.js";

const MAX_BYTES = 524_288;
const anyFlags = [0, 1, 4, 5, 8, 9, 12, 16, 24, 32, 40, 64, 255, -1];
const reliableBit = (flags: number): boolean => (flags & 8) !== 0;
const shuffling = [11, 12, 13, 14, 15, 16].map((seed) => ({ seed, conditions: { lagMs: 25, jitterMs: 15, loss: 0.1, duplication: 0.1, reordering: 0.1 } }));

describe("Messages", () => {
  conforms(67, () => {
    for (const link of shuffling) {
      const { network, a, b } = connectedPair(link);
      for (const message of counting(0, 600)) {
        expect(a.send(b.self, text(message), Number(message) % 50 === 0 ? RELIABLE | 1 : RELIABLE, Number(message) % 2)).toBe(1);
        network.advance(Number(message) % 7);
      }
      network.advance(5000);
      for (const channel of [0, 1]) {
        expect(read(b, channel), `seed ${link.seed}`).toEqual(counting(0, 600).filter((message) => Number(message) % 2 === channel));
      }
    }
  });

  conforms(68, () => {
    for (const link of shuffling) {
      const { network, a, b } = connectedPair(link);
      for (const message of counting(0, 1000)) {
        expect(a.send(b.self, text(message), UNRELIABLE, 0)).toBe(1);
        network.advance(10);
      }
      network.advance(2000);
      const arrived = read(b);
      expect(new Set(arrived).size, `seed ${link.seed}: none twice`).toBe(arrived.length);
      // Both links of the way lose a tenth.
      expect(arrived.length).toBeGreaterThan(700);
      expect(arrived.length).toBeLessThan(900);
    }
  });

  conforms(69, () => {
    const pair = pendingPair();
    const { network, a, b } = pair;
    b.accept(a.self);
    connect(pair);
    for (let index = 2; index <= 30; index++) {
      a.send(b.self, text(`${index}`), index % 3 === 0 ? RELIABLE : UNRELIABLE, index % 4);
      network.advance(20);
    }
    network.advance(500);
    const numbers = [0, 1, 2, 3].map((channel) => readAll(b, channel).map(({ messageNumber }) => messageNumber));
    expect(numbers.map((list) => list[0])).toEqual([1, 5, 2, 3]);
    expect(numbers.flat().sort((one, other) => one - other)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  conforms(70, () => {
    const { network, a, b } = connectedPair();
    for (const flags of anyFlags) {
      a.send(b.self, text(`${flags}`), flags, 0);
      network.advance(50);
    }
    const messages = readAll(b);
    expect(messages.map(({ reliable }) => reliable)).toEqual(anyFlags.map(reliableBit));
    for (const message of messages) {
      expect(Object.keys(message).sort()).toEqual(["channel", "messageNumber", "payload", "peer", "receivedAtUs", "reliable"]);
    }
  });

  conforms(71, () => {
    for (const link of shuffling.slice(0, 2)) {
      const { network, a, b } = connectedPair(link);
      for (let round = 0; round < 20; round++) {
        for (const flags of anyFlags) {
          expect(a.send(b.self, text(`${flags}`), flags, 0), `flags ${flags}`).toBe(1);
          network.advance(20);
        }
      }
      network.advance(2000);
      const arrived = readAll(b);
      expect(arrived.filter(({ reliable }) => reliable).map(({ payload }) => new TextDecoder().decode(payload)))
        .toEqual(Array.from({ length: 20 }, () => anyFlags.filter(reliableBit).map(String)).flat());
      for (const { payload, reliable } of arrived) expect(reliable).toBe(reliableBit(Number(new TextDecoder().decode(payload))));
      expect(arrived.length).toBeLessThan(20 * anyFlags.length);
    }

    // All in one go: that some wait for company keeps none from leaving.
    const { network, a, b } = connectedPair();
    for (const flags of anyFlags) expect(a.send(b.self, text(`${flags}`), flags, 0), `flags ${flags}`).toBe(1);
    network.advance(2000);
    expect(readAll(b)).toHaveLength(anyFlags.length);
  });

  conforms(72, () => {
    for (const link of shuffling) {
      const pair = pendingPair(link, "first");
      const { network, a, b } = pair;
      for (const flags of anyFlags) {
        expect(a.send(b.self, text(`${flags}`), flags, 0)).toBe(1);
        network.advance(20);
      }
      b.accept(a.self);
      expect(b.info(a.self).state).toBe(2);
      expect(b.send(a.self, text("in state 2"), UNRELIABLE, 0)).toBe(1);
      connect(pair);
      network.advance(3000);
      const messages = readAll(b);
      expect(messages.map(({ payload }) => new TextDecoder().decode(payload)), `seed ${link.seed}`).toEqual(["first", ...anyFlags.map(String)]);
      expect([...messages, ...readAll(a)].map(({ reliable }) => reliable)).toEqual(Array.from({ length: anyFlags.length + 2 }, () => true));
    }
  });

  conforms(73, () => {
    const pair = pendingPair();
    const { network, a, b } = pair;
    for (const flags of [4, 5, 12]) for (let times = 0; times < 20; times++) expect(a.send(b.self, pattern(1000), flags, 0)).toBe(1);
    b.accept(a.self);
    connect(pair);
    expect(readWithin(pair, b, 61)).toHaveLength(61);
    settle(pair);
    network.advance(200);

    const results = Array.from({ length: 50 }, (_, index) => a.send(b.self, pattern(1000 + index), UNRELIABLE | SendFlags.NO_DELAY | SendFlags.NO_NAGLE, 0));
    const taken = results.filter((result) => result === 1).length;
    expect(taken).toBeGreaterThan(0);
    expect(results).toEqual([...Array.from({ length: taken }, () => 1), ...Array.from({ length: 50 - taken }, () => 41)]);
    expect(a.send(b.self, text("reliable"), 12, 0), "reliable messages wait").toBe(1);
    expect(a.send(b.self, text("may wait"), UNRELIABLE, 0)).toBe(1);
    network.advance(1000);
    expect(readAll(b).map(({ payload: { length } }) => length).sort((one, other) => other - one))
      .toEqual([...Array.from({ length: taken }, (_, index) => 1000 + taken - 1 - index), 8, 8]);

    a.linkDown();
    for (const flags of [4, 5]) expect(a.send(b.self, text("now or never"), flags, 0)).toBe(41);
    a.linkUp();
    network.advance(1000);
    expect(a.send(b.self, text("now"), 5, 0)).toBe(1);
    network.advance(1000);
    expect(read(b)).toEqual(["now"]);
  });

  conforms(74, () => {
    for (const link of badLinks) {
      const pair = pendingPair(link, "");
      const { network, a, b } = pair;
      b.accept(a.self);
      connect(pair);
      a.send(b.self, new Uint8Array(0), RELIABLE, 0);
      network.advance(3000);
      for (let times = 0; times < 10; times++) {
        a.send(b.self, new Uint8Array(0), UNRELIABLE, 0);
        network.advance(100);
      }
      const messages = readAll(b);
      expect(messages.every(({ payload: { length } }) => length === 0)).toBe(true);
      expect(messages.filter(({ reliable }) => reliable)).toHaveLength(2);
      expect(messages.filter(({ reliable }) => !reliable).length, `seed ${link.seed}`).toBeGreaterThan(2);
    }
  });

  conforms(75, () => {
    const { network, a, b } = connectedPair();
    for (const flags of anyFlags) expect(a.send(b.self, new Uint8Array(MAX_BYTES + 1), flags, 0)).toBe(8);
    network.advance(1000);
    expect(read(b)).toEqual([]);
    expect(a.info(b.self).state).toBe(3);
  });

  conforms(76, () => {
    for (const length of [524_283, 524_284, MAX_BYTES]) {
      const pair = connectedPair({ seed: length, conditions: { lagMs: 10, loss: 0.02, jitterMs: 5 } });
      const big = pattern(length);
      expect(pair.a.send(pair.b.self, big, RELIABLE, 0)).toBe(1);
      expectSameBytes(receiveOne(pair, 30_000)?.payload, big);
    }
  });

  conforms(77, () => {
    const pair = connectedPair();
    for (const [length, reliable] of [[16_495, false], [16_496, true], [1101, false], [MAX_BYTES, true]] as const) {
      pair.network.advance(500);
      const payload = pattern(length);
      expect(pair.a.send(pair.b.self, payload, UNRELIABLE, 0)).toBe(1);
      const message = receiveOne(pair, 10_000);
      expect(message?.reliable).toBe(reliable);
      expectSameBytes(message?.payload, payload);
    }
  });

  conforms(78, () => {
    const pair = strangers();
    const { network, a, b } = pair;
    for (let index = 0; index < 520; index++) {
      expect(a.send(b.self, pattern(1000).fill(index & 0xff, 0, 1), UNRELIABLE, 0), `message ${index + 1}`).toBe(1);
      if (index % 100 === 0) network.advance(200);
    }
    expect(a.send(b.self, pattern(1000), RELIABLE, 0)).toBe(25);
    expect(a.info(b.self).status.pendingReliable).toBe(520 * 1007);
    b.accept(a.self);
    connect(pair);
    network.advance(10_000);
    const messages = readAll(b);
    expect(messages.map(({ messageNumber }) => `${messageNumber}`)).toEqual(counting(1, 520));
    expect(messages.every(({ payload }, index) => payload.length === 1000 && payload[0] === (index & 0xff))).toBe(true);
  });

  conforms(79, () => {
    const pair = connectedPair();
    const { network, a, b } = pair;
    let accepted = 0;
    while (a.send(b.self, pattern(1000), RELIABLE, 0) === 1) accepted++;
    expect(accepted).toBeGreaterThanOrEqual(520);
    expect(a.send(b.self, pattern(1000), UNRELIABLE, 0), "one buffer for both kinds").toBe(25);
    expect(a.info(b.self).state).toBe(3);
    network.advance(10_000);
    expect(a.send(b.self, text("and on"), RELIABLE, 0)).toBe(1);
    network.advance(1000);
    const lengths = readAll(b).map(({ payload: { length } }) => length);
    expect(lengths).toEqual([...Array.from({ length: accepted }, () => 1000), 6]);
    expect([...a.events(), ...b.events()]).toEqual([]);
  });

  conforms(80, () => {
    const { network, a, b } = connectedPair();
    const wanted = counting(0, 6000);
    for (const message of wanted) {
      expect(a.send(b.self, text(message.padEnd(400)), RELIABLE, 0)).toBe(1);
      if (Number(message) % 20 === 0) network.advance(40);
    }
    network.advance(5000);
    expect(read(b).map((message) => message.trimEnd())).toEqual(wanted);
  });

  conforms(81, () => {
    const { network, a, b } = connectedPair();
    let previous = 0;
    for (let index = 0; index < 30; index++) {
      const before = network.time.now * 1000;
      a.send(b.self, text("tick"), index % 2 === 0 ? RELIABLE : UNRELIABLE, 0);
      network.advance(40);
      for (const message of readAll(b)) {
        expect(message.peer).toBe(a.self);
        expect(Number.isInteger(message.receivedAtUs)).toBe(true);
        expect(message.receivedAtUs).toBeGreaterThanOrEqual(Math.max(previous, Math.floor(before)));
        expect(message.receivedAtUs).toBeLessThanOrEqual(network.time.now * 1000);
        previous = message.receivedAtUs;
      }
    }
    expect(previous).toBeGreaterThan(0);
  });

  conforms(82, () => {
    const pair = strangers();
    const { network, a } = pair;
    // Nobody, an account without its upper half, a lobby's, a group's, one of another universe, the largest number there is, a negative one.
    const notPlayers = [0n, 1n, 0x0186_0000_0000_0001n, 0x0170_0000_0000_0001n, 0x0210_0001_0000_0001n, 2n ** 64n - 1n, -1n];
    const sent = datagramsDuring(pair, () => {
      for (const id of notPlayers) {
        expect(a.send(id, text("hello"), RELIABLE, 0), `${id}`).toBe(8);
        expect(a.info(id)).toMatchObject({ state: 0, peer: 0n });
        expect(a.closeSession(id)).toBe(false);
      }
      network.advance(15_000);
    });
    expect(sent).toBe(0);
    expect(a.events()).toEqual([]);
  });

  conforms(83, () => {
    const fixed = connectedPair({ settings: { sendRateMin: 262_144, sendRateMax: 262_144 } });
    fixed.a.send(fixed.b.self, pattern(MAX_BYTES), RELIABLE, 0);
    const took = timeUntil(fixed, () => readAll(fixed.b).length === 1, 10_000);
    expect(took).toBeGreaterThan(1800);
    expect(took).toBeLessThan(2400);
    expect(fixed.a.info(fixed.b.self).status.sendRate).toBe(262_144);

    const bounds = { sendRateMin: 100_000, sendRateMax: 1_000_000 };
    const free = connectedPair({ settings: bounds });
    expect(free.a.info(free.b.self).status.sendRate).toBe(262_144);
    free.a.send(free.b.self, pattern(MAX_BYTES), RELIABLE, 0);
    const rates = new Set<number>();
    const sooner = timeUntil(free, () => {
      rates.add(free.a.info(free.b.self).status.sendRate);
      return readAll(free.b).length === 1;
    }, 10_000);
    expect(sooner).toBeLessThan(took);
    expect(sooner).toBeGreaterThan(MAX_BYTES / 1000 * 0.9);
    expect(Math.min(...rates)).toBeGreaterThanOrEqual(bounds.sendRateMin);
    expect(Math.max(...rates)).toBeLessThanOrEqual(bounds.sendRateMax);
    expect(rates.size).toBeGreaterThan(1);
  });
});

/** Waits for one message on channel 0. */
function receiveOne({ network, b }: Pair, withinMs: number): ReceivedMessage | undefined {
  let message: ReceivedMessage | undefined;
  network.advanceUntil(() => (message ??= b.receive(0, 1)[0]) !== undefined, withinMs);
  return message;
}
