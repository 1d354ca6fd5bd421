import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { differences } from "./differences.js";
import { notHere, sections, statements } from "./statements.js";

/** The numbers of the statements that a file tests. */
function testedIn(file: string): number[] {
  const source = readFileSync(new URL(file, import.meta.url), "utf8");
  return [...source.matchAll(/\bconforms\((\d+),/g)].map(([, number]) => Number(number));
}

describe("The list of statements", () => {
  it("is numbered without holes", () => {
    expect(statements.map(({ number }) => number)).toEqual(Array.from({ length: statements.length }, (_, index) => index + 1));
    expect(statements.length).toBeGreaterThanOrEqual(112);
  });

  for (const { title, file, statements: own } of sections) {
    it(`has exactly one test for each of "${title}", in ${file}.test.ts, or says who shows it`, () => {
      const tested = testedIn(`./${file}.test.ts`);
      const elsewhere = own.filter(({ number }) => notHere.has(number)).map(({ number }) => number);
      expect([...tested, ...elsewhere].sort((one, other) => one - other)).toEqual(own.map(({ number }) => number));
    });
  }

  it("is tested nowhere else", () => {
    const files = readdirSync(new URL("./", import.meta.url)).filter((name) => name.endsWith(".test.ts") && !/^(statements|real-time)\./.test(name));
    expect(files.sort()).toEqual(sections.map(({ file }) => `${file}.test.ts`).sort());
  });

  it("shows every row of the table of differences, and names no other", () => {
    const rules = new Set(statements.flatMap(({ rule }) => rule ?? []));
    expect([...rules].sort()).toEqual(differences.map(({ id }) => id).sort());
    for (const { rule, differs, number } of statements) {
      expect(differs === undefined || rule !== undefined, `statement ${number} differs, so it belongs to a row of the table`).toBe(true);
    }
  });

  it("has one sentence a statement, without a full stop, so that it can name a test", () => {
    for (const { text, number } of statements) expect(text, `statement ${number}`).not.toMatch(/\.$|\. [A-Z]|\n/);
    for (const { differs, number } of statements) expect(differs ?? ".", `statement ${number}`).toMatch(/\.$/);
  });
});
