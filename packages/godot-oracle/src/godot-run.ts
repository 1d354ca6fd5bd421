/** What an engine said while it ran one script. */
export interface GodotRun {
  /** What the script printed, one element a line. A text with a line break in it takes several elements. */
  readonly lines: readonly string[];
  /** What the engine complained about, as it wrote it: `push_error`, failed calls, script errors. The wording is the engine's own and differs between the two. */
  readonly complaints: readonly string[];
}

/** How to run one script. */
export interface GodotRunOptions {
  /** The script finds this in its variable `input`. Any length; this is the way for batches. Empty when left out. */
  readonly input?: string;
  /** After this long the engine is ended and the run fails, in milliseconds. */
  readonly timeoutMs?: number;
}

/** An engine is not there, cannot be started, or did not finish a script. The message says which, and what to do. */
export class GodotError extends Error {
  override readonly name = "GodotError";
}

export const defaultTimeoutMs = 60_000;

/** Around the lines of a script: an engine prints other things too. */
export const beginMark = "@samovar-begin";
export const endMark = "@samovar-end";

/** Added behind every script, so that line numbers in complaints stay right. */
export const scriptTail = '\n\nvar input = ""\n';

/**
 * The lines between the marks, or undefined when the engine did not get to the end of the script.
 * @param printed all that was printed, one element a line
 */
export function markedLines(printed: readonly string[]): string[] | undefined {
  const begin = printed.indexOf(beginMark);
  const end = printed.lastIndexOf(endMark);
  return begin === -1 || end === -1 ? undefined : printed.slice(begin + 1, end);
}

const scriptErrors = /SCRIPT ERROR|Parse Error/;

/** The lines of a run that went through without a script error; else throws with the complaints. */
export function linesOf(run: GodotRun): string[] {
  if (run.complaints.some((complaint) => scriptErrors.test(complaint))) throw new GodotError(`The script has errors:\n${run.complaints.join("\n")}`);
  return [...run.lines];
}
