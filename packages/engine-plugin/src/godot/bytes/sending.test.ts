import { SimulatedNetwork } from "@samovar/transport/testing";
import { expect, test } from "vitest";
import { PackedByteArray } from "../packed-byte-array.js";

const RELIABLE = 8;

test.each([
  ["another player", 1],
  ["oneself", 0],
])("an array that can grow is sent to %s as it was at that moment, whatever is done to it afterwards", (_, to) => {
  const network = new SimulatedNetwork();
  const players = [network.addPlayer(), network.addPlayer()] as const;
  const [anna] = players;
  const receiver = players[to === 0 ? 0 : 1];
  const packet = new PackedByteArray(Uint8Array.from({ length: 10_000 }, (_byte, at) => at));
  expect(anna.send(receiver.self, packet, RELIABLE, 0)).toBe(1);
  packet.fill(7);
  packet.clear();
  network.advance(500);
  receiver.accept(anna.self);
  network.advance(2000);
  const [message] = receiver.receive(0, 10);
  expect(message?.payload.every((byte, at) => byte === (at & 255))).toBe(true);
  expect(message?.payload).toHaveLength(10_000);
});
