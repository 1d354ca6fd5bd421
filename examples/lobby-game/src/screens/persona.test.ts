import { expect, test } from "vitest";
import { COLOURS } from "../lobby/colours.js";
import { LONGEST_NAME, Persona, tidyName } from "./persona.js";

function store(entries: Record<string, string> = {}) {
  const kept = new Map(Object.entries(entries));
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
}

test("name and colour are there again at the next visit", () => {
  const kept = store();
  const first = new Persona(kept);
  first.name = "  Anna\nPetrovna ";
  first.colour = 5;
  const next = new Persona(kept);
  expect([next.name, next.colour]).toEqual(["Anna Petrovna", 5]);
});

test("a name in the address goes before the stored one, and is not kept", () => {
  const kept = store();
  new Persona(kept).name = "Anna";
  expect(new Persona(kept, "Guest").name).toBe("Guest");
  expect(new Persona(kept).name).toBe("Anna");
});

test("the first visit brings a colour by chance", () => {
  expect(new Persona(store(), "", () => 0.99).colour).toBe(COLOURS - 1);
  expect(new Persona(undefined, "", () => 0).colour).toBe(0);
});

test.each(["8", "-1", "1.5", "red", ""])("a stored colour %j is no colour", (colour) => {
  expect(new Persona(store({ "sumovar.colour": colour }), "", () => 0.3).colour).toBe(2);
});

test("a page that may store nothing works all the same", () => {
  const forbidden = {
    getItem: (): string => {
      throw new Error("denied");
    },
    setItem: (): void => {
      throw new Error("denied");
    },
  };
  const persona = new Persona(forbidden);
  persona.name = "Anna";
  persona.colour = 3;
  expect([persona.name, persona.colour]).toEqual(["Anna", 3]);
});

test("a name fits onto a seat", () => {
  expect(tidyName("🫖".repeat(50))).toBe("🫖".repeat(LONGEST_NAME));
  expect(tidyName("   ")).toBe("");
});
