import { expect, test } from "vitest";
import { FrameReader } from "../wire/frame-reader.js";
import { writeReliable, writeUnreliable } from "../wire/frame.js";
import { Inbox } from "./inbox.js";

test("reliable messages stay in order after ten million unreliable ones", () => {
  const heard: number[] = [];
  const inbox = new Inbox((_now, _channel, _payload, reliable, number) => reliable && heard.push(number));
  const bytes = new Uint8Array(64);
  const payload = new Uint8Array(4);
  const frame = (length: number): FrameReader => {
    const reader = new FrameReader();
    expect(reader.open(bytes.subarray(0, length), 0)).toBe(true);
    reader.next();
    return reader;
  };
  const reliable = (fragment: number, number: number, previous: number) =>
    inbox.takeReliable(0, frame(writeReliable(bytes, 0, fragment, number, 0, number - previous, payload, 0, payload.length)));
  reliable(0, 10, 10);
  // Of all the others one in thirty thousand arrives.
  for (let number = 20; number < 10_000_000; number += 30_000) inbox.takeUnreliable(0, frame(writeUnreliable(bytes, 0, number, 0, 0, 1, payload, 0, payload.length)));
  reliable(2, 10_000_002, 10_000_001);
  expect(heard).toEqual([10]);
  reliable(1, 10_000_001, 10_000_001);
  expect(heard).toEqual([10, 10_000_001, 10_000_002]);
});
