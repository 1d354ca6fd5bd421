import type { PeerArgument } from "../../steam/api.js";
import { element, mark, say } from "./dom.js";
import { fakeNetworkWords, resetFakeNetwork } from "./fake-network.js";
import { FakeNetworkView } from "./fake-network-view.js";
import { FiguresReader } from "./figures.js";
import type { NetGraphSteam } from "./net-graph-steam.js";
import { SessionsView } from "./sessions-view.js";
import { style } from "./style.js";
import { Tabs } from "./tabs.js";
import { milliseconds } from "./units.js";

/** What an overlay is made of. */
export interface OverlayOptions {
  readonly Steam: NetGraphSteam;
  readonly peers: (() => Iterable<PeerArgument>) | undefined;
  /** Between one `refresh` and the next. */
  readonly intervalMs: number;
  readonly closeLabel: string;
  readonly onClose: () => void;
  /** Where it lies over the canvas; undefined when it lies over nothing. */
  readonly corner: string | undefined;
}

/** What stays readable of the panel over a canvas that is smaller. */
const LEAST_WIDTH_PX = 340;
const LEAST_HEIGHT_PX = 320;

/** The element that a net graph is, with all that is in it, in a shadow root of its own. */
export class Overlay {
  readonly element: HTMLElement;
  readonly #Steam: NetGraphSteam;
  readonly #root: ShadowRoot;
  readonly #relay = element("span", { class: "relay dot" });
  readonly #fakeWords = element("span");
  readonly #fake = element("div", { class: "fake", hidden: true });
  readonly #reader: FiguresReader;
  readonly #sessions: SessionsView;
  readonly #network: FakeNetworkView;
  readonly #tabs: Tabs;

  constructor(options: OverlayOptions) {
    const { Steam, peers, intervalMs, closeLabel, onClose, corner } = options;
    this.#Steam = Steam;
    this.#reader = new FiguresReader(Steam, peers);
    this.#sessions = new SessionsView(intervalMs);
    this.#network = new FakeNetworkView(Steam, () => this.#showFake());
    this.#tabs = new Tabs([
      { label: "Sessions", content: this.#sessions.element },
      { label: "Bad network", content: this.#network.element, onOpen: () => this.#network.show() },
    ]);
    const off = element("button", { type: "button" }, "Switch off");
    off.addEventListener("click", () => {
      // Goes with what it stands in; the keyboard shall not be lost with it.
      this.#tabs.focus();
      resetFakeNetwork(Steam);
      this.#showFake();
      this.#network.show();
    });
    this.#fake.append(this.#fakeWords, off);
    const close = element("button", { type: "button", class: "close", "aria-label": closeLabel, title: closeLabel }, "×");
    close.addEventListener("click", onClose);

    this.element = element("div", corner === undefined ? {} : { "data-over": corner });
    this.#root = this.element.attachShadow({ mode: "open" });
    this.#root.append(
      element("style", {}, style),
      element(
        "section", { class: "graph", "aria-label": "Net graph" },
        element("header", {}, element("div", { class: "title" }, element("h2", {}, "Net graph"), this.#relay), this.#tabs.list, close),
        element("div", { role: "status" }, this.#fake),
        ...this.#tabs.panels,
      ),
    );
    this.element.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") onClose();
    });
    // What is done in here is not meant for the game beneath. Releases pass: the game may wait for one.
    for (const type of ["keydown", "pointerdown", "mousedown", "touchstart", "wheel"]) {
      this.element.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
    }
  }

  /** Whether the keyboard is in it. */
  get focused(): boolean {
    return this.#root.activeElement !== null;
  }

  /** Begins anew, after nobody looked for a while. */
  forget(): void {
    this.#sessions.forget();
  }

  /** Lies down where the canvas is, after it in the page. Beside it rather than in it: a canvas shows nothing that it contains. */
  cover(canvas: HTMLCanvasElement): void {
    // Not moved when something else comes in between, such as another graph: the keyboard would be lost with each move.
    if (this.element.parentNode !== canvas.parentNode) canvas.after(this.element);
    const place = {
      "--left": canvas.offsetLeft,
      "--top": canvas.offsetTop,
      "--width": Math.max(canvas.offsetWidth, Math.min(LEAST_WIDTH_PX, innerWidth)),
      "--height": Math.max(canvas.offsetHeight, Math.min(LEAST_HEIGHT_PX, innerHeight)),
    };
    const { style: own } = this.element;
    for (const [name, px] of Object.entries(place)) {
      if (own.getPropertyValue(name) !== `${px}px`) own.setProperty(name, `${px}px`);
    }
  }

  /** Reads everything and shows it. */
  refresh(): void {
    const figures = this.#reader.read();
    const { relay, relayPing } = figures;
    say(this.#relay, relay === "connected" ? `relay ${milliseconds(relayPing)}` : relay);
    mark(this.#relay, "data-is", relay === "connected" ? "good" : relay === "not connected" ? "bad" : "fair");
    this.#showFake();
    this.#sessions.show(figures);
    if (this.#tabs.open === 1) this.#network.show();
  }

  #showFake(): void {
    const words = fakeNetworkWords(this.#Steam);
    say(this.#fakeWords, words && `Fake network on: ${words}`);
    this.#fake.hidden = words === "";
  }
}
