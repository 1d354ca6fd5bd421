import { expect, test } from "vitest";
import { SentPackets } from "./sent-packets.js";

test("the last thousand packets are remembered, with when they left and what they weighed, however many there were", () => {
  const sent = new SentPackets();
  for (let number = 1; number <= 5000; number++) {
    sent.note(number * 2, number);
    for (const back of [0, 1, 20, 31, 32, 500, 1000]) {
      const earlier = number - back;
      if (earlier < 1) continue;
      expect(sent.sentAt(earlier & 0xffff), `packet ${earlier} after ${number}`).toBe(earlier * 2);
      expect(sent.bytesBetween(earlier, number)).toBe((number * (number + 1) - earlier * (earlier + 1)) / 2);
    }
  }
  expect(sent.sentAt(5000 - 1024)).toBeUndefined();
  expect(sent.bytesBetween(5000 - 1024, 5000)).toBe(0);
  expect(sent.sentAt(5001)).toBeUndefined();
});

test("of a connection that is quiet for long the last minute is remembered, and no less once it is busy again", () => {
  const sent = new SentPackets();
  const times: number[] = [];
  const note = (now: number) => {
    sent.note(now, 10);
    times.push(now);
  };
  for (let now = 0; now < 1_200_000; now += 850) note(now);
  for (let now = 1_200_000; now < 1_210_000; now += 16) note(now);
  const now = times.at(-1)!;
  for (const [index, at] of times.entries()) {
    if (now - at < 60_000) expect(sent.sentAt((index + 1) & 0xffff)).toBe(at);
    else expect([at, undefined]).toContain(sent.sentAt((index + 1) & 0xffff));
  }
  expect(sent.sentAt(1)).toBeUndefined();
  expect(sent.hasForgotten(1)).toBe(true);
  expect(sent.bytesBehind(0)).toBeLessThanOrEqual(10 * 1024);
});

test("nothing that has not left is remembered", () => {
  const sent = new SentPackets();
  expect([sent.sentAt(0), sent.sentAt(1)]).toEqual([undefined, undefined]);
});
