import { expect, it } from "vitest";
import { SimulatedNetwork, type SimulatedNetworkOptions, type SimulatedPlayer } from "../../testing/index.js";
import type { ReceivedMessage, SessionEvent } from "../endpoint.js";
import * as SendFlags from "../send-flags.js";
import { statements } from "./statements.js";

export const UNRELIABLE = SendFlags.UNRELIABLE;
export const RELIABLE = SendFlags.RELIABLE;
export const AUTO_RESTART = SendFlags.RELIABLE | SendFlags.AUTO_RESTART_BROKEN_SESSION;

/** The test of one statement, named after it. */
export function conforms(number: number, run: () => void): void {
  const statement = statements.find((candidate) => candidate.number === number);
  if (statement === undefined) throw new Error(`There is no statement ${number} in statements.ts.`);
  it(`C${number}${statement.rule === undefined ? "" : `/${statement.rule}`}: ${statement.text}`, run);
}

/** Two players on a network of their own. */
export interface Pair {
  readonly network: SimulatedNetwork;
  readonly a: SimulatedPlayer;
  readonly b: SimulatedPlayer;
}

/** Two players who never met. */
export function strangers(options: SimulatedNetworkOptions = {}): Pair {
  const network = new SimulatedNetwork(options);
  return { network, a: network.addPlayer(), b: network.addPlayer() };
}

/** A has written, B has been asked and has not answered. */
export function pendingPair(options: SimulatedNetworkOptions = {}, message = "first"): Pair {
  const pair = strangers(options);
  expect(pair.a.send(pair.b.self, text(message), RELIABLE, 0)).toBe(1);
  expect(nextEvent(pair, pair.b, 5000).event).toEqual(requestFrom(pair.a));
  return pair;
}

/** A has written, B has accepted, both are connected, the message was read and acknowledged, no event waits. */
export function connectedPair(options: SimulatedNetworkOptions = {}): Pair {
  const pair = pendingPair(options);
  expect(pair.b.accept(pair.a.self)).toBe(true);
  connect(pair);
  expect(readWithin(pair, pair.b, 1)).toEqual(["first"]);
  settle(pair);
  expect([...pair.a.events(), ...pair.b.events()]).toEqual([]);
  return pair;
}

/** Waits until both are connected. */
export function connect({ network, a, b }: Pair): void {
  expect(network.advanceUntil(() => a.info(b.self).state === 3 && b.info(a.self).state === 3, 5000), "both are connected").toBe(true);
}

/** Waits until everything reliable has been acknowledged on both sides. */
export function settle({ network, a, b }: Pair): void {
  const quiet = (one: SimulatedPlayer, other: SimulatedPlayer): boolean => {
    const { status } = one.info(other.self);
    return status.pendingReliable === 0 && status.sentUnacknowledgedReliable === 0;
  };
  expect(network.advanceUntil(() => quiet(a, b) && quiet(b, a), 10_000), "all is acknowledged").toBe(true);
}

export function requestFrom(player: SimulatedPlayer): SessionEvent {
  return { kind: "session-request", peer: player.self };
}

/** A failure event with whatever text. */
export function failure(peer: bigint, state: 4 | 5, reason: number): unknown {
  return { kind: "session-failed", peer, state, reason, debug: expect.any(String) as unknown };
}

/** Waits for a player's next event. */
export function nextEvent(
  { network }: { readonly network: SimulatedNetwork }, player: SimulatedPlayer, withinMs: number,
): { event: SessionEvent | undefined; afterMs: number } {
  const start = network.time.now;
  let event: SessionEvent | undefined;
  network.advanceUntil(() => (event ??= player.nextEvent()) !== undefined, withinMs);
  return { event, afterMs: network.time.now - start };
}

/** How long it takes until something holds; Infinity when it does not within the time. */
export function timeUntil({ network }: { readonly network: SimulatedNetwork }, condition: () => boolean, withinMs: number): number {
  const start = network.time.now;
  return network.advanceUntil(condition, withinMs) ? network.time.now - start : Number.POSITIVE_INFINITY;
}

/** The tolerance of all times: 10 % or half a second, whichever is more. */
export function expectAbout(actualMs: number, wantedMs: number): void {
  const tolerance = Math.max(500, wantedMs / 10);
  expect(actualMs).toBeGreaterThanOrEqual(wantedMs - tolerance);
  expect(actualMs).toBeLessThanOrEqual(wantedMs + tolerance);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function text(value: string): Uint8Array {
  return encoder.encode(value);
}

/** Takes all messages of a channel. */
export function readAll(player: SimulatedPlayer, channel = 0): ReceivedMessage[] {
  return player.receive(channel, 100_000);
}

/** Takes all messages of a channel, as text. */
export function read(player: SimulatedPlayer, channel = 0): string[] {
  return readAll(player, channel).map(({ payload }) => decoder.decode(payload));
}

/** Waits until so many messages came on a channel, and takes them as text; what has come when the time is over, otherwise. */
export function readWithin({ network }: { readonly network: SimulatedNetwork }, player: SimulatedPlayer, count: number, channel = 0, withinMs = 5000): string[] {
  const taken: string[] = [];
  network.advanceUntil(() => taken.push(...read(player, channel)) >= count, withinMs);
  return taken;
}

/** Bytes that give away every shift and cut. */
export function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8) * 7) & 0xff);
}

/** Compares large byte arrays, which `toEqual` does slowly. */
export function expectSameBytes(actual: Uint8Array | undefined, wanted: Uint8Array): void {
  expect(actual?.length).toBe(wanted.length);
  const different = wanted.findIndex((byte, index) => byte !== actual?.[index]);
  expect(different, "position of the first byte that differs").toBe(-1);
}

/** The numbers from `from`, as texts. */
export function counting(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${from + index}`);
}

/** How many datagrams leave all players while something happens. */
export function datagramsDuring({ network }: { readonly network: SimulatedNetwork }, run: () => void): number {
  let count = 0;
  const stop = network.watch(() => count++);
  run();
  stop();
  return count;
}

/** Links on which sequences must hold just the same. */
export const badLinks: readonly SimulatedNetworkOptions[] = [
  { seed: 1, conditions: { lagMs: 1 } },
  { seed: 2, conditions: { lagMs: 60, jitterMs: 40 } },
  { seed: 3, conditions: { lagMs: 20, jitterMs: 20, loss: 0.1, duplication: 0.1, reordering: 0.1 } },
  { seed: 4, conditions: { lagMs: 30, jitterMs: 10, loss: 0.2, duplication: 0.05, reordering: 0.2 } },
];
