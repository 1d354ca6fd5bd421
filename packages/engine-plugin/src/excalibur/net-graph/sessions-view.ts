import { Chart, topOf } from "./chart.js";
import { element, say } from "./dom.js";
import type { Figures, SessionFigures, Totals } from "./figures.js";
import { History } from "./history.js";
import { columns, SessionRow } from "./session-row.js";
import { TotalsView } from "./totals-view.js";
import { bytesPerSecond, milliseconds } from "./units.js";

/** How far back the small graphs go. */
const HISTORY_S = 30;
/** As in the style: canvases know nothing of it. */
const colours = { ping: "#e8b45a", in: "#6cc7c0", out: "#c9a6e4" };

/** The first tab: totals, two small graphs, and a row for each session. */
export class SessionsView {
  readonly element: HTMLElement;
  readonly #totals = new TotalsView();
  readonly #pingTop = element("i");
  readonly #bytesTop = element("i");
  readonly #chart = new Chart(`Worst ping, and bytes per second in and out, of the last ${HISTORY_S} seconds`);
  readonly #table: HTMLTableElement;
  readonly #empty = element("p", { class: "empty" });
  readonly #rows = new Map<string, SessionRow>();
  readonly #pings: History;
  readonly #bytesIn: History;
  readonly #bytesOut: History;

  /** @param intervalMs between one call of `show` and the next. */
  constructor(intervalMs: number) {
    const samples = Math.round((HISTORY_S * 1000) / intervalMs);
    [this.#pings, this.#bytesIn, this.#bytesOut] = [new History(samples), new History(samples), new History(samples)];
    const heads = columns.map(([above, below]) => element("th", { role: "columnheader", scope: "col" }, above, element("small", {}, below)));
    const player = element("th", { role: "columnheader", scope: "col" }, "Player", element("small", {}, "session"));
    const head = element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, player, ...heads));
    this.#table = element("table", { role: "table", "aria-label": "Sessions" }, head);
    const key = (name: keyof typeof colours, label: string) => element("b", { class: name }, label);
    const legend = element(
      "div", { class: "legend", "aria-hidden": "true" },
      element("span", {}, element("i", {}, key("ping", "worst ping"), `, ${HISTORY_S}\u202fs`), this.#pingTop),
      element("span", {}, element("i", {}, key("in", "in"), " and ", key("out", "out")), this.#bytesTop),
    );
    this.element = element("div", {}, this.#totals.element, element("div", { class: "charts" }, legend, this.#chart.canvas), this.#table, this.#empty);
  }

  /** Forgets what the graphs show: nobody looked for a while. */
  forget(): void {
    for (const history of [this.#pings, this.#bytesIn, this.#bytesOut]) history.clear();
  }

  show({ sessions, totals, relay }: Figures): void {
    this.#totals.show(totals);
    this.#showGraphs(totals);
    this.#showRows(sessions);
    this.#table.hidden = sessions.length === 0;
    this.#empty.hidden = sessions.length > 0;
    say(this.#empty, relay === "not connected" ? "Steam is not connected to a relay." : "No sessions yet. One begins with the first message to a player.");
  }

  #showGraphs(totals: Totals): void {
    this.#pings.push(totals.worstPing < 0 ? Number.NaN : totals.worstPing);
    this.#bytesIn.push(totals.bytesInPerSecond);
    this.#bytesOut.push(totals.bytesOutPerSecond);
    const pings = { leastTop: 20, curves: [{ values: this.#pings, colour: colours.ping }] };
    const rates = { leastTop: 1000, curves: [{ values: this.#bytesIn, colour: colours.in }, { values: this.#bytesOut, colour: colours.out }] };
    this.#chart.draw([pings, rates]);
    say(this.#pingTop, milliseconds(topOf(pings)));
    say(this.#bytesTop, bytesPerSecond(topOf(rates)));
  }

  #showRows(sessions: readonly SessionFigures[]): void {
    const gone = new Set(this.#rows.keys());
    for (const session of sessions) {
      gone.delete(session.key);
      let row = this.#rows.get(session.key);
      if (row === undefined) {
        row = new SessionRow();
        this.#rows.set(session.key, row);
        this.#table.append(row.element);
      }
      row.show(session);
    }
    for (const key of gone) {
      this.#rows.get(key)?.element.remove();
      this.#rows.delete(key);
    }
  }
}
