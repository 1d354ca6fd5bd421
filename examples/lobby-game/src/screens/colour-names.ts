/** What the colours of `palette.css` are called, `--guest-0` first. */
export const COLOUR_NAMES: readonly string[] = ["Amber", "Coral", "Mint leaf", "Lagoon", "Lilac", "Cornflower", "Camomile", "Rose"];
