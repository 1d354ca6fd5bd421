import { expect, test } from "vitest";
import { cut, Joiner } from "./pieces.js";

test.for([0, 1, 95, 96, 1_000])("a message of %i bytes comes out as it went in, on its channel", (bytes) => {
  const message = Uint8Array.from({ length: bytes }, (_, index) => index);
  const came: { payload: Uint8Array; channel: number }[] = [];
  const joiner = new Joiner((payload, channel) => came.push({ payload, channel }));
  for (let repeat = 0; repeat < 2; repeat++) for (const piece of cut(message, 3, 100)) joiner.add(piece);
  expect(came).toEqual([{ payload: message, channel: 3 }, { payload: message, channel: 3 }]);
});
