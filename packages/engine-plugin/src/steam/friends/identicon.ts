/** Cells a side. */
const CELLS = 5;
/** Cells that decide the pattern: the left columns and the middle one, which the right side mirrors. */
const HALF = CELLS * 3;

/**
 * A picture made from an id: a symmetrical pattern of 5 by 5 cells in one colour on a pale ground of the same colour. The same id always gives the same picture; two ids can share one, but
 * hardly ever in one lobby.
 * @param size pixels wide and high; cells have sharp edges at any size.
 * @returns RGBA, four bytes a pixel, row by row, in memory of its own.
 */
export function identicon(id: bigint, size: number): Uint8Array {
  const bits = mix(id);
  const pattern = patternOf(Number(bits & 0x7fffn));
  const hue = Number((bits >> 15n) % 360n);
  const front = colour(hue, 0.65, 0.4 + Number((bits >> 24n) & 3n) * 0.05);
  const ground = colour(hue, 0.35, 0.92);

  // An even number of pixels a cell leaves an even rest, so that both margins are the same.
  const cell = Math.max(2, 2 * Math.floor(size / (2 * CELLS + 0.5)));
  const margin = (size - CELLS * cell) / 2;
  const cellAt = (pixel: number) => Math.floor((pixel - margin) / cell);
  const rgba = new Uint8Array(size * size * 4);
  const line = size * 4;
  for (let y = 0, at = 0; y < size; y++, at += line) {
    const row = cellAt(y);
    if (y > 0 && row === cellAt(y - 1)) {
      rgba.copyWithin(at, at - line, at);
      continue;
    }
    for (let x = 0; x < size; x++) {
      const column = cellAt(x);
      const inside = Math.min(row, column) >= 0 && Math.max(row, column) < CELLS;
      const filled = inside && (pattern >> (row * 3 + Math.min(column, CELLS - 1 - column))) & 1;
      rgba.set(filled ? front : ground, at + 4 * x);
    }
  }
  return rgba;
}

/** Neither nearly empty nor nearly full: those look alike. */
function patternOf(bits: number): number {
  const filled = bits.toString(2).replaceAll("0", "").length;
  return filled < 4 ? ~bits & ((1 << HALF) - 1) : filled > HALF - 3 ? bits & 0b101_010_101_010_101 : bits;
}

/** Spreads neighbouring ids over all 64 bits: the finalizer of SplitMix64. */
function mix(id: bigint): bigint {
  let z = BigInt.asUintN(64, id + 0x9e3779b97f4a7c15n);
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
  return z ^ (z >> 31n);
}

/** Opaque, from hue (degrees), saturation and lightness (0..1). */
function colour(hue: number, saturation: number, lightness: number): [number, number, number, number] {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12;
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4), 255];
}
