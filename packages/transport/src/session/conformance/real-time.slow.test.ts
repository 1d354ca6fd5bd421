/**
 * The statements about time, on a real clock. Takes about seven minutes and runs only when asked for:
 *
 *   SAMOVAR_SLOW=1 pnpm exec vitest run packages/transport/src/session/conformance/real-time.slow.test.ts
 *
 * What carries the messages is a stage: the simulated network driven by the real clock, and players of a real relay over real WebRTC.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { memoryCredentials } from "../../client/credentials.js";
import { RelayClient } from "../../client/relay-client.js";
import { RelayProcess } from "../../client/relay-process.test.helper.js";
import { SimulatedNetwork } from "../../testing/index.js";
import { individualId } from "../../wire/steam-id.js";
import type { Endpoint, SessionEvent } from "../endpoint.js";
import { failure, RELIABLE, text, UNRELIABLE } from "./scenario.test-kit.js";

/** Two players, online, who never met. */
interface Stage {
  readonly a: Endpoint;
  readonly b: Endpoint;
  /** Nothing passes between the two from now on, in either direction. */
  readonly part: () => void;
  /** What a session that is lost by that ends for: the peer's silence, or that of our own relay. */
  readonly lostReason: number;
  readonly close: () => void | Promise<void>;
}

/** How a test gets its stage; each has one of its own, and they run at the same time. */
type StageMaker = () => Promise<Stage>;

const TICK_MS = 5;
const TEST_TIMEOUT_MS = 420_000;
const nobody = individualId(3_999_999_999);

async function simulatedStage(): Promise<Stage> {
  const network = new SimulatedNetwork({ conditions: { lagMs: 20, jitterMs: 5, loss: 0.01 } });
  const [a, b] = [network.addPlayer(), network.addPlayer()];
  await Promise.all([a.open(), b.open()]);
  const start = performance.now();
  const clock = setInterval(() => network.time.advanceTo(performance.now() - start), TICK_MS);
  return { a, b, part: () => network.partition(a, b), lostReason: 4001, close: () => clearInterval(clock) };
}

/** A relay for each stage, so that it can be frozen: then nothing passes, and nobody is told. */
async function relayStage(): Promise<Stage> {
  const { RTCIceCandidate, RTCPeerConnection, RTCSessionDescription } = await import("node-datachannel/polyfill");
  Object.assign(globalThis, { RTCPeerConnection, RTCSessionDescription, RTCIceCandidate });
  const relay = await RelayProcess.start();
  const quiet = { info: () => {}, warn: () => {} };
  const [a, b] = [0, 1].map(() => new RelayClient({ url: relay.url, credentials: memoryCredentials(), log: quiet })) as [RelayClient, RelayClient];
  await Promise.all([a.open(), b.open()]);
  return {
    a,
    b,
    part: () => relay.freeze(),
    lostReason: 3002,
    close: async () => {
      a.close();
      b.close();
      await relay.dispose();
    },
  };
}

timingStatements("a simulated network", simulatedStage);
timingStatements("a real relay", relayStage);

function timingStatements(name: string, makeStage: StageMaker): void {
  const onStage = async (run: (stage: Stage) => Promise<void>): Promise<void> => {
    const stage = await makeStage();
    try {
      await run(stage);
    } finally {
      await stage.close();
    }
  };

  describe.skipIf(process.env["SAMOVAR_SLOW"] === undefined).concurrent(`Statements about time, on ${name}`, () => {
    it("C12: an ignored request is posted again every 5 s while A writes", () => onStage(async ({ a, b }) => {
      const posts: number[] = [];
      for (let tick = 0; tick < 130; tick++) {
        a.send(b.self, text(`${tick}`), RELIABLE, 0);
        await sleep(50);
        for (let event = b.nextEvent(); event !== undefined; event = b.nextEvent()) posts.push(performance.now());
      }
      expect(posts).toHaveLength(2);
      expectAbout(posts[1]! - posts[0]!, 5000);
    }), TEST_TIMEOUT_MS);

    it("C25, C26: an ignored request fails after 10 s on both sides", () => onStage(async ({ a, b }) => {
      a.send(b.self, text("hello"), RELIABLE, 0);
      const start = performance.now();
      expect(await nextEvent(b, 2000)).toEqual({ kind: "session-request", peer: a.self });
      expect(await nextEvent(a, 20_000)).toEqual(failure(b.self, 5, 5003));
      expectAbout(performance.now() - start, 10_000);
      expect(await nextEvent(b, 1000)).toMatchObject({ kind: "session-failed", reason: 5003 });
    }), TEST_TIMEOUT_MS);

    it("C34: accepting what was withdrawn 6 s ago fails with 5008 after 10 s", () => onStage(async ({ a, b }) => {
      a.send(b.self, text("hello"), RELIABLE, 0);
      expect(await nextEvent(b, 2000)).toMatchObject({ kind: "session-request" });
      a.closeSession(b.self);
      await sleep(6000);
      expect(b.accept(a.self)).toBe(true);
      const start = performance.now();
      expect(await nextEvent(b, 20_000)).toEqual(failure(a.self, 5, 5008));
      expectAbout(performance.now() - start, 10_000);
    }), TEST_TIMEOUT_MS);

    it("C37, C41: writing to nobody fails after 10 s, and can be read of until 180 s", () => onStage(async ({ a }) => {
      a.send(nobody, text("hello"), RELIABLE, 0);
      const start = performance.now();
      expect(await nextEvent(a, 20_000)).toEqual(failure(nobody, 5, 5003));
      expectAbout(performance.now() - start, 10_000);
      expect(await until(() => a.info(nobody).state === 0, 200_000)).toBe(true);
      expectAbout(performance.now() - start, 180_000);
    }), TEST_TIMEOUT_MS);

    it("C83: 512 KiB arrive, whole", () => onStage(async (stage) => {
      await connect(stage);
      const { a, b } = stage;
      a.send(b.self, new Uint8Array(524_288).fill(7), RELIABLE, 0);
      expect(await until(() => b.receive(0, 1)[0]?.payload.length === 524_288, 20_000)).toBe(true);
    }), TEST_TIMEOUT_MS);

    it("C84: a pair that says nothing ends after 180 s, without an event", () => onStage(async (stage) => {
      await connect(stage);
      const { a, b } = stage;
      const start = performance.now();
      expect(await until(() => a.info(b.self).state === 0 && b.info(a.self).state === 0, 220_000)).toBe(true);
      expectAbout(performance.now() - start, 180_000);
      expect([a.nextEvent(), b.nextEvent()]).toEqual([undefined, undefined]);
    }), TEST_TIMEOUT_MS);

    it("C85, C86: messages one way keep it alive beyond 180 s, and a listener loses nothing", () => onStage(async (stage) => {
      await connect(stage);
      const { a, b } = stage;
      for (let round = 0; round < 21; round++) {
        expect(a.send(b.self, text(`${round}`), RELIABLE, 0)).toBe(1);
        await sleep(10_000);
      }
      expect([a.info(b.self).state, b.info(a.self).state]).toEqual([3, 3]);
      expect(b.receive(0, 100)).toHaveLength(21);
      expect([a.nextEvent(), b.nextEvent()]).toEqual([undefined, undefined]);
    }), TEST_TIMEOUT_MS);

    it("C89: a pair that is parted is told nothing, and is in state 0 after 10 to 11 s", () => onStage(async (stage) => {
      const { a, b, part } = stage;
      await connect(stage);
      part();
      const start = performance.now();
      expect(await until(() => a.info(b.self).state === 0 && b.info(a.self).state === 0, 20_000)).toBe(true);
      expectAbout(performance.now() - start, 10_500);
      expect([a.nextEvent(), b.nextEvent()]).toEqual([undefined, undefined]);
    }), TEST_TIMEOUT_MS);

    it("C90: parted with something undelivered, the sender is told", () => onStage(async (stage) => {
      const { a, b, part, lostReason } = stage;
      await connect(stage);
      part();
      a.send(b.self, text("lost"), RELIABLE, 0);
      const start = performance.now();
      expect(await nextEvent(a, 20_000)).toEqual(failure(b.self, 5, lostReason));
      expectAbout(performance.now() - start, 10_500);
    }), TEST_TIMEOUT_MS);

    it("C103: ping is what a round trip takes", () => onStage(async (stage) => {
      await connect(stage);
      const { a, b } = stage;
      for (let tick = 0; tick < 60; tick++) {
        a.send(b.self, text(`${tick}`), UNRELIABLE, 0);
        await sleep(50);
      }
      expect(a.info(b.self).status.ping).toBeGreaterThanOrEqual(0);
      expect(a.info(b.self).status.ping).toBeLessThan(500);
    }), TEST_TIMEOUT_MS);
  });
}

async function connect({ a, b }: Stage): Promise<void> {
  a.send(b.self, text("first"), RELIABLE, 0);
  expect(await nextEvent(b, 5000)).toEqual({ kind: "session-request", peer: a.self });
  b.accept(a.self);
  expect(await until(() => a.info(b.self).state === 3 && b.info(a.self).state === 3 && b.receive(0, 1).length === 1, 5000)).toBe(true);
}

async function nextEvent(endpoint: Endpoint, withinMs: number): Promise<SessionEvent | undefined> {
  let event: SessionEvent | undefined;
  await until(() => (event ??= endpoint.nextEvent()) !== undefined, withinMs);
  return event;
}

async function until(condition: () => boolean, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() >= end) return false;
    await sleep(TICK_MS);
  }
  return true;
}

/** 10 %, or a second on a machine that is busy with all these at once. */
function expectAbout(actualMs: number, wantedMs: number): void {
  expect(Math.abs(actualMs - wantedMs)).toBeLessThanOrEqual(Math.max(1000, wantedMs / 10));
}
