import { parseArgs } from "node:util";

/** What the command line asks for. */
export interface Options {
  /** Ids of measurements; undefined for all. */
  readonly only: readonly string[] | undefined;
  /** How often each; undefined for as often as each wants. */
  readonly runs: number | undefined;
  readonly quick: boolean;
}

/** How the bench is called. */
export const help = `npm run bench -- [options]

  --only=P2,P3   only these measurements
  --runs=3       so many runs of each, instead of as many as each wants
  --quick        everything short and one run of each: shows that it works, not how fast
  --help         this text`;

/** Reads the command line. Throws an Error that says what is wrong with it. @returns undefined when help is asked for. */
export function parseOptions(args: readonly string[], known: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: "string" }, runs: { type: "string" }, quick: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help === true) return undefined;
  const only = values.only?.split(",").map((id) => id.trim().toUpperCase());
  const unknown = only?.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new Error(`There is no measurement ${unknown}; there are: ${known.join(", ")}.`);
  const runs = values.runs === undefined ? undefined : Number(values.runs);
  if (runs !== undefined && !(Number.isInteger(runs) && runs > 0)) throw new Error(`--runs must be a whole number above 0, not "${values.runs}".`);
  return { only, runs: runs ?? (values.quick === true ? 1 : undefined), quick: values.quick === true };
}
