import { expect, test } from "vitest";
import type { Member } from "../lobby/lobby.js";
import { listed, newsOf, pingBars, pingWords, reasonNotToStart, rematchWords, seatsOf, waitingFor } from "./seats.js";

function member(name: string, more: Partial<Member> = {}): Member {
  return { steam_id: BigInt(name.length + 100 * name.charCodeAt(0)), name, colour: 0, ready: false, rematch: false, self: false, host: false, ping: 20, ...more };
}

const anna = member("Anna", { host: true, self: true, colour: 3 });
const ben = member("Ben", { colour: 0 });
const cleo = member("Cleo", { ready: true, colour: 1 });

test("members sit in the order they came, the computer behind them, and the rest is free", () => {
  const seats = seatsOf([anna, ben], 5, 2);
  expect(seats.map((seat) => (seat.kind === "member" ? seat.member.name : seat.kind))).toEqual(["Anna", "Ben", "computer", "computer", "free"]);
});

test("the computer takes colours that nobody has, and only seats that are left", () => {
  const computers = seatsOf([anna, ben, cleo], 4, 7).filter((seat) => seat.kind === "computer");
  expect(computers).toHaveLength(1);
  expect(computers.map((seat) => seat.player.colour)).toEqual([2]);
});

test("more members than seats are all seated", () => {
  expect(seatsOf([anna, ben, cleo], 2, 1).map((seat) => seat.kind)).toEqual(["member", "member", "member"]);
});

test("a host alone is told what to do about it", () => {
  expect(reasonNotToStart([anna], 4, 0)).toContain("send somebody the link");
  expect(reasonNotToStart([anna], 4, 1)).toBe("");
});

test("the host is told who is not ready, and need not be ready themselves", () => {
  expect(reasonNotToStart([anna, ben], 4, 0)).toBe("Ben is not ready yet.");
  expect(reasonNotToStart([anna, ben, { ...cleo, ready: false }], 4, 0)).toBe("Ben and Cleo are not ready yet.");
  expect(reasonNotToStart([anna, { ...ben, ready: true }, cleo], 4, 0)).toBe("");
});

test("a guest reads first what they have to do, then whom all wait for", () => {
  const host = { ...anna, self: false };
  expect(waitingFor([host, { ...ben, self: true }])).toBe("Say when you are ready.");
  expect(waitingFor([host, ben, { ...cleo, self: true }])).toBe("Waiting for Ben.");
  expect(waitingFor([host, { ...cleo, self: true }])).toBe("Everybody is ready. Anna starts the match.");
});

test("after a match one reads who wants another; who wants it reads whom it takes", () => {
  const again = (one: Member): Member => ({ ...one, rematch: true });
  expect(rematchWords([anna, ben, cleo])).toBe("");
  expect(rematchWords([anna, again(ben), cleo])).toBe("Ben wants to play again.");
  expect(rematchWords([anna, again(ben), again(cleo)])).toBe("Ben and Cleo want to play again.");
  expect(rematchWords([again(anna), again(ben), cleo])).toBe("Waiting for Cleo.");
});

test("names are listed as one says them", () => {
  expect([[], ["Anna"], ["Anna", "Ben"], ["Anna", "Ben", "Cleo"]].map(listed)).toEqual(["", "Anna", "Anna and Ben", "Anna, Ben and Cleo"]);
});

test("who becomes ready is said; who comes or goes is not, for the chat says it", () => {
  expect(newsOf([anna, ben], [anna, { ...ben, ready: true }, cleo])).toEqual(["Ben is ready."]);
  expect(newsOf([anna, { ...ben, self: true, ready: true }], [{ ...ben, self: true }])).toEqual(["You are not ready any more."]);
  expect(newsOf([ben], [{ ...ben, rematch: true, ping: 90 }])).toEqual(["Ben wants to play again."]);
  expect(newsOf([ben], [{ ...ben, ping: 90 }])).toEqual([]);
});

test("a ping that is not known yet is no number", () => {
  expect([-1, 0, 41.6].map(pingWords)).toEqual(["…", "0 ms", "42 ms"]);
  expect([-1, 20, 120, 400].map(pingBars)).toEqual([0, 3, 2, 1]);
});
