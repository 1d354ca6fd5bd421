import { report } from "../report.js";
import { str } from "../text/str.js";
import { str3 } from "../text/str3.js";

/** Where printed lines go. */
export interface PrintHandler {
  print(line: string): void;
  printerr(line: string): void;
  warning(message: string): void;
}

const toConsole: PrintHandler = {
  // oxlint-disable-next-line no-console -- that is what printing is
  print: (line) => console.log(line),
  printerr: (line) => console.error(line),
  warning: (message) => console.warn(message),
};

let handler = toConsole;

/**
 * Sends what is printed somewhere else: into the game's own console, or a test. Errors have a handler of their own,
 * `set_error_handler`.
 * @param next what it leaves out, or without one everything, goes to the console.
 */
export function set_print_handler(next: Partial<PrintHandler> = {}): void {
  handler = { ...toConsole, ...next };
}

/** Prints values one after another, without anything between them, as Godot 4 does: see `str`. */
export function print(...values: unknown[]): void {
  handler.print(str(...values));
}

/** {@link print} as in Godot 3: see `str3`. */
export function print3(...values: unknown[]): void {
  handler.print(str3(...values));
}

/** Prints values with a blank between them. */
export function prints(...values: unknown[]): void {
  handler.print(values.map((value) => str(value)).join(" "));
}

/** Prints values with a tab between them. */
export function printt(...values: unknown[]): void {
  handler.print(values.map((value) => str(value)).join("\t"));
}

/** Prints values to where errors are printed; not reported as an error. */
export function printerr(...values: unknown[]): void {
  handler.printerr(str(...values));
}

/** Prints values without their BBCode tags: there are no colours here. */
export function print_rich(...values: unknown[]): void {
  handler.print(str(...values).replace(/\[\/?(?:b|i|u|s|indent|code|url|center|right|color|bgcolor|fgcolor)(?:=[^\]]*)?\]/g, ""));
}

/** Reports something that is not quite right. {@link push_error} is for what is wrong. */
export function push_warning(...values: unknown[]): void {
  handler.warning(str(...values));
}

/**
 * Reports what is wrong, the values one after another, as Godot 4 does; goes where what Godot's own functions report goes, see
 * `set_error_handler`. Returns, as in GDScript: nothing is thrown.
 */
export function push_error(...values: unknown[]): void {
  report(str(...values));
}
