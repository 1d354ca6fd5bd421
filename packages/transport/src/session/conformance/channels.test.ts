import { describe, expect } from "vitest";
import {
  badLinks, conforms, connectedPair, counting, nextEvent, read, readAll, readWithin, RELIABLE, requestFrom, settle, text, UNRELIABLE, type Pair,
} from "./scenario.test-kit.js";

describe("Channels", () => {
  conforms(55, () => {
    const pair = connectedPair();
    const { network, a, b } = pair;
    a.send(b.self, text("more"), RELIABLE, 0);
    settle(pair);
    expect(a.closeChannel(b.self, 0)).toBe(false);
    network.advance(2000);
    expect([a.info(b.self).state, b.info(a.self).state]).toEqual([3, 3]);
    expect(read(b)).toEqual(["more"]);
  });

  conforms(56, () => {
    const { network, a, b } = connectedPair();
    for (const channel of [1, -1, 2 ** 31 - 1]) expect([a.closeChannel(b.self, channel), b.closeChannel(a.self, channel)]).toEqual([false, false]);
    network.advance(2000);
    expect([a.info(b.self).state, b.info(a.self).state]).toEqual([3, 3]);
  });

  conforms(57, () => {
    const { a, b } = withThreeChannels();
    expect(b.closeChannel(a.self, 1)).toBe(true);
    expect(b.closeChannel(a.self, 1)).toBe(false);
  });

  conforms(58, () => {
    const { network, a, b } = withThreeChannels();
    b.closeChannel(a.self, 1);
    b.closeChannel(a.self, 0);
    network.advance(2000);
    expect([a.info(b.self).state, b.info(a.self).state]).toEqual([3, 3]);
  });

  conforms(59, () => {
    const pair = withThreeChannels();
    const { a, b } = pair;
    for (const [message, channel] of [["b1", 1], ["c1", 2], ["b2", 1], ["a1", 0], ["b3", 1]] as const) a.send(b.self, text(message), RELIABLE, channel);
    settle(pair);
    expect(b.closeChannel(a.self, 1)).toBe(true);
    expect(read(b, 1)).toEqual([]);
    pair.network.advance(2000);
    expect(read(b, 1)).toEqual([]);
  });

  conforms(60, () => {
    const pair = withThreeChannels();
    const { network, a, b } = pair;
    const c = network.addPlayer();
    c.send(b.self, text("from c"), RELIABLE, 1);
    expect(nextEvent(pair, b, 1000).event).toEqual(requestFrom(c));
    b.accept(c.self);
    for (const [message, channel] of [["c1", 2], ["b1", 1], ["a1", 0], ["c2", 2]] as const) a.send(b.self, text(message), RELIABLE, channel);
    settle(pair);
    b.closeChannel(a.self, 1);
    expect([read(b, 0), read(b, 2)]).toEqual([["a1"], ["c1", "c2"]]);
    expect(read(b, 1), "the same channel, another player").toEqual(["from c"]);
  });

  conforms(61, () => {
    const pair = withThreeChannels();
    const { network, a, b } = pair;
    b.closeChannel(a.self, 1);
    expect(a.send(b.self, text("back"), UNRELIABLE, 1)).toBe(1);
    expect(readWithin(pair, b, 1, 1)).toEqual(["back"]);
    expect(b.closeChannel(a.self, 1)).toBe(true);
    expect(b.closeChannel(a.self, 1)).toBe(false);
    network.advance(2000);
    expect([...a.events(), ...b.events()]).toEqual([]);
    expect([a.info(b.self).state, b.info(a.self).state]).toEqual([3, 3]);
  });

  conforms(62, () => {
    for (const link of badLinks) {
      const pair = withThreeChannels(link);
      const { network, a, b } = pair;
      for (const channel of [2, 0, 1]) expect(b.closeChannel(a.self, channel)).toBe(true);
      expect(b.info(a.self).state).toBe(0);
      expect(network.advanceUntil(() => a.info(b.self).state === 0, 1000)).toBe(true);
      network.advance(3000);
      expect([...a.events(), ...b.events()]).toEqual([]);
      expect(a.send(b.self, text("hello again"), RELIABLE, 0)).toBe(1);
      expect(nextEvent(pair, b, 1000).event, `seed ${link.seed}`).toEqual(requestFrom(a));
    }
  });

  conforms(63, () => {
    const pair = connectedPair();
    const { network, a, b } = pair;
    const channels = [-1, -2_147_483_648, 2_147_483_647, 65_536, -65_537];
    for (const channel of channels) {
      for (const flags of [RELIABLE, UNRELIABLE]) expect(a.send(b.self, text(`${channel}`), flags, channel)).toBe(1);
      network.advance(20);
    }
    network.advance(500);
    for (const channel of channels) {
      const messages = readAll(b, channel);
      expect(messages.map((message) => [message.channel, new TextDecoder().decode(message.payload)]))
        .toEqual([[channel, `${channel}`], [channel, `${channel}`]]);
      expect(b.closeChannel(a.self, channel)).toBe(true);
    }
  });

  conforms(64, () => {
    const pair = connectedPair();
    for (const channel of [0, 1, 255, 256, -1]) pair.a.send(pair.b.self, text(`on ${channel}`), RELIABLE, channel);
    settle(pair);
    for (const empty of [2, -2, 257, 65_536]) expect(read(pair.b, empty)).toEqual([]);
    for (const channel of [256, -1, 0, 255, 1]) expect(read(pair.b, channel)).toEqual([`on ${channel}`]);
  });

  conforms(65, () => {
    const pair = connectedPair();
    const { network, a, b } = pair;
    const c = network.addPlayer();
    c.send(b.self, text("c0"), RELIABLE, 0);
    expect(nextEvent(pair, b, 1000).event).toEqual(requestFrom(c));
    b.accept(c.self);
    expect(readWithin(pair, b, 1)).toEqual(["c0"]);
    for (const turn of [1, 2, 3]) {
      for (const [player, name] of [[a, "a"], [c, "c"]] as const) {
        player.send(b.self, text(`${name}${turn}`), turn === 2 ? UNRELIABLE : RELIABLE, 0);
        network.advance(100);
      }
    }
    const taken = b.receive(0, 10).map(({ peer, payload }) => [peer, new TextDecoder().decode(payload)]);
    expect(taken).toEqual([1, 2, 3].flatMap((turn) => [[a.self, `a${turn}`], [c.self, `c${turn}`]]));
  });

  conforms(66, () => {
    const pair = connectedPair();
    for (const message of counting(1, 10)) pair.a.send(pair.b.self, text(message), RELIABLE, 0);
    settle(pair);
    const take = (max: number): string[] => pair.b.receive(0, max).map(({ payload }) => new TextDecoder().decode(payload));
    expect(take(0)).toEqual([]);
    expect(take(3)).toEqual(counting(1, 3));
    expect(take(0)).toEqual([]);
    expect(take(1)).toEqual(["4"]);
    expect(take(100)).toEqual(counting(5, 6));
    expect(take(100)).toEqual([]);
  });
});

/** B has received on channels 0, 1 and 2, and read all of it. */
function withThreeChannels(options = {}): Pair {
  const pair = connectedPair(options);
  for (const channel of [1, 2]) {
    pair.a.send(pair.b.self, text(`${channel}`), RELIABLE, channel);
    expect(readWithin(pair, pair.b, 1, channel)).toEqual([`${channel}`]);
  }
  settle(pair);
  return pair;
}
