/** How many there are: `--guest-0` to `--guest-7` of the palette. */
export const COLOURS = 8;

/** The colour that was asked for, if there is such a one. */
export function colourOf(text: string): number | undefined {
  return /^[0-7]$/.test(text) ? Number(text) : undefined;
}

/**
 * Who has which colour, no two alike for up to eight. Everybody works it out alone from the same wishes, so that nobody has to be asked: of two who want the same, the one who has sat here
 * longer gets it, and the other the first that nobody wants.
 *
 * @param wishes in the order of the seats; undefined for who has none yet.
 * @returns the colours in the same order.
 */
export function resolveColours(wishes: readonly (number | undefined)[]): number[] {
  const taken = new Set<number>();
  const granted = wishes.map((wish) => {
    if (wish === undefined || taken.has(wish)) return undefined;
    taken.add(wish);
    return wish;
  });
  return granted.map((colour, seat) => {
    if (colour !== undefined) return colour;
    const free = Array.from({ length: COLOURS }, (_, candidate) => candidate).find((candidate) => !taken.has(candidate)) ?? seat % COLOURS;
    taken.add(free);
    return free;
  });
}
