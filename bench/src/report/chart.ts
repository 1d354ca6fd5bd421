import type { Result, Results } from "../results.js";
import { spreadText, withUnit } from "./format.js";

const WIDTH = 980;
const ROW = 24;
const TOP = 56;
const LABELS = 400;
const PLOT = 360;
/** From this share of what is allowed to this multiple of it; what lies outside is drawn at the edge. */
const LEAST = 1 / 16;
const MOST = 16;

type Criterion = Result["criteria"][number];

/**
 * How far each thing that must be reached is from its limit, as a picture: left of the line is reached. A bar for the median, a thin line for the
 * range of the runs.
 */
export function chartOf({ results }: Results): string {
  const rows = results.flatMap(({ id, criteria }) => criteria.map((criterion) => ({ id, criterion })));
  const height = TOP + rows.length * ROW + 16;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="Each measurement against its limit">`,
    "<style>text{fill:#222}.soft{fill:#666}.grid{stroke:#ddd}.limit{stroke:#222}.yes{fill:#2a9d5c}.no{fill:#d1495b}.range{stroke:#222;stroke-width:1.5}",
    "@media (prefers-color-scheme:dark){text{fill:#eee}.soft{fill:#aaa}.grid{stroke:#444}.limit,.range{stroke:#eee}}</style>",
    ...[LEAST, 0.25, 1, 4, MOST].map(gridLine(height)),
    `<text x="${LABELS + PLOT / 2}" y="18" text-anchor="middle" class="soft">better  \u2190  share of what is allowed  \u2192  worse</text>`,
    ...rows.map(({ id, criterion }, index) => row(id, criterion, TOP + index * ROW)),
    "</svg>",
    "",
  ].join("\n");
}

function gridLine(height: number): (share: number) => string {
  return (share) => {
    const at = x(share);
    const label = share < 1 ? `1/${1 / share}` : String(share);
    return `<line x1="${at}" x2="${at}" y1="${TOP - 8}" y2="${height - 12}" class="${share === 1 ? "limit" : "grid"}"/><text x="${at}" y="${TOP - 14}" text-anchor="middle" class="soft">${share === 1 ? "limit" : label}</text>`;
  };
}

function row(id: string, criterion: Criterion, y: number): string {
  const [median, one, other] = [criterion.median, criterion.lowest, criterion.highest].map((value) => x(shareOf(criterion, value))) as [number, number, number];
  const middle = y + ROW / 2;
  const sign = criterion.sense === "at most" ? "\u2264" : "\u2265";
  return [
    `<text x="8" y="${middle + 4}">${id}</text><text x="48" y="${middle + 4}">${escape(criterion.title)}, ${sign} ${withUnit(criterion.limit, criterion.unit)}</text>`,
    `<rect x="${x(LEAST)}" y="${y + 6}" width="${Math.max(1, median - x(LEAST)).toFixed(1)}" height="${ROW - 12}" class="${criterion.reached ? "yes" : "no"}"/>`,
    `<line x1="${Math.min(one, other).toFixed(1)}" x2="${Math.max(one, other).toFixed(1)}" y1="${middle}" y2="${middle}" class="range"/>`,
    `<text x="${LABELS + PLOT + 16}" y="${middle + 4}">${escape(spreadText(criterion, criterion.unit))}</text>`,
  ].join("");
}

/** 1 at the limit, less is better, whichever way the criterion looks. */
function shareOf({ sense, limit }: Criterion, value: number): number {
  return sense === "at most" ? value / limit : limit / value;
}

function x(share: number): number {
  const clamped = Math.min(MOST, Math.max(LEAST, Number.isNaN(share) ? MOST : share));
  return LABELS + (PLOT * Math.log(clamped / LEAST)) / Math.log(MOST / LEAST);
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("`", "");
}
