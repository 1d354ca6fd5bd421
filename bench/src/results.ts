import type { Criterion, Figures, Measurement } from "./measurement.js";
import { median } from "./statistics.js";

/** A number of several runs. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** What one measurement found. */
export interface Result {
  readonly id: string;
  readonly title: string;
  readonly against: string;
  readonly method: string;
  readonly rows: readonly (Spread & { readonly title: string; readonly unit: string })[];
  readonly criteria: readonly (Spread & { readonly title: string; readonly unit: string; readonly sense: Criterion["sense"]; readonly limit: number; readonly reached: boolean })[];
  /** The figures of each run, as they came. */
  readonly runs: readonly Figures[];
}

/** What the numbers were had on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly browser: string;
}

/** Everything one call of the bench found; what is written to `latest.json`. */
export interface Results {
  readonly date: string;
  readonly quick: boolean;
  readonly machine: Machine;
  /** The load of the machine, in processes that wanted to run, before the first run: above a core's share, times are longer than they should be. */
  readonly loadBefore: number;
  readonly results: readonly Result[];
}

/** Puts the runs of a measurement together. */
export function summarize(measurement: Measurement, runs: readonly Figures[]): Result {
  const { id, title, against, method } = measurement;
  return {
    id,
    title,
    against,
    method,
    rows: measurement.rows.map(({ key, title: name, unit }) => ({ title: name, unit, ...spread(runs.map((run) => run[key] ?? NaN)) })),
    criteria: measurement.criteria.map(({ title: name, unit, sense, limit, value }) => {
      const over = spread(runs.map(value));
      return { title: name, unit, sense, limit, ...over, reached: sense === "at most" ? over.median <= limit : over.median >= limit };
    }),
    runs,
  };
}

function spread(values: readonly number[]): Spread {
  const known = values.filter((value) => !Number.isNaN(value));
  return { median: median(known), lowest: Math.min(...known), highest: Math.max(...known) };
}
