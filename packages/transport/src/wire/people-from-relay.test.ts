import { describe, expect, it } from "vitest";
import { decodeFromRelay } from "./control-from-relay.js";
import { encodeControl, type RelayToPlayer } from "./control.js";
import { fromBase64Url, toBase64Url } from "./base64url.js";
import { individualId } from "./steam-id.js";

const BEN = individualId(2);
const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

describe("what the relay says of people and tickets", () => {
  it.each<RelayToPlayer>([
    { t: "people", people: [] },
    { t: "people", people: [{ id: BEN, name: "Ben 😀", state: 0, rich: [["a", ""], ["b", "c"]], lobby: 2n ** 63n }] },
    { t: "blanks", tickets: ["AAAA", ""] },
    { t: "verdict", player: BEN, response: 10 },
  ])("is read as it was written: $t", (message) => {
    expect(decodeFromRelay(encodeControl(message))).toEqual(message);
  });

  const ben = { id: BEN.toString(), name: "Ben", state: 1, rich: [], lobby: "0" };
  it.each<[string, unknown]>([
    ["people that are no list", { t: "people", people: { length: 1 } }],
    ["too many people", { t: "people", people: Array.from({ length: 257 }, () => ben) }],
    ["nobody's id", { t: "people", people: [{ ...ben, id: "5" }] }],
    ["no name", { t: "people", people: [{ ...ben, name: 5 }] }],
    ["no state there is", { t: "people", people: [{ ...ben, state: 8 }] }],
    ["half a pair", { t: "people", people: [{ ...ben, rich: [["a"]] }] }],
    ["no lobby's id", { t: "people", people: [{ ...ben, lobby: "18446744073709551616" }] }],
    ["nothing instead of somebody", { t: "people", people: [null] }],
    ["tickets that are none", { t: "blanks", tickets: [1] }],
    ["too long a ticket", { t: "blanks", tickets: ["A".repeat(1025)] }],
    ["a verdict about nobody", { t: "verdict", player: "0", response: 0 }],
    ["a verdict that is none", { t: "verdict", player: BEN.toString(), response: -1 }],
  ])("is nothing when it is %s", (_what, message) => {
    expect(decodeFromRelay(json(message))).toBeUndefined();
  });
});

describe("base64url", () => {
  it("is read as it was written, and as Node writes it", () => {
    for (let length = 0; length < 70; length++) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + length * 91) & 0xff);
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }
  });

  it.each(["A", "%%%%", "AA A", "AA=A", "AAAA\n", "ÄÄÄÄ"])("is not %j", (text) => {
    expect(fromBase64Url(text)).toBeUndefined();
  });
});
