import type { PlacesEvent, PlayersEvent, RecordedEvent, RoundEvent } from "./recording.js";

const PANEL = 240;
const GAP = 24;
const TRAY = 104;
const PANELS_IN_A_ROW = 4;
const TITLE = 64;
const PANEL_TITLE = 34;
const LEGEND_ROW = 26;
/** The palette's guests, `examples/palette.css`: a picture in a README has no stylesheet. */
const GUESTS = ["#e9a13b", "#e0705a", "#8fbf6a", "#5fb3b3", "#c48bc9", "#7fa3e0", "#efe08a", "#e58aa0"];

/** A recording as an SVG: a tray for each round, everybody's way over it in their colour, a cross where they fell, and the winner's glass. */
export function picture(events: readonly RecordedEvent[]): string {
  const players = events.find((event): event is PlayersEvent => event.event === "players");
  if (players === undefined) throw new Error("This is no recording: it has no players.");
  const rounds = events.filter((event): event is RoundEvent => event.event === "round");
  const rows = Math.max(1, Math.ceil(rounds.length / PANELS_IN_A_ROW));
  const columns = Math.max(1, Math.ceil(rounds.length / rows));
  const width = Math.max(2, columns) * (PANEL + GAP) + GAP;
  const legendTop = TITLE + rows * (PANEL + PANEL_TITLE);
  const legendColumns = Math.floor((width - GAP) / 132);
  const height = legendTop + Math.ceil(players.players.length / legendColumns) * LEGEND_ROW + GAP;
  const leftOf = (row: number): number => (width - Math.min(columns, rounds.length - row * columns) * (PANEL + GAP) + GAP) / 2;
  const seconds = events.at(-1)?.seconds ?? 0;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Avenir Next, Avenir, Segoe UI, Noto Sans, DejaVu Sans, sans-serif" role="img" aria-label="${label(players, rounds)}">`,
    `<rect width="100%" height="100%" rx="14" fill="#183437"/>`,
    `<text x="${GAP}" y="40" font-size="21" font-weight="600" fill="#fbf4e6">${players.players.length} bots play a match over WebRTC</text>`,
    `<text x="${width - GAP}" y="40" font-size="15" text-anchor="end" fill="#f3d68c">${Math.round(seconds)} s</text>`,
    ...rounds.map((round, index) => panel(players, round, placesOf(events, round), leftOf(Math.floor(index / columns)) + (index % columns) * (PANEL + GAP), TITLE + Math.floor(index / columns) * (PANEL + PANEL_TITLE))),
    ...players.players.map(({ name, colour }, seat) => {
      const [x, y] = [GAP + (seat % legendColumns) * 132, legendTop + 14 + Math.floor(seat / legendColumns) * LEGEND_ROW];
      return `<circle cx="${x + 7}" cy="${y}" r="7" fill="${tea(colour)}"/><text x="${x + 21}" y="${y + 5}" font-size="14" fill="#fbf4e6">${escaped(name)}</text>`;
    }),
    "</svg>\n",
  ].join("\n");
}

function panel(players: PlayersEvent, round: RoundEvent, places: readonly PlacesEvent[], left: number, top: number): string {
  const [x, y] = [left + PANEL / 2, top + PANEL_TITLE + PANEL / 2 - 10];
  const name = players.players[round.winner]?.name;
  const last = places.at(-1)?.radius ?? 1;
  return [
    `<g transform="translate(${x} ${y})">`,
    `<text y="${-TRAY - 16}" font-size="14" text-anchor="middle" fill="#fbf4e6">Round ${round.round}: ${name === undefined ? "nobody" : escaped(name)}</text>`,
    `<circle r="${TRAY + 5}" fill="#8a5a1f"/><circle r="${TRAY}" fill="#fbf4e6"/>`,
    last < 0.999 ? `<circle r="${fixed(last * TRAY)}" fill="none" stroke="#d49a3a" stroke-width="1.5" stroke-dasharray="5 5"/>` : "",
    ...players.players.map(({ colour }, seat) => way(places.map((event) => event.places[seat] ?? null), tea(colour), seat === round.winner)),
    "</g>",
  ].join("\n");
}

function way(places: readonly (readonly [number, number] | null)[], colour: string, won: boolean): string {
  const points = places.filter((place) => place !== null);
  const [from, to] = [points[0], points.at(-1)];
  if (from === undefined || to === undefined) return "";
  const [x, y] = [fixed(to[0] * TRAY), fixed(to[1] * TRAY)];
  return [
    `<polyline points="${points.map(([px, py]) => `${fixed(px * TRAY)},${fixed(py * TRAY)}`).join(" ")}" fill="none" stroke="${colour}" stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round"/>`,
    `<circle cx="${fixed(from[0] * TRAY)}" cy="${fixed(from[1] * TRAY)}" r="3.5" fill="${colour}"/>`,
    won
      ? `<circle cx="${x}" cy="${y}" r="10" fill="${colour}" stroke="#2a2320" stroke-width="2.5"/>`
      : `<path d="M${x} ${y}m-5-5l10 10m0-10l-10 10" stroke="#2a2320" stroke-width="5"/><path d="M${x} ${y}m-5-5l10 10m0-10l-10 10" stroke="${colour}" stroke-width="2.5"/>`,
  ].join("");
}

function placesOf(events: readonly RecordedEvent[], { round }: RoundEvent): PlacesEvent[] {
  return events.filter((event): event is PlacesEvent => event.event === "places" && event.round === round);
}

function label(players: PlayersEvent, rounds: readonly RoundEvent[]): string {
  return escaped(rounds.map(({ round, winner }) => `Round ${round} goes to ${players.players[winner]?.name ?? "nobody"}.`).join(" "));
}

function tea(colour: number): string {
  return GUESTS[colour] ?? "#fff6da";
}

function fixed(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
