import { expect, test } from "vitest";
import { makePayload, readPayload } from "./payload.js";

test("a message says which it is, whatever its size", () => {
  for (const bytes of [6, 100, 524_288]) expect(readPayload(makePayload({ stream: 31, number: 33_000_000 }, bytes))).toEqual({ stream: 31, number: 33_000_000 });
});

test("every byte is one of JSON as well, so that text contenders send as much as others", () => {
  const text = String.fromCharCode(...makePayload({ stream: 5, number: 12_345 }, 100));
  expect(JSON.stringify(text)).toHaveLength(102);
});

test("a message that was damaged is not taken for one", () => {
  const payload = makePayload({ stream: 1, number: 2 }, 4_000);
  payload.fill(0, 2_000, 3_100);
  expect(() => readPayload(payload)).toThrow("damaged");
});
