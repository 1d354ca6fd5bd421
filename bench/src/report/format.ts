import type { Spread } from "../results.js";

/** A number with as many digits as mean something, and its unit. */
export function withUnit(value: number, unit: string): string {
  if (!Number.isFinite(value)) return "-";
  const text = number(value);
  if (unit === "") return text;
  return unit === "x" ? `${text}x` : `${text} ${unit}`;
}

/** A median, and in brackets what it is the median of. */
export function spreadText(spread: Spread, unit: string): string {
  const { median, lowest, highest } = spread;
  const range = lowest === highest || !Number.isFinite(median) ? "" : ` (${number(lowest)} to ${number(highest)})`;
  return `${withUnit(median, unit)}${range}`;
}

function number(value: number): string {
  const size = Math.abs(value);
  if (size >= 10_000) return Math.round(value).toLocaleString("en-US");
  if (size >= 100) return value.toFixed(0);
  return size >= 10 ? value.toFixed(1) : value.toFixed(2);
}
