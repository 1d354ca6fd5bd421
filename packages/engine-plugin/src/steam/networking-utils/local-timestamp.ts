/** Thirty days: Steam's clock begins no earlier, so that 0 is always long ago. */
const BEGINNING_US = 30 * 24 * 3600 * 1e6;

/** Microseconds of the endpoint's clock as Steam's local timestamp. */
export function localTimestamp(us: number): number {
  return BEGINNING_US + Math.floor(us);
}
