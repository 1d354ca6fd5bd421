import type { LinkState } from "./link.js";

/** Where a player outside of any lobby wants to be. */
export type Place = "title" | "browse" | "create";

/** Every screen there is. `starting`, `failed` and `elsewhere` are about the connection; `entering`: a lobby is being made or joined. */
export type ScreenName = Place | "starting" | "failed" | "elsewhere" | "invited" | "quick" | "entering" | "lobby" | "match" | "results";

/** Everything that decides which screen is shown. */
export interface Whereabouts {
  readonly link: LinkState;
  /** The game has been started: once the relay was reached, and an invitation answered. */
  readonly begun: boolean;
  /** Somebody sent us here, and we have not said yet that we come. */
  readonly invited: boolean;
  readonly stage: "outside" | "lobby" | "match" | "results";
  readonly quick: boolean;
  readonly busy: boolean;
  readonly place: Place;
}

/** Which screen is shown. A relay that is away for a moment changes nothing: what is shown goes on being right. */
export function screenOf({ link, begun, invited, stage, quick, busy, place }: Whereabouts): ScreenName {
  if (link === "connecting") return "starting";
  if (link === "failed" || link === "elsewhere") return link;
  if (!begun) return invited ? "invited" : "starting";
  if (stage !== "outside") return stage;
  if (quick) return "quick";
  return busy ? "entering" : place;
}
