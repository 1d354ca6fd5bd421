/** What the tray is made of: how much it grips. */
export type Surface = "copper" | "enamel" | "wood";

/** All of them. States name one by its place here: who adds one, adds it at the end. */
export const SURFACES: readonly Surface[] = ["copper", "enamel", "wood"];

/** What the host of a lobby chooses for its matches; kept in the lobby's data. */
export interface MatchOptions {
  /** Rounds somebody has to win: 1, 2 or 3. */
  readonly rounds: number;
  readonly surface: Surface;
  /** Seats that the computer plays, 0..7. Members come first: in a full lobby there is no seat for it. */
  readonly bots: number;
}

/** What a new lobby begins with. */
export const DEFAULT_OPTIONS: MatchOptions = { rounds: 2, surface: "copper", bots: 0 };

/** Everybody at the tray together. */
export const MOST_PLAYERS = 8;
