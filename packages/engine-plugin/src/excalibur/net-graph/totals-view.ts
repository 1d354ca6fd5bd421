import { element, say } from "./dom.js";
import { repeatedShare, type Totals } from "./figures.js";
import { bytes, bytesPerSecond, milliseconds, packetsPerSecond, percent, perSecond } from "./units.js";

const labels = ["Connected", "Worst ping", "In", "Out", "Queued", "Repeats"];

/** All sessions together, in one line above them. */
export class TotalsView {
  readonly element: HTMLElement;
  readonly #values = labels.map(() => ({ above: element("span"), below: element("small") }));

  constructor() {
    const pairs = this.#values.map(({ above, below }, index) => element("div", {}, element("dt", {}, labels[index] ?? ""), element("dd", {}, above, below)));
    this.element = element("dl", { class: "totals" }, ...pairs);
  }

  show(of: Totals): void {
    const texts = [
      [String(of.connected), `of ${of.sessions} session${of.sessions === 1 ? "" : "s"}`],
      [milliseconds(of.worstPing), "round trip"],
      [bytesPerSecond(of.bytesInPerSecond), packetsPerSecond(of.packetsInPerSecond)],
      [bytesPerSecond(of.bytesOutPerSecond), packetsPerSecond(of.packetsOutPerSecond)],
      [bytes(of.queuedBytes), `${bytes(of.unacknowledgedBytes)} unacked`],
      [perSecond(of.repeatsPerSecond), `${percent(repeatedShare(of))} of bytes`],
    ] as const;
    for (const [index, { above, below }] of this.#values.entries()) {
      say(above, texts[index]?.[0] ?? "");
      say(below, texts[index]?.[1] ?? "");
    }
  }
}
