import { expect, test } from "vitest";
import type { MatchView, PieceView } from "../match/match-view.js";
import { playersAt } from "../scene/players.js";
import { matchNews, momentOf, noteOf, standingsOf, wins } from "./match-words.js";

const ANNA = 100n;
const BEN = 200n;
const BOT = 1n;
const players = playersAt(
  [ANNA, BEN, BOT],
  [
    { steam_id: ANNA, name: "Anna", colour: 0, self: true },
    { steam_id: BEN, name: "Ben", colour: 1, self: false },
  ],
);

function piece(id: bigint, fallenFor = -1): PieceView {
  return { id, x: 0, y: 0, vx: 0, vy: 0, dashReady: 1, fallenFor };
}

function view(more: Partial<MatchView> = {}): MatchView {
  return {
    phase: "playing", seconds: 3, round: 1, rounds: 2, surface: "copper", tiltX: 0, tiltY: 0, radius: 1,
    pieces: [piece(ANNA), piece(BEN), piece(BOT)], scores: new Map(), winner: 0n, host: BEN, alive: true, silence: 0, ...more,
  };
}

test("nothing stands above a tray on which all is well", () => {
  expect(noteOf(view(), players, ANNA)).toBe("");
  expect(noteOf(view({ silence: 0.3 }), players, ANNA)).toBe("");
});

test("a silent host is named, and so is a match of which nothing is heard", () => {
  expect(noteOf(view({ silence: 0.9 }), players, ANNA)).toBe("Waiting for the host, Ben…");
  expect(noteOf(view({ silence: 0.9, host: 0n }), players, ANNA)).toBe("Waiting for the host…");
  expect(noteOf(view({ phase: "waiting" }), players, ANNA)).toContain("Waiting");
});

test("who is off the tray, or came too late for this round, is told so", () => {
  expect(noteOf(view({ alive: false, pieces: [piece(ANNA, 2), piece(BEN)] }), players, ANNA)).toContain("off the tray");
  expect(noteOf(view({ alive: false, pieces: [piece(BEN), piece(BOT)] }), players, ANNA)).toContain("next round");
  expect(noteOf(view({ phase: "round-over", alive: false, pieces: [piece(ANNA, 2), piece(BEN)] }), players, ANNA)).toBe("");
});

test("a round is told from its beginning to its end", () => {
  const moments = [
    momentOf(view({ phase: "countdown" })),
    momentOf(view()),
    momentOf(view({ pieces: [piece(ANNA), piece(BEN), piece(BOT, 0.1)] })),
    momentOf(view({ pieces: [piece(ANNA, 0.1), piece(BEN), piece(BOT, 0.6)] })),
    momentOf(view({ phase: "round-over", winner: BEN, pieces: [piece(ANNA, 1), piece(BEN), piece(BOT, 2)] })),
    momentOf(view({ phase: "countdown", round: 2 })),
  ];
  const told = moments.slice(1).map((now, index) => matchNews(moments[index] ?? now, now, players));
  expect(told).toEqual([["Go!"], ["Masha fell off the tray."], ["You fell off the tray."], ["Ben wins the round."], ["Round 2 is about to begin."]]);
});

test("winning is put as it is for who reads it", () => {
  expect([ANNA, BEN, 9_999n].map((id) => wins(players, id))).toEqual(["You win", "Ben wins", "Somebody wins"]);
});

test("the winner is first even if somebody has as many rounds, and equal ones share a place", () => {
  const standings = standingsOf(new Map([[ANNA, 1], [BEN, 1], [BOT, 1]]), players, BEN);
  expect(standings.map(({ id, place }) => [id, place])).toEqual([[BEN, 1], [ANNA, 2], [BOT, 2]]);
});

test("who won nothing is in the standings as well", () => {
  expect(standingsOf(new Map([[BEN, 2]]), players, BEN).map(({ id, wins: won }) => [id, won])).toEqual([[BEN, 2], [ANNA, 0], [BOT, 0]]);
});
