// Variants, ours and the real engines', in both directions.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { set_error_handler } from "../../engine-plugin/src/godot/report.js";
import { comparable, javaScriptOf } from "../../engine-plugin/src/godot/golden/described.test.helper.js";
import type { Described } from "../../engine-plugin/src/godot/golden/described.test.helper.js";
import { dialects, differences } from "../../engine-plugin/src/godot/golden/dialects.test.helper.js";
import { damagedOf } from "./golden/generate.js";
import { closeGodot4 } from "./godot4.js";
import { chooseSeed, engines } from "./live.test.helper.js";
import { ask, variantFunctions } from "./questions.js";
import type { Answer } from "./questions.js";
import { randomFrom } from "./random-numbers.js";
import { containersOf, kinds, randomValue, valueOf } from "./random-values.js";

const seed = chooseSeed();
const eachKind = 30;
const nested = 2000;

afterAll(closeGodot4);

describe.each(engines())("Godot %i", (generation) => {
  const dialect = dialects[generation];
  const random = randomFrom(seed + generation);
  const values: Described[] = [
    ...kinds[generation].flatMap((kind) => Array.from({ length: eachKind }, () => valueOf(kind, random, generation, 2))),
    ...kinds[generation].flatMap((kind) => containersOf(kind, random, generation)),
    ...Array.from({ length: nested }, () => randomValue(random, generation, 4)),
  ];
  interface Case {
    readonly value: Described;
    /** What the engine says of the value that it made itself. */
    readonly made: Answer;
    /** What it says of the value that it read from our bytes. */
    readonly read: Answer;
  }
  let cases: Case[] = [];

  beforeEach(() => {
    set_error_handler(() => undefined);
    return () => set_error_handler();
  });

  beforeAll(async () => {
    const made = await ask(
      generation,
      values.map((value) => ({ expression: "a[0]", args: [value] })),
    );
    const read = await ask(
      generation,
      values.map((value) => ({ expression: `${variantFunctions[generation][1]}(b)`, bytes: dialect.encode(javaScriptOf(value)) })),
    );
    cases = values.map((value, index) => ({ value, made: made[index] as Answer, read: read[index] as Answer }));
  });

  test("there are enough of them", () => expect(cases.length).toBeGreaterThanOrEqual(2000));

  test("ours to Godot: our bytes are its own, and it reads our bytes as the value it would have made", () => {
    expect(
      differences(
        cases,
        ({ value }) => dialect.encode(javaScriptOf(value)),
        ({ made }) => made.result ?? "",
      ),
    ).toEqual([]);
    expect(
      differences(
        cases,
        ({ read }) => read.result ?? "",
        ({ made }) => made.result ?? "",
      ),
    ).toEqual([]);
    expect(
      differences(
        cases,
        ({ read }) => read.text,
        ({ made }) => made.text,
      ),
    ).toEqual([]);
  });

  test("Godot's to ours: its bytes are read as the value that it made, and written in the same bytes again", () => {
    for (const { value, made } of cases) {
      expect(comparable(dialect.decode(made.result ?? "")), made.result ?? "").toStrictEqual(comparable(javaScriptOf(value)));
    }
    expect(
      differences(
        cases,
        ({ made }) => dialect.encode(dialect.decode(made.result ?? "")),
        ({ made }) => made.result ?? "",
      ),
    ).toEqual([]);
  });

  test("damaged bytes are read as Godot reads them, and refused where Godot refuses", async () => {
    // Left out: elements of another type than their array's, of which Godot 4 converts more than we do; and Godot 3's lax UTF-8.
    const left = generation === 4 ? /"of":/ : /[^ -~]/;
    const usable = cases.filter(({ value }) => !left.test(JSON.stringify(value)));
    const some = usable.slice(0, 1200).map(({ value, made }) => ({ value, hex: made.result ?? "" }));
    const damaged = await damagedOf(generation, some, random);
    expect(damaged.length).toBeGreaterThan(500);
    expect(
      differences(
        damaged,
        ({ hex }) => dialect.encode(dialect.decode(hex)),
        ({ result }) => result ?? "00000000",
      ),
    ).toEqual([]);
  });

  test("str makes the same text of them", () => {
    expect(
      differences(
        cases,
        ({ value }) => dialect.str(javaScriptOf(value)),
        ({ made }) => Buffer.from(made.text, "hex").toString("utf8"),
      ),
    ).toEqual([]);
  });
});
