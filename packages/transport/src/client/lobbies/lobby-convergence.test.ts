import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differenceOf } from "../../relay/lobbies/lobby-diff.js";
import { viewOf, type LobbyRecord } from "../../relay/lobbies/lobby-record.js";
import * as Rules from "../../relay/lobbies/lobby-rules.js";
import type { Ask, AskAnswer } from "../../wire/ask.js";
import type { RelayToPlayer } from "../../wire/control.js";
import { ANNA, BEN, CARA, LOBBY, ScriptedRelay } from "../scripted-relay.test.helper.js";

const sitter = (player: bigint): Rules.Sitter => ({ player, life: 1 });

/** The relay's side of one lobby, with the real rules: what it says waits in a queue until it is delivered, or is lost with the link. */
class RuleRelay {
  readonly script = new ScriptedRelay();
  record: LobbyRecord;
  #run = 1;
  #queue: RelayToPlayer[] = [];
  #handled = 0;
  readonly #answers = new Map<number, AskAnswer>();
  #linked = true;

  constructor(owner: bigint) {
    const made = Rules.create(LOBBY, sitter(owner), 2, 4);
    if ("refused" in made) throw new Error(made.why);
    this.record = made.record;
    for (const player of [ANNA, BEN]) if (player !== owner) this.apply(Rules.join(this.record, sitter(player), false));
    this.script.connect("run1");
    this.script.anna.lobbies.join(LOBBY);
    this.script.say(this.#whole());
    this.script.answer("join", { result: 1 });
    this.#handled = this.script.heard.length;
    this.#queue = [];
  }

  /** A rule's outcome becomes the record, and Anna is told. Nobody but herself makes Anna leave. */
  apply(outcome: Rules.Outcome): AskAnswer {
    if ("refused" in outcome) return { result: outcome.refused, why: outcome.why };
    const before = this.record;
    if (outcome.record === undefined || outcome.record === before) return { result: 1 };
    this.record = outcome.record;
    const changes = differenceOf(before, this.record);
    if (this.record.revision !== before.revision) {
      this.#queue.push(changes === undefined ? this.#whole() : { t: "change", lobby: LOBBY, revision: this.record.revision, changes, seal: `seal ${this.record.revision}` });
    }
    return { result: 1 };
  }

  deliver(count: number): void {
    for (const message of this.#queue.splice(0, count)) this.script.say(message);
  }

  /** Handles what Anna asked, each number once. @param refuses whether it says no to what it would do otherwise. */
  handle(count: number, refuses: boolean): void {
    for (let i = 0; i < count && this.#linked; i++) {
      const said = this.script.heard[this.#handled];
      if (said === undefined) return;
      this.#handled++;
      if (said.t !== "ask") continue;
      const answer = this.#answers.get(said.n) ?? (refuses ? { result: 84 } : this.#do(said.ask));
      this.#answers.set(said.n, answer);
      this.#queue.push({ t: "answer", n: said.n, answer });
    }
  }

  cut(): void {
    this.#linked = false;
    this.script.cut();
    this.#queue = [];
    // What is on its way to the relay may be lost as well.
    this.#handled = this.script.heard.length;
  }

  connect(): void {
    if (this.#linked) return;
    this.#linked = true;
    this.script.connect(`run${this.#run}`);
    this.#queue.push(this.#whole());
  }

  /** Everything under way arrives, both ways. */
  settle(): void {
    this.connect();
    for (let round = 0; round < 20; round++) {
      this.deliver(Infinity);
      this.script.pass(100);
      this.handle(Infinity, false);
    }
    this.deliver(Infinity);
  }

  #whole(): RelayToPlayer {
    return { t: "lobby", sealed: { lobby: viewOf(this.record), seal: `seal ${this.record.revision}` } };
  }

  #do(ask: Ask): AskAnswer {
    const anna = sitter(ANNA);
    if (ask.do === "data") return this.apply(Rules.setData(this.record, anna, ask.set, ask.removed));
    if (ask.do === "member-data") return this.apply(Rules.setMemberData(this.record, anna, ask.set));
    if (ask.do === "owner") return this.apply(Rules.setOwner(this.record, anna, ask.to));
    if (ask.do === "settings") return this.apply(Rules.setSettings(this.record, anna, ask));
    if (ask.do === "server") return this.apply(Rules.setServer(this.record, anna, ask.server));
    if (ask.do === "join") this.#queue.push(this.#whole());
    return { result: 1 };
  }
}

const key = fc.constantFrom("a", "b", "c", "__proto__");
const value = fc.constantFrom("", "1", "2", "é");
const other = fc.constantFrom(BEN, CARA);
const deed = fc.oneof(
  fc.record({ k: fc.constant("join" as const), who: other }),
  fc.record({ k: fc.constant("leave" as const), who: other }),
  fc.record({ k: fc.constant("their data" as const), who: other, key, value }),
  fc.record({ k: fc.constant("owner's data" as const), key, value, removes: fc.boolean() }),
  fc.record({ k: fc.constant("owner's settings" as const), limit: fc.integer({ min: 3, max: 5 }), joinable: fc.boolean() }),
  fc.record({ k: fc.constant("owner" as const), who: fc.constantFrom(ANNA, BEN, CARA) }),
  fc.record({ k: fc.constant("set" as const), key, value }),
  fc.record({ k: fc.constant("remove" as const), key }),
  fc.record({ k: fc.constant("set mine" as const), key, value }),
  fc.record({ k: fc.constant("limit" as const), limit: fc.integer({ min: 3, max: 5 }) }),
  fc.record({ k: fc.constant("hand over" as const), who: other }),
  fc.record({ k: fc.constant("deliver" as const), count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ k: fc.constant("handle" as const), count: fc.integer({ min: 1, max: 3 }), refuses: fc.boolean() }),
  fc.record({ k: fc.constant("wait" as const), ms: fc.integer({ min: 1, max: 200 }) }),
  fc.constant({ k: "cut" as const }),
  fc.constant({ k: "connect" as const }),
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

function perform(relay: RuleRelay, one: Deed): void {
  const { lobbies } = relay.script.anna;
  const owner = sitter(relay.record.owner);
  switch (one.k) {
    case "join": relay.apply(Rules.join(relay.record, sitter(one.who), false)); break;
    case "leave": relay.apply(Rules.remove(relay.record, new Set([one.who]), 2, 0)); break;
    case "their data": relay.apply(Rules.setMemberData(relay.record, sitter(one.who), [[one.key, one.value]])); break;
    case "owner's data": relay.apply(Rules.setData(relay.record, owner, one.removes ? [] : [[one.key, one.value]], one.removes ? [one.key] : [])); break;
    case "owner's settings": relay.apply(Rules.setSettings(relay.record, owner, one)); break;
    case "owner": relay.apply(Rules.setOwner(relay.record, owner, one.who)); break;
    case "set": if (lobbies.set(LOBBY, one.key, one.value)) expect(lobbies.get(LOBBY, one.key)).toBe(one.value); break;
    case "remove": if (lobbies.remove(LOBBY, one.key)) expect(lobbies.get(LOBBY, one.key)).toBe(""); break;
    case "set mine": if (lobbies.setMemberValue(LOBBY, one.key, one.value)) expect(lobbies.memberValue(LOBBY, ANNA, one.key)).toBe(one.value); break;
    case "limit": if (lobbies.setLimit(LOBBY, one.limit)) expect(lobbies.limit(LOBBY)).toBe(one.limit); break;
    case "hand over": if (lobbies.setOwner(LOBBY, one.who)) expect(lobbies.owner(LOBBY)).toBe(one.who); break;
    case "deliver": relay.deliver(one.count); break;
    case "handle": relay.handle(one.count, one.refuses); break;
    case "wait": relay.script.pass(one.ms); break;
    case "cut": relay.cut(); break;
    case "connect": relay.connect(); break;
  }
}

describe("a mirror", () => {
  it("comes to show what the relay has, whatever happens on the way", () => {
    fc.assert(
      fc.property(fc.constantFrom(ANNA, BEN), fc.array(deed, { maxLength: 80 }), (first, deeds) => {
        const relay = new RuleRelay(first);
        const { lobbies } = relay.script.anna;
        for (const one of deeds) {
          perform(relay, one);
          expect(lobbies.members(LOBBY)).toContain(ANNA);
          expect(lobbies.members(LOBBY)).toContain(lobbies.owner(LOBBY));
        }
        relay.settle();
        const view = viewOf(relay.record);
        expect(lobbies.members(LOBBY)).toEqual(view.members.map(({ id }) => id));
        expect(lobbies.owner(LOBBY)).toBe(view.owner);
        expect(lobbies.limit(LOBBY)).toBe(view.limit);
        expect(lobbies.all(LOBBY)).toEqual(view.data);
        // What it would present to a relay that has lost the lobby is to the letter what the relay has sealed.
        relay.script.cut();
        relay.script.connect("another run");
        expect(relay.script.asks("restore")).toEqual([{ do: "restore", sealed: { lobby: view, seal: `seal ${view.revision}` } }]);
      }),
      { numRuns: 400 },
    );
  }, 60_000);

  it("is told of in events from which a game that counts along gets the same members", () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 80 }), (deeds) => {
        const relay = new RuleRelay(BEN);
        const members = new Set([ANNA, BEN]);
        relay.script.events();
        for (const one of deeds) perform(relay, one);
        relay.settle();
        for (const event of relay.script.events()) {
          if (event.kind !== "member") continue;
          // Each comes once, and goes once.
          expect(members.has(event.member)).toBe(event.state !== 1);
          if (event.state === 1) members.add(event.member);
          else members.delete(event.member);
        }
        expect(members).toEqual(new Set(relay.script.anna.lobbies.members(LOBBY)));
      }),
      { numRuns: 400 },
    );
  }, 60_000);
});
