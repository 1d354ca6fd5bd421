// A recording is JSON lines, one event each. Players are numbered by their seats, times are in seconds since the recording began.

import type { Surface } from "../src/match/options.js";

/** Who plays; the first line. */
export interface PlayersEvent {
  readonly event: "players";
  readonly seconds: number;
  readonly surface: Surface;
  /** Rounds somebody has to win. */
  readonly rounds: number;
  readonly players: readonly { readonly id: string; readonly name: string; readonly colour: number }[];
}

/** Who simulates from now on. */
export interface HostEvent {
  readonly event: "host";
  readonly seconds: number;
  readonly player: number;
}

/** Where everybody is, as the host has it: x and y in tray radii, null for who has fallen. Five times a second while a round is played. */
export interface PlacesEvent {
  readonly event: "places";
  readonly seconds: number;
  readonly round: number;
  /** Of what is left of the tray. */
  readonly radius: number;
  readonly places: readonly (readonly [x: number, y: number] | null)[];
}

/** What each player's session with the host takes, in bytes a second, as the player measures it. Once a second. */
export interface TrafficEvent {
  readonly event: "traffic";
  readonly seconds: number;
  readonly guests: readonly { readonly player: number; readonly in: number; readonly out: number; readonly ping: number }[];
}

/** A round is over; player -1: nobody won it. */
export interface RoundEvent {
  readonly event: "round";
  readonly seconds: number;
  readonly round: number;
  readonly winner: number;
  readonly scores: readonly number[];
}

/** The match is over. The winner is the host's; `seen` is who won as each player sees it. */
export interface OverEvent {
  readonly event: "over";
  readonly seconds: number;
  readonly winner: number;
  readonly seen: readonly number[];
}

/** One line of a recording. */
export type RecordedEvent = PlayersEvent | HostEvent | PlacesEvent | TrafficEvent | RoundEvent | OverEvent;

/** The lines of a recording, unchecked: for recordings that this program made. */
export function parseRecording(text: string): RecordedEvent[] {
  return text.split("\n").filter(Boolean).map((line) => JSON.parse(line) as RecordedEvent);
}
