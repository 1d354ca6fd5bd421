import { beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../wire/people.js";
import { individualId } from "../wire/steam-id.js";
import { ASKING_MS, KnownPeople, MAX_KNOWN, NOT_AGAIN_MS } from "./people.js";
import { TestLine } from "./part-line.test.helper.js";

const ANNA = individualId(1);
const BEN = individualId(2);
const CLEO = individualId(3);

let line: TestLine;
let people: KnownPeople;
const companions = new Set<bigint>();

beforeEach(() => {
  line = new TestLine(ANNA);
  companions.clear();
  people = new KnownPeople(line, (player) => companions.has(player));
});

const person = (id: bigint, name: string, more: Partial<Person> = {}): Person => ({ id, name, state: 1, rich: [], lobby: 0n, ...more });
const hear = (...told: Person[]): void => people.heard({ t: "people", people: told });

function events(): unknown[] {
  const all = [];
  for (let event = people.nextEvent(); event !== undefined; event = people.nextEvent()) all.push(event);
  return all;
}

describe("what we say of ourselves", () => {
  it("is readable at once, and said together", () => {
    people.setName("Anna");
    people.setState(3);
    people.setRich(new Map([["status", "fishing"]]));
    expect([people.name, people.state, [...people.rich]]).toEqual(["Anna", 3, [["status", "fishing"]]]);
    expect(line.said).toEqual([]);
    line.pass(people, 1);
    expect(line.takeSaid()).toEqual([{ t: "profile", profile: { name: "Anna", state: 3, rich: [["status", "fishing"]] } }]);
  });

  it("is said when it changes, ten times a second at most, the last of it", () => {
    for (let change = 1; change <= 1000; change++) {
      people.setName(`Anna ${change}`);
      line.pass(people, 1);
    }
    line.pass(people, 1000);
    expect(line.said.length).toBeLessThanOrEqual(12);
    expect(line.said.at(-1)).toMatchObject({ profile: { name: "Anna 1000" } });
    line.takeSaid();
    people.setName("Anna 1000");
    line.pass(people, 1000);
    expect(line.said).toEqual([]);
  });

  it("is said again on each new link, and as soon as there is room", () => {
    people.setName("Anna");
    people.showTo([BEN]);
    line.online = false;
    line.pass(people, 1000);
    line.hasRoom = false;
    line.greet(people);
    expect(line.said).toEqual([]);
    line.hasRoom = true;
    line.pass(people, 1000);
    const all = [{ t: "profile", profile: { name: "Anna", state: 1, rich: [] } }, { t: "show", to: [BEN] }];
    expect(line.takeSaid()).toEqual(all);
    line.greet(people);
    expect(line.takeSaid()).toEqual(all);
  });

  it("is cut to what may be said, between characters", () => {
    people.setName("é".repeat(64) + "x");
    expect(people.name).toBe("é".repeat(64));
    people.setName("x" + "😀".repeat(40));
    expect(people.name).toBe("x" + "😀".repeat(31));
    people.setState(0);
    people.setState(8);
    people.setState(1.5);
    expect(people.state).toBe(1);
    people.setRich(new Map([["", "no key"], ["k".repeat(65), "too long"], ["key", "v".repeat(300)], ...Array.from({ length: 40 }, (_, index) => [`${index}`, ""] as const)]));
    expect(people.rich.size).toBe(30);
    expect(people.rich.get("key")).toBe("v".repeat(256));
  });

  it("is for those named, the last 1024 of them, each said once", () => {
    people.showTo([BEN, ANNA, BEN]);
    line.pass(people, 1000);
    expect(line.takeSaid()).toEqual([{ t: "show", to: [BEN] }]);
    const crowd = Array.from({ length: 1030 }, (_, index) => individualId(100 + index));
    people.showTo(crowd);
    line.pass(people, 1000);
    const shown = line.takeSaid().flatMap((message) => (message.t === "show" ? message.to : []));
    expect(shown).toEqual(crowd.slice(6));
  });
});

describe("what is known of others", () => {
  it("is what the relay says, with an event for each change", () => {
    hear(person(BEN, "Ben"), person(ANNA, "ourselves"));
    hear(person(BEN, "Ben"));
    hear(person(BEN, "Ben", { state: 3 }));
    expect(events()).toEqual([
      { before: undefined, person: person(BEN, "Ben") },
      { before: person(BEN, "Ben"), person: person(BEN, "Ben", { state: 3 }) },
    ]);
    expect(people.get(BEN)?.state).toBe(3);
    expect(people.known()).toHaveLength(1);
  });

  it("is asked for once, together with what else is asked meanwhile", () => {
    people.ask(BEN);
    people.ask(BEN);
    people.ask(ANNA);
    line.pass(people, 1);
    people.ask(CLEO);
    people.ask(individualId(4));
    line.pass(people, 1);
    expect(people.isAsking(BEN)).toBe(true);
    hear(person(BEN, "Ben"));
    expect(line.answer()).toEqual({ do: "who", players: [BEN] });
    expect(people.isAsking(BEN)).toBe(false);
    line.pass(people, 1);
    expect(line.takeAsked()).toEqual([{ do: "who", players: [CLEO, individualId(4)] }]);
    expect(events()).toEqual([{ before: undefined, person: person(BEN, "Ben") }]);
  });

  it("is not asked of what is no player, nor are we shown to such: the relay would not read the rest", () => {
    for (const nobody of [0n, 5n, 0x0186_0000_0000_0001n, 2n ** 64n - 1n]) {
      people.ask(nobody);
      people.showTo([nobody]);
      expect(people.isAsking(nobody)).toBe(false);
    }
    line.pass(people, 1000);
    expect([line.takeAsked(), line.takeSaid()]).toEqual([[], []]);
  });

  it("may be nothing: then it is not asked again for a while", () => {
    people.ask(BEN);
    line.pass(people, 1);
    line.answer();
    expect(events()).toEqual([{ unknown: BEN }]);
    expect(people.isAsking(BEN)).toBe(false);
    people.ask(BEN);
    line.pass(people, NOT_AGAIN_MS - 1);
    expect(line.takeAsked()).toEqual([]);
    line.pass(people, 2);
    people.ask(BEN);
    line.pass(people, 1);
    expect(line.takeAsked()).toEqual([{ do: "who", players: [BEN] }]);
  });

  it("is waited for 2 s at most; what comes later is still learnt", () => {
    people.ask(BEN);
    line.pass(people, ASKING_MS - 1);
    expect(people.isAsking(BEN)).toBe(true);
    expect(events()).toEqual([]);
    line.pass(people, 1);
    expect(people.isAsking(BEN)).toBe(false);
    expect(events()).toEqual([{ unknown: BEN }]);
    hear(person(BEN, "Ben"));
    line.answer();
    expect(events()).toEqual([{ before: undefined, person: person(BEN, "Ben") }]);
  });

  it("is asked for in the background when somebody told us unasked: the relay then tells us of changes", () => {
    hear(person(BEN, "Ben"));
    people.ask(BEN);
    expect(people.isAsking(BEN)).toBe(false);
    line.pass(people, 1);
    hear(person(BEN, "Ben"));
    expect(line.answer()).toEqual({ do: "who", players: [BEN] });
    people.ask(BEN);
    line.pass(people, 1);
    expect(line.takeAsked()).toEqual([]);
    expect(events()).toHaveLength(1);
  });

  it("is asked for anew on a new link; who shows themselves no more is as good as offline", () => {
    hear(person(BEN, "Ben", { lobby: 5n }), person(CLEO, "Cleo"));
    events();
    line.greet(people);
    line.pass(people, 1);
    hear(person(CLEO, "Cleopatra"));
    expect(line.answer()).toEqual({ do: "who", players: [BEN, CLEO] });
    expect(events()).toMatchObject([{ person: { name: "Cleopatra" } }, { person: person(BEN, "Ben", { state: 0 }) }]);
  });

  it("stays when the relay has no time for us, and is asked for later", () => {
    hear(person(BEN, "Ben"));
    line.greet(people);
    line.pass(people, 1);
    line.answer(84);
    expect(people.get(BEN)?.state).toBe(1);
    line.pass(people, NOT_AGAIN_MS - 2);
    expect(line.takeAsked()).toEqual([]);
    line.pass(people, 2);
    expect(line.takeAsked()).toEqual([{ do: "who", players: [BEN] }]);
  });

  it("survives a relay that restarts in the midst of an ask", () => {
    people.ask(BEN);
    hear(person(CLEO, "Cleo"));
    line.pass(people, 1);
    line.online = false;
    line.answer(2, true);
    line.greet(people, "two");
    line.pass(people, 1);
    expect(line.takeAsked()).toEqual([{ do: "who", players: [CLEO] }]);
    expect(events()).toContainEqual({ unknown: BEN });
  });

  it("begins anew with another identity, but not what we say of ourselves", () => {
    people.setName("Anna");
    people.showTo([BEN]);
    hear(person(BEN, "Ben"));
    people.ask(CLEO);
    people.reset();
    expect([people.known(), people.nextEvent(), people.isAsking(CLEO)]).toEqual([[], undefined, false]);
    line.greet(people);
    expect(line.takeSaid()).toEqual([{ t: "profile", profile: { name: "Anna", state: 1, rich: [] } }, { t: "show", to: [BEN] }]);
  });

  it("is bounded: strangers are forgotten first", () => {
    people.showTo([BEN]);
    companions.add(CLEO);
    hear(person(BEN, "Ben"), person(CLEO, "Cleo"));
    for (let account = 100; account < 100 + 2 * MAX_KNOWN; account++) {
      const id = individualId(account);
      hear(person(id, "stranger"));
      people.ask(id);
    }
    expect(people.known()).toHaveLength(MAX_KNOWN);
    expect([people.get(BEN)?.name, people.get(CLEO)?.name]).toEqual(["Ben", "Cleo"]);
    expect(events().length).toBeLessThanOrEqual(4096);
  }, 20_000);
});
