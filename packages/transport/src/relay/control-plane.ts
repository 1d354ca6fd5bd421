import type { RelayToPlayer } from "../wire/control.js";
import type { FromPlayer } from "../wire/control-from-player.js";
import type { Lane } from "../wire/lane.js";
import { AskDesk, type AskRates } from "./ask-desk.js";
import type { Backplane } from "./backplane/backplane.js";
import type { ControlClock, Parting } from "./control-part.js";
import { FrontDesk } from "./front-desk.js";
import { Lobbies } from "./lobbies.js";
import { LobbySeats } from "./lobbies/lobby-seats.js";
import type { RelayLog } from "./log.js";
import { PeopleDesk } from "./people.js";
import type { ControlPlane, DetachReason } from "./router.js";
import { TicketOffice } from "./ticket-office.js";

/** The seat of a player who could not be reached waits so long. Ours. */
export const DEFAULT_LOBBY_GRACE_MS = 15_000;
/** The seat of a page that said it goes waits so long for the page to load anew. Ours. */
export const RELOAD_GRACE_MS = 5000;

/** Everything of a relay that is not its own control plane. */
export interface RelayControlOptions {
  readonly clock: ControlClock;
  /** 32 random bits that nobody can guess. */
  readonly random: () => number;
  /** Sends a datagram to a player's link; false when it was dropped. See `Router.deliver`. */
  readonly deliver: (player: bigint, lane: Lane, datagram: Uint8Array) => boolean;
  /** Ends a player's link: they said goodbye, or fell silent. */
  readonly lost: (player: bigint, reason: "left" | "silent") => void;
  /** HMAC-SHA-256 with a key that outlives the process: 32 bytes. What it signs says itself what it is for. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  /** Names this run of the relay; another one at each start. Letters and digits. */
  readonly run: string;
  readonly backplane: Backplane;
  readonly firstWordTimeoutMs: number;
  readonly silenceTimeoutMs: number;
  /** Default {@link DEFAULT_LOBBY_GRACE_MS}. */
  readonly lobbyGraceMs?: number | undefined;
  /** How often a player may ask what; for tests that ask a lot. */
  readonly rates?: AskRates | undefined;
  readonly log: RelayLog;
}

/**
 * All that a relay says and does for players besides passing datagrams on: greets them at the front desk, takes their asks, and keeps lobbies, people and tickets.
 *
 * No I/O, clock or randomness of its own, and nothing of Node: the relay drives it, and the testing kit. Nothing a player sends makes it throw.
 */
export class RelayControl implements ControlPlane {
  readonly #desk: FrontDesk;
  readonly #asks: AskDesk;
  readonly #lobbies: Lobbies;
  readonly #people: PeopleDesk;
  readonly #tickets: TicketOffice;

  constructor(options: RelayControlOptions) {
    const { clock, random, backplane, run, sign, log } = options;
    const say = (player: bigint, message: RelayToPlayer): void => this.#desk.say(player, message);
    const part = { say, clock, random, backplane };
    const seats = new LobbySeats();
    this.#desk = new FrontDesk({
      deliver: options.deliver,
      lost: options.lost,
      clock,
      random,
      firstWordTimeoutMs: options.firstWordTimeoutMs,
      silenceTimeoutMs: options.silenceTimeoutMs,
      log,
      welcome: () => ({ run, timeMs: Math.round(clock.wallMs()) }),
      guests: {
        arrived: (player, life) => this.#arrived(player, life),
        parted: (player, how) => this.#parted(player, how),
        said: (player, message) => this.#said(player, message),
      },
    });
    this.#people = new PeopleDesk({
      ...part,
      company: seats,
    });
    this.#tickets = new TicketOffice({ ...part, sign });
    this.#lobbies = new Lobbies({
      ...part, seats, audience: this.#people, run, sign, lobbyGraceMs: options.lobbyGraceMs ?? DEFAULT_LOBBY_GRACE_MS, reloadGraceMs: RELOAD_GRACE_MS,
    });
    this.#asks = new AskDesk({
      ...part,
      rates: options.rates,
      lobbies: this.#lobbies,
      people: this.#people,
      tickets: this.#tickets,
    });
  }

  attached(player: bigint, life: number): void {
    this.#desk.attached(player, life);
  }

  detached(player: bigint, reason: DetachReason): void {
    this.#desk.detached(player, reason);
  }

  receive(player: bigint, lane: Lane, packet: Uint8Array): void {
    this.#desk.receive(player, lane, packet);
  }

  dropped(source: bigint, destination: bigint): void {
    this.#desk.dropped(source, destination);
  }

  /** Nothing is done any more; timers and subscriptions are gone. */
  stop(): void {
    this.#desk.stop();
    for (const part of this.#parts()) part.stop();
  }

  #arrived(player: bigint, life: number): void {
    // People before lobbies: the seats of whoever is back are told about by name.
    for (const part of this.#parts()) part.attached(player, life);
  }

  #parted(player: bigint, how: Parting): void {
    for (const part of this.#parts()) part.detached(player, how);
  }

  #said(player: bigint, message: FromPlayer): void {
    switch (message.t) {
      case "ask":
        this.#asks.ask(player, message.n, message.ask);
        break;
      case "profile":
        this.#people.profile(player, message.profile);
        break;
      case "show":
        this.#people.show(player, message.to);
        break;
      case "hello":
      case "leaving":
        // The front desk's own.
        break;
    }
  }

  #parts(): readonly Pick<PeopleDesk, "attached" | "detached" | "stop">[] {
    return [this.#asks, this.#people, this.#tickets, this.#lobbies];
  }
}
