import { expect, test } from "vitest";
import { plainText } from "./plain-text.js";

test.each([
  ["hello", "hello"],
  ["  spaces  ", "spaces"],
  ["two\nlines\r\nand\ttab", "two lines and tab"],
  ["\u202eturned round\u2066", "turned round"],
  ["\u0000\u0007", ""],
  ["Çay 茶 🫖", "Çay 茶 🫖"],
  ["<b>bold</b>", "<b>bold</b>"],
])("%j is shown as %j", (text, shown) => {
  expect(plainText(text, 100)).toBe(shown);
});

test("it is cut between characters, never within one", () => {
  expect(plainText("🫖".repeat(50), 10)).toBe("🫖".repeat(10));
  expect(plainText("a".repeat(10_000_000), 3)).toBe("aaa");
});
