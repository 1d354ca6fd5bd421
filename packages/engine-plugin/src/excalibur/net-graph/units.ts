// How figures are written. Every one of these answers a text of few characters, and "–" for what is not known.

const UNKNOWN = "–";
/** Between a number and its unit: narrow, and no line is broken there. */
const GAP = "\u202f";
const KILO = 1000;

/** Milliseconds: `"48 ms"`; below ten with one digit after the point. Negative is unknown. */
export function milliseconds(ms: number): string {
  return isKnown(ms) ? `${short(ms)}${GAP}ms` : UNKNOWN;
}

/** By how many milliseconds something varies: `"±3 ms"`. */
export function plusMinus(ms: number): string {
  return isKnown(ms) ? `±${milliseconds(ms)}` : UNKNOWN;
}

/** A share of 1 as a percentage: `"2.5 %"`. What is not nothing is never written as nothing: `"<0.1 %"`. */
export function percent(share: number): string {
  if (!isKnown(share)) return UNKNOWN;
  const value = share * 100;
  return value > 0 && value < 0.1 ? `<0.1${GAP}%` : `${short(value)}${GAP}%`;
}

/** Bytes: `"640 B"`, `"1.2 kB"`, `"3.4 MB"`; thousands, as rates on networks are counted. */
export function bytes(count: number): string {
  if (!isKnown(count)) return UNKNOWN;
  if (count < KILO) return `${Math.round(count)}${GAP}B`;
  if (count < 999.5 * KILO) return `${short(count / KILO)}${GAP}kB`;
  return `${short(count / KILO ** 2)}${GAP}MB`;
}

/** Bytes a second: `"1.2 kB/s"`. */
export function bytesPerSecond(rate: number): string {
  return isKnown(rate) ? `${bytes(rate)}/s` : UNKNOWN;
}

/** Something a second: `"20/s"`, `"0.4/s"`. */
export function perSecond(rate: number): string {
  return isKnown(rate) ? `${short(rate)}/s` : UNKNOWN;
}

/** Packets a second: `"20 pkt/s"`. */
export function packetsPerSecond(rate: number): string {
  return isKnown(rate) ? `${short(rate)}${GAP}pkt/s` : UNKNOWN;
}

function isKnown(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}

/** Three characters say enough of a figure that moves; a whole number needs no point. */
function short(value: number): string {
  const text = value < 9.95 ? value.toFixed(1) : String(Math.round(value));
  return text.endsWith(".0") ? text.slice(0, -2) : text;
}
