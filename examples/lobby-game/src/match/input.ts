/** What one player wants in one tick. */
export interface Input {
  /** Direction, each -1..1, at most 1 long; x to the right, y down. 0, 0: no wish. */
  readonly x: number;
  readonly y: number;
  /** Whether the dash button is down. */
  readonly dash: boolean;
}

/** No wish at all. */
export const NO_INPUT: Input = { x: 0, y: 0, dash: false };
