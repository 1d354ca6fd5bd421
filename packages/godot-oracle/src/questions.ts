import type { Described } from "../../engine-plugin/src/godot/golden/described.test.helper.js";
import { buildFunctions, lineFor } from "./described-for-godot.js";
import type { GodotRun } from "./godot-run.js";
import { askGodot3 } from "./godot3.js";
import { askGodot4 } from "./godot4.js";

/** Which generation of the engine. */
export type Generation = 3 | 4;

/** An expression of GDScript, evaluated with the bytes `b` and the list of arguments `a`. */
export interface Question {
  readonly expression: string;
  /** The bytes in `b`, in hex; none when left out. */
  readonly bytes?: string;
  readonly args?: readonly Described[];
}

/** What the engine said. All hex. */
export interface Answer {
  /** `var_to_bytes` (3: `var2bytes`) of the value; null when the engine gave up in the middle. */
  readonly result: string | null;
  /** UTF-8 of `str` of the value. */
  readonly text: string;
  /** What `b` held afterwards. */
  readonly after: string;
}

/** Runs a script in the given generation. */
export const askGodot = { 3: askGodot3, 4: askGodot4 } as const;

/** Name of the function that makes bytes of a value, and of the one that reads them. */
export const variantFunctions = { 3: ["var2bytes", "bytes2var"], 4: ["var_to_bytes", "bytes_to_var"] } as const;

/** Asks all questions in one run; the answers are in their order. */
export async function ask(generation: Generation, questions: readonly Question[]): Promise<Answer[]> {
  const expressions = [...new Set(questions.map(({ expression }) => expression))];
  const functions = expressions.map((expression, index) => `func question_${index}(b, a):\n\tvar r = ${expression}\n\treturn [r, b]\n`);
  const script = `${generation === 3 ? main3 : main4}\n${functions.join("\n")}\n${buildFunctions[generation]}`;
  const input = questions.map(({ expression, bytes = "", args = [] }) =>
    JSON.stringify([
      `question_${expressions.indexOf(expression)}`,
      Buffer.from(bytes, "hex").toString("base64"),
      args.map((arg) => JSON.parse(lineFor(arg)) as unknown),
    ]),
  );
  const run: GodotRun = await askGodot[generation](script, { input: input.join("\n") });
  // Godot 3 prints some of its complaints among the answers.
  const lines = run.lines.filter((line) => line.startsWith("=")).map((line) => line.slice(1));
  if (lines.length !== questions.length * 3) {
    throw new Error(`${questions.length} questions, but ${lines.length} lines.\n${run.complaints.slice(-20).join("\n")}`);
  }
  return questions.map((_, index) => {
    const [result = "", text = "", after = ""] = lines.slice(index * 3, index * 3 + 3);
    return { result: result === "gave up" ? null : result, text, after };
  });
}

const main4 = `
func main():
	for line in input.split("\\n"):
		var q = JSON.parse_string(line)
		var answer = call(q[0], raw(q[1]), q[2].map(build))
		print("=" + (hex(var_to_bytes(answer[0])) if answer != null else "gave up"))
		print("=" + (hex_text(str(answer[0])) if answer != null else ""))
		print("=" + (hex(answer[1]) if answer != null else ""))
`;

const main3 = `
func main():
	for line in input.split("\\n"):
		var q = parse_json(line)
		var a = []
		for one in q[2]: a.append(build(one))
		var answer = call(q[0], raw(q[1]), a)
		print("=" + (hex(var2bytes(answer[0])) if answer != null else "gave up"))
		print("=" + (hex_text(str(answer[0])) if answer != null else ""))
		print("=" + (hex(answer[1]) if answer != null else ""))
`;
