import { expect, test } from "vitest";
import { type Claim, judge, type Stand } from "./claims.js";
import { Reign } from "./reign.js";
import { isOurTurn } from "./succession.js";

const [anna, ben, cara, dan] = [11n, 12n, 13n, 14n];
const members = [anna, ben, cara, dan];

/** Cara, a guest of Anna's, who hears her. */
const guest: Stand = { self: cara, term: 3, host: anna, tick: 500, members, unheardMs: 20, wasAway: false, mostTerm: 100 };
const host: Stand = { ...guest, self: anna, unheardMs: 0 };
const claim = (from: bigint, term: number, more: Partial<Claim> = {}): Claim => ({ from, term, host: from, tick: 510, lone: false, ...more });

test.each<[string, Stand, Claim, string]>([
  ["her host", guest, claim(anna, 3), "follow"],
  ["a late word of her host", guest, claim(anna, 3, { tick: 400 }), "follow"],
  ["her host giving up", guest, claim(anna, 3, { host: 0n }), "follow"],
  ["a higher term", guest, claim(dan, 4), "follow"],
  ["of a higher term by somebody else", guest, claim(ben, 4, { host: dan }), "follow"],
  ["a term that cannot be", guest, claim(dan, 900), "ignore"],
  ["the same term by somebody else", guest, claim(ben, 3), "tell"],
  ["a lower term", guest, claim(ben, 2), "tell"],
  ["somebody speaking for her host while she hears it", guest, claim(ben, 3, { host: anna, tick: 900 }), "ignore"],
  ["somebody giving up what is not his", guest, claim(ben, 3, { host: 0n }), "ignore"],
  ["somebody alone, while she hears her host", guest, claim(dan, 4, { lone: true }), "pass-on"],
])("a guest hears %s", (_what, stand, heard, verdict) => {
  expect(judge(stand, heard)).toBe(verdict);
});

test.each<[string, Stand, Claim, string]>([
  ["somebody speaking for the host", { ...guest, unheardMs: 600 }, claim(ben, 3, { host: anna }), "follow"],
  ["what is older than she knows", { ...guest, unheardMs: 600 }, claim(ben, 3, { host: anna, tick: 400 }), "ignore"],
  ["somebody alone", { ...guest, unheardMs: 600 }, claim(dan, 4, { lone: true }), "follow"],
  ["the next host, when the last has given up", { ...guest, host: 0n }, claim(ben, 3), "follow"],
  ["a late word of who has given up", { ...guest, host: 0n }, claim(anna, 3, { tick: 490 }), "ignore"],
  ["of a match for the first time", { ...guest, host: 0n, term: 0, tick: 0 }, claim(dan, 40, { lone: true }), "follow"],
])("a guest that does not hear its host hears %s", (_what, stand, heard, verdict) => {
  expect(judge(stand, heard)).toBe(verdict);
});

test.each<[string, Stand, Claim, string]>([
  ["a higher term", host, claim(ben, 4), "follow"],
  ["the same term, by a higher seat", host, claim(ben, 3), "raise"],
  ["the same term, by a lower seat", { ...host, self: ben, host: ben }, claim(anna, 3), "ignore"],
  ["a lower term", host, claim(ben, 2), "tell"],
  ["somebody who was alone", host, claim(ben, 4, { lone: true }), "raise"],
  ["somebody who was alone, after it stood still itself", { ...host, wasAway: true }, claim(ben, 4, { lone: true }), "follow"],
  ["of itself", host, claim(ben, 3, { host: anna, tick: 900 }), "ignore"],
])("a host hears %s", (_what, stand, heard, verdict) => {
  expect(judge(stand, heard)).toBe(verdict);
});

test("after a second of silence the first seat goes on, each other 400 ms later; the silent host does not count", () => {
  const turn = (self: bigint, silentMs: number, goneMs?: number, wasAway = false) => isOurTurn({ self, host: anna, members, silentMs, goneMs, wasAway });
  expect([turn(ben, 990), turn(ben, 1000)]).toEqual([false, true]);
  expect([turn(cara, 1390), turn(cara, 1400)]).toEqual([false, true]);
  expect([turn(dan, 1790), turn(dan, 1800)]).toEqual([false, true]);
  // It is known that the host is gone.
  expect([turn(ben, 10, 0), turn(cara, 10, 390), turn(cara, 10, 400)]).toEqual([true, false, true]);
  // Who has given up comes after all others.
  expect([turn(anna, 10, 1100), turn(anna, 10, 1200)]).toEqual([false, true]);
  expect(turn(99n, 9999)).toBe(false);
  // And who stood still itself after those who did not.
  expect([turn(ben, 2590, undefined, true), turn(ben, 2600, undefined, true), turn(dan, 1800)]).toEqual([false, true, true]);
});

function seated(self: bigint): Reign {
  const reign = new Reign(self);
  reign.sit(members.map((steam_id) => ({ steam_id })));
  reign.follow(1, anna, 100, true);
  return reign;
}

test("our own pause, or a relay that is away, is not the host's silence", () => {
  const reign = seated(ben);
  reign.pass(3000, true);
  expect(reign.isOurTurn()).toBe(false);
  expect(reign.wasAway).toBe(true);
  for (let frame = 0; frame < 200; frame += 1) reign.pass(16, false);
  expect(reign.isOurTurn()).toBe(false);
  for (let frame = 0; frame < 70; frame += 1) reign.pass(16, true);
  expect(reign.isOurTurn()).toBe(false);
  // Now it was here for long enough to be trusted again.
  for (let frame = 0; frame < 60; frame += 1) reign.pass(16, true);
  expect(reign.isOurTurn()).toBe(true);
});

test("who has heard of the host from others waits, and asks again", () => {
  const reign = seated(ben);
  let asked = 0;
  for (let frame = 0; frame < 300; frame += 1) {
    reign.pass(16, true);
    if (reign.shallAsk()) asked += 1;
    if (frame % 30 === 29) reign.follow(1, anna, 100 + frame, false);
    expect(reign.isOurTurn()).toBe(false);
  }
  expect(asked).toBeGreaterThan(5);
  expect(reign.unheardMs).toBeGreaterThan(4000);
});

test("a host that left the lobby is gone at once", () => {
  const reign = seated(ben);
  reign.sit([ben, cara].map((steam_id) => ({ steam_id })));
  reign.pass(16, true);
  expect(reign.isOurTurn()).toBe(true);
  expect(reign.hasCompany).toBe(true);
});
