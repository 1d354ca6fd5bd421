import type { History } from "./history.js";

const HEIGHT_PX = 44;
/** Between the two graphs. */
const GAP_PX = 16;
const LINE = "#ffffff1f";

/** A line of a graph. */
export interface Curve {
  readonly values: History;
  readonly colour: string;
}

/** One graph: its lines, and the least that its height stands for, so that little noise stays little. */
export interface Graph {
  readonly curves: readonly Curve[];
  readonly leastTop: number;
}

/** What the height of a graph stands for: a round number at or above everything in it. */
export function topOf({ curves, leastTop }: Graph): number {
  const max = Math.max(leastTop, ...curves.map(({ values }) => values.max));
  const power = 10 ** Math.floor(Math.log10(max));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= max) ?? 10;
  return step * power;
}

/** Small graphs beside each other, on one canvas. The newest value is at the right. */
export class Chart {
  readonly canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D | null;
  readonly #resizing: ResizeObserver;
  #widthPx = 0;

  constructor(label: string) {
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", label);
    this.#context = this.canvas.getContext("2d");
    // Told, not asked for: asking for a width makes the browser lay out the page.
    this.#resizing = new ResizeObserver(([entry]) => {
      this.#widthPx = Math.floor(entry?.contentRect.width ?? 0);
    });
    this.#resizing.observe(this.canvas);
  }

  draw(graphs: readonly Graph[]): void {
    const context = this.#context;
    if (context === null || this.#widthPx === 0) return;
    const ratio = globalThis.devicePixelRatio || 1;
    const [width, height] = [Math.round(this.#widthPx * ratio), Math.round(HEIGHT_PX * ratio)];
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.#widthPx, HEIGHT_PX);
    const each = (this.#widthPx - GAP_PX * (graphs.length - 1)) / graphs.length;
    for (const [index, graph] of graphs.entries()) drawGraph(context, graph, index * (each + GAP_PX), each);
  }
}

function drawGraph(context: CanvasRenderingContext2D, graph: Graph, left: number, width: number): void {
  context.lineWidth = 1;
  context.strokeStyle = LINE;
  context.beginPath();
  for (const y of [0.5, HEIGHT_PX / 2, HEIGHT_PX - 0.5]) {
    context.moveTo(left, y);
    context.lineTo(left + width, y);
  }
  context.stroke();
  const top = topOf(graph);
  for (const { values, colour } of graph.curves) {
    const step = width / (values.capacity - 1);
    const first = values.capacity - values.length;
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.beginPath();
    let drawing = false;
    for (let index = 0; index < values.length; index++) {
      const value = values.at(index);
      if (Number.isNaN(value)) {
        drawing = false;
        continue;
      }
      const x = left + (first + index) * step;
      const y = HEIGHT_PX - 1.5 - (value / top) * (HEIGHT_PX - 3);
      if (drawing) context.lineTo(x, y);
      else context.moveTo(x, y);
      drawing = true;
    }
    context.stroke();
  }
}
