// The operator `%` with formats and values of all kinds, ours and the real engines'.

import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { javaScriptOf } from "../../engine-plugin/src/godot/golden/described.test.helper.js";
import type { Described } from "../../engine-plugin/src/godot/golden/described.test.helper.js";
import { differences } from "../../engine-plugin/src/godot/golden/dialects.test.helper.js";
import { formatOrMistake, formatOutcome } from "../../engine-plugin/src/godot/golden/format-outcome.test.helper.js";
import { set_error_handler } from "../../engine-plugin/src/godot/report.js";
import { closeGodot4 } from "./godot4.js";
import { chooseSeed, engines } from "./live.test.helper.js";
import { ask } from "./questions.js";
import { pick, randomFrom, realOf, upTo } from "./random-numbers.js";
import { randomValue } from "./random-values.js";
import type { Random } from "./random-numbers.js";

const seed = chooseSeed();
const count = 1500;

afterAll(closeGodot4);

beforeEach(() => {
  set_error_handler(() => undefined);
  return () => set_error_handler();
});

describe.each(engines())("Godot %i", (generation) => {
  test("% makes the same text", async () => {
    const random = randomFrom(seed + generation);
    const questions = Array.from({ length: count }, () => question(random, generation));
    const answers = await ask(
      generation,
      questions.map(({ format, values }) => ({ expression: "a[0] % a[1]", args: [{ type: "String", value: format }, values] })),
    );
    const texts = answers.map(({ result, text }) => (result === null ? null : Buffer.from(text, "hex").toString("utf8")));
    const entries = questions.map(({ format, values }, index) => ({ format, values, text: texts[index] ?? null }));
    expect(differences(entries, ({ format, values }) => formatOutcome(generation, format, javaScriptOf(values)), formatOrMistake)).toEqual([]);
  });
});

function question(random: Random, generation: 3 | 4): { format: string; values: Described } {
  const places = Array.from({ length: 1 + upTo(random, 3) }, () => place(random, generation));
  const format = places.map(({ text }) => text).join(pick(random, [" ", "", ", ", " %% "]));
  return { format: `<${format}>`, values: { type: "Array", value: places.map(({ value }) => value) } };
}

function place(random: Random, generation: 3 | 4): { text: string; value: Described } {
  const letter = pick(random, ["d", "s", "f", "x", "X", "o", "c"]);
  const flags = pick(random, ["", "", "-", "+", "0", "-+", "+0"]);
  const width = upTo(random, 2) === 0 ? "" : String(upTo(random, 14));
  const precision = letter === "f" && upTo(random, 2) === 0 ? `.${upTo(random, 9)}` : "";
  return { text: `%${flags}${width}${precision}${letter}`, value: valueFor(letter, random, generation) };
}

function valueFor(letter: string, random: Random, generation: 3 | 4): Described {
  if (letter === "s") return randomValue(random, generation, 1);
  if (letter === "c") {
    return { type: "int", value: String(pick(random, [33 + upTo(random, 90), 0xa1 + upTo(random, 800), 0x1f600 + upTo(random, 60)])) };
  }
  const small = realOf((random() - 0.5) * 10 ** upTo(random, 12));
  if (letter === "f") return { type: "float", value: small };
  return upTo(random, 4) === 0
    ? { type: "float", value: small }
    : {
        type: "int",
        value: String(BigInt.asIntN(64, BigInt(Math.floor((random() - 0.5) * 2 ** 53)) << BigInt(upTo(random, 11))) >> BigInt(upTo(random, 62))),
      };
}
