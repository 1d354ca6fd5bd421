// The colours are written down once, in palette.css; what is drawn takes them from there.

const style = getComputedStyle(document.documentElement);

/** The colour that palette.css calls `--name`, as CSS writes it. */
export function color(name: string): string {
  return style.getPropertyValue(`--${name}`).trim();
}

const guestColors = 8;

/** A player's colour, the same in every tab. */
export function colorOf(id: bigint): string {
  return color(`guest-${id % BigInt(guestColors)}`);
}
