import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ENVELOPE_BYTES, readPeer, writePeer } from "./envelope.js";
import { individualId, isIndividualId, parseIndividualId } from "./steam-id.js";

const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

describe("the envelope", () => {
  it("carries any 64-bit id, and touches nothing of the packet", () => {
    fc.assert(
      fc.property(uint64, fc.uint8Array({ maxLength: 40 }), (peer, packet) => {
        const datagram = new Uint8Array(ENVELOPE_BYTES + packet.length);
        datagram.set(packet, ENVELOPE_BYTES);
        const view = new DataView(datagram.buffer);
        writePeer(view, peer);
        expect(readPeer(view)).toBe(peer);
        expect(datagram.subarray(ENVELOPE_BYTES)).toEqual(packet);
      }),
    );
  });

  it("is not there in a datagram too short for one", () => {
    for (let length = 0; length < ENVELOPE_BYTES; length++) expect(readPeer(new DataView(new ArrayBuffer(length)))).toBeUndefined();
  });
});

describe("a player's id", () => {
  it("comes back from its decimal text", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 - 1 }), (account) => {
        const id = individualId(account);
        expect(isIndividualId(id)).toBe(true);
        expect(parseIndividualId(id.toString())).toBe(id);
      }),
    );
  });

  it("is told from every other number", () => {
    fc.assert(fc.property(uint64.filter((id) => id >> 32n !== 0x0110_0001n || id % 2n ** 32n === 0n), (id) => {
      expect(isIndividualId(id)).toBe(false);
    }));
  });

  it("is not read from any other text", () => {
    fc.assert(fc.property(fc.string(), (text) => {
      expect(parseIndividualId(text) === undefined || isIndividualId(BigInt(text))).toBe(true);
    }));
    for (const text of ["", "0", "+76561197960265729", " 76561197960265729", "76561197960265728", "0x110000100000001", "076561197960265729"]) {
      expect(parseIndividualId(text)).toBeUndefined();
    }
  });
});
