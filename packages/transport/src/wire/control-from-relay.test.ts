import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AskAnswer } from "./ask.js";
import { encodeControl, type RelayToPlayer } from "./control.js";
import { decodeFromRelay } from "./control-from-relay.js";
import type { LobbyChange, LobbyGameServer, LobbyListing, LobbyView } from "./lobby.js";
import { individualId } from "./steam-id.js";

const player = fc.integer({ min: 1, max: 0xffff_ffff }).map(individualId);
const lobby = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n });
const text = fc.string({ unit: "binary" });
const pairs = fc.array(fc.tuple(text, text), { maxLength: 4 });
const limit = fc.integer({ min: 1, max: 250 });
const type = fc.constantFrom(0, 1, 2, 3, 4);
const server: fc.Arbitrary<LobbyGameServer> = fc.record({ ip: text, port: fc.integer({ min: 0, max: 65_535 }), id: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }) });
const revision = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const member = fc.record({ id: player, data: pairs });

const lobbyView: fc.Arbitrary<LobbyView> = fc
  .uniqueArray(member, { minLength: 1, maxLength: 4, selector: ({ id }) => id })
  .chain((members) =>
    fc.record(
      { id: lobby, revision, type, joinable: fc.boolean(), limit, owner: fc.constantFrom(...members.map(({ id }) => id)), members: fc.constant(members), data: pairs, server },
      { requiredKeys: ["id", "revision", "type", "joinable", "limit", "owner", "members", "data"] },
    ),
  ) as fc.Arbitrary<LobbyView>;
const listing = fc.record({ id: lobby, members: fc.integer({ min: 0, max: 250 }), limit, joinable: fc.boolean(), data: pairs, server }, {
  requiredKeys: ["id", "members", "limit", "joinable", "data"],
}) as fc.Arbitrary<LobbyListing>;
const change = fc.oneof(
  fc.record({ k: fc.constant("exit"), member: player, state: fc.constantFrom(2, 4, 8, 16), by: lobby }),
  fc.record({ k: fc.constant("enter"), member }),
  fc.record({ k: fc.constant("owner"), owner: player }),
  fc.record({ k: fc.constant("settings"), type, joinable: fc.boolean(), limit }),
  fc.record({ k: fc.constant("server"), server }),
  fc.record({ k: fc.constant("data"), set: pairs, removed: fc.array(text) }),
  fc.record({ k: fc.constant("member-data"), member: player, set: pairs, removed: fc.array(text) }),
) as fc.Arbitrary<LobbyChange>;
const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const answer = fc.record({ result: uint32, why: text, lobby, lobbies: fc.array(listing, { maxLength: 3 }) }, { requiredKeys: ["result"] }) as fc.Arbitrary<AskAnswer>;

const said = fc.oneof(
  fc.record({ t: fc.constant("welcome"), version: uint32, run: text, timeMs: fc.integer() }, { requiredKeys: ["t", "version"] }),
  fc.record({ t: fc.constant("answer"), n: uint32, answer }),
  fc.record({ t: fc.constant("lobby"), sealed: fc.record({ lobby: lobbyView, seal: text }) }),
  fc.record({ t: fc.constant("change"), lobby, revision, changes: fc.array(change, { maxLength: 6 }), seal: text }),
  fc.record({ t: fc.constant("gone"), lobby, moved: fc.constant(true) }, { requiredKeys: ["t", "lobby"] }),
  fc.record({ t: fc.constant("chat"), lobby, from: player, text }),
  fc.record({ t: fc.constant("invite"), lobby, from: player }),
  fc.record({ t: fc.constant("invite-to-game"), from: player, connect: text }),
) as fc.Arbitrary<RelayToPlayer>;

/** What is said, with something in it replaced, left out or repeated. */
const damaged = fc.tuple(said, fc.nat(), fc.oneof(fc.jsonValue(), fc.constantFrom("1", -1, 1.5, 2 ** 53, "99999999999999999999", {}, [], null))).map(([message, at, value]) => {
  const json: unknown = JSON.parse(new TextDecoder().decode(encodeControl(message)));
  const places: [Record<string, unknown>, string][] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [name, inner] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, name]);
      visit(inner);
    }
  };
  visit(json);
  const [node, name] = places[at % places.length] ?? [{}, ""];
  if (at % 3 === 0) delete node[name];
  else node[name] = value;
  return new TextEncoder().encode(JSON.stringify(json));
});

const malformed = (message: unknown): void => {
  expect(decodeFromRelay(new TextEncoder().encode(JSON.stringify(message)))).toBeUndefined();
};

describe("what the relay says of lobbies", () => {
  it("arrives as it was said", () => {
    fc.assert(
      fc.property(said, (message) => {
        expect(decodeFromRelay(encodeControl(message))).toEqual(message);
      }),
      { numRuns: 500 },
    );
  });

  it("is read or left, however damaged, and nothing throws", () => {
    fc.assert(
      fc.property(damaged, (bytes) => {
        const read = decodeFromRelay(bytes);
        // What is read is of the right form all through: it can be said again, and be read as the same.
        if (read !== undefined) expect(decodeFromRelay(encodeControl(read))).toEqual(read);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is left when it makes no sense", () => {
    const [anna, ben] = [`${individualId(1)}`, `${individualId(2)}`];
    const members = [{ id: anna, data: [] }];
    const view = { id: "7", revision: 1, type: 2, joinable: true, limit: 4, owner: anna, members, data: [] };
    const lobbyOf = (fields: object): unknown => ({ t: "lobby", sealed: { lobby: { ...view, ...fields }, seal: "s" } });
    expect(decodeFromRelay(new TextEncoder().encode(JSON.stringify(lobbyOf({}))))).toBeDefined();
    malformed(lobbyOf({ owner: ben }));
    malformed(lobbyOf({ members: [...members, ...members] }));
    malformed(lobbyOf({ members: Array.from({ length: 251 }, (_, index) => ({ id: `${individualId(index + 1)}`, data: [] })) }));
    malformed(lobbyOf({ id: "0" }));
    malformed(lobbyOf({ id: "18446744073709551616" }));
    malformed(lobbyOf({ revision: 0 }));
    malformed(lobbyOf({ type: 5 }));
    malformed(lobbyOf({ limit: 251 }));
    malformed(lobbyOf({ data: [["a"]] }));
    malformed(lobbyOf({ data: [["a", 1]] }));
    malformed(lobbyOf({ server: null }));
    malformed({ t: "change", lobby: "7", revision: 2, changes: [{ k: "exit", member: anna, state: 1, by: anna }], seal: "s" });
    malformed({ t: "change", lobby: "7", revision: 2, changes: [{ k: "somersault" }], seal: "s" });
    malformed({ t: "answer", n: 1, answer: { result: 1, lobbies: {} } });
    malformed({ t: "chat", lobby: "7", from: "1", text: "hi" });
  });
});
