import type { Ask, AskAnswer } from "../wire/ask.js";
import type { RelayToPlayer } from "../wire/control.js";
import type { Backplane } from "./backplane/backplane.js";
import type { DeskClock } from "./desk-clock.js";

/** Time, as the control plane needs it. */
export interface ControlClock extends DeskClock {
  /** The wall clock, ms since 1970: what records in the backplane are dated by. */
  wallMs(): number;
}

/**
 * How a player's link ended.
 * - `lost`: silent, or closed without a word.
 * - `reload`: the page said that it goes, perhaps to come back.
 * - `over`: the game said that it is over.
 * - `replaced`: another life of the same player took over; its `attached` follows.
 * - `shutdown`: this relay is going.
 */
export type Parting = "lost" | "reload" | "over" | "replaced" | "shutdown";

/** Takes the answer to an ask; the first one counts. */
export type Answer = (answer: AskAnswer) => void;

/** What every part of the control plane is given. */
export interface PartOptions {
  /** To a player with a link here; to anybody else it does nothing. In order, and not lost as long as the link lives. */
  readonly say: (player: bigint, message: RelayToPlayer) => void;
  readonly clock: ControlClock;
  readonly backplane: Backplane;
  /** 32 random bits that nobody can guess. */
  readonly random: () => number;
}

/** A part of the control plane: lobbies, people, tickets. */
export interface ControlPart<A extends Ask> {
  /** The player said hello on a new link and has been welcomed. Also when the same life comes back; `detached` came before then, unless it is the first time. */
  attached(player: bigint, life: number): void;
  /** The link of a player that was attached is gone, or about to go: nothing said now arrives. */
  detached(player: bigint, how: Parting): void;
  /** Handles an ask, each once (the ask desk sees to that), one of a player at a time: the next comes after the answer. Must answer, at once or later. */
  ask(player: bigint, ask: A, answer: Answer): void;
  /** Lets go of timers and subscriptions. */
  stop(): void;
}

/** The asks of each part. */
export type LobbyAsk = Extract<Ask, { readonly do: "create" | "join" | "leave" | "data" | "member-data" | "owner" | "settings" | "server" | "chat" | "invite" | "invite-to-game" | "search" | "look" | "restore" }>;
export type PeopleAsk = Extract<Ask, { readonly do: "who" }>;
export type TicketAsk = Extract<Ask, { readonly do: "blanks" | "ticket-use" | "ticket-cancel" | "ticket-check" | "ticket-end" }>;

/** What the people desk asks of the lobbies. */
export interface Company {
  /** Whether both sit in one lobby. Away or not: a seat is a seat; only one in a lobby that was brought back is none until its player is back, too. */
  sharesLobby(one: bigint, other: bigint): boolean;
  /** Everybody who shares a lobby with the player; the player not among them, nobody twice. */
  companions(player: bigint): Iterable<bigint>;
  /** The lobby the player sits in that friends may see (PUBLIC, FRIENDS_ONLY): `Person.lobby`; 0n when there is none. */
  lobbyToShow(player: bigint): bigint;
}

/** What the lobbies tell the people desk. */
export interface Audience {
  /** Whether X asked to be shown to Y (`show`), online or not. Sharing a lobby does not count here. */
  isShownTo(x: bigint, y: bigint): boolean;
  /**
   * The seats of a lobby, or its type, changed; {@link Company} is new already. Called before anybody is told of the change itself, so that names are known first.
   * @param came now sit there. @param went do so no more. @param members everybody who sits there now, `came` included.
   */
  seatsChanged(change: { readonly lobby: bigint; readonly came: readonly bigint[]; readonly went: readonly bigint[]; readonly members: readonly bigint[] }): void;
}
