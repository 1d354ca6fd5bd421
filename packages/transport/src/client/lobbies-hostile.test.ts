import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RelayToPlayer } from "../wire/control.js";
import type { LobbyChange } from "../wire/lobby.js";
import { ANNA, BEN, CARA, LOBBY, lobbyView, ScriptedRelay } from "./scripted-relay.test.helper.js";

// A relay that lies in well-formed messages; what is malformed never gets this far.

const lobby = fc.constantFrom(LOBBY, LOBBY + 1n, LOBBY + 2n);
const player = fc.constantFrom(ANNA, BEN, CARA);
const pairs = fc.array(fc.tuple(fc.constantFrom("a", "b", "__proto__"), fc.string({ maxLength: 3 })), { maxLength: 3 });
const change = fc.oneof(
  fc.record({ k: fc.constant("exit"), member: player, state: fc.constantFrom(2, 4), by: player }),
  fc.record({ k: fc.constant("enter"), member: fc.record({ id: player, data: pairs }) }),
  fc.record({ k: fc.constant("owner"), owner: player }),
  fc.record({ k: fc.constant("data"), set: pairs, removed: fc.constant(["a"]) }),
  fc.record({ k: fc.constant("member-data"), member: player, set: pairs, removed: fc.constant([]) }),
) as fc.Arbitrary<LobbyChange>;
const result = fc.constantFrom(0, 1, 2, 3, 16, 99);
const said = fc.oneof(
  fc.record({ t: fc.constant("welcome"), version: fc.constant(1), run: fc.constantFrom("one", "two") }),
  fc.record({ t: fc.constant("welcome"), version: fc.constant(1) }),
  fc.record({ t: fc.constant("answer"), n: fc.nat(12), answer: fc.record({ result, lobby }) }),
  fc.record({ t: fc.constant("answer"), n: fc.nat(12), answer: fc.record({ result }) }),
  fc.record({ t: fc.constant("lobby"), sealed: lobby.map((id) => ({ lobby: lobbyView({ id }), seal: "s" })) }),
  fc.record({ t: fc.constant("lobby"), sealed: lobby.map((id) => ({ lobby: lobbyView({ id, owner: BEN, members: [{ id: BEN, data: [] }] }), seal: "s" })) }),
  fc.record({ t: fc.constant("change"), lobby, revision: fc.integer({ min: 1, max: 6 }), changes: fc.array(change, { maxLength: 4 }), seal: fc.constant("s") }),
  fc.record({ t: fc.constant("gone"), lobby }),
  fc.record({ t: fc.constant("chat"), lobby, from: player, text: fc.string() }),
) as fc.Arbitrary<RelayToPlayer>;
const deed = fc.oneof(
  { weight: 4, arbitrary: said.map((message) => (relay: ScriptedRelay) => relay.say(message)) },
  fc.tuple(lobby, fc.constantFrom("a", "b"), fc.string()).map(([id, key, value]) => (relay: ScriptedRelay) => {
    relay.anna.lobbies.set(id, key, value);
    relay.anna.lobbies.setMemberValue(id, key, value);
    relay.anna.lobbies.setOwner(id, BEN);
  }),
  lobby.map((id) => (relay: ScriptedRelay) => relay.anna.lobbies.join(id)),
  lobby.map((id) => (relay: ScriptedRelay) => void relay.anna.lobbies.leave(id)),
  fc.constant((relay: ScriptedRelay) => relay.anna.lobbies.create(2, 4)),
  fc.constant((relay: ScriptedRelay) => relay.cut()),
  fc.constant((relay: ScriptedRelay) => relay.connect()),
  fc.integer({ min: 1, max: 25_000 }).map((ms) => (relay: ScriptedRelay) => relay.pass(ms)),
);

describe("a relay that lies", () => {
  it("makes nothing throw, and a lobby is as it says in the end", () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
        const relay = ScriptedRelay.seated();
        const { lobbies } = relay.anna;
        for (const one of deeds) {
          one(relay);
          for (const id of lobbies.mine()) expect(lobbies.memberCount(id)).toBe(lobbies.members(id).length);
        }
        // Everything that is under way comes to an end, and then an honest relay takes over.
        relay.cut();
        relay.pass(60_000);
        for (const id of lobbies.mine()) lobbies.leave(id);
        relay.pass(60_000);
        relay.connect("honest");
        relay.events();
        lobbies.join(LOBBY);
        const data: [string, string][] = [["map", "dune"]];
        relay.say({ t: "lobby", sealed: { lobby: lobbyView({ data }), seal: "s" } });
        relay.answer("join", { result: 1 });
        expect(relay.events()).toEqual([{ kind: "joined", lobby: LOBBY, response: 1 }]);
        expect(lobbies.all(LOBBY)).toEqual(data);
        expect(lobbies.members(LOBBY)).toEqual([ANNA, BEN]);
      }),
      { numRuns: 400 },
    );
  }, 60_000);

  it("cannot make us keep lobbies we did not ask for, nor ask without end", () => {
    const relay = new ScriptedRelay();
    relay.connect();
    relay.anna.lobbies.create(2, 4);
    for (let i = 0n; i < 10_000n; i++) relay.say({ t: "lobby", sealed: { lobby: lobbyView({ id: LOBBY + i }), seal: "s" } });
    expect(relay.asked.length).toBeLessThanOrEqual(512);
    relay.answer("create", { result: 2 });
    expect(relay.anna.lobbies.mine()).toEqual([]);
    expect(relay.events()).toEqual([{ kind: "created", result: 2, lobby: 0n }]);
  });

  it("cannot make a lobby grow without end", () => {
    const relay = ScriptedRelay.seated();
    const { lobbies } = relay.anna;
    for (let revision = 2; revision < 40; revision++) {
      const set = Array.from({ length: 1_000 }, (_, index): [string, string] => [`key ${revision} ${index}`, ""]);
      relay.change(revision, { k: "data", set, removed: [] });
    }
    expect(lobbies.all(LOBBY).length).toBeLessThanOrEqual(16_384);
    for (let event = 0; event < 10_000; event++) relay.say({ t: "invite", lobby: LOBBY + BigInt(event), from: BEN });
    expect(relay.events().length).toBeLessThanOrEqual(4_096);
  });
});
