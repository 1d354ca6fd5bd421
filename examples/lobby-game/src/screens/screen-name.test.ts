import { expect, test } from "vitest";
import { screenOf, type Whereabouts } from "./screen-name.js";

const atHome: Whereabouts = { link: "online", begun: true, invited: false, stage: "outside", quick: false, busy: false, place: "title" };
const screen = (more: Partial<Whereabouts>) => screenOf({ ...atHome, ...more });

test("outside of a lobby one is where one wants to be", () => {
  expect(screen({})).toBe("title");
  expect(screen({ place: "browse" })).toBe("browse");
});

test("on the way into a lobby that is shown, a quick match as one", () => {
  expect(screen({ place: "create", busy: true })).toBe("entering");
  expect(screen({ quick: true, busy: true })).toBe("quick");
});

test("lobby, match and results go before any place", () => {
  for (const stage of ["lobby", "match", "results"] as const) expect(screen({ stage, place: "browse" })).toBe(stage);
});

test("whoever was invited is asked for a name first", () => {
  expect(screen({ begun: false, invited: true })).toBe("invited");
  expect(screen({ begun: false, invited: true, link: "connecting" })).toBe("starting");
});

test("a relay that is away for a moment takes nobody out of a match; one that is gone for good does", () => {
  expect(screen({ link: "away", stage: "match" })).toBe("match");
  expect(screen({ link: "failed", stage: "match" })).toBe("failed");
  expect(screen({ link: "elsewhere", stage: "lobby" })).toBe("elsewhere");
});
