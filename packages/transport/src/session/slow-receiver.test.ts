import { describe, expect, it } from "vitest";
import { SimulatedNetwork, type SimulatedPlayer } from "../testing/index.js";
import * as SendFlags from "./send-flags.js";

const { RELIABLE, NO_NAGLE } = SendFlags;
const BULK = 0;
const CHAT = 1;
const MESSAGE_BYTES = 20_000;
const CHAT_EVERY_MS = 500;

interface Outcome {
  /** How long until all had arrived, as a multiple of what the slow player's line takes for it. */
  readonly time: number;
  /** What left the senders, as a multiple of what the slow player got. */
  readonly bytes: number;
  /** The longest that a small message took which left beside all that, ms. */
  readonly chatMs: number;
  /** The longest time in which nothing at all arrived, ms. */
  readonly stillMs: number;
}

/** Senders and receivers are connected, each with each, and nothing is unread. */
function meet(network: SimulatedNetwork, senders: readonly SimulatedPlayer[], receivers: readonly SimulatedPlayer[]): void {
  for (const sender of senders) for (const receiver of receivers) sender.send(receiver.self, new Uint8Array(1), RELIABLE, CHAT);
  network.advance(100);
  for (const sender of senders) for (const receiver of receivers) expect(receiver.accept(sender.self)).toBe(true);
  network.advance(1900);
  for (const receiver of receivers) receiver.receive(CHAT, Number.POSITIVE_INFINITY);
}

/** Everyone sends the same player, whose line is slow, so many bytes at once; one of them goes on chatting. */
function deluge({ senders, each, bytesPerSecond, queueBytes }: { senders: number; each: number; bytesPerSecond: number; queueBytes?: number }): Outcome {
  const network = new SimulatedNetwork({ queueBytes, conditions: { lagMs: 20 } });
  const slow = network.addPlayer({ conditions: { bytesPerSecond } });
  const others = Array.from({ length: senders }, () => network.addPlayer());
  meet(network, others, [slow]);
  let bytes = 0;
  network.watch(({ player, datagram }) => (bytes += player === slow ? 0 : datagram.length));
  for (const other of others) {
    for (let left = each; left > 0; left -= MESSAGE_BYTES) expect(other.send(slow.self, new Uint8Array(Math.min(left, MESSAGE_BYTES)), RELIABLE, BULK)).toBe(1);
  }
  const [first] = others as [SimulatedPlayer];
  const total = senders * each;
  const idealMs = (total * 1000) / bytesPerSecond;
  const from = network.time.now;
  const chatSentAt: number[] = [];
  let [arrived, lastAt, chatsRead, chatMs, stillMs] = [0, from, 0, 0, 0];
  while ((arrived < total || chatsRead < chatSentAt.length) && network.time.now < from + 10 * idealMs) {
    const { now } = network.time;
    if (arrived < total && now >= from + chatSentAt.length * CHAT_EVERY_MS) {
      chatSentAt.push(now);
      first.send(slow.self, new Uint8Array(50), RELIABLE | NO_NAGLE, CHAT);
    }
    network.advance(10);
    const [bulk, chats] = [slow.receive(BULK, Number.POSITIVE_INFINITY), slow.receive(CHAT, Number.POSITIVE_INFINITY)];
    for (const { payload } of bulk) arrived += payload.length;
    for (const _ of chats) chatMs = Math.max(chatMs, network.time.now - chatSentAt[chatsRead++]!);
    if (bulk.length + chats.length === 0) continue;
    stillMs = Math.max(stillMs, network.time.now - lastAt);
    lastAt = network.time.now;
  }
  expect(arrived).toBe(total);
  expect(chatsRead).toBe(chatSentAt.length);
  for (const other of others) expect(other.events()).toEqual([]);
  return { time: (lastAt - from) / idealMs, bytes: bytes / total, chatMs, stillMs };
}

function expectWithin(outcome: Outcome, limits: Outcome): void {
  for (const key of ["time", "bytes", "chatMs", "stillMs"] as const) expect(outcome[key], key).toBeLessThan(limits[key]);
}

describe("more than the relay keeps for a slow player", () => {
  it.each([
    { senders: 1, each: 500_000, bytesPerSecond: 125_000, queueBytes: 65_536 },
    { senders: 8, each: 500_000, bytesPerSecond: 1_000_000, queueBytes: 65_536 },
    { senders: 30, each: 300_000, bytesPerSecond: 1_000_000 },
  ])("arrives in little more than its time and bytes: $senders senders, $each bytes each, $bytesPerSecond a second", (plan) => {
    expectWithin(deluge(plan), { time: 1.5, bytes: 1.5, chatMs: 2500, stillMs: 1500 });
  });

  // All senders together send more than the line takes even at the least rate they ever have, and the queue overflows again and again.
  it.each([
    { senders: 1, each: 400_000, bytesPerSecond: 20_000, queueBytes: 65_536 },
    { senders: 2, each: 60_000, bytesPerSecond: 8000, queueBytes: 65_536 },
    { senders: 8, each: 520_000, bytesPerSecond: 100_000 },
    { senders: 15, each: 520_000, bytesPerSecond: 250_000 },
  ])("arrives with few repeats where no sender may be slow enough: $senders senders, $each bytes each, $bytesPerSecond a second", (plan) => {
    expectWithin(deluge(plan), { time: 1.6, bytes: 2.6, chatMs: 4000, stillMs: 3000 });
  });

  it("goes on without a hole where one player sends to two of them, and hears of both at once", () => {
    const each = 400_000;
    const network = new SimulatedNetwork({ queueBytes: 65_536, conditions: { lagMs: 20 } });
    const host = network.addPlayer();
    const slow = [100_000, 60_000].map((bytesPerSecond) => network.addPlayer({ conditions: { bytesPerSecond } }));
    meet(network, [host], slow);
    const from = network.time.now;
    for (const player of slow) for (let left = each; left > 0; left -= 4000) host.send(player.self, new Uint8Array(4000), RELIABLE, BULK);
    const got = slow.map(() => ({ bytes: 0, lastAt: from, stillMs: 0 }));
    network.advanceUntil(() => {
      for (const [index, player] of slow.entries()) {
        const state = got[index]!;
        const messages = player.receive(BULK, Number.POSITIVE_INFINITY);
        if (messages.length === 0) continue;
        for (const { payload } of messages) state.bytes += payload.length;
        state.stillMs = Math.max(state.stillMs, network.time.now - state.lastAt);
        state.lastAt = network.time.now;
      }
      return got.every(({ bytes }) => bytes === each);
    }, 30_000);
    expect(got.map(({ bytes }) => bytes)).toEqual([each, each]);
    for (const { stillMs } of got) expect(stillMs).toBeLessThan(1500);
  });
});
