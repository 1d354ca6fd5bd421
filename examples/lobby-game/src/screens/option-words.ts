// The choices of a lobby in words.

import type { LobbyKind } from "../lobby/lobby-options.js";
import type { MatchOptions, Surface } from "../match/options.js";
import type { Choice } from "./parts.js";

/** What a tray is called. */
export function surfaceName(surface: Surface): string {
  return { copper: "Copper", enamel: "Enamel", wood: "Wood" }[surface];
}

/** What a tray is made of, with what that means. */
export const SURFACE_CHOICES: readonly Choice<Surface>[] = [
  { value: "copper", label: "Copper", about: "Slides a little. The usual one." },
  { value: "enamel", label: "Enamel", about: "Slippery: think ahead." },
  { value: "wood", label: "Wood", about: "Grips: short, hard duels." },
];

/** Who can find and join a lobby. */
export const KIND_CHOICES: readonly Choice<LobbyKind>[] = [
  { value: "public", label: "Public", about: "Everybody finds it and may join." },
  { value: "private", label: "Private", about: "Only who has the link." },
  { value: "friends", label: "Friends only", about: "People you have played with, and who has the link." },
  { value: "invisible", label: "Invisible", about: "Everybody finds it; your friends do not see that you are there." },
];

/** Rounds to win. */
export const ROUND_CHOICES: readonly Choice<number>[] = [1, 2, 3].map((value) => ({ value, label: `${value}` }));

/** Seats, 2 to 8; fewer than there are members cannot be chosen. */
export function sizeChoices(members: number): Choice<number>[] {
  return [2, 3, 4, 5, 6, 7, 8].map((value) => ({ value, label: `${value}`, disabled: value < members }));
}

/** Seats for the computer: as many as members leave free. */
export function botChoices(size: number, members: number): Choice<number>[] {
  return Array.from({ length: size }, (_, value) => ({ value, label: value === 0 ? "None" : `${value}`, disabled: value > Math.max(0, size - members) }));
}

/** The match in a line: "First to 2 on copper, with 3 computer players". */
export function matchWords({ rounds, surface, bots }: MatchOptions): string {
  const computer = bots === 0 ? "" : bots === 1 ? ", with 1 computer player" : `, with ${bots} computer players`;
  return `First to ${rounds} on ${surfaceName(surface).toLowerCase()}${computer}`;
}

/** What kind of lobby it is, in a word or two. */
export function kindName(kind: LobbyKind): string {
  return KIND_CHOICES.find(({ value }) => value === kind)?.label ?? "";
}
