const escapes = new Map([
  ["\\", "\\\\"],
  ["\u0007", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
  ["'", "\\'"],
  ['"', '\\"'],
]);

/** A text between quotes as Godot 4 prints it inside of arrays and dictionaries. Other control characters stay what they are. */
export function quoted(text: string): string {
  // oxlint-disable-next-line no-control-regex -- one of those that have an escape
  return `"${text.replace(/[\\\u0007\b\f\n\r\t\v'"]/g, (character) => escapes.get(character) ?? character)}"`;
}
