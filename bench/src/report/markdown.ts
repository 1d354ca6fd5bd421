import type { Result, Results } from "../results.js";
import { spreadText, withUnit } from "./format.js";

/** What must be reached and what was, as a table; then every figure of every measurement. */
export function markdownOf(results: Results): string {
  return [targetsTable(results), ...results.results.map(figuresOf)].join("\n\n");
}

/** One line for each thing that must be reached. */
export function targetsTable({ results }: Results): string {
  const rows = results.flatMap(({ id, title, against, criteria }) =>
    criteria.map((criterion, index) => [
      index === 0 ? id : "",
      index === 0 ? title : "",
      index === 0 ? against : "",
      `${criterion.title}: ${criterion.sense} ${withUnit(criterion.limit, criterion.unit)}`,
      spreadText(criterion, criterion.unit),
      criterion.reached ? "yes" : "**no**",
    ]),
  );
  return table(["", "Measurement", "Against", "Must reach", "Found: median (range of the runs)", "Reached"], rows);
}

/** The figures of one measurement. */
export function figuresOf({ id, title, method, rows, runs }: Result): string {
  const body = rows.map((row) => [row.title, spreadText(row, row.unit)]);
  return `### ${id}: ${title}\n\n${method}\n\n${table(["", `Median (range) of ${runs.length} ${runs.length === 1 ? "run" : "runs"}`], body)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
