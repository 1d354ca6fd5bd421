import fc from "fast-check";
import { expect, test } from "vitest";
import type { Input } from "./input.js";
import { InputQueue } from "./input-queue.js";

/** An input that can be told from others. */
const numbered = (number: number, dash = false): Input => ({ x: (number % 100) / 100, y: 0, dash });

/** The packet in which `number` is the last. */
const packet = (number: number, dash?: number) => ({ number, inputs: Array.from({ length: Math.min(8, number + 1) }, (_, at) => numbered(number - Math.min(7, number) + at, number - Math.min(7, number) + at === dash)) });

test("inputs are used in the order they were made in, one a tick, though packets are lost and overtake each other", () => {
  const queue = new InputQueue();
  const used: number[] = [];
  for (const number of [1, 3, 7, 5, 9, 11]) {
    queue.add(packet(number));
    for (let tick = 0; tick < 2; tick += 1) {
      queue.take();
      used.push(queue.ack);
    }
  }
  expect(used).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test("when none has come the last one holds, for half a second; nothing is acknowledged meanwhile", () => {
  const queue = new InputQueue();
  queue.add(packet(1));
  queue.take();
  queue.take();
  for (let tick = 0; tick < 30; tick += 1) expect(queue.take()).toEqual(numbered(1));
  expect(queue.ack).toBe(1);
  expect(queue.take()).toEqual({ x: 0, y: 0, dash: false });
  queue.add(packet(3));
  expect(queue.take()).toEqual(numbered(2));
});

test("what waits for longer than it must is skipped after a second, and no dash is lost by it", () => {
  const queue = new InputQueue();
  for (let number = 1; number < 8; number += 1) queue.add(packet(number));
  expect(queue.waiting).toBe(8);
  let dashes = 0;
  for (let tick = 0; tick < 200; tick += 1) {
    queue.add(packet(8 + tick, 64));
    if (queue.take().dash) dashes += 1;
  }
  expect(queue.waiting).toBeLessThan(4);
  expect(dashes).toBe(1);
});

test("a queue that runs over goes on with the newest", () => {
  const queue = new InputQueue();
  for (let number = 1; number < 60; number += 4) queue.add(packet(number));
  expect(queue.waiting).toBeLessThanOrEqual(16);
  expect(queue.ack).toBeGreaterThan(35);
});

test("a host that takes over goes on from what was acknowledged, or from what it hears first", () => {
  const queue = new InputQueue(500, numbered(500));
  expect(queue.take()).toEqual(numbered(500));
  queue.add(packet(560));
  expect(queue.take()).toEqual(numbered(559));
  queue.add(packet(490));
  expect(queue.ack).toBe(559);
});

test("whatever comes in whatever order: acknowledgements never go back, and never beyond what has come", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constant("take" as const), fc.integer({ min: 0, max: 200 })), { maxLength: 300 }), (events) => {
      const queue = new InputQueue();
      let newest = -1;
      let acked = -1;
      for (const event of events) {
        if (event === "take") {
          queue.take();
        } else {
          queue.add(packet(event));
          newest = Math.max(newest, event);
        }
        expect(queue.ack).toBeGreaterThanOrEqual(acked);
        expect(queue.ack).toBeLessThanOrEqual(newest);
        expect(queue.waiting).toBeLessThanOrEqual(16);
        acked = queue.ack;
      }
    }),
  );
});
