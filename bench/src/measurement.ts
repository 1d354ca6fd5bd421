import type { BenchBrowser } from "./browser.js";

/** What one run of a measurement found, by name. A figure that could not be had is NaN. */
export type Figures = Readonly<Record<string, number>>;

/** A figure as it is shown. */
export interface FigureRow {
  /** Its name in {@link Figures}. */
  readonly key: string;
  readonly title: string;
  readonly unit: string;
}

/** One thing that must be reached. It is computed for each run by itself; the median of the runs counts. */
export interface Criterion {
  readonly title: string;
  /** The figures of one run, as one number. */
  readonly value: (figures: Figures) => number;
  readonly sense: "at most" | "at least";
  readonly limit: number;
  /** What stands behind the number: "x" for a ratio, or a unit. */
  readonly unit: string;
}

/** How much of a measurement is wanted. */
export interface Scale {
  /** Numbers the runs from 1; seeds what is lost. */
  readonly run: number;
  /** Everything shorter and coarser: to see that it works. */
  readonly quick: boolean;
}

/** One row of the table: what is measured, against what, and what must be reached. */
export interface Measurement {
  /** As in the issue: P1, P2, ... */
  readonly id: string;
  readonly title: string;
  readonly against: string;
  /** What is done exactly, in a few sentences, for the documentation. */
  readonly method: string;
  readonly rows: readonly FigureRow[];
  readonly criteria: readonly Criterion[];
  /** How many runs count by default. */
  readonly runs: number;
  /** About how long one run takes, in s: for the progress bar. */
  readonly seconds: { readonly full: number; readonly quick: number };
  /** Does one run. `browser` is launched on first use. */
  run(browser: () => Promise<BenchBrowser>, scale: Scale): Promise<Figures>;
}

/** The quotient of two figures. */
export function ratio(of: string, to: string): (figures: Figures) => number {
  return (figures) => (figures[of] ?? NaN) / (figures[to] ?? NaN);
}

/** One figure as it is. */
export function figure(key: string): (figures: Figures) => number {
  return (figures) => figures[key] ?? NaN;
}

/** A seed for each line of each run, different for all. */
export function seedOf(scale: Scale, line: number): number {
  return scale.run * 1000 + line;
}
