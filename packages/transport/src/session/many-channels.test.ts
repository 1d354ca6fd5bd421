import { expect, it } from "vitest";
import { SimulatedNetwork } from "../testing/network.js";
import * as SendFlags from "./send-flags.js";

it("a large message arrives although thousands of other channels were written to meanwhile", () => {
  const CHANNELS = 9000;
  const network = new SimulatedNetwork({ conditions: { lagMs: 100 }, settings: { sendBufferBytes: 20_000_000 } });
  const anna = network.addPlayer();
  const ben = network.addPlayer();
  anna.send(ben.self, new Uint8Array(5), SendFlags.RELIABLE, 0);
  network.advance(500);
  ben.accept(anna.self);
  network.advance(1000);
  // The large one follows another on its channel, and takes turns with all the others until its end.
  anna.send(ben.self, new Uint8Array(9), SendFlags.RELIABLE, -1);
  anna.send(ben.self, new Uint8Array(524_288), SendFlags.RELIABLE, -1);
  for (let channel = 1; channel <= CHANNELS; channel++) anna.send(ben.self, new Uint8Array(300), SendFlags.RELIABLE, channel);
  network.advance(30_000);
  expect(ben.receive(-1, 10).map(({ payload }) => payload.length)).toEqual([9, 524_288]);
  for (let channel = 1; channel <= CHANNELS; channel++) expect(ben.receive(channel, 10)).toHaveLength(1);
});
