import { describe, expect, it } from "vitest";
import * as SendFlags from "../session/send-flags.js";
import * as SendResults from "../session/results.js";
import { ENVELOPE_BYTES, writePeer } from "../wire/envelope.js";
import { FAST_LANE, MAX_DATAGRAM_BYTES, SURE_LANE } from "../wire/lane.js";
import { individualId } from "../wire/steam-id.js";
import { memoryCredentials } from "./credentials.js";
import { FakeRelay } from "./fake-relay.test.helper.js";
import type { RelayClient } from "./relay-client.js";
import { RelayError } from "./relay-error.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (message: { payload: Uint8Array }): string => new TextDecoder().decode(message.payload);
const read = (client: RelayClient, channel = 0): string[] => client.receive(channel, 1_000).map(text);

async function opened(relay: FakeRelay, ...clients: RelayClient[]): Promise<void> {
  const opening = Promise.all(clients.map((client) => client.open()));
  await relay.pass(200);
  await opening;
}

/** What an attempt to open came to. */
async function failure(relay: FakeRelay, client: RelayClient, withinMs: number): Promise<RelayError> {
  let error: unknown = "still open";
  client.open().catch((reason: unknown) => (error = reason));
  await relay.pass(withinMs);
  if (!(error instanceof RelayError)) throw new Error(`expected a RelayError, got ${String(error)}`);
  return error;
}

describe("opening", () => {
  it("gives the player an id, and says so to whom it concerns", async () => {
    const relay = new FakeRelay();
    const client = relay.client();
    const states: string[] = [];
    client.onStateChange((state) => states.push(`${state} ${client.self}`));
    expect(client.self).toBe(0n);
    await opened(relay, client);
    expect(client.self).toBe(individualId(1));
    expect(states).toEqual(["connecting 0", `online ${individualId(1)}`]);
  });

  it("opens once, however often it is asked", async () => {
    const relay = new FakeRelay();
    const client = relay.client();
    const first = client.open();
    expect(client.open()).toBe(first);
    await relay.pass(200);
    expect(client.open()).toBe(first);
    await first;
    expect(relay.attempts).toHaveLength(1);
  });

  it("says hello to the relay, which the game never hears of", async () => {
    const relay = new FakeRelay();
    const client = relay.client();
    await opened(relay, client);
    relay.say(client.self, { t: "welcome", version: 1 });
    await relay.pass(2_000);
    expect(relay.heard[0]).toEqual({ player: client.self, said: { t: "hello", version: 1 } });
    expect(relay.heard.filter(({ said }) => said.t === "hello")).toHaveLength(1);
    expect(client.nextEvent()).toBeUndefined();
    expect(client.receive(0, 10)).toEqual([]);
    expect(client.send(0n, bytes("hi"), SendFlags.RELIABLE, 0)).toBe(SendResults.INVALID_PARAM);
  });

  it("comes back as the same player with the same credentials", async () => {
    const relay = new FakeRelay();
    const credentials = memoryCredentials();
    const first = relay.client({ credentials });
    await opened(relay, first);
    first.close();
    const second = relay.client({ credentials });
    await opened(relay, second);
    expect(second.self).toBe(first.self);
  });

  it("is a newcomer when its store hands out what cannot be a token", async () => {
    const relay = new FakeRelay();
    const client = relay.client({ credentials: memoryCredentials("not a token\n") });
    await opened(relay, client);
    expect(relay.attempts[0]?.token).toBeUndefined();
  });

  it.each(["refused", "unreachable", "protocol", "replaced"] as const)("fails with the reason it was given: %s", async (reason) => {
    const relay = new FakeRelay();
    const client = relay.client();
    relay.manner = new RelayError(reason, "as the test has it");
    const error = await failure(relay, client, 200);
    expect(error.reason).toBe(reason);
    expect(client.lastError).toBe(error);
    expect(client.state).toBe("idle");
    relay.manner = "up";
    await opened(relay, client);
    expect(client.state).toBe("online");
  });

  it.each([
    ["hanging", /no answer/],
    ["half-way", /UDP/],
  ] as const)("fails in time when the relay is %s, and gives its attempts up", async (manner, message) => {
    const relay = new FakeRelay();
    relay.manner = manner;
    const error = await failure(relay, relay.client({ openTimeoutMs: 3_000 }), 3_010);
    expect(error.reason).toBe("timeout");
    expect(error.message).toMatch(message);
    expect(relay.aborted).toHaveLength(relay.attempts.length);
  });

  it("makes a second attempt when the first one hangs", async () => {
    const relay = new FakeRelay();
    const client = relay.client({ openTimeoutMs: 3_000 });
    relay.manner = "half-way";
    const opening = client.open();
    await relay.pass(1_000);
    relay.manner = "up";
    await relay.pass(1_000);
    await opening;
    expect(relay.attempts).toHaveLength(2);
    expect(relay.aborted).toEqual([1_800]);
  });

  it("fails in time when even the credentials do not come", async () => {
    const relay = new FakeRelay();
    const credentials = { load: () => new Promise<undefined>(() => {}), save: () => {} };
    const error = await failure(relay, relay.client({ credentials, openTimeoutMs: 3_000 }), 3_010);
    expect(error.reason).toBe("timeout");
  });

  it("fails when it is closed meanwhile", async () => {
    const relay = new FakeRelay();
    const client = relay.client();
    const opening = client.open();
    client.close();
    await expect(opening).rejects.toMatchObject({ reason: "closed" });
    await relay.pass(1_000);
    expect(client.state).toBe("closed");
    expect(relay.has(individualId(1))).toBe(false);
  });
});

describe("two players", () => {
  it("exchange messages once one has accepted the other", async () => {
    const relay = new FakeRelay();
    const [anna, ben] = [relay.client(), relay.client()];
    await opened(relay, anna, ben);
    expect(anna.send(ben.self, bytes("hello"), SendFlags.RELIABLE, 3)).toBe(SendResults.OK);
    await relay.pass(100);
    expect(ben.nextEvent()).toEqual({ kind: "session-request", peer: anna.self });
    expect(read(ben, 3)).toEqual([]);
    expect(ben.accept(anna.self)).toBe(true);
    await relay.pass(100);
    const [message] = ben.receive(3, 10);
    expect(message).toMatchObject({ peer: anna.self, channel: 3, reliable: true, messageNumber: 1 });
    ben.send(anna.self, bytes("hello yourself"), SendFlags.UNRELIABLE, 0);
    await relay.pass(100);
    expect(read(anna)).toEqual(["hello yourself"]);
    expect(anna.info(ben.self).state).toBe(3);
  });

  it("send without delay in the very call, when they ask for it", async () => {
    const relay = new FakeRelay();
    const [anna, ben] = [relay.client(), relay.client()];
    await opened(relay, anna, ben);
    anna.send(ben.self, bytes("hello"), SendFlags.RELIABLE, 0);
    ben.send(anna.self, bytes("hello"), SendFlags.RELIABLE, 0);
    await relay.pass(200);
    read(ben);
    anna.send(ben.self, bytes("now"), SendFlags.UNRELIABLE | SendFlags.NO_NAGLE, 0);
    relay.time.advance(4);
    expect(read(ben)).toEqual(["now"]);
    anna.send(ben.self, bytes("in company"), SendFlags.UNRELIABLE, 0);
    relay.time.advance(4);
    expect(read(ben)).toEqual([]);
    relay.time.advance(6);
    expect(read(ben)).toEqual(["in company"]);
  });

  it("part at once when one closes", async () => {
    const relay = new FakeRelay();
    const [anna, ben] = [relay.client(), relay.client()];
    await opened(relay, anna, ben);
    anna.send(ben.self, bytes("hello"), SendFlags.RELIABLE, 0);
    ben.send(anna.self, bytes("hello"), SendFlags.RELIABLE, 0);
    await relay.pass(200);
    anna.close();
    await relay.pass(20);
    expect(ben.info(anna.self).state).toBe(0);
    expect(relay.heard).toContainEqual({ player: anna.self, said: { t: "leaving", lobbies: true } });
    expect(relay.has(anna.self)).toBe(false);
  });
});

describe("a client that is not open", () => {
  const nothing = (client: RelayClient): void => {
    const peer = individualId(7);
    expect(client.send(peer, bytes("x"), SendFlags.RELIABLE, 0)).toBe(SendResults.INVALID_STATE);
    expect(client.receive(0, 10)).toEqual([]);
    expect(client.accept(peer)).toBe(false);
    expect(client.closeSession(peer)).toBe(false);
    expect(client.closeChannel(peer, 0)).toBe(false);
    expect(client.info(peer)).toMatchObject({ state: 0, peer: 0n });
    expect(client.nextEvent()).toBeUndefined();
  };

  it("does nothing and says so, before and after", async () => {
    const relay = new FakeRelay();
    const client = relay.client();
    nothing(client);
    await opened(relay, client);
    client.close();
    client.close();
    nothing(client);
    expect(client.state).toBe("closed");
    expect(client.lastError?.reason).toBe("closed");
  });

  it("can be opened again, as a new page life of the same player", async () => {
    const relay = new FakeRelay();
    const client = relay.client();
    await opened(relay, client);
    const { self } = client;
    client.close();
    await relay.pass(100);
    await opened(relay, client);
    expect(client.self).toBe(self);
    expect(relay.attempts[1]?.life).not.toBe(relay.attempts[0]?.life);
  });
});

describe("a hostile relay", () => {
  it("gets nowhere with datagrams that are none", async () => {
    const relay = new FakeRelay();
    const client = relay.client();
    await opened(relay, client);
    const stranger = new Uint8Array(ENVELOPE_BYTES + 4).fill(0xff);
    const ourselves = new Uint8Array(ENVELOPE_BYTES + 4);
    writePeer(new DataView(ourselves.buffer), client.self);
    const hostile: [number, Uint8Array][] = [
      [FAST_LANE, new Uint8Array(0)],
      [SURE_LANE, new Uint8Array(ENVELOPE_BYTES - 1)],
      [7, new Uint8Array(100)],
      [-1, new Uint8Array(100)],
      [FAST_LANE, new Uint8Array(MAX_DATAGRAM_BYTES + 1)],
      [SURE_LANE, stranger],
      [SURE_LANE, ourselves],
    ];
    for (const [lane, datagram] of hostile) relay.inject(client.self, lane, datagram);
    await relay.pass(20);
    expect(client.stats.malformed).toBe(hostile.length);
    expect(client.state).toBe("online");
  });

  it("gets nowhere with noise in the place of packets and control messages", async () => {
    const relay = new FakeRelay();
    const client = relay.client();
    await opened(relay, client);
    for (let length = ENVELOPE_BYTES; length < 200; length++) relay.inject(client.self, FAST_LANE, new Uint8Array(length));
    relay.say(client.self, { t: "nonsense" } as never);
    await relay.pass(10_000);
    expect(client.state).toBe("online");
    expect(client.nextEvent()).toBeUndefined();
  });
});

describe("state listeners", () => {
  it("may close the client before it has begun, which does not keep it from being opened later", async () => {
    const relay = new FakeRelay();
    const client = relay.client();
    const stop = client.onStateChange((state) => state === "connecting" && client.close());
    await expect(client.open()).rejects.toMatchObject({ reason: "closed" });
    stop();
    await opened(relay, client);
    expect(client.state).toBe("online");
  });

  it("may close the client, throw, and stop listening", async () => {
    const relay = new FakeRelay();
    const client = relay.client();
    const heard: string[] = [];
    client.onStateChange(() => {
      throw new Error("of the game");
    });
    const stop = client.onStateChange((state) => {
      heard.push(state);
      if (state === "online") client.close();
    });
    await opened(relay, client);
    expect(heard).toEqual(["connecting", "online", "closed"]);
    expect(relay.warnings.some((warning) => warning.includes("of the game"))).toBe(true);
    stop();
    await opened(relay, client);
    expect(heard).toHaveLength(3);
  });
});
