import { expect, test } from "vitest";
import { botChoices, kindName, matchWords, sizeChoices } from "./option-words.js";

const open = (all: readonly { value: number; disabled?: boolean }[]) => all.filter(({ disabled }) => disabled !== true).map(({ value }) => value);

test("a lobby cannot be made smaller than it is full", () => {
  expect(open(sizeChoices(1))).toEqual([2, 3, 4, 5, 6, 7, 8]);
  expect(open(sizeChoices(6))).toEqual([6, 7, 8]);
});

test("the computer gets at most the seats that members leave free", () => {
  expect(open(botChoices(4, 1))).toEqual([0, 1, 2, 3]);
  expect(open(botChoices(4, 4))).toEqual([0]);
  expect(open(botChoices(2, 3))).toEqual([0]);
});

test("a match in a line", () => {
  expect(matchWords({ rounds: 2, surface: "copper", bots: 0 })).toBe("First to 2 on copper");
  expect(matchWords({ rounds: 1, surface: "enamel", bots: 1 })).toBe("First to 1 on enamel, with 1 computer player");
  expect(kindName("friends")).toBe("Friends only");
});
