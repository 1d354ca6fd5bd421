import { RTCIceCandidate, RTCPeerConnection, RTCSessionDescription } from "node-datachannel/polyfill";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import * as SendFlags from "../session/send-flags.js";
import * as SendResults from "../session/results.js";
import { memoryCredentials } from "./credentials.js";
import { RelayClient } from "./relay-client.js";
import type { RelayClientOptions } from "./relay-client-options.js";
import { RelayProcess } from "./relay-process.test.helper.js";

/** The players' side in this process, over real WebRTC; the relay in one of its own. */
let relay: RelayProcess;
const clients: RelayClient[] = [];

beforeAll(() => {
  Object.assign(globalThis, { RTCPeerConnection, RTCSessionDescription, RTCIceCandidate });
});

beforeEach(async () => {
  // geckos reports every failed attempt there.
  vi.spyOn(console, "error").mockImplementation(() => {});
  relay = await RelayProcess.start();
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await relay.dispose();
});

function newClient(options: Partial<RelayClientOptions> = {}): RelayClient {
  const quiet = { info: () => {}, warn: () => {} };
  const client = new RelayClient({ url: relay.url, credentials: memoryCredentials(), log: quiet, ...options });
  clients.push(client);
  return client;
}

const until = (condition: () => boolean, timeout = 15_000): Promise<void> =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout, interval: 10 });

/** Two players with a session. */
async function pair(): Promise<[RelayClient, RelayClient]> {
  const [anna, ben] = [newClient(), newClient()];
  await Promise.all([anna.open(), ben.open()]);
  anna.send(ben.self, new Uint8Array(1), SendFlags.RELIABLE, 9);
  ben.send(anna.self, new Uint8Array(1), SendFlags.RELIABLE, 9);
  await until(() => anna.info(ben.self).state === 3 && ben.info(anna.self).state === 3);
  return [anna, ben];
}

const number = (payload: Uint8Array): number => new DataView(payload.buffer, payload.byteOffset).getUint32(0);
const numbered = (value: number): Uint8Array => {
  const payload = new Uint8Array(4);
  new DataView(payload.buffer).setUint32(0, value);
  return payload;
};

describe("over a real relay", () => {
  it("two newcomers are two players, and meet", async () => {
    const [anna, ben] = [newClient(), newClient()];
    await Promise.all([anna.open(), ben.open()]);
    expect(anna.self).not.toBe(ben.self);
    expect(anna.send(ben.self, numbered(1), SendFlags.RELIABLE, 5)).toBe(SendResults.OK);
    let event = ben.nextEvent();
    await until(() => (event ??= ben.nextEvent()) !== undefined);
    expect(event).toEqual({ kind: "session-request", peer: anna.self });
    expect(ben.accept(anna.self)).toBe(true);
    let received = ben.receive(5, 10);
    await until(() => (received = [...received, ...ben.receive(5, 10)]).length > 0);
    expect(received[0]).toMatchObject({ peer: anna.self, channel: 5, reliable: true });
  });

  it("a thousand messages and half a megabyte arrive, in order", async () => {
    const [anna, ben] = await pair();
    const large = new Uint8Array(524_288).map((_, index) => index * 7);
    const numbers: number[] = [];
    const larges: Uint8Array[] = [];
    let sent = 0;
    let largeSent = false;
    await until(() => {
      while (sent < 1_000 && anna.send(ben.self, numbered(sent), SendFlags.RELIABLE, 0) === SendResults.OK) sent++;
      largeSent ||= sent === 1_000 && anna.send(ben.self, large, SendFlags.RELIABLE, 1) === SendResults.OK;
      numbers.push(...ben.receive(0, 100).map(({ payload }) => number(payload)));
      larges.push(...ben.receive(1, 1).map(({ payload }) => payload));
      return larges.length > 0 && numbers.length >= 1_000;
    });
    expect(numbers).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
    expect(Buffer.compare(larges[0] ?? new Uint8Array(0), large)).toBe(0);
  });

  it("a player who closes is gone for the others at once", async () => {
    const [anna, ben] = await pair();
    anna.close();
    await until(() => ben.info(anna.self).state === 0, 2_000);
    expect(ben.nextEvent()).toBeUndefined();
  });

  it("the relay is killed and started again while messages flow, and none is lost or doubled", async () => {
    const [anna, ben] = await pair();
    const ids = [anna.self, ben.self];
    const seen: number[] = [];
    let sent = 0;
    const talk = setInterval(() => {
      if (anna.send(ben.self, numbered(sent), SendFlags.RELIABLE, 0) === SendResults.OK) sent++;
      seen.push(...ben.receive(0, 100).map(({ payload }) => number(payload)));
    }, 10);
    try {
      await until(() => seen.length > 20);
      await relay.kill();
      await relay.start();
      await until(() => anna.state === "reconnecting" || ben.state === "reconnecting");
      const sentBefore = sent;
      await until(() => anna.state === "online" && ben.state === "online");
      await until(() => seen.length > sentBefore + 20);
    } finally {
      clearInterval(talk);
    }
    await until(() => {
      seen.push(...ben.receive(0, 100).map(({ payload }) => number(payload)));
      return seen.length >= sent;
    });
    expect(seen).toEqual(Array.from({ length: sent }, (_, index) => index));
    expect([anna.self, ben.self]).toEqual(ids);
    expect(anna.nextEvent()).toBeUndefined();
  });

  it("a relay that no longer answers is noticed by its silence", async () => {
    const client = newClient();
    await client.open();
    relay.freeze();
    await until(() => client.state === "reconnecting");
    expect(client.lastError?.message).toMatch(/nothing was heard/);
  });

  it("a page that comes with a player's token takes the player over, and the other is not let in again", async () => {
    const credentials = memoryCredentials();
    const first = newClient({ credentials });
    await first.open();
    const second = newClient({ credentials });
    await second.open();
    expect(second.self).toBe(first.self);
    await until(() => first.state === "closed");
    expect(first.lastError?.reason).toBe("replaced");
    expect(second.state).toBe("online");
  });
});

describe("without a relay", () => {
  it("opening fails at once, and says what to look at", async () => {
    await relay.kill();
    await expect(newClient().open()).rejects.toMatchObject({ reason: "unreachable", message: expect.stringContaining(relay.url) as string });
  });

  it("opening fails in time when nobody answers", async () => {
    relay.freeze();
    const client = newClient({ openTimeoutMs: 500 });
    await expect(client.open()).rejects.toMatchObject({ reason: "timeout" });
    expect(client.state).toBe("idle");
  });
});
