import { element, mark, say } from "./dom.js";
import { repeatedShare, type SessionFigures } from "./figures.js";
import { stateMood, stateWords } from "./state-words.js";
import { bytes, bytesPerSecond, milliseconds, packetsPerSecond, percent, perSecond, plusMinus } from "./units.js";

/** How good a figure is; shown in colour, beside the figure itself. */
type Mood = "good" | "fair" | "bad";
const moodOf = (value: number, fair: number, bad: number): Mood => (value >= bad ? "bad" : value >= fair ? "fair" : "good");
const pingMood = (ms: number) => moodOf(ms, 150, 300);
const lossMood = (share: number) => moodOf(share, 0.03, 0.1);
const queueMood = (count: number) => moodOf(count, 16_384, 131_072);

/** The columns after the player's: what stands above in a row, and what below. */
export const columns = [
  ["Ping", "jitter"],
  ["Loss out", "in, or late"],
  ["In", "packets"],
  ["Out", "packets"],
  ["Queued", "unacked"],
  ["Repeats", "of bytes"],
] as const;

/** One figure above another in a table's cell. */
class Cell {
  readonly element: HTMLTableCellElement;
  readonly #above = element("span");
  readonly #below = element("small");

  constructor([above, below]: readonly [string, string]) {
    this.element = element("td", { role: "cell", "data-label": `${above} / ${below}` }, this.#above, this.#below);
  }

  show(above: string, below: string, mood: Mood = "good", moodBelow: Mood = "good"): void {
    say(this.#above, above);
    say(this.#below, below);
    mark(this.#above, "data-is", mood);
    mark(this.#below, "data-is", moodBelow);
  }
}

/** A session's row, and the sentence below it when something is wrong. */
export class SessionRow {
  readonly element: HTMLTableSectionElement;
  readonly #name = element("span", { class: "name" });
  readonly #state = element("small", { class: "dot" });
  readonly #cells = columns.map((column) => new Cell(column));
  readonly #why = element("td", { role: "cell", colspan: String(columns.length + 1) });
  readonly #whyRow = element("tr", { role: "row", class: "why", hidden: true }, this.#why);

  constructor() {
    const head = element("th", { role: "rowheader", scope: "row" }, this.#name, this.#state);
    const row = element("tr", { role: "row" }, head, ...this.#cells.map((cell) => cell.element));
    this.element = element("tbody", { role: "rowgroup" }, row, this.#whyRow);
  }

  show(of: SessionFigures): void {
    say(this.#name, of.name);
    mark(this.#name, "title", `${of.name} (${of.key})`);
    say(this.#state, stateWords(of.state));
    mark(this.#state, "data-is", of.trouble !== "" && stateMood(of.state) === "good" ? "fair" : stateMood(of.state));
    const [ping, loss, into, out, waiting, repeats] = this.#cells;
    ping?.show(milliseconds(of.ping), plusMinus(of.jitter), pingMood(of.ping));
    loss?.show(percent(of.lossOut), percent(of.lossIn), lossMood(of.lossOut), lossMood(of.lossIn));
    into?.show(bytesPerSecond(of.bytesInPerSecond), packetsPerSecond(of.packetsInPerSecond));
    out?.show(bytesPerSecond(of.bytesOutPerSecond), packetsPerSecond(of.packetsOutPerSecond));
    waiting?.show(bytes(of.queuedBytes), bytes(of.unacknowledgedBytes), queueMood(of.queuedBytes));
    repeats?.show(perSecond(of.repeatsPerSecond), percent(repeatedShare(of)));
    say(this.#why, of.trouble);
    this.#whyRow.hidden = of.trouble === "";
  }
}
