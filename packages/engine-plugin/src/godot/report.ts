/** Where Godot's complaints go. `cause` is what was thrown, where something was. */
export type ErrorHandler = (message: string, cause?: unknown) => void;

const toConsole: ErrorHandler = (message, cause) => (cause === undefined ? console.error(message) : console.error(message, cause));

let handler: ErrorHandler = toConsole;

/**
 * Reports a mistake and returns: the functions of Godot that answer an empty value on bad data say why through here, and so does a
 * game with `push_error`. Goes to the console, or where {@link set_error_handler} says. Never throws, even where that handler does.
 */
export function report(message: string, cause?: unknown): void {
  try {
    handler(message, cause);
  } catch {
    // A logger that fails must not break the game that was only told of a mistake.
  }
}

/**
 * Sends what is reported, by Godot's functions and by `push_error`, somewhere else: into the game's own log, or a test.
 * @param next without one, back to the console.
 * @returns the handler that was set before.
 */
export function set_error_handler(next: ErrorHandler = toConsole): ErrorHandler {
  const previous = handler;
  handler = next;
  return previous;
}
