/** What is off by a jump is down to 1/e of it after so long, ms. */
const SETTLE_MS = 90;
/** It glides no faster than this, so that a large correction does not look like a blow, tray radii a second. */
const MOST_SPEED = 2.4;
/** A jump longer than this is no correction but another place: it is not smoothed, tray radii. */
const MOST_SMOOTHED = 0.8;

interface Offset {
  x: number;
  y: number;
}

/** Turns jumps into short glides: what was shown too far to the left is shown a little less so in each frame. */
export class Smoothing {
  readonly #offsets = new Map<bigint, Offset>();

  /** A piece is no longer where it would have been shown, but so far away from there: old place minus new, tray radii. */
  jump(id: bigint, x: number, y: number): void {
    if (x === 0 && y === 0) return;
    const offset = this.#offsets.get(id);
    const sumX = (offset?.x ?? 0) + x;
    const sumY = (offset?.y ?? 0) + y;
    if (sumX * sumX + sumY * sumY > MOST_SMOOTHED * MOST_SMOOTHED) {
      this.#offsets.delete(id);
    } else if (offset === undefined) {
      this.#offsets.set(id, { x: sumX, y: sumY });
    } else {
      offset.x = sumX;
      offset.y = sumY;
    }
  }

  /** Time passes. */
  settle(elapsedMs: number): void {
    const settled = Math.exp(-elapsedMs / SETTLE_MS);
    for (const offset of this.#offsets.values()) {
      const far = Math.sqrt(offset.x * offset.x + offset.y * offset.y);
      const share = far === 0 ? 0 : Math.max(settled, 1 - (MOST_SPEED * elapsedMs) / 1000 / far);
      offset.x *= share;
      offset.y *= share;
    }
  }

  /** What to add to a piece's place. */
  x(id: bigint): number {
    return this.#offsets.get(id)?.x ?? 0;
  }

  y(id: bigint): number {
    return this.#offsets.get(id)?.y ?? 0;
  }

  clear(): void {
    this.#offsets.clear();
  }
}
