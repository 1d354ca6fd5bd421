import { beforeEach, describe, expect, it } from "vitest";
import { encodeControl, MAX_CONTROL_BYTES } from "../wire/control.js";
import type { Person, Profile } from "../wire/people.js";
import { individualId } from "../wire/steam-id.js";
import type { Company } from "./control-part.js";
import { answerOf, PartWorld } from "./part-world.test.helper.js";
import { PeopleDesk } from "./people.js";
import { personCodec } from "./people/person-record.js";

const ANNA = individualId(1);
const BEN = individualId(2);
const CLEO = individualId(3);
const LOBBY = 0x0186_0000_0000_0001n;

/** Who sits where, as the lobbies would say it. */
class Seats implements Company {
  readonly members: bigint[] = [];
  isOpen = true;

  sharesLobby(one: bigint, other: bigint): boolean {
    return this.members.includes(one) && this.members.includes(other);
  }
  companions(player: bigint): bigint[] {
    return this.members.includes(player) ? this.members.filter((member) => member !== player) : [];
  }
  lobbyToShow(player: bigint): bigint {
    return this.isOpen && this.members.includes(player) ? LOBBY : 0n;
  }
}

let world: PartWorld;
let seats: Seats;
let desk: PeopleDesk;

beforeEach(() => {
  world = new PartWorld();
  seats = new Seats();
  desk = new PeopleDesk({ ...world.options, company: seats });
});

const named = (name: string, more: Partial<Profile> = {}): Profile => ({ name, state: 1, rich: [], ...more });

function come(player: bigint, name: string, life = 1): void {
  desk.attached(player, life);
  desk.profile(player, named(name));
  settle();
}

function sit(...came: bigint[]): void {
  seats.members.push(...came);
  desk.seatsChanged({ lobby: LOBBY, came, went: [], members: seats.members });
}

function leave(...went: bigint[]): void {
  seats.members.splice(0, Infinity, ...seats.members.filter((member) => !went.includes(member)));
  desk.seatsChanged({ lobby: LOBBY, came: [], went, members: seats.members });
}

function settle(): void {
  world.time.advance(1000);
}

/** Everybody a player was told about since the last call. */
function told(player: bigint): Person[] {
  return world.heard(player).flatMap((message) => (message.t === "people" ? message.people : []));
}

/** What a player learns by asking. */
function who(player: bigint, ...players: bigint[]): { readonly people: Person[]; readonly result: number | undefined } {
  told(player);
  const answer = answerOf((done) => desk.ask(player, { do: "who", players }, done));
  return { people: told(player), result: answer?.result };
}

describe("who may know of whom", () => {
  it("tells of a player to those it shows itself to, and to nobody else", () => {
    for (const [player, name] of [[ANNA, "Anna"], [BEN, "Ben"], [CLEO, "Cleo"]] as const) come(player, name);
    desk.show(ANNA, [BEN]);
    settle();
    expect(told(BEN)).toEqual([{ id: ANNA, name: "Anna", state: 1, rich: [], lobby: 0n }]);
    expect(told(CLEO)).toEqual([]);
    expect(who(BEN, ANNA).people).toMatchObject([{ name: "Anna" }]);
    expect(who(CLEO, ANNA)).toEqual({ people: [], result: 1 });
    expect(who(ANNA, BEN)).toEqual({ people: [], result: 1 });
  });

  it("answers of strangers, of those who were never here and of those who hide in the same way", () => {
    come(ANNA, "Anna");
    come(BEN, "Ben");
    come(CLEO, "Cleo");
    desk.detached(CLEO, "over");
    const never = individualId(99);
    for (const stranger of [BEN, CLEO, never]) expect(who(ANNA, stranger)).toEqual({ people: [], result: 1 });
  });

  it("answers in the order asked, and each once", () => {
    for (const player of [ANNA, BEN, CLEO]) come(player, `P${player}`);
    desk.show(BEN, [ANNA]);
    desk.show(CLEO, [ANNA]);
    settle();
    expect(who(ANNA, CLEO, individualId(50), BEN, CLEO, ANNA).people.map(({ id }) => id)).toEqual([CLEO, BEN]);
  });

  it("introduces the members of a lobby and whoever joins, at once", () => {
    come(ANNA, "Anna");
    come(BEN, "Ben");
    sit(ANNA);
    told(ANNA);
    sit(BEN);
    expect(told(ANNA)).toMatchObject([{ id: BEN, name: "Ben", lobby: LOBBY }]);
    expect(told(BEN)).toMatchObject([{ id: ANNA, name: "Anna", lobby: LOBBY }]);
  });

  it("introduces by the last name, however lately it was given", () => {
    come(ANNA, "Anna");
    come(BEN, "Ben");
    sit(ANNA);
    desk.profile(BEN, named("Benno"));
    desk.profile(BEN, named("Benjamin"));
    sit(BEN);
    expect(told(ANNA)).toMatchObject([{ name: "Benjamin" }]);
  });

  it("tells one who has left as offline, unless they show themselves", () => {
    for (const [player, name] of [[ANNA, "Anna"], [BEN, "Ben"], [CLEO, "Cleo"]] as const) come(player, name);
    desk.show(CLEO, [ANNA]);
    sit(ANNA, BEN, CLEO);
    settle();
    told(ANNA);
    leave(BEN, CLEO);
    expect(told(ANNA)).toEqual([]);
    settle();
    const people = told(ANNA);
    expect(people.filter(({ id }) => id === BEN)).toEqual([{ id: BEN, name: "Ben", state: 0, rich: [], lobby: 0n }]);
    expect(people.filter(({ id }) => id === CLEO)).toEqual([{ id: CLEO, name: "Cleo", state: 1, rich: [], lobby: 0n }]);
    expect(who(ANNA, BEN).people).toEqual([]);
  });

  it("says who sits there when a member is back, before anything else of the lobby", () => {
    come(ANNA, "Anna");
    come(BEN, "Ben");
    sit(ANNA, BEN);
    desk.detached(ANNA, "lost");
    desk.profile(BEN, named("Benno"));
    settle();
    told(ANNA);
    desk.attached(ANNA, 1);
    expect(told(ANNA)).toMatchObject([{ id: BEN, name: "Benno" }]);
  });

  it("shows the lobby while friends may see it", () => {
    come(ANNA, "Anna");
    come(BEN, "Ben");
    desk.show(ANNA, [BEN]);
    sit(ANNA);
    settle();
    expect(told(BEN).at(-1)).toMatchObject({ id: ANNA, lobby: LOBBY });
    seats.isOpen = false;
    desk.seatsChanged({ lobby: LOBBY, came: [], went: [], members: [ANNA] });
    settle();
    expect(told(BEN)).toMatchObject([{ id: ANNA, lobby: 0n }]);
  });
});

describe("what is told of a player", () => {
  beforeEach(() => {
    come(ANNA, "Anna");
    come(BEN, "Ben");
    desk.show(ANNA, [BEN]);
    settle();
    told(BEN);
  });

  it("is told as it changes: name, state, rich presence", () => {
    desk.profile(ANNA, named("Anne", { state: 3, rich: [["status", "fishing"]] }));
    settle();
    expect(told(BEN)).toEqual([{ id: ANNA, name: "Anne", state: 3, rich: [["status", "fishing"]], lobby: 0n }]);
  });

  it("is told as offline without a link, by name only, and online again", () => {
    desk.profile(ANNA, named("Anna", { rich: [["status", "fishing"]] }));
    settle();
    told(BEN);
    desk.detached(ANNA, "lost");
    settle();
    expect(told(BEN)).toEqual([{ id: ANNA, name: "Anna", state: 0, rich: [], lobby: 0n }]);
    expect(who(BEN, ANNA).people).toMatchObject([{ name: "Anna", state: 0 }]);
    desk.attached(ANNA, 2);
    settle();
    expect(told(BEN)).toMatchObject([{ id: ANNA, name: "Anna", state: 1 }]);
  });

  it("looks offline while INVISIBLE", () => {
    desk.profile(ANNA, named("Anna", { state: 7, rich: [["status", "hiding"]] }));
    settle();
    expect(told(BEN)).toEqual([{ id: ANNA, name: "Anna", state: 0, rich: [], lobby: 0n }]);
    desk.profile(ANNA, named("Anna", { state: 7, rich: [["status", "still hiding"]] }));
    settle();
    expect(told(BEN)).toEqual([]);
  });

  it("is told of the last of many changes, ten times a second at most", () => {
    for (let change = 1; change <= 1000; change++) {
      desk.profile(ANNA, named(`Anna ${change}`));
      world.time.advance(1);
    }
    settle();
    const people = told(BEN);
    expect(people.at(-1)).toMatchObject({ name: "Anna 1000" });
    expect(people.length).toBeLessThanOrEqual(12);
  });

  it("is told together with what others changed", () => {
    come(CLEO, "Cleo");
    desk.show(CLEO, [BEN]);
    settle();
    world.heard(BEN);
    desk.profile(ANNA, named("A"));
    desk.profile(CLEO, named("C"));
    settle();
    expect(world.heard(BEN)).toMatchObject([{ t: "people", people: [{ name: "A" }, { name: "C" }] }]);
  });

  it("is not told when it is as before", () => {
    desk.profile(ANNA, named("Anna"));
    desk.show(ANNA, [BEN]);
    settle();
    expect(world.heard(BEN)).toEqual([]);
  });

  it("is not told because others may see it now", () => {
    sit(ANNA, BEN);
    settle();
    told(BEN);
    desk.show(ANNA, [CLEO]);
    settle();
    expect(world.heard(BEN)).toEqual([]);
  });

  it("is told in messages that name no more people than one may", () => {
    const members = Array.from({ length: 600 }, (_, index) => individualId(1000 + index));
    for (const member of members) desk.attached(member, 1);
    seats.members.push(...members, CLEO);
    desk.attached(CLEO, 1);
    const sizes = world.heard(CLEO).flatMap((message) => (message.t === "people" ? [message.people.length] : []));
    expect(sizes.reduce((sum, size) => sum + size)).toBe(600);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256);
  });
});

describe("a hostile player", () => {
  const crowd = (from: number, count: number): bigint[] => Array.from({ length: count }, (_, index) => individualId(from + index));
  const large = (name: string): Profile => named(name, { rich: Array.from({ length: 30 }, (_, key) => [`${key}`.padStart(64, "k"), "v".repeat(256)] as const) });
  const bytesTo = (player: bigint): number => {
    let sum = 0;
    for (const message of world.heard(player)) {
      const { length } = encodeControl(message);
      expect(length).toBeLessThanOrEqual(MAX_CONTROL_BYTES);
      sum += length;
    }
    return sum;
  };

  it("cannot be shown to more than so many: the first are forgotten", () => {
    come(ANNA, "Anna");
    come(BEN, "Ben");
    desk.show(ANNA, [BEN]);
    for (let from = 0; from < 1024; from += 256) desk.show(ANNA, crowd(1000 + from, 256));
    settle();
    expect(desk.isShownTo(ANNA, BEN)).toBe(false);
    expect(desk.isShownTo(ANNA, individualId(1000))).toBe(true);
    expect(who(BEN, ANNA).people).toEqual([]);
  });

  it("does not fill the link of somebody it shows itself to, even as a crowd", () => {
    come(BEN, "Ben");
    const strangers = crowd(1000, 200);
    for (const stranger of strangers) {
      desk.attached(stranger, 1);
      desk.show(stranger, [BEN]);
    }
    settle();
    bytesTo(BEN);
    for (let round = 0; round < 50; round++) {
      for (const stranger of strangers) desk.profile(stranger, large(`${round}`));
      world.time.advance(100);
    }
    // 5 s at the 64 KiB a second that a player is told of all others together.
    expect(bytesTo(BEN)).toBeLessThan(7 * 65_536);
  });

  it("is told of at a limited rate to those who never asked, and in full to those who did", () => {
    come(BEN, "Ben");
    come(CLEO, "Cleo");
    const strangers = crowd(1000, 100);
    for (const stranger of strangers) {
      desk.attached(stranger, 1);
      desk.show(stranger, [BEN, CLEO]);
    }
    settle();
    who(CLEO, ...strangers);
    told(BEN);
    for (let round = 0; round < 10; round++) {
      for (const stranger of strangers) desk.profile(stranger, named(`${round}`));
      settle();
    }
    // A burst of 64, and 16 a second.
    expect(told(BEN).length).toBeLessThanOrEqual(64 + 10 * 16);
    expect(told(CLEO).length).toBe(10 * 100);
  });

  it("does not drown a friend's news in those of strangers", () => {
    come(BEN, "Ben");
    come(ANNA, "Anna");
    desk.show(ANNA, [BEN]);
    settle();
    who(BEN, ANNA);
    const strangers = crowd(1000, 100);
    for (const stranger of strangers) {
      desk.attached(stranger, 1);
      desk.show(stranger, [BEN]);
    }
    for (let round = 0; round < 20; round++) {
      for (const stranger of strangers) desk.profile(stranger, named(`${round}`));
      world.time.advance(100);
    }
    told(BEN);
    desk.profile(ANNA, named("Anne"));
    settle();
    expect(told(BEN).find(({ id }) => id === ANNA)).toMatchObject({ name: "Anne" });
  });

  it("does not fill the links of a full lobby", () => {
    const members = crowd(1000, 50);
    for (const member of members) {
      desk.attached(member, 1);
      desk.profile(member, large("first"));
    }
    settle();
    const victim = members[0]!;
    bytesTo(victim);
    sit(...members);
    // The introduction: everybody by name, some with all that they say.
    expect(bytesTo(victim)).toBeLessThan(65_536);
    for (let round = 0; round < 50; round++) {
      for (const member of members) desk.profile(member, large(`${round}`));
      world.time.advance(100);
    }
    expect(bytesTo(victim)).toBeLessThan(7 * 65_536);
    world.time.advance(60_000);
    const last = new Map(told(victim).map((person) => [person.id, person]));
    expect(members.slice(1).filter((member) => last.has(member) && last.get(member)?.name !== "49")).toEqual([]);
  });

  it("is not answered when it asks for more than can be told, and is when it waits", () => {
    come(ANNA, "Anna");
    const others = crowd(1000, 200);
    for (const other of others) {
      desk.attached(other, 1);
      desk.profile(other, large("x"));
      desk.show(other, [ANNA]);
    }
    settle();
    bytesTo(ANNA);
    const results = new Set<number | undefined>();
    for (let round = 0; round < 100; round++) results.add(answerOf((done) => desk.ask(ANNA, { do: "who", players: others }, done))?.result);
    expect(results).toEqual(new Set([1, 84]));
    expect(bytesTo(ANNA)).toBeLessThan(1_048_576);
    world.time.advance(60_000);
    expect(who(ANNA, others[0]!)).toMatchObject({ people: [{ name: "x" }], result: 1 });
  });

  it("leaves nothing behind: the last ten thousand who were here are remembered", () => {
    for (let account = 1; account <= 10_050; account++) {
      desk.attached(individualId(account), 1);
      desk.detached(individualId(account), "over");
    }
    expect([...world.backplane.bucket("people", personCodec).entries()].length).toBe(10_000);
    desk.stop();
    expect(world.time.nextAtMs).toBe(Infinity);
  });

  it("who says nothing that makes sense, changes nothing for others: calls of those who are not here are ignored", () => {
    desk.profile(ANNA, named("Anna"));
    desk.show(ANNA, [BEN]);
    desk.detached(ANNA, "lost");
    expect(answerOf((done) => desk.ask(ANNA, { do: "who", players: [BEN] }, done))).toMatchObject({ result: 3 });
    expect([...world.backplane.bucket("people", personCodec).entries()]).toEqual([]);
  });
});

describe("two relays", () => {
  it("tell their players of those at the other one", () => {
    const other = new PartWorld(world.backplane);
    const otherDesk = new PeopleDesk({ ...other.options, company: seats });
    come(ANNA, "Anna");
    otherDesk.attached(BEN, 1);
    desk.show(ANNA, [BEN]);
    settle();
    other.time.advance(1000);
    expect(other.heard(BEN)).toMatchObject([{ t: "people", people: [{ id: ANNA, name: "Anna", state: 1 }] }]);
    desk.detached(ANNA, "lost");
    other.time.advance(1000);
    expect(other.heard(BEN)).toMatchObject([{ t: "people", people: [{ id: ANNA, state: 0 }] }]);
  });

  it("agree that a player is there when it has moved, though the first one notices late", () => {
    const other = new PartWorld(world.backplane);
    const otherDesk = new PeopleDesk({ ...other.options, company: seats });
    come(ANNA, "Anna");
    come(BEN, "Ben");
    desk.show(ANNA, [BEN]);
    otherDesk.attached(ANNA, 1);
    desk.detached(ANNA, "lost");
    other.time.advance(1000);
    settle();
    expect(who(BEN, ANNA).people).toMatchObject([{ state: 1, name: "Anna" }]);
  });

  it("read each other's records, and take nothing else for one", () => {
    const record = { profile: named("Anna", { rich: [["a", "b"]] }), shownTo: [BEN], lobby: LOBBY, online: true, life: 7 };
    expect(personCodec.decode(personCodec.encode(record))).toEqual(record);
    for (const garbage of ["", "null", "{}", '{"profile":{}}', "[1]"]) expect(personCodec.decode(new TextEncoder().encode(garbage))).toBeUndefined();
  });
});
