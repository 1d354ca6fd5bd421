import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { admissionToJson, encodeControl, formatAuthorization, MAX_CONTROL_BYTES, parseAuthorization, type PlayerToRelay, type RelayToPlayer } from "./control.js";
import { decodeFromPlayer } from "./control-from-player.js";
import { decodeFromRelay, parseAdmission } from "./control-from-relay.js";
import { individualId } from "./steam-id.js";

const utf8 = (text: string) => new TextEncoder().encode(text);
const player = fc.integer({ min: 1, max: 0xffff_ffff }).map(individualId);
const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });

describe("control messages", () => {
  it("arrive as they were sent", () => {
    const fromRelay: fc.Arbitrary<RelayToPlayer> = fc.oneof(
      fc.record({ t: fc.constant("welcome" as const), version: uint32 }),
      fc.constant({ t: "replaced" } as const),
      fc.constant({ t: "shutdown" } as const),
      fc.record({ t: fc.constant("dropped" as const), peers: fc.array(player) }),
    );
    const fromPlayer: fc.Arbitrary<PlayerToRelay> = fc.oneof(
      fc.record({ t: fc.constant("hello" as const), version: uint32 }),
      fc.constant({ t: "leaving" } as const),
    );
    fc.assert(
      fc.property(fromRelay, fromPlayer, (down, up) => {
        expect(decodeFromRelay(encodeControl(down))).toEqual(down);
        expect(decodeFromPlayer(encodeControl(up))).toEqual(up);
      }),
    );
  });

  it("carry ids as decimal strings", () => {
    const text = new TextDecoder().decode(encodeControl({ t: "dropped", peers: [individualId(1)] }));
    expect(text).toBe('{"t":"dropped","peers":["76561197960265729"]}');
  });

  it("may have fields that a reader does not know", () => {
    expect(decodeFromRelay(utf8('{"t":"welcome","version":2,"motd":"hi"}'))).toEqual({ t: "welcome", version: 2 });
  });

  it("are not understood by the wrong side", () => {
    expect(decodeFromPlayer(encodeControl({ t: "shutdown" }))).toBeUndefined();
    expect(decodeFromRelay(encodeControl({ t: "leaving" }))).toBeUndefined();
  });

  it("are not understood when malformed, and nothing throws", () => {
    const malformed = [
      "", "null", "[]", "1", "{}", '{"t":1}', '{"t":"welcome"}', '{"t":"welcome","version":-1}', '{"t":"welcome","version":1.5}',
      '{"t":"dropped","peers":["1"]}', '{"t":"dropped","peers":[76561197960265729]}', '{"t":"dropped"}', '{"t":"nonsense"}', "[".repeat(60_000),
    ];
    for (const text of malformed) expect(decodeFromRelay(utf8(text))).toBeUndefined();
    expect(decodeFromRelay(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeFromPlayer(bytes)).toBeUndefined();
      }),
    );
  });

  it("are not looked at when too long", () => {
    const padded = `{"t":"shutdown"${" ".repeat(MAX_CONTROL_BYTES)}}`;
    expect(decodeFromRelay(utf8(padded))).toBeUndefined();
    expect(decodeFromRelay(utf8('{"t":"shutdown"   }'))).toEqual({ t: "shutdown" });
  });
});

describe("the admission", () => {
  it("survives JSON", () => {
    const admission = { id: individualId(12), token: "a.b.c" };
    expect(parseAdmission(JSON.parse(JSON.stringify(admissionToJson(admission))))).toEqual(admission);
  });

  it("is none when malformed", () => {
    for (const value of [undefined, null, {}, { id: "12", token: "x" }, { id: "76561197960265729" }, { id: "76561197960265729", token: "" }]) {
      expect(parseAdmission(value)).toBeUndefined();
    }
  });
});

describe("the authorization header", () => {
  it("says life and token, or life alone", () => {
    expect(parseAuthorization(formatAuthorization({ life: 0xffff_ffff, token: "a.b-c_d.e" }))).toEqual({ life: 0xffff_ffff, token: "a.b-c_d.e" });
    expect(parseAuthorization(formatAuthorization({ life: 0 }))).toEqual({ life: 0 });
  });
});
