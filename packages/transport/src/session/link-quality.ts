import type { SessionStatus } from "./endpoint.js";
import { PacketWindow } from "./packet-window.js";

/** Rates and quality are taken over intervals of this length and change only in these steps, as Steam's do. */
export const QUALITY_INTERVAL_MS = 5000;
/** A report on the peer's packets is sent at most this often. */
const REPORT_INTERVAL_MS = 20_000;

/** Packets and bytes a second, both ways. */
export type TrafficRates = Pick<SessionStatus, "packetsOutPerSecond" | "bytesOutPerSecond" | "packetsInPerSecond" | "bytesInPerSecond">;

/** Nothing at all. */
export const noTraffic: TrafficRates = { packetsOutPerSecond: 0, bytesOutPerSecond: 0, packetsInPerSecond: 0, bytesInPerSecond: 0 };

/** What crosses the link in both directions, in counts, rates and a quality between 0 and 1. */
export class LinkQuality {
  /** Share of the peer's packets that came, and in order, in the last closed interval; -1 when nothing but signs of life came. */
  local = -1;
  /** What the peer last reported of ours; -1 before it did. */
  remote = -1;
  /** Of the last closed interval. */
  rates: TrafficRates = noTraffic;
  /** Of the last closed interval: packets a second that carried something again, and how many bytes of it. */
  repeatsPerSecond = 0;
  repeatedBytesPerSecond = 0;
  /** By lane. */
  readonly windows: readonly [PacketWindow, PacketWindow] = [new PacketWindow(), new PacketWindow()];
  #packetsOut = 0;
  #bytesOut = 0;
  #packetsIn = 0;
  #bytesIn = 0;
  #repeats = 0;
  #repeatedBytes = 0;
  #messagesCame = false;
  #intervalStart = 0;
  #reportAt = 0;
  #receivedSinceReport = 0;
  #weightedSinceReport = 0;

  constructor(now: number) {
    this.#intervalStart = now;
    this.#reportAt = now + REPORT_INTERVAL_MS;
  }

  sent(now: number, bytes: number): void {
    this.roll(now);
    this.#packetsOut++;
    this.#bytesOut += bytes;
  }

  /** The packet just sent carries so many bytes again, because they may have been lost; mostly none. */
  repeated(bytes: number): void {
    if (bytes > 0) this.#repeats++;
    this.#repeatedBytes += bytes;
  }

  received(now: number, bytes: number): void {
    this.roll(now);
    this.#packetsIn++;
    this.#bytesIn += bytes;
  }

  /** The packet just received carried messages, or acknowledged some: there is a quality to speak of. */
  noteMessages(): void {
    this.#messagesCame = true;
  }

  /** Closes the intervals that are over; all that was counted belongs to the first of them. */
  roll(now: number): void {
    const over = Math.floor((now - this.#intervalStart) / QUALITY_INTERVAL_MS);
    if (over < 1) return;
    for (let interval = 0; interval < Math.min(over, 2); interval++) this.#closeInterval();
    this.#intervalStart += over * QUALITY_INTERVAL_MS;
  }

  #closeInterval(): void {
    const seconds = QUALITY_INTERVAL_MS / 1000;
    this.rates = {
      packetsOutPerSecond: this.#packetsOut / seconds,
      bytesOutPerSecond: this.#bytesOut / seconds,
      packetsInPerSecond: this.#packetsIn / seconds,
      bytesInPerSecond: this.#bytesIn / seconds,
    };
    this.repeatsPerSecond = this.#repeats / seconds;
    this.repeatedBytesPerSecond = this.#repeatedBytes / seconds;
    this.#repeats = this.#repeatedBytes = 0;
    this.#packetsOut = this.#bytesOut = this.#packetsIn = this.#bytesIn = 0;
    this.local = this.#closeWindows();
    this.#messagesCame = false;
  }

  /** The quality to report to the peer, when it is time and enough has come to speak of; undefined otherwise. */
  takeReport(now: number): number | undefined {
    if (now < this.#reportAt) return undefined;
    const enough = this.#receivedSinceReport > (now - this.#reportAt + REPORT_INTERVAL_MS) / 3000;
    if (!enough) return undefined;
    const quality = this.#weightedSinceReport / this.#receivedSinceReport;
    this.#reportAt = now + REPORT_INTERVAL_MS;
    this.#receivedSinceReport = this.#weightedSinceReport = 0;
    return quality;
  }

  #closeWindows(): number {
    let received = 0;
    let dropped = 0;
    let weird = 0;
    for (const window of this.windows) {
      received += window.received;
      dropped += window.dropped;
      weird += window.weird;
      window.resetCounters();
    }
    if (received === 0 || !this.#messagesCame) return -1;
    const quality = Math.max(0, 1 - (dropped + weird) / (received + dropped));
    this.#receivedSinceReport += received;
    this.#weightedSinceReport += quality * received;
    return quality;
  }
}
