import { FAST_LANE, SURE_LANE, type Lane } from "../wire/lane.js";

/** What leaves anyway takes reports along when the last one is this old. */
const ALONG_SPACING_MS = 100;
/**
 * After so much on the fast lane the peer is told how it gets through, also when nothing else is to be said, but no oftener than this: it
 * waits to hear so before it sends on.
 */
export const REPORT_AFTER_BYTES = 2048;
export const REPORT_SPACING_MS = 30;
const LANES = [FAST_LANE, SURE_LANE] as const;

/** Which lanes brought something that the peer has not been told of, and when it is to be told. */
export class OwedReports {
  readonly #unreported: [fast: boolean, sure: boolean] = [false, false];
  /** Of the fast lane, since the last report. */
  #bytes = 0;
  #reportedAt = Number.NEGATIVE_INFINITY;

  /** A packet came that is newer than all before it. */
  arrived(lane: Lane, bytes: number): void {
    this.#unreported[lane] = true;
    if (lane === FAST_LANE) this.#bytes += bytes;
  }

  /** Whether a report is to leave by itself, and not only in company. */
  get owed(): boolean {
    return this.#bytes >= REPORT_AFTER_BYTES;
  }

  /** When it is to, if one is {@link owed}. */
  get dueAt(): number {
    return this.#reportedAt + REPORT_SPACING_MS;
  }

  /** Whether what leaves anyway should take reports along. */
  wantsAlong(now: number): boolean {
    return now >= this.#reportedAt + ALONG_SPACING_MS;
  }

  /** The lanes to report now; they count as reported. */
  take(now: number): readonly Lane[] {
    const lanes = LANES.filter((lane) => this.#unreported[lane]);
    this.#unreported.fill(false);
    this.#bytes = 0;
    if (lanes.length > 0) this.#reportedAt = now;
    return lanes;
  }
}
