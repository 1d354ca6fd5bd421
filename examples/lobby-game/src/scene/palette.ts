// The colours are written down once, in palette.css; what is drawn takes them from there.

const known = new Map<string, string>();

/** The colour (or font) that palette.css calls `--name`, as CSS writes it. */
export function color(name: string): string {
  let value = known.get(name);
  if (value === undefined) {
    value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
    known.set(name, value);
  }
  return value;
}

/** A player's colour. @param number 0..7 */
export function playerColor(number: number): string {
  return color(`guest-${number}`);
}

/** The first colour with so much of the second in it. @param part 0..1 */
export function mixed(first: string, second: string, part: number): string {
  return `color-mix(in srgb, ${second} ${Math.round(part * 1000) / 10}%, ${first})`;
}

/** The colour, see-through. @param opacity 0..1 */
export function faded(colour: string, opacity: number): string {
  return `color-mix(in srgb, ${colour} ${Math.round(opacity * 1000) / 10}%, transparent)`;
}
