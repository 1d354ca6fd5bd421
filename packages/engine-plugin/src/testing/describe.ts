const LONGEST = 120;

/** A value in a few words, for a line of a history. */
export function describe(value: unknown): string {
  const text = wordsFor(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** Arguments of a call, in parentheses. */
export const describeAll = (values: readonly unknown[]): string => `(${values.map(describe).join(", ")})`;

/** A time as a line of a history begins with it: seconds, to the millisecond. */
export const describeTime = (ms: number): string => `${(ms / 1000).toFixed(3)} s`;

function wordsFor(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return "a function";
  if (value instanceof Uint8Array) return `<${value.length} bytes>`;
  if (Array.isArray(value)) return `[${value.map(describe).join(", ")}]`;
  if (value !== null && typeof value === "object") {
    return `{ ${Object.entries(value)
      .map(([key, inner]) => `${key}: ${describe(inner)}`)
      .join(", ")} }`;
  }
  return String(value);
}
