import { cpus, loadavg, release, totalmem, type } from "node:os";
import { BenchBrowser } from "./browser.js";
import type { Figures, Measurement } from "./measurement.js";
import { measurements } from "./measurements/index.js";
import { help, parseOptions, type Options } from "./options.js";
import { Progress } from "./progress.js";
import { spreadText } from "./report/format.js";
import { targetsTable } from "./report/markdown.js";
import { writeResults } from "./report/write.js";
import { summarize, type Machine, type Result, type Results } from "./results.js";

/** Runs what the command line asks for, and writes down what came of it (see {@link writeResults}). @returns the process's exit code. */
export async function main(args: readonly string[], browserPath: string | undefined): Promise<number> {
  let options: Options | undefined;
  try {
    options = parseOptions(args, measurements.map(({ id }) => id));
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    return 2;
  }
  if (options === undefined) {
    console.log(help);
    return 0;
  }
  const { only, quick } = options;
  const chosen = measurements.filter(({ id }) => only?.includes(id) ?? true);
  const loadBefore = loadavg()[0] ?? NaN;
  let launched: Promise<BenchBrowser> | undefined;
  const browser = (): Promise<BenchBrowser> => (launched ??= BenchBrowser.launch(browserPath));
  try {
    const results = await measureAll(chosen, options, browser);
    const version = launched === undefined ? "not used" : (await launched).version;
    const report: Results = { date: new Date().toISOString(), quick, machine: machine(version), loadBefore, results };
    const name = writeResults(report, only === undefined);
    console.log(targetsTable(report));
    console.log(`\nEvery figure: ${name}.md and ${name}.json`);
    return 0;
  } finally {
    await (await launched)?.close();
  }
}

async function measureAll(chosen: readonly Measurement[], { runs, quick }: Options, browser: () => Promise<BenchBrowser>): Promise<Result[]> {
  const runsOf = (measurement: Measurement): number => runs ?? measurement.runs;
  const secondsOf = (measurement: Measurement): number => measurement.seconds[quick ? "quick" : "full"];
  const progress = new Progress(chosen.reduce((sum, measurement) => sum + runsOf(measurement) * secondsOf(measurement), 0));
  const figures = new Map<Measurement, Figures[]>(chosen.map((measurement) => [measurement, []]));
  try {
    // Round by round rather than one measurement after the other: what the machine does for some minutes then spoils one run of
    // several measurements, not all runs of one.
    for (let run = 1; run <= Math.max(...chosen.map(runsOf)); run++) {
      for (const measurement of chosen.filter((one) => run <= runsOf(one))) {
        progress.begin(`${measurement.id}, run ${run} of ${runsOf(measurement)}`, secondsOf(measurement));
        figures.get(measurement)?.push(await runTwice(measurement, () => measurement.run(browser, { run, quick }), progress));
        progress.end(noteOf(measurement, figures.get(measurement)?.at(-1) ?? {}));
      }
    }
  } finally {
    progress.stop();
  }
  return chosen.map((measurement) => summarize(measurement, figures.get(measurement) ?? []));
}

/** A run may fail for reasons of the machine; a second time in a row it is for reasons of ours. */
async function runTwice(measurement: Measurement, run: () => Promise<Figures>, progress: Progress): Promise<Figures> {
  try {
    return await run();
  } catch (error) {
    progress.print(`${measurement.id} failed and is tried once more: ${(error as Error).message}`);
    return run();
  }
}

function noteOf(measurement: Measurement, figures: Figures): string {
  return measurement.criteria
    .map(({ title, unit, value }) => `${title} ${spreadText({ median: value(figures), lowest: 0, highest: 0 }, unit)}`)
    .join("; ");
}

function machine(browser: string): Machine {
  const [first] = cpus();
  return {
    processor: first?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    browser: `Chromium ${browser}`,
  };
}
