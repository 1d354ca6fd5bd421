import { readFileSync } from "node:fs";
import type { Described } from "../../../engine-plugin/src/godot/golden/described.test.helper.js";
import type { Golden, GoldenCall } from "../../../engine-plugin/src/godot/golden/golden.test.helper.js";
import { ask, askGodot, variantFunctions } from "../questions.js";
import type { Generation } from "../questions.js";
import { pick, randomFrom, upTo } from "../random-numbers.js";
import type { Random } from "../random-numbers.js";
import { bytesQuestions3, bytesQuestions4 } from "./bytes-questions.js";
import type { BytesQuestion } from "./bytes-questions.js";
import { compressionQuestions, decompressionQuestions } from "./compression-questions.js";
import { formatQuestions } from "./format-questions.js";
import { valueQuestions } from "./value-questions.js";

/** A value and its bytes in hex. */
type Encoded = Pick<Golden["values"][number], "value" | "hex">;

/** Asks one engine everything that its golden file holds. The same engine gives the same file. */
export async function generateGolden(generation: Generation): Promise<Golden> {
  const { lines } = await askGodot[generation]('func main():\n\tprint(Engine.get_version_info()["string"])');
  const values = await valuesOf(generation);
  const compression = await callsOf(generation, compressionQuestions());
  const compressed = compression.map((question) => ({ question, output: bytesOfVariant(question.result) }));
  return {
    engine: lines[0] ?? "",
    values,
    damaged: [...(await damagedOf(generation, values, randomFrom(99))), ...(await hugeOf(generation))],
    bytes: await callsOf(generation, generation === 3 ? bytesQuestions3() : bytesQuestions4()),
    compression,
    decompression: await callsOf(generation, decompressionQuestions(generation, compressed)),
    formats: await formatsOf(generation),
    conversions: await conversionsOf(generation),
    signals: (await askGodot[generation](readFileSync(new URL(`../../programs/signals${generation}.gd`, import.meta.url), "utf8"))).lines,
  };
}

async function valuesOf(generation: Generation): Promise<Golden["values"]> {
  const questions = valueQuestions(generation);
  const answers = await ask(
    generation,
    questions.map((value) => ({ expression: "a[0]", args: [value] })),
  );
  return questions.map((value, index) => ({ value, hex: withoutPadding(value, answers[index]?.result ?? ""), text: textOf(answers[index]?.text) }));
}

/** Some encodings cut off, and bits turned over in many; and what the engine reads there. */
export async function damagedOf(generation: Generation, values: readonly Encoded[], random: Random): Promise<Golden["damaged"]> {
  const short = values.filter(({ value, hex }) => hex.length <= 160 && !JSON.stringify(value).includes("NodePath")).map(({ hex }) => hex);
  const cut = short.flatMap((hex) => Array.from({ length: 2 }, () => hex.slice(0, 2 * upTo(random, hex.length / 2))));
  const flipped = Array.from({ length: 600 }, () => {
    const bytes = Buffer.from(pick(random, short), "hex");
    const at = upTo(random, bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << upTo(random, 8));
    return bytes.toString("hex");
  });
  const questions = [...new Set([...cut, ...flipped])];
  const answers = await ask(
    generation,
    questions.map((bytes) => ({ expression: `${variantFunctions[generation][1]}(b)`, bytes })),
  );
  const entries = questions.map((hex, index) => ({ hex, result: answers[index]?.result ?? null, text: textOf(answers[index]?.text) }));
  // There are many NaNs, and JavaScript does not keep them all apart. And what arrived as a NodePath has padding of its own.
  return entries.filter(({ text, result }) => !/nan|Color/i.test(text) && !isNodePath(result)).map(({ hex, result }) => ({ hex, result }));
}

/** Lengths and counts near the ends of 32 bits, for every type that has one, with next to nothing behind. */
async function hugeOf(generation: Generation): Promise<Golden["damaged"]> {
  const types = generation === 3 ? [4, 15, 18, 19, 20, 21, 22, 23, 24, 25, 26] : [4, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38];
  const counts = [0x7fffffff, 0x7ffffffd, 0x40000000, 0x20000000, 0xffffffff, 0x80000000];
  const questions = types.flatMap((type) =>
    counts.map((count) => {
      const bytes = Buffer.alloc(16);
      bytes.writeUInt32LE(type);
      bytes.writeUInt32LE(count, 4);
      return bytes.toString("hex");
    }),
  );
  const answers = await ask(
    generation,
    questions.map((bytes) => ({ expression: `${variantFunctions[generation][1]}(b)`, bytes })),
  );
  return questions.map((hex, index) => ({ hex, result: answers[index]?.result ?? null }));
}

const isNodePath = (hex: string | null): boolean => hex?.startsWith("0f000000") === true || hex?.startsWith("16000000") === true;

/** Behind the names in a NodePath Godot leaves what it finds in memory; here it is zeroes. */
function withoutPadding(value: Described, hex: string): string {
  if (value.type !== "NodePath") return hex;
  const bytes = Buffer.from(hex, "hex");
  const names = (bytes.readUInt32LE(4) & 0x7fffffff) + bytes.readUInt32LE(8);
  let at = 16;
  for (let index = 0; index < names; index++) {
    const end = at + 4 + bytes.readUInt32LE(at);
    at = at + 4 + Math.ceil(bytes.readUInt32LE(at) / 4) * 4;
    bytes.fill(0, end, at);
  }
  return bytes.toString("hex");
}

async function callsOf(generation: Generation, questions: readonly BytesQuestion[]): Promise<GoldenCall[]> {
  const answers = await ask(
    generation,
    questions.map(({ method, bytes, args }) => ({ expression: `b.${method}(${args.map((_, index) => `a[${index}]`).join(", ")})`, bytes, args })),
  );
  return questions.map((question, index) => {
    const { result = null, after = "" } = answers[index] ?? {};
    return { ...question, result, ...(result === null || after === question.bytes ? {} : { after }) };
  });
}

async function formatsOf(generation: Generation): Promise<Golden["formats"]> {
  const questions = formatQuestions(generation);
  const answers = await ask(
    generation,
    questions.map(({ format, values }) => ({ expression: "a[0] % a[1]", args: [{ type: "String", value: format }, values] })),
  );
  return questions.map(({ format, values }, index) => ({
    format,
    values,
    text: answers[index]?.result === null ? null : textOf(answers[index]?.text),
  }));
}

const texts = [
  "0",
  "7",
  "-5",
  " 12",
  "12 ",
  "12abc",
  "abc",
  "",
  "+3",
  "3.99",
  "-3.99",
  "1e3",
  "0x1F",
  "1_000",
  "76561197960287930",
  "9223372036854775807",
  "-9223372036854775808",
  "--1",
  "1-2",
  ".5",
  "5.",
  "inf",
  "nan",
  "1 2",
];
const numbers = [0, 3.99, -3.99, 0.5, -0.5, 1e10, 1e18, -1e18, 76561197960287936] as const;

async function conversionsOf(generation: Generation): Promise<Golden["conversions"]> {
  const values: Described[] = [
    ...texts.map((value): Described => ({ type: "String", value })),
    ...numbers.map((value): Described => ({ type: "float", value })),
    { type: "int", value: "76561197960287930" },
    { type: "bool", value: true },
    { type: "bool", value: false },
  ];
  // Godot 3 reads floats with 32 bits.
  const calls = generation === 3 ? ["int"] : ["int", "float"];
  const questions = values.flatMap((value) => calls.map((call) => ({ call, value })));
  const answers = await ask(
    generation,
    questions.map(({ call, value }) => ({ expression: `${call}(a[0])`, args: [value] })),
  );
  return questions.map(({ call, value }, index) => ({ call, value, result: answers[index]?.result ?? null }));
}

const textOf = (hex = ""): string => Buffer.from(hex, "hex").toString("utf8");

/** The content of an encoded PackedByteArray, in hex. */
function bytesOfVariant(hex: string | null): string {
  const bytes = Buffer.from(hex ?? "", "hex");
  return bytes.length < 8 ? "" : bytes.subarray(8, 8 + bytes.readUInt32LE(4)).toString("hex");
}
